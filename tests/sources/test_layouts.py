"""Ways in which listing pages are laid out, and what a reader of them sees as entries."""

import time
from datetime import date

import pytest

from dashboard.errors import SourceError
from dashboard.sources import registry
from dashboard.sources.intake import Defaults
from dashboard.sources.source import Source
from tests.sources.planned import plan_source

META = "May 3, 1998  |  Urgent Interventions  |  Kenya"
LEAD = "Invented lead of entry 1. It stands where the page carries one, and names no one."
HOME = "Human Rights Defenders news\n\n\n"
LISTED = f"One\n\n{META}\n\nTwo\n\n{META}\n"
TOLD = f"One\n\n{LEAD}\n\nread more ...\n\n{META}\n\nTwo\n\n{META}\n"


def imported(page: str | bytes) -> list[tuple[str, str]]:
    data = page.encode() if isinstance(page, str) else page
    found = plan_source(Source("page", data), Defaults(), date(2025, 1, 1))
    return [(article.title, article.url) for article in found.articles]


def titles(page: str | bytes) -> list[str]:
    return [title for title, _ in imported(page)]


LINES = [
    *("Next", "Previous   1 2 3 4 5   Next", "« first ‹ previous 1 2 next › last »", "[1] 2 3 4"),
    *("Page 1 of 40", "Pages: 1 2 3", "1 - 15 of 4778", "46 - 60 out of 6770", "1, 2, 3, 4"),
    *("Articles: 4778 | 7 new", "Show Map     RSS     Articles: 4344", "Loading map ...", "---"),
    *("Back to top", "View all", "Latest news", "News", "Upcoming events", "What’s new", "Events"),
    *("Torture", "Human Rights Defenders", "Press releases", "ESCR news", "Other news"),
    *("SOS-Torture Network news", "News from the network", "News on Migration", "Noticias"),
    *("Dernières nouvelles", "Últimas noticias", "Défenseurs des droits humains"),
    *("Latest Urgent Interventions", "Urgent Campaigns", "Recent publications"),
]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
@pytest.mark.parametrize("page", [LISTED, TOLD], ids=["bare", "with leads"])
def test_heads_and_controls_are_no_titles(line: str, gap: str, page: str) -> None:
    again = page.replace("One", "Three").replace("Two", "Four")
    whole = gap.join([line, page.strip(), line, again.strip(), line])
    assert titles(whole) == ["One", "Two", "Three", "Four"]


@pytest.mark.parametrize("title", ["Events", "Next", "Human Rights Defenders", "ESCR news", "..."])
def test_what_is_worded_like_a_head_is_a_title_where_nothing_else_is(title: str) -> None:
    page = f"{TOLD}\n{title}\n\n{META}\n\n{title}\n\n{LEAD}\n\nread more ...\n\n{META} | Torture\n"
    assert set(titles(page)) == {"One", "Two", title}


@pytest.mark.parametrize(
    "piece", ["page 1 ", "page   1 ", "1 of 1 ", "loading   ", "1 1 1 of ", "rss|", "1-1/"]
)
def test_lines_of_repeated_controls_take_no_time(piece: str) -> None:
    start = time.perf_counter()
    assert titles(f"One\n\n{piece * (110 // len(piece))}!\n\n{META}\n")[0]
    assert time.perf_counter() - start < 1


INTRODUCTIONS = [
    "Human rights defenders\n\nIntroduction in a sentence.\n\n",
    "Human rights defenders\n\nIntroduction.\n\nA second paragraph.\n\n",
    "Invented head\n\nIntroduction.\n\nread more ...\n\n",
    "Invented head\n\nIntroduction\n\n[Read more…]\n\n",
    "Campaign\n\nText. [Read more …]\n\nCampaign two\n\nText. [Read more …]\n\n",
    "Kenya: a campaign\n\nText. [Read more …]\n\n",
    "Home | About us | Contact\n\nHuman rights defenders\n\nText. [Read more…]\n\n",
    "Urgent Interventions | Statements | Events\n\nArticles: 4778\n\n",
    "May 3, 2019\n\nCampaign\n\nText [Read more …]\n\n",
]


@pytest.mark.parametrize("above", INTRODUCTIONS)
@pytest.mark.parametrize("page", [LISTED, TOLD], ids=["bare", "with leads"])
def test_introductions_are_no_entries(above: str, page: str) -> None:
    assert titles(above + page) == ["One", "Two"]
    assert titles((above + page).replace("\n\n", "\n")) == ["One", "Two"]


UNTITLED = {
    "three lines of meta": f"One\n\n{META}\n\n{META}\n\n{META}\n",
    "read more": f"One\n\n{META}\n\nread more ...\n\n{META}\n\nread\u00a0more\u00a0…\n\n{META}\n",
    "leads": f"One\n\n{META}\n\n{LEAD}\n\nread more ...\n\n{META}\n\n{META}\n",
}


@pytest.mark.parametrize("page", UNTITLED.values(), ids=list(UNTITLED))
@pytest.mark.parametrize("above", ["", HOME])
def test_titles_may_be_missing(page: str, above: str) -> None:
    assert titles(above + page) == ["One", "", ""]


SPELLED = {
    "Violence Against Women": "Violence Against Women",
    "violence against women": "Violence against Women",
    "Assistance to victims, Anti-Torture Network,": "Assistance to victims|Anti-Torture Network",
    "Women's Rights, TORTURE": "Women's Rights|Torture",
    "Children's Rights": "Children's Rights",
    "Droits de l’enfant": "Rights of the Child",
}


