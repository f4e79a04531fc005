"""What the browser counts by itself is what Python counts, for random articles and filters."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from dashboard.articles.cells import Cells, cells, pack_cells, pack_counts
from dashboard.articles.counts import count
from dashboard.articles.dataset import Dataset
from dashboard.articles.filters import Filters, encode
from dashboard.articles.model import Article
from dashboard.settings import ROOT
from tests.articles import made
from tests.articles.sums import Sums, sums
from tests.articles.test_reference import ARTICLES, FILTERS

_COUNT = """([packed, query, isCells]) => {
    const { linked } = window.defenders;
    const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
    const found = linked.unpack(bytes.buffer);
    const filters = linked.filters(query);
    const counts = isCells ? linked.count(linked.prepare(found), filters) : linked.received(found);
    const period = linked.period(counts, filters);
    if (!period) return null;
    const { total, by } = linked.within(counts, period);
    const named = (key) => Object.fromEntries(counts.keys[key].map((k, i) => [k, by[key][i]]));
    const keyed = Object.fromEntries(linked.DIMENSIONS.map((key) => [key, named(key)]));
    const { every, linked: passing, anywhere, edges } = counts;
    const spans = { every: [...every], passing: [...passing], anywhere: [...anywhere] };
    return { total, by: keyed, edges, ...spans, period };
}"""


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """Open an empty page with the script that counts."""
    page = browser.new_page()
    page.add_script_tag(path=ROOT / "assets" / "linked.js")
    yield page
    page.close()


def counted(page: Page, packed: bytes, filters: Filters, *, is_cells: bool) -> Any:
    query = encode(filters.to_query())
    return page.evaluate(_COUNT, [b64encode(packed).decode(), query, is_cells])


def by_unit(dataset: Dataset, q: str = "") -> Iterator[Cells]:
    """Return cells of every unit there is, as small as they must be."""
    found = cells(dataset, Filters(q=q))
    while found.unit:
        yield found
        found = cells(dataset, Filters(q=q), most=len(found.span) - 1)


def falls_on(unit: Cells, filters: Filters) -> bool:
    """Whether the filters' period is one of whole spans."""
    edges = [edge.date() for edge in unit.edges]
    start, end = filters.start or date.min, (filters.end or date(9999, 12, 30)) + timedelta(1)
    inside = (day for day in (start, end) if edges and edges[0] < day < edges[-1])
    return all(day in edges for day in inside)


def same(found: Any, expected: Sums) -> None:
    assert found["total"] == expected.total
    assert found["by"] == expected.by
    assert sum(found["every"]) == expected.months["all"].sum()
    assert sum(found["passing"]) == expected.months["linked"].sum()
    first, end = found["period"]
    assert sum(found["passing"][first:end]) == expected.total


@settings(deadline=None, max_examples=150)
@given(st.lists(ARTICLES, max_size=10), FILTERS, st.sampled_from(["", "law", "-human"]))
@example([], Filters(), "")
def test_the_browser_counts_as_python_does(
    blank: Page, drawn: list[Article], filters: Filters, q: str
) -> None:
    dataset = made.dataset_of(replace(a, id=f"{n:02}") for n, a in enumerate(drawn))
    filters = replace(filters, q=q)
    expected, anywhere = (sums(dataset, f) for f in (filters, replace(filters, country=())))
    packed = pack_counts(count(dataset, filters))
    found = counted(blank, packed, filters, is_cells=False)
    same(found, expected)
    assert sum(found["anywhere"][slice(*found["period"])]) == anywhere.total
    for unit in by_unit(dataset, q):
        found = counted(blank, pack_cells(unit), filters, is_cells=True)
        assert bool(found) == falls_on(unit, filters)
        if found:
            same(found, expected)
            assert sum(found["anywhere"][slice(*found["period"])]) == anywhere.total


def test_a_period_of_whole_months_is_counted_from_months(blank: Page) -> None:
    filters, _ = Filters.from_query("country=KEN,COL&from=2015-02&to=2015-11&topic=torture")
    found = counted(blank, pack_cells(cells(made.dataset())), filters, is_cells=True)
    same(found, sums(made.dataset(), filters))
    assert found["total"] == 2
    assert found["every"] == [1, 2, 3, 3, 2, 0, 2, 2, 1, 1, 2, 1, 3, 2, 1, 4]


@pytest.mark.parametrize(
    "query", ["from=2015-02-02", "to=2015-11-29", "from=2015-01-31&to=2015-02"]
)
def test_a_period_that_cuts_a_month_is_not_counted_from_months(blank: Page, query: str) -> None:
    filters, _ = Filters.from_query(query)
    assert not counted(blank, pack_cells(cells(made.dataset())), filters, is_cells=True)
    packed = pack_counts(count(made.dataset(), filters))
    same(counted(blank, packed, filters, is_cells=False), sums(made.dataset(), filters))


@pytest.mark.parametrize(
    ("query", "period"),
    [
        ("", [0, 16]),
        ("from=2014-11&to=2016-02", [0, 16]),
        ("from=0001&to=9999", [0, 16]),
        ("to=9999-12-30", [0, 16]),
        ("from=2016-02", [15, 16]),
        ("to=2014-11", [0, 1]),
        ("from=2016-03", [16, 16]),
        ("to=2014-10", [0, 0]),
        ("to=0001-05", [0, 0]),
        ("from=2015-01&to=2015-12-31", [2, 14]),
    ],
)
def test_periods(blank: Page, query: str, period: list[int]) -> None:
    filters, _ = Filters.from_query(query)
    found = counted(blank, pack_cells(cells(made.dataset())), filters, is_cells=True)
    assert found["period"] == period


def test_too_many_cells_are_made_by_quarter_then_by_year_then_not_at_all() -> None:
    days = (date(2015, 1, 31), date(2015, 2, 1), date(2015, 6, 30), date(2016, 1, 1))
    rows = [replace(a, date=d) for a, d in zip([made.articles()[0]] * 4, days, strict=True)]
    dataset = made.dataset_of(replace(a, id=str(n)) for n, a in enumerate(rows))
    found = {most: cells(dataset, most=most) for most in (4, 3, 2, 1)}
    assert [found[most].unit for most in found] == ["month", "quarter", "year", None]
    assert [list(found[most].number) for most in found] == [[1] * 4, [2, 1, 1], [3, 1], []]
    edges = [f"{edge:%Y-%m}" for edge in found[3].edges]
    assert edges == ["2015-01", "2015-04", "2015-07", "2015-10", "2016-01", "2016-04"]
    assert b'"unit":null' in pack_cells(found[1])


def test_cells_of_a_search_still_know_all_articles() -> None:
    found = cells(made.dataset(), Filters(q="lawyer"))
    assert found.number.sum() == 8
    assert found.every.sum() == 30
