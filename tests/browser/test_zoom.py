"""Nearer, farther, to a region and home; and a country found by its name."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import BRAZIL, at, click, go, query, until, visit

_LOOKED = """() => {
    const { center, projection } = document.querySelector('#map .js-plotly-plot')._fullLayout.geo;
    return [center.lon, center.lat, projection.scale];
}"""
_INSIDE = """(place) => {
    const box = document.querySelector('.world .frame').getBoundingClientRect();
    const [x, y] = place;
    return x > box.left && x < box.right && y > box.top && y < box.bottom;
}"""


def looked(page: Page) -> list[float]:
    found: list[float] = page.evaluate(_LOOKED)
    return found


@pytest.fixture(autouse=True)
def sample_page(page: Page, sample_url: str) -> None:
    visit(page, sample_url)


def is_inside(page: Page, place: Sequence[float]) -> bool:
    return bool(page.evaluate(_INSIDE, list(at(page, place))))


def test_nearer_farther_and_home(page: Page) -> None:
    home = looked(page)
    zoom = page.get_by_role("group", name="Zoom")
    expect(zoom.get_by_role("button", name="Zoom out")).to_be_disabled()
    zoom.get_by_role("button", name="Zoom in").click()
    zoom.get_by_role("button", name="Zoom in").click()
    expect(zoom.get_by_role("button", name="Zoom out")).to_be_enabled()
    assert looked(page)[2] == pytest.approx(1.6**2)
    zoom.get_by_role("button", name="Zoom out").click()
    zoom.get_by_role("button", name="Whole world").click()
    expect(zoom.get_by_role("button", name="Whole world")).to_be_disabled()
    assert looked(page) == home


def test_a_region_fills_the_map_and_its_countries_can_be_clicked(page: Page) -> None:
    oceania = page.get_by_role("button", name="Oceania")
    oceania.click()
    expect(oceania).to_have_attribute("aria-pressed", "true")
    assert is_inside(page, (-172, -13.8))  # Samoa, on the other side of the map of the world
    assert not is_inside(page, BRAZIL)
    click(page, (134.0, -25.0))
    expect(page.locator("#chips")).to_contain_text("Australia")
    oceania.click()
    expect(oceania).to_have_attribute("aria-pressed", "false")
    assert is_inside(page, BRAZIL)


def test_a_part_of_a_region(page: Page) -> None:
    parts = page.get_by_label("Part of a region")
    parts.select_option("Caribbean")
    until(page, f"({_LOOKED})()[2] > 5")
    assert is_inside(page, (-59.5, 13.2))
    page.get_by_role("button", name="Europe").click()
    expect(parts).to_have_value("")


def test_the_countries_of_a_region_are_chosen_in_one_click(page: Page) -> None:
    choose = page.get_by_role("button", name="Choose its countries")
    expect(choose).to_be_hidden()
    page.get_by_label("Part of a region").select_option("Northern Africa")
    choose.click()
    expect(page.locator("#chips")).to_contain_text("Egypt")
    assert set(query(page)["country"].split(",")) <= {
        "DZA",
        "EGY",
        "ESH",
        "LBY",
        "MAR",
        "SDN",
        "TUN",
    }
    page.get_by_role("button", name="Whole world").click()
    expect(choose).to_be_hidden()


def test_the_map_can_be_moved_once_it_is_larger_than_its_frame(page: Page) -> None:
    page.get_by_role("button", name="Africa", exact=True).click()
    expect(page.get_by_role("button", name="Whole world")).to_be_enabled()
    before = looked(page)
    x, y = at(page, (20, 5))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 120, y, steps=6)
    page.mouse.up()
    until(page, f"({_LOOKED})()[0] < {before[0] - 5}")
    assert query(page) == {}


def test_a_country_is_found_by_any_of_its_names(page: Page) -> None:
    field = page.get_by_role("combobox", name="Find a country")
    for written, name, code in (
        ("kosovo", "Kosovo", "XKX"),
        ("palest", "State of Palestine", "PSE"),
        ("taiw", "Taiwan", "TWN"),
        ("sahara occid", "Western Sahara", "ESH"),
        ("HKG", "Hong Kong", "HKG"),
        ("puerto", "Puerto Rico", "PRI"),
        ("groenland", "Greenland", "GRL"),
        ("burma", "Myanmar", "MMR"),
    ):
        field.press_sequentially(written)
        expect(page.locator("#picker-list [role=option]").first).to_contain_text(name)
        field.press("Enter")
        expect(page.locator("#chips .chip")).to_have_count(1)
        assert query(page) == {"country": code}
        go(page, "?")


def test_the_list_of_the_field_is_walked_by_arrows(page: Page) -> None:
    field = page.get_by_role("combobox", name="Find a country")
    field.press_sequentially("guinea")
    expect(page.locator("#picker-list [role=option]")).to_have_count(4)
    expect(field).to_have_attribute("aria-activedescendant", "picker-0")
    field.press("ArrowUp")
    expect(field).to_have_attribute("aria-activedescendant", "picker-3")
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    field.press("Escape")
    expect(field).to_have_value("")
    field.press_sequentially("atlantis")
    expect(page.locator("#picker-list")).to_have_text("No country of that name")
    field.press("Enter")
    assert query(page) == {}
