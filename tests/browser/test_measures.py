"""What the map's colours show: numbers as Python works them out from the articles, and bins."""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from dashboard.articles.cells import cells, pack_cells
from dashboard.articles.filters import Filters, encode
from dashboard.articles.model import Article
from dashboard.articles.view import Measure
from dashboard.places.scale import PALETTE, SHADES
from dashboard.settings import ROOT
from tests.articles import made
from tests.articles.sums import sums
from tests.articles.test_reference import ARTICLES, FILTERS
from tests.browser.hand import drag_months, query, settled, visit

LEAST = 5
PEOPLE = {"KEN": 54_000_000, "COL": 52_000_000, "UGA": 47_000_000, "XKX": 1_800_000}
_MEASURE = """([packed, query, measure, population, codes]) => {
    const { linked, measures } = window.defenders;
    const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
    const counts = linked.count(linked.prepare(linked.unpack(bytes.buffer)), linked.filters(query));
    const period = linked.period(counts, linked.filters(query));
    if (!period) return null;
    const found = measures.measured(measure, counts, period, population);
    const days = (edges) => edges && edges.map((edge) => counts.edges[edge]);
    return { before: days(found.before), values: codes.map(found.value), span: days(period) };
}"""
_SCALE = """([measure, values]) => {
    const { measures } = window.defenders;
    const shades = %s;
    const scale = measures.scale(measure, values, { scales: [], shades });
    return { ...scale, found: values.map((value) => measures.shadeOf(scale, value, shades)) };
}"""


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """Open an empty page with the scripts that count."""
    page = browser.new_page()
    for name in ("linked.js", "measures.js"):
        page.add_script_tag(path=ROOT / "assets" / name)
    yield page
    page.close()


def measured(page: Page, articles: Sequence[Article], filters: Filters, measure: Measure) -> Any:
    dataset = made.dataset_of(replace(a, id=f"{n:02}") for n, a in enumerate(articles))
    packed = b64encode(pack_cells(cells(dataset))).decode()
    population = {code: [people, 2022, ""] for code, people in PEOPLE.items()}
    asked = [packed, encode(filters.to_query()), measure, population, [*PEOPLE, "ATA"]]
    return page.evaluate(_MEASURE, asked)


def numbers(articles: Sequence[Article], filters: Filters) -> Mapping[str, int]:
    dataset = made.dataset_of(replace(a, id=f"{n:02}") for n, a in enumerate(articles))
    return sums(dataset, filters).by["country"]


def months(day: date) -> int:
    return 12 * day.year + day.month - 1


def month(serial: int) -> str:
    return f"{serial // 12:04}-{serial % 12 + 1:02}-01"


@settings(deadline=None, max_examples=60)
@given(st.lists(ARTICLES, max_size=12), FILTERS, st.sampled_from(Measure))
@example(made.articles()[:30], Filters.from_query("from=2015-07&to=2015-12")[0], Measure.CHANGE)
@example(made.articles()[:30], Filters.from_query("from=2014-11&to=2015-06")[0], Measure.CHANGE)
def test_values_are_those_worked_out_from_the_articles(
    blank: Page, articles: list[Article], filters: Filters, measure: Measure
) -> None:
    filters = replace(filters, q="")
    found = measured(blank, articles, filters, measure)
    if found is None or not articles:
        return
    now = numbers(articles, filters)
    total = sums(
        made.dataset_of(replace(a, id=f"{n:02}") for n, a in enumerate(articles)),
        replace(filters, country=()),
    ).total
    first, end = (date.fromisoformat(day) for day in found["span"])
    before: Mapping[str, int] = {}
    if measure is Measure.CHANGE:
        length = months(end) - months(first)
        start = months(first) - length
        goes_back = bool(length) and start >= months(min(a.date for a in articles))
        assert found["before"] == ([month(start), f"{first}"] if goes_back else None)
        if goes_back:
            last = date.fromordinal(first.toordinal() - 1)
            earlier = replace(filters, start=date.fromisoformat(month(start)), end=last)
            before = numbers(articles, earlier)
    for code, value in zip([*PEOPLE, "ATA"], found["values"], strict=True):
        number, then = now.get(code, 0), before.get(code, 0)
        expected = {
            Measure.ARTICLES: number,
            Measure.PER_MILLION: 1e6 * number / PEOPLE[code] if code in PEOPLE else None,
            Measure.SHARE: number / total if total else 0,
            Measure.CHANGE: number / then - 1 if then >= LEAST else None,
        }[measure]
        assert value == (expected if expected is None else pytest.approx(expected))


