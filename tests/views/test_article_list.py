"""The list of articles, as a person reads it and clicks in it."""

from dataclasses import replace

import pytest
from dash import html

from dashboard import locales
from dashboard.articles.dataset import Dataset
from dashboard.articles.model import Basis
from dashboard.articles.select import order
from dashboard.views import article_list
from dashboard.views.markup import Element
from tests.articles import made
from tests.views.tree import find, links, prop, query, text, view, walk


def layout(
    address: str = "", language: str = "en", size: int = 8, dataset: Dataset | None = None
) -> list[Element]:
    shown = view(address)
    served = dataset or made.dataset()
    found = order(served, shown.filters, shown.sort)
    return article_list.layout(served, found, shown, locales.texts(language), size)


def titles(page: list[Element]) -> list[str]:
    return [text(title) for title in headings(page)]


def headings(node: object) -> list[Element]:
    """Return the headings that are titles of articles."""
    return [
        find(one, kind)[0]
        for one in find(node, html.Article)
        for kind in (html.H3, html.H4)
        if find(one, kind)
    ]


def item(number: str, address: str = "", language: str = "en") -> Element:
    """Return one of the thirty articles as it stands in the list."""
    dataset = made.dataset_of(a for a in made.articles() if a.id == f"a{number}")
    (found,) = find(layout(address, language, dataset=dataset), html.Article)
    assert isinstance(found, Element)
    return found


def facts(article: Element) -> list[str]:
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
    assert prop(find(page, html.Ol)[0], "start") == str(first)


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
    _, nav = find(layout(address, language), html.Nav)
    assert [text(step) for step in prop(nav, "children")] == pager
    assert links(nav) == targets
    ends = {text(span) for span in find(nav, html.Span, **{"aria-disabled": "true"})}
    assert ends == set(pager) - {pager[2]} - set(targets)


@pytest.mark.parametrize(("size", "pagers"), [(29, 1), (30, 0), (31, 0)])
def test_one_page_has_no_pager(size: int, pagers: int) -> None:
    assert len(find(layout(size=size), html.Nav)) == 1 + pagers


def test_a_title_leads_to_the_publisher_and_tells_nothing_about_the_reader() -> None:
    (title,) = find(headings(item("01")), html.A)
    assert text(title) == "Lawyer arrested"
    assert prop(title, "href") == "https://example.org/01"
    assert prop(title, "target") == "_blank"
    assert prop(title, "rel") == "noopener noreferrer"
    assert prop(title, "title") == "opens the publisher's page"
    assert prop(title, "data-view") is None


def test_a_title_without_address_is_text() -> None:
    article = made.article("01|2014-11-30|U|||en|OMCT|Plain|")
    bare = made.dataset_of([type(article)("x", "Plain", article.date, article.category)])
    (heading,) = headings(layout(dataset=bare))
    assert (text(heading), find(heading, html.A)) == ("Plain", [])


@pytest.mark.parametrize(("language", "shown"), [("en", "Untitled"), ("fr", "Sans titre")])
def test_a_missing_title_is_said(language: str, shown: str) -> None:
    (title,) = find(headings(item("09", language=language)), html.A)
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
    title = headings(article)[0].children
    texts = [title, *find(article, html.P, className="lead")]
    assert [prop(one, "lang") for one in texts] == [written] * len(texts)
    assert [prop(one, "dir") for one in texts] == ["auto"] * len(texts)
    assert len(texts) == (1 if number == "17" else 2)


def test_untitled_is_said_in_the_language_of_the_page() -> None:
    untitled = headings(item("09"))[0].children
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


def marked(node: object) -> list[str]:
    return [text(mark) for mark in find(node, html.Mark)]


