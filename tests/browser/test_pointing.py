"""Pointing at a country: what it says of itself, and small states that do not hide each other."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from dashboard.settings import ROOT
from tests.browser.hand import BRAZIL, OCEAN, at, place_of, query, settled, visit

APART = 9
_POINTS = """() => [...document.querySelectorAll('#map .point')].map((node) => {
    const { e, f } = node.transform.baseVal.consolidate().matrix;
    return [e, f];
})"""


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """Open an empty page with the script that moves points."""
    page = browser.new_page()
    page.evaluate("window.defenders = {}")
    page.add_script_tag(path=ROOT / "assets" / "points.js")
    yield page
    page.close()


PLACES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=12)


@settings(deadline=None, max_examples=40)
@given(PLACES)
def test_points_give_way_until_none_hides_another(
    blank: Page, places: list[tuple[int, int]]
) -> None:
    apart = "(places) => window.defenders.apart(places)"
    moved: Sequence[tuple[float, float]] = blank.evaluate(apart, places)
    assert moved == blank.evaluate(apart, places)
    assert all(dist(one, other) > APART - 0.5 for one, other in combinations(moved, 2))
    alone = [dist(p, q) >= APART for p, q in combinations(places, 2)]
    if all(alone):
        assert [tuple(place) for place in moved] == places


def test_no_small_state_hides_another_on_the_world_map(page: Page, sample_url: str) -> None:
    visit(page, sample_url)
    settled(page)
    points = page.evaluate(_POINTS)
    assert len(points) > 80
    assert min(dist(one, other) for one, other in combinations(points, 2)) > APART - 0.5
    assert page.locator("#map .leaders").get_attribute("d")


def test_a_country_tells_its_name_numbers_years_and_top_category(
    page: Page, sample_url: str
) -> None:
    visit(page, sample_url + "/?measure=per-million&from=2010-01&to=2012-12")
    settled(page)
    page.mouse.move(*at(page, BRAZIL))
    tip = page.locator("#country-tip")
    expect(tip.locator(".name")).to_have_text("Brazil")
    expect(tip).to_contain_text("0.037 per million people")
    expect(tip).to_contain_text("215,313,498 people (World Bank, 2022)")
    expect(tip).to_contain_text("8 articles")
    expect(tip).to_contain_text("Most often: Urgent Interventions (3)")
    assert tip.locator(".between").inner_text().split() == ["1997", "2015"]
    assert tip.locator("path.all").get_attribute("d") != tip.locator("path.inside").get_attribute(
        "d"
    )
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.mouse.move(*at(page, OCEAN))
    page.mouse.move(*at(page, BRAZIL))
    expect(tip).to_be_visible()
    page.mouse.move(*at(page, OCEAN))
    expect(tip).to_be_hidden()


TERRITORIES = {
    "HKG": "Hong Kong SAR (China)",
    "PRI": "Puerto Rico",
    "ESH": "Western Sahara",
    "GRL": "Greenland",
    "TWN": "Taiwan",
    "PSE": "State of Palestine",
    "XKX": "Kosovo",
}


def test_each_territory_is_counted_and_chosen_by_pointer(page: Page, sample_url: str) -> None:
    visit(page, sample_url)
    settled(page)
    known = page.evaluate("() => defenders.view().counts.keys.country")
    assert set(TERRITORIES) <= set(known)
    for code, name in TERRITORIES.items():
        page.mouse.move(*at(page, OCEAN))
        expect(page.locator("#country-tip")).to_be_hidden()
        page.mouse.move(*at(page, place_of(page, code)))
        expect(page.locator("#country-tip .name")).to_have_text(name)
        assert not page.locator("#country-tip").get_by_text("0 articles", exact=True).count()
        page.mouse.down()
        page.mouse.up()
        expect(page.locator("#chips")).to_contain_text(name)
        assert query(page) == {"country": code}
