"""What stands out in a selection: found as plain Python finds it, and told in sentences."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from dashboard.articles.cells import cells, pack_cells, pack_counts
from dashboard.articles.counts import count
from dashboard.articles.filters import Filters, encode
from dashboard.articles.model import Article
from dashboard.settings import ROOT
from tests.articles import made, patterns
from tests.articles.patterns import Least
from tests.browser.hand import query, settled, visit

_FIND = """([packed, query, isCells, least]) => {
    const { linked, patterns } = window.defenders;
    const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
    const found = linked.unpack(bytes.buffer);
    const filters = linked.filters(query);
    const counts = isCells ? linked.count(linked.prepare(found), filters) : linked.received(found);
    const period = linked.period(counts, filters);
    if (!period) return null;
    const days = ({ period }) => period.map((edge) => counts.edges[edge]);
    const told = (one, ...facts) => one && [...facts.map((fact) => one[fact]), ...days(one)];
    const risen = patterns.rise(counts, filters.country, period, least);
    return {
        busiest: told(patterns.busiest(counts, period, least), 'count'),
        silence: told(patterns.silence(counts, period, least), 'count'),
        rise: told(risen, 'country', 'count', 'sum'),
    };
}"""
USUAL = Least()
LOW = Least(articles=1, months=1, rise=1, before=1, times=1)
NOTHING = {"busiest": None, "silence": None, "rise": None}


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """Open an empty page with the scripts that count and find."""
    page = browser.new_page()
    for name in ("linked.js", "patterns.js"):
        page.add_script_tag(path=ROOT / "assets" / name)
    yield page
    page.close()


def found(
    page: Page, packed: bytes, filters: Filters, least: Least = USUAL, *, is_cells: bool = True
) -> Any:
    asked = encode(filters.to_query())
    return page.evaluate(_FIND, [b64encode(packed).decode(), asked, is_cells, asdict(least)])


def expected(articles: Sequence[Article], filters: Filters, least: Least) -> dict[str, Any]:
    def written(one: Any) -> Any:
        return one and [str(part) if isinstance(part, date) else part for part in one]

    finders = (patterns.busiest, patterns.silence, patterns.rise)
    return {f.__name__: written(f(articles, filters, least)) for f in finders}


def article(month: int, day: int, countries: tuple[str, ...]) -> Article:
    moment = patterns.first_day(month).replace(day=day)
    return Article("", "", moment, "Events", countries=countries, source="OMCT")


COUNTRIES = st.lists(st.sampled_from(["KEN", "UGA", "COL"]), unique=True, max_size=2).map(tuple)
MONTHS = st.one_of(st.integers(12 * 2009, 12 * 2016), st.integers(12 * 2015, 12 * 2016))
ARTICLES = st.builds(article, MONTHS, st.sampled_from([1, 2, 28]), COUNTRIES)
EDGES = st.none() | st.dates(date(2008, 12, 1), date(2016, 3, 1))
FILTERS = st.builds(
    lambda start, end, country: Filters(
        country=country, start=start, end=None if start and end and end < start else end
    ),
    EDGES,
    EDGES,
    COUNTRIES,
)


@settings(deadline=None, max_examples=200)
@given(st.lists(ARTICLES, max_size=60), FILTERS, st.sampled_from([USUAL, LOW]))
@example([], Filters(), LOW)
def test_patterns_are_found_as_python_finds_them(
    blank: Page, drawn: list[Article], filters: Filters, least: Least
) -> None:
    articles = [replace(a, id=f"{n:02}") for n, a in enumerate(drawn)]
    dataset = made.dataset_of(articles)
    wanted = expected(articles, filters, least)
    packed = pack_counts(count(dataset, filters))
    assert found(blank, packed, filters, least, is_cells=False) == wanted
    from_cells = found(blank, pack_cells(cells(dataset)), filters, least)
    assert from_cells in (None, wanted)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (
            "",
            {
                "busiest": [4, "2016-02-01", "2016-03-01"],
                "silence": [1, "2015-04-01", "2015-05-01"],
            },
        ),
        # February and November 2015 have three each.
        ("category=urgent-interventions", {"silence": [3, "2015-07-01", "2015-10-01"]}),
        ("to=2015-03", {}),  # February and March would be two months of three
        ("country=COL", {}),  # nine articles
        ("from=2015-06-18&to=2015-12", {"busiest": [3, "2015-11-01", "2015-12-01"]}),
    ],
)
def test_patterns_of_thirty_articles(blank: Page, asked: str, wanted: dict[str, Any]) -> None:
    filters, _ = Filters.from_query(asked)
    packed = pack_counts(count(made.dataset(), filters))
    assert found(blank, packed, filters, is_cells=False) == NOTHING | wanted


def every_year(country: str, *numbers: int) -> list[Article]:
    """Return so many articles in June of 2009 and of each year after it."""
    each = zip(range(2009, 2016), numbers, strict=False)
    return [article(12 * y + 5, 9, (country,)) for y, number in each for _ in range(number)]


OPENING, CLOSING = article(12 * 2009, 1, ()), article(12 * 2014 + 11, 31, ())
YEAR = ["2014-01-01", "2015-01-01"]


@pytest.mark.parametrize(
    ("rows", "asked", "wanted"),
    [
        (every_year("KEN", 1, 1, 1, 1, 1, 10), "", ["KEN", 10, 5, *YEAR]),
        (every_year("KEN", 1, 1, 1, 1, 1, 9), "", None),
        (every_year("KEN", 1, 1, 1, 1, 0, 10), "", None),
        (every_year("KEN", 7, 7, 7, 7, 7, 11), "", ["KEN", 11, 35, *YEAR]),
        (every_year("KEN", 7, 7, 7, 7, 7, 10), "", None),
        (every_year("-", 1, 1, 1, 1, 1, 10), "", None),
        ([*every_year("KEN", 1, 1, 1, 1, 1, 10), *every_year("UGA", 2, 2, 2, 2, 2, 20)], "", "UGA"),
        ([*every_year("KEN", 1, 1, 1, 1, 1, 10), *every_year("UGA", 5, 0, 0, 0, 0, 10)], "", None),
        (
            [*every_year("KEN", 1, 1, 1, 1, 1, 10), *every_year("UGA", 2, 2, 2, 2, 2, 20)],
            "country=KEN",
            "KEN",
        ),
        # The five years before 2013 begin in 2008, before there are articles.
        (every_year("KEN", 1, 1, 1, 1, 10, 1), "to=2013", None),
        # No month lies within it as a whole; one does.
        (every_year("KEN", 1, 1, 1, 1, 1, 10), "from=2014-06-02&to=2014-07-30", None),
        (
            every_year("KEN", 1, 1, 1, 1, 1, 10),
            "from=2014-05-02&to=2014-07-30",
            ["KEN", 10, 5, "2014-06-01", "2014-07-01"],
        ),
    ],
)
def test_a_rise_is_one_over_five_years(
    blank: Page, rows: list[Article], asked: str, wanted: list[Any] | str | None
) -> None:
    nowhere = [replace(a, countries=()) if a.countries == ("-",) else a for a in rows]
    dataset = made.dataset_of(
        replace(a, id=f"{n:03}") for n, a in enumerate([OPENING, *nowhere, CLOSING])
    )
    filters, _ = Filters.from_query(asked)
    risen = found(blank, pack_counts(count(dataset, filters)), filters, is_cells=False)["rise"]
    assert (risen[0] if isinstance(wanted, str) else risen) == wanted


SENTENCES = {
    "en": [
        "Busiest month: April 2010, with 54 articles published.",
        "Steepest rise: Macao SAR (China), with 12 articles published (2015) against a mean of 1.2"
        " in the same months of the five years before.",
        "Longest time without an article published: December 2001, one month.",
    ],
    "fr": [
        "Mois le plus fourni : avril 2010, avec 54 articles publiés.",
        "Plus forte hausse : RAS de Macao (Chine), avec 12 articles publiés (2015) contre 1,2"
        " en moyenne pour les mêmes mois des cinq années précédentes.",
        "Plus longue période sans article publié : décembre 2001, soit un mois.",
    ],
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_leads_to_what_it_speaks_of(page: Page, sample_url: str, language: str) -> None:
    visit(page, f"{sample_url}/?lang={language}")
    links = page.locator("#patterns a")
    expect(links).to_have_text(SENTENCES[language])
    for link, period, number in zip(
        range(3), ("2010-04", "2015", "2001-12"), (54, 12, 0), strict=True
    ):
        links.nth(link).click()
        settled(page)
        assert page.evaluate("defenders.view().total") == number
        assert query(page)["from"][: len(period)] == query(page)["to"][: len(period)] == period
        assert query(page).get("country") == ("MAC" if link == 1 else None)
        page.go_back()
        expect(links).to_have_text(SENTENCES[language])


def test_a_tiny_selection_has_no_patterns(page: Page, sample_url: str) -> None:
    visit(page, sample_url + "/?from=2001-11&to=2001-12&country=KEN")
    settled(page)
    expect(page.locator(".strip")).to_be_hidden()