def scaled(page: Page, measure: Measure, values: Sequence[float | None]) -> Any:
    return page.evaluate(_SCALE % json.dumps(SHADES), [measure, list(values)])


@pytest.mark.parametrize(
    ("values", "lows"),
    [
        ([], []),
        ([0, 0], []),
        ([0.3], [0.2]),
        ([1, 1, 1], [1]),
        ([0.004, 0.02, 0.3], [0.005, 0.01, 0.02]),
        ([0.1, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 50_000], [5]),
        ([10**n for n in range(-3, 9)], [0.01, 0.5, 20, 1000, 50_000]),
    ],
)
def test_bins_of_rates_are_round_and_few(
    blank: Page, values: list[float], lows: list[float]
) -> None:
    found = scaled(blank, Measure.PER_MILLION, values)
    assert found["lows"][1:] == lows
    assert len(found["lows"]) <= 7
    assert len(set(found["shades"])) == len(found["shades"])


def test_none_no_data_and_some_have_different_colours(blank: Page) -> None:
    found = scaled(blank, Measure.PER_MILLION, [0, None, 1, 5, 20, 20])
    none, unknown, *some, _ = (PALETTE[shade] for shade in found["found"])
    assert len({none, unknown, *some}) == len(some) + 2


def test_change_has_one_scale_with_no_change_in_its_middle(blank: Page) -> None:
    values = [-1, -0.5, -0.25, -0.1, 0, 0.1, 0.33, 1, 30, None]
    found = scaled(blank, Measure.CHANGE, values)["found"]
    assert found == [8, 9, 10, 11, 11, 12, 13, 14, 14, SHADES["unknown"]]


def legend(page: Page) -> str:
    return page.locator("#legend").inner_text()


def shown(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    settled(page)


def test_the_measure_and_its_bins_are_chosen_and_stay_while_a_hand_moves(
    page: Page, sample_url: str
) -> None:
    visit(page, sample_url + "/?country=KEN")
    settled(page)
    whole = legend(page)
    for name, key, title in (
        ("Per million people", "per-million", "Articles per million people"),
        ("Share of the selection", "share", "Share of the articles selected"),
        ("Change", "change", "Change against the period before"),
    ):
        shown(page, name)
        assert query(page) == {"country": "KEN", "measure": key}
        expect(page.locator("#legend")).to_contain_text(title)
        button = page.get_by_role("button", name=name, exact=True)
        assert button.get_attribute("aria-pressed") == "true"
    expect(page.locator("#measure-note")).to_contain_text("No change can be told")
    shown(page, "Last 12 months")
    expect(page.locator("#measure-note")).to_contain_text("before: 2014.")
    shown(page, "Articles")
    assert legend(page) == whole  # one year, and the colours mean what they meant
    drag_months(page, 0.2, 0.3, drop=False)
    assert legend(page) == whole
    page.mouse.up()
    settled(page)
    shown(page, "Fit colours to the selection")
    assert query(page)["colours"] == "fitted"
    assert legend(page) != whole
    page.go_back()
    settled(page)
    assert legend(page) == whole


def test_a_measure_that_is_none_is_named(page: Page, sample_url: str) -> None:
    visit(page, sample_url + "/?measure=deaths&colours=red")
    expect(page.locator("#notice")).to_contain_text("“deaths”")
    expect(page.locator("#notice")).to_contain_text("“red”")
