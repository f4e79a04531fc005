"""Choosing: countries, months, categories, chips, and the way back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import (
    AUSTRALIA,
    BRAZIL,
    KASHMIR,
    OCEAN,
    click,
    drag_months,
    go,
    place_of,
    query,
    visit,
)


@pytest.fixture(autouse=True)
def sample_page(page: Page, sample_url: str) -> None:
    visit(page, sample_url)
    expect(page.locator("#head")).to_have_text("4,778 articles")


def test_a_country_is_chosen_and_released(page: Page) -> None:
    click(page, BRAZIL)
    expect(page.locator("#head")).to_have_text(re.compile(r"^\d+ articles, Brazil$"))
    assert query(page) == {"country": "BRA"}
    for facts in page.locator("#articles ol > li .facts").all():
        expect(facts).to_contain_text("Brazil")
    click(page, BRAZIL)
    expect(page.locator("#head")).to_have_text("4,778 articles")
    assert query(page) == {}


def test_shift_adds_and_a_plain_click_replaces(page: Page) -> None:
    click(page, BRAZIL)
    expect(page.locator("#chips")).to_contain_text("Brazil")
    page.keyboard.down("Shift")
    click(page, AUSTRALIA)
    page.keyboard.up("Shift")
    expect(page.locator("#chips .chip")).to_have_count(2)
    assert query(page) == {"country": "BRA,AUS"}
    click(page, (20.0, 27.0))
    expect(page.locator("#chips")).to_contain_text("Libya")
    assert query(page) == {"country": "LBY"}


@pytest.mark.parametrize("place", [OCEAN, KASHMIR], ids=["ocean", "undetermined"])
def test_what_is_no_country_cannot_be_chosen(page: Page, place: tuple[float, float]) -> None:
    click(page, place, empty=True)
    click(page, BRAZIL)
    expect(page.locator("#chips")).to_contain_text("Brazil")
    assert query(page) == {"country": "BRA"}


def test_very_small_countries_can_be_hit(page: Page) -> None:
    for code in ("SMR", "TUV", "XKX", "VAT", "MSR"):
        click(page, place_of(page, code))
        expect(page.locator("#chips .chip")).to_have_count(1)
        assert query(page) == {"country": code}
        go(page, "?")


def test_months_are_dragged_and_a_drag_can_be_mended(page: Page) -> None:
    drag_months(page, 0.5, 0.6)
    expect(page.locator("#chips .chip")).to_have_count(1)
    first = query(page)
    assert set(first) == {"from", "to"}
    assert "2006-01" <= first["from"] < first["to"] <= "2009-01"
    expect(page.locator("#from")).to_have_value(first["from"] + "-01")
    drag_months(page, 0.2, 0.4)
    expect(page.locator("#from")).not_to_have_value(first["from"] + "-01")
    page.go_back()
    expect(page.locator("#head")).to_have_text("4,778 articles")
    assert query(page) == {}


def test_months_are_written(page: Page) -> None:
    page.locator("#from").fill("2014-01-01")
    expect(page.locator("#chips")).to_contain_text("since January 2014")
    page.locator("#to").fill("2014-12-31")
    expect(page.locator("#head")).to_have_text(re.compile(r"^\d+ articles, 2014$"))
    assert query(page) == {"from": "2014-01", "to": "2014-12"}
    page.locator("#to").fill("2014-11-17")
    expect(page.locator("#chips")).to_contain_text("Nov 17, 2014")
    assert query(page) == {"from": "2014-01", "to": "2014-11-17"}


def test_a_single_month_is_one_click(page: Page) -> None:
    page.locator("#timeline .plot").scroll_into_view_if_needed()
    box = page.locator("#timeline .plot").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] - 4)
    expect(page.locator("#chips .chip")).to_have_count(1)
    assert query(page)["from"] == query(page)["to"]


def test_a_category_is_picked_and_the_others_stay_choosable(page: Page) -> None:
    page.locator("#facets").get_by_role("link", name="Statements").click()
    expect(page.locator("#head")).to_have_text("1,208 articles, Statements")
    assert query(page) == {"category": "statements"}
    events = page.locator("#facets").get_by_role("link", name="Events")
    expect(events).to_contain_text("666")
    events.click()
    expect(page.locator("#head")).to_have_text("1,874 articles, Statements, Events")


def test_what_has_no_article_cannot_be_chosen(page: Page, sample_url: str) -> None:
    visit(page, sample_url + "/?country=XKX&from=1997&to=1997")
    empty = page.locator(".choice[aria-disabled]").first
    expect(empty.locator(".number")).to_have_text("0")
    assert page.locator(".choice[aria-disabled][href]").count() == 0


def test_chips_take_filters_away(page: Page, sample_url: str) -> None:
    visit(page, sample_url + "/?country=BRA,AUS&category=events&from=2010&topic=migration")
    expect(page.locator("#chips .chip")).to_have_count(5)
    page.locator("#chips").get_by_role("link", name="Remove the filter Australia").click()
    expect(page.locator("#chips .chip")).to_have_count(4)
    assert query(page)["country"] == "BRA"
    page.get_by_role("link", name="Clear all").first.click()
    expect(page.locator("#head")).to_have_text("4,778 articles")
    assert query(page) == {}


def test_back_forward_reload_and_a_pasted_address_show_the_same(page: Page) -> None:
    seen = [page.locator("#head").inner_text()]

    def next_view(expected: str) -> None:
        expect(page.locator("#head")).to_contain_text(expected)
        seen.append(page.locator("#head").inner_text())

    click(page, BRAZIL)
    next_view("Brazil")
    drag_months(page, 0.3, 0.8)
    next_view(" – ")
    page.locator("#facets").get_by_role("link", name="Urgent Interventions").click()
    next_view("Urgent Interventions")
    for earlier in seen[-2::-1]:
        page.go_back()
        expect(page.locator("#head")).to_have_text(earlier)
    for later in seen[1:]:
        page.go_forward()
        expect(page.locator("#head")).to_have_text(later)
    page.reload()
    expect(page.locator("#head")).to_have_text(seen[-1])
    visit(page, page.url)
    expect(page.locator("#head")).to_have_text(seen[-1])


def test_articles_without_a_country_are_one_click_away(page: Page) -> None:
    nowhere = page.locator("#nowhere a")
    number = nowhere.inner_text().split()[0]
    nowhere.click()
    expect(page.locator("#head")).to_have_text(f"{number} articles, No country named")
    assert query(page) == {"country": "-"}
    nowhere.click()
    expect(page.locator("#head")).to_have_text("4,778 articles")


def test_the_countries_of_an_article_are_links(page: Page) -> None:
    country = page.locator("#articles .facts a.country").first
    name = country.inner_text()
    country.click()
    expect(page.locator("#head")).to_contain_text(name)
    assert len(query(page)["country"]) == 3
