"""The list of articles, as a person reads it and clicks in it."""

import pytest
from dash import html
from dash.development.base_component import Component

from dashboard import locales
from dashboard.articles.dataset import Dataset
from dashboard.articles.select import select
from dashboard.views import article_list
from tests.articles import made
from tests.views.tree import find, links, prop, query, text, view, walk


def layout(
    address: str = "", language: str = "en", size: int = 8, dataset: Dataset | None = None
) -> list[Component]:
    shown = view(address)
    rows = select(dataset or made.dataset(), shown.filters)
    return article_list.layout(rows, shown, locales.texts(language), size)


def titles(page: list[Component]) -> list[str]:
    return [text(title) for title in find(page, html.H3)]


def item(number: str, address: str = "", language: str = "en") -> Component:
    """Return one of the thirty articles as it stands in the list."""
    dataset = made.dataset_of(a for a in made.articles() if a.id == f"a{number}")
    (found,) = find(layout(address, language, dataset=dataset), html.Article)
    assert isinstance(found, Component)
    return found


def facts(article: Component) -> list[str]:
    return [text(fact) for fact in find(article, html.Li)]


LATEST = ["Leap day", "Último día", "Nowhere", "Leap", "New year", "A year of rights"]
EARLIEST = ["Informe anual", "Défense des avocats", "Human rights day", "Statement on torture"]
EARLIEST += ["Two lawyers released", "Lawyer arrested"]


@pytest.mark.parametrize(
    ("address", "first", "shown"),
    [
        ("", 1, LATEST),
        ("?page=5", 25, EARLIEST),
        ("?page=6", 25, EARLIEST),
        ("?page=999999999", 25, EARLIEST),
        ("?country=UGA&page=2", 1, ["Leap day", "Leap", "Rights office", "Joint appeal"]),
    ],
)
def test_pages_are_newest_first(address: str, first: int, shown: list[str]) -> None:
    page = layout(address, size=6)
    assert titles(page)[: len(shown)] == shown
    assert len(titles(page)) == 6
    (ordered,) = find(page, html.Ol)
    assert prop(ordered, "start") == str(first)


@pytest.mark.parametrize(
    ("address", "language", "pager", "targets"),
    [
        (
            "",
            "en",
            ["First", "Previous", "Page 1 of 4", "Next", "Last"],
            {"Next": "?page=2", "Last": "?page=4"},
        ),
        (
            "?page=2&lang=fr&map=off&country=KEN,UGA,COL",
            "fr",
            ["Première", "Précédente", "Page 2 sur 3", "Suivante", "Dernière"],
            {
                "Première": "?country=KEN,UGA,COL&map=off&lang=fr",
                "Précédente": "?country=KEN,UGA,COL&map=off&lang=fr",
                "Suivante": "?country=KEN,UGA,COL&page=3&map=off&lang=fr",
                "Dernière": "?country=KEN,UGA,COL&page=3&map=off&lang=fr",
            },
        ),
        (
            "?page=4",
            "en",
            ["First", "Previous", "Page 4 of 4", "Next", "Last"],
            {"First": "?", "Previous": "?page=3"},
        ),
        (
            "?page=1000",
            "en",
            ["First", "Previous", "Page 4 of 4", "Next", "Last"],
            {"First": "?", "Previous": "?page=3"},
        ),
    ],
)
def test_the_pager(address: str, language: str, pager: list[str], targets: dict[str, str]) -> None:
    (nav,) = find(layout(address, language), html.Nav)
    assert [text(step) for step in prop(nav, "children")] == pager
    assert links(nav) == targets
    ends = {text(span) for span in find(nav, html.Span, **{"aria-disabled": "true"})}
    assert ends == set(pager) - {pager[2]} - set(targets)


@pytest.mark.parametrize(("size", "pagers"), [(29, 1), (30, 0), (31, 0)])
def test_one_page_has_no_pager(size: int, pagers: int) -> None:
    assert len(find(layout(size=size), html.Nav)) == pagers


def test_a_title_leads_to_the_publisher_and_tells_nothing_about_the_reader() -> None:
    (title,) = find(find(item("01"), html.H3), html.A)
    assert text(title) == "Lawyer arrested"
    assert prop(title, "href") == "https://example.org/01"
    assert prop(title, "target") == "_blank"
    assert prop(title, "rel") == "noopener noreferrer"
    assert prop(title, "title") == "opens the publisher's page"
    assert prop(title, "data-view") is None


