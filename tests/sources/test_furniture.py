"""What WordPress writes under each entry of a feed."""

import json

import pytest

from dashboard.sources.furniture import without_footer
from tests.sources.reading import read

TITLE = "Lawyer held: again"
FOOTERS = [
    "The post {} appeared first on Defenders Kenya.",
    "L’article {} est apparu en premier sur Défenseurs Kenya.",
    "L'article {} est apparu en premier sur Défenseurs Kenya.",
    "Cet article {} est apparu en premier sur Défenseurs Kenya.",
    "La entrada {} se publicó primero en Defensores Kenia.",
    "La entrada {} aparece primero en Defensores Kenia.",
    "O post {} apareceu primeiro em Defensores Quénia.",
    "O conteúdo {} aparece primeiro em Defensores Quénia.",
    "L'articolo {} proviene da Difensori Kenya.",
    "Der Beitrag {} erschien zuerst auf Kenya.",
    "Het bericht {} verscheen eerst op Kenya.",
    "Сообщение {} появились сначала на Кения.",
    "Запись {} впервые появилась Кения.",
    "التدوينة {} ظهرت أولاً على كينيا.",
    "{}最先出现在肯尼亚。",
    "《{}》最先出现在肯尼亚。",
    "〈{}〉這篇文章最早發佈於《肯亞》。",
]
STAY = [
    "The post of the lawyer appeared first on the list.\nThen came others.",
    "Writing in the post she appeared first on the list.",
    "疫情最先出现在肯尼亚。",
    "Lawyer held: again, and again",
    "The post",
    "",
]


@pytest.mark.parametrize("footer", FOOTERS)
@pytest.mark.parametrize("text", ["", "One.\nTwo […]", "The post of a lawyer. It is vacant."])
def test_a_footer_is_left_out(text: str, footer: str) -> None:
    assert without_footer(f"{text}\n{footer.format(TITLE)}".strip(), TITLE) == text


@pytest.mark.parametrize("footer", FOOTERS[:-3])
@pytest.mark.parametrize("text", ["One.", "One […]", "“One.”"])
def test_a_footer_may_stand_on_the_last_line(text: str, footer: str) -> None:
    assert without_footer(f"{text} {footer.format(TITLE)}", TITLE) == text


@pytest.mark.parametrize("text", STAY)
def test_other_text_stays(text: str) -> None:
    assert without_footer(text, TITLE) == text
    assert without_footer(text, "") == text


def test_no_long_text_holds_up_its_reading() -> None:
    text = "It is. The post " * 100_000
    assert without_footer(text, TITLE) == text


FOOTER = f'<p>The post <a href="/1">{TITLE}</a> appeared first on <a href="/">Kenya</a>.</p>'


@pytest.mark.parametrize(
    ("description", "content", "summary"),
    [
        (f"<p>One</p>{FOOTER}", "", "One"),
        (FOOTER, f"<p>All</p>{FOOTER}", "All"),
        (FOOTER, "", None),
    ],
)
def test_footers_of_feeds(description: str, content: str, summary: str | None) -> None:
    (found,) = read(
        '<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><item>'
        f"<title>{TITLE}</title><description><![CDATA[{description}]]></description>"
        f"<c:encoded><![CDATA[{content}]]></c:encoded></item></channel></rss>"
    )
    assert found.get("summary") == summary


def test_a_footer_of_a_json_feed() -> None:
    items = [{"id": "1", "title": TITLE, "content_html": f"<p>One</p>{FOOTER}"}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Kenya", "items": items}
    (found,) = read(json.dumps(feed))
    assert found["summary"] == "One"