@pytest.mark.parametrize(
    ("address", "months"),
    [
        ("", [("February 2016", "1", 4), ("January 2016", "5", 1), ("December 2015", "6", 1)]),
        (
            "?page=2",
            [
                ("December 2015", "7", 1),
                ("November 2015", "8", 3),
                ("October 2015", "11", 1),
                ("September 2015", "12", 1),
            ],
        ),
        (
            "?sort=oldest",
            [("November 2014", "1", 1), ("December 2014", "2", 2), ("January 2015", "4", 3)],
        ),
    ],
)
def test_articles_stand_under_their_month(address: str, months: list[tuple[str, str, int]]) -> None:
    page = layout(address, size=6)
    heads = [text(head) for head in find(page, html.H3)]
    lists = find(page, html.Ol)
    found = [(prop(one, "start"), len(find(one, html.Article))) for one in lists]
    assert [(head, *rest) for head, rest in zip(heads, found, strict=True)] == months


def test_the_most_relevant_first_stands_under_no_month() -> None:
    page = layout("?q=rights+human&sort=relevance&page=2", size=3)
    assert [prop(one, "start") for one in find(page, html.Ol)] == ["4"]
    assert find(page, html.H3, className="month") == []
    assert len(titles(page)) == len(find(page, html.H3)) == 3


@pytest.mark.parametrize(
    ("address", "orders"),
    [
        ("?page=2", {"Newest": "?", "Oldest": "?sort=oldest"}),
        (
            "?q=human&sort=oldest&page=2&map=off",
            {
                "Newest": "?q=human&map=off",
                "Oldest": "?q=human&sort=oldest&map=off",
                "Best match": "?q=human&sort=relevance&map=off",
            },
        ),
    ],
)
def test_every_order_is_a_link(address: str, orders: dict[str, str]) -> None:
    nav = find(layout(address), html.Nav)[0]
    assert links(nav) == orders
    (current,) = find(nav, html.A, **{"aria-current": "true"})
    assert prop(current, "href") == orders["Oldest" if "oldest" in address else "Newest"]


@pytest.mark.parametrize(
    ("q", "number", "found"),
    [
        ("law", "01", ["Law"]),
        ("LAWYÉR", "01", ["Lawyer"]),
        ("elu -law", "14", ["ÉLU"]),
        ('"human rights"', "24", ["Human rights"]),
        ("rights human", "24", ["Human", "rights"]),
        ("well-known free", "13", ["Well", "known", "free"]),
        ("title", "09", ["title"]),
        ("", "01", []),
    ],
)
def test_what_is_found_is_marked(q: str, number: str, found: list[str]) -> None:
    article = item(number, f"?q={q}")
    assert marked(article) == found
    assert text(headings(article)) == (made.articles()[int(number) - 1].title or "Untitled")


def test_untitled_is_never_marked() -> None:
    article = made.article("01|2014-11-30|U|||en|OMCT||untitled")
    assert marked(headings(layout("?q=untitled", dataset=made.dataset_of([article])))) == []


@pytest.mark.parametrize(
    ("q", "missing"),
    [
        ("zzz", ["zzz"]),
        ("lawyer yyy zzz", ["yyy", "zzz"]),
        ('lawyer "human right" -zzz', ["human right"]),
        ("day night", []),
    ],
)
def test_words_that_no_article_has_are_named(q: str, missing: list[str]) -> None:
    page = layout(f"?q={q}")
    said = [text(line) for line in find(page, html.P)][1:-1]
    assert said == [f"No article at all has “{word}”." for word in missing]


@pytest.mark.parametrize(
    ("basis", "language", "shown"),
    [
        ("stated", "en", "Kenya"),
        ("tag", "en", "Kenya"),
        ("title", "en", "Kenya (from the title)"),
        ("text", "en", "Kenya (found in the text)"),
        ("text", "fr", "Kenya (trouvé dans le texte)"),
    ],
)
def test_a_country_that_the_source_did_not_state_is_marked(
    basis: Basis, language: str, shown: str
) -> None:
    article = made.article("01|2014-11-30|U||KEN|en|OMCT|Plain|")
    found = replace(article, basis=(Basis(basis),))
    assert shown in facts(layout(language=language, dataset=made.dataset_of([found]))[-1])