def test_a_title_without_address_is_text() -> None:
    article = made.article("01|2014-11-30|U|||en|OMCT|Plain|")
    bare = made.dataset_of([type(article)("x", "Plain", article.date, article.category)])
    (heading,) = find(layout(dataset=bare), html.H3)
    assert (text(heading), find(heading, html.A)) == ("Plain", [])


@pytest.mark.parametrize(("language", "shown"), [("en", "Untitled"), ("fr", "Sans titre")])
def test_a_missing_title_is_said(language: str, shown: str) -> None:
    (title,) = find(find(item("09", language=language), html.H3), html.A)
    assert text(title) == shown


@pytest.mark.parametrize(
    ("number", "language", "expected"),
    [
        (
            "08",
            "en",
            [
                *("February 28, 2015", "Colombia", "Kenya", "Uganda", "Urgent Interventions"),
                *("Human Rights Defenders", "Economic, Social and Cultural Rights", "FIDH"),
            ],
        ),
        (
            "08",
            "fr",
            [
                *("28 février 2015", "Colombie", "Kenya", "Ouganda", "Interventions urgentes"),
                *("Défenseurs des droits humains", "Droits économiques, sociaux et culturels"),
                "FIDH",
            ],
        ),
        ("17", "en", ["August 31, 2015", "Reports and Publications", "OMCT"]),
    ],
)
def test_facts(number: str, language: str, expected: list[str]) -> None:
    article = item(number, language=language)
    assert facts(article) == expected
    (day,) = find(article, html.Time)
    assert prop(day, "dateTime") == made.articles()[int(number) - 1].date.isoformat()


def test_a_fact_chooses_its_value_alone_and_keeps_the_other_filters() -> None:
    address = "?country=COL,UGA&from=2015&lang=en&map=off&page=2"
    kept = {"country": "COL,UGA", "from": "2015-01", "lang": "en", "map": "off"}
    targets = {
        name: query(href) for name, href in links(find(item("08", address), html.Ul)).items()
    }
    assert targets == {
        "Colombia": kept | {"country": "COL"},
        "Kenya": kept | {"country": "KEN"},
        "Uganda": kept | {"country": "UGA"},
        "Urgent Interventions": kept | {"category": "urgent-interventions"},
        "Human Rights Defenders": kept | {"topic": "human-rights-defenders"},
        "Economic, Social and Cultural Rights": kept
        | {"topic": "economic-social-and-cultural-rights"},
    }


@pytest.mark.parametrize(("number", "written"), [("06", "es"), ("04", "fr"), ("17", None)])
def test_title_and_summary_say_their_language(number: str, written: str | None) -> None:
    article = item(number)
    title = find(article, html.H3)[0].children
    texts = [title, *find(article, html.P, className="lead")]
    assert [prop(one, "lang") for one in texts] == [written] * len(texts)
    assert [prop(one, "dir") for one in texts] == ["auto"] * len(texts)
    assert len(texts) == (1 if number == "17" else 2)


def test_untitled_is_said_in_the_language_of_the_page() -> None:
    untitled = find(item("09"), html.H3)[0].children
    assert (prop(untitled, "lang"), prop(untitled, "dir")) == (None, None)


def test_a_missing_summary_leaves_no_gap() -> None:
    assert find(item("03"), html.P) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "No article matches all of these filters.Remove one of them, or start again:"),
        ("fr", "Aucun article ne répond à tous ces filtres.Retirez-en un, ou recommencez :"),
    ],
)
def test_no_article_at_all(language: str, words: str) -> None:
    address = f"?country=FRA&lang={language}&page=7"
    for dataset in (made.dataset(), made.nothing()):
        page = layout(address, language, dataset=dataset)
        assert text(page).startswith(words)
        assert list(links(page).values()) == [f"?lang={language}"]
        assert not find(page, html.Ol)


def test_markup_in_a_title_stays_text() -> None:
    article = made.article("01|2014-11-30|U|||en|OMCT|<b>Bold</b> & <script>|<img src=x>")
    page = layout(dataset=made.dataset_of([article]))
    assert {"<b>Bold</b> & <script>", "<img src=x>"} <= {o for o in walk(page) if type(o) is str}