@pytest.mark.parametrize(("written", "topics"), SPELLED.items())
def test_topics_stay_as_the_page_spells_them(written: str, topics: str) -> None:
    page = f"One\n\nMay 3, 1998 | {written} | Statements\n".encode()
    (article,) = plan_source(Source("page", page), Defaults(), date(2025, 1, 1)).articles
    assert "|".join(article.topics) == topics


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings(encoding: str, end: str) -> None:
    page = f"¿Dónde está « Exemple » ?\n\n{META}\n\nL’été\n\n{META}\n".replace("\n", end)
    assert titles(page.encode(encoding)) == ["¿Dónde está « Exemple » ?", "L’été"]


OTHER = [
    "Kenya is a country in East Africa.\n\n== History ==\n\nOn May 3, 1998 | something.\n",
    "2015-11-17 | 12:00 | INFO | started\n2015-11-18 | 12:00 | INFO | stopped\n",
    "May 3, 1998 | Sample Person\n\nText\n",
    "<html><body><p>Sample | text</p></body></html>",
    "Home | Topics | Countries\n\nText\n",
]


@pytest.mark.parametrize("page", OTHER)
def test_pages_that_name_nothing_known_are_no_listings(page: str) -> None:
    with pytest.raises(SourceError):
        list(registry.read(Source("page", page.encode())))


TITLES = ("<a href=1>One</a>", "<a href=2>Two</a>")
MORE = "<a href=1>read more&nbsp;&#8230;</a>"
PARTS = ("May 3, 1998", "Torture", "Statements", "Kenya")
HTML = {
    "breaks": "{}<br>{lead}<br>{more}<br><i>May 3, 1998</i> &#124; Statements<br><br>"
    "{}<br>May 3, 1998 | Statements<br><br>",
    "rows": "<TABLE><TR><TD>{}<TR><TD>{lead}<TR><TD>{more}<TR><TD>May 3, 1998 | Statements"
    "<TR><TD>&nbsp;<TR><TD>{}<TR><TD>May 3, 1998 | Statements</TABLE>",
    "bars in cells": "<table><tr><td colspan=7>{}<br>{lead}<br>{more}<tr>"
    + "<td>|".join(f"<td>{part}" for part in PARTS)
    + "<tr><td colspan=7>{}<tr><td>May 3, 1998<td>|<td>Statements</table>",
    "bars at ends of cells": "<table><tr><td colspan=7>{}<tr>"
    + "".join(f"<td>{part} |" for part in PARTS)
    + "<tr><td colspan=7>{}<tr><td>May 3, 1998 |<td>Statements</table>",
    "bars at starts of items": "<ul><li>{}<ul><li>May 3, 1998<li>| Torture<li>| Statements</ul>"
    "<li>{}<ul><li>May 3, 1998<li>| Statements<li>| Kenya</ul></ul>",
    "date on a line of its own": "<p>{}<div>May 3, 1998</div><div>| Statements | Kenya</div>"
    "<p>{}<div>May 3, 1998</div><div>| Statements</div>",
    "headings, leads that end in a link": "<h3>{}</h3><p>{lead} {more}<p>May 3, 1998 | Statements"
    "<h3>{}</h3><p>May 3, 1998 | Statements<p>1 2 3 Next",
    "head as deep as titles": "<h2>Invented head</h2><p>Text. [Read more…]<h2>{}</h2>"
    "<p>May 3, 1998 | Statements<h2>{}</h2><p>May 3, 1998 | Statements",
    "columns": "<table><tr><td><a href=/>Home</a><br><a href=/x>Torture</a><td>"
    "<table><tr><td>{}<tr><td>May 3, 1998 | Statements</table>"
    "<table><tr><td>{}<tr><td>May 3, 1998 | Statements</table><td>Donate</table>Contact | Sitemap",
}


@pytest.mark.parametrize("layout", HTML.values(), ids=list(HTML))
def test_layouts_of_saved_pages(layout: str) -> None:
    body = layout.format(*TITLES, lead=LEAD, more=MORE)
    page = f"<html><base href='https://a.example/en/'><body><p>Loading ...</p>{body}"
    assert imported(page) == [("One", "https://a.example/en/1"), ("Two", "https://a.example/en/2")]


LINKS = {
    "a place on the page": ("<a href='#'>One</a>", "<a href='#2'>Two</a>", "", ""),
    "the same list": ("<a href=list>One</a>", "<a href=list>Two</a>", "", ""),
    "the country first": ("<a href=/kenya>UK</a>: <a href=1>A</a>", "Two", "/kenya", ""),
    "the title is longer": ("<a href=/uk>UK</a>: <a href=1>Case</a>", "Two", "/en/1", ""),
}


@pytest.mark.parametrize(("one", "two", "first", "second"), LINKS.values(), ids=list(LINKS))
def test_the_link_of_an_entry_is_its_own(one: str, two: str, first: str, second: str) -> None:
    meta = "<p>May 3, 1998 | Statements"
    page = f"<html><base href='https://a.example/en/'><p>{one}{meta}<p>{two}{meta}"
    urls = [url.removeprefix("https://a.example") for _, url in imported(page)]
    assert urls == [first, second]
