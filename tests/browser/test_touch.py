"""A finger on a phone: it taps, it drags, and it scrolls without choosing anything."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import AUSTRALIA, BRAZIL, at, query, settled, visit

STEPS = 10


@pytest.fixture
def phone(new_page: Callable[..., Page], sample_url: str) -> Page:
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    visit(page, sample_url)
    return page


def swipe(page: Page, start: tuple[float, float], by: tuple[float, float]) -> None:
    """Move one finger from a place on the screen by so many pixels."""
    session = page.context.new_cdp_session(page)
    for step in range(STEPS + 1):
        x, y = (s + d * step / STEPS for s, d in zip(start, by, strict=True))
        kind = "touchMove" if step else "touchStart"
        points = {"type": kind, "touchPoints": [{"x": x, "y": y}]}
        session.send("Input.dispatchTouchEvent", points)
        page.wait_for_timeout(16)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def middle(page: Page, selector: str) -> tuple[float, float]:
    """Return the middle of an element, scrolled into the middle of the screen."""
    page.locator(selector).evaluate("element => element.scrollIntoView({block: 'center'})")
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def scrolled(page: Page) -> float:
    offset: float = page.evaluate("window.scrollY")
    return offset


def test_a_tap_chooses_a_country(phone: Page) -> None:
    phone.touchscreen.tap(*at(phone, BRAZIL))
    expect(phone.locator("#head")).to_contain_text("Brazil")
    phone.touchscreen.tap(*at(phone, AUSTRALIA))
    expect(phone.locator("#head")).to_contain_text("Australia")
    assert query(phone) == {"country": "AUS"}


def test_a_swipe_over_the_map_scrolls_the_page(phone: Page) -> None:
    swipe(phone, middle(phone, "#map"), (0, -200))
    phone.wait_for_timeout(500)
    assert scrolled(phone) > 100
    assert query(phone) == {}


def test_a_tap_on_a_bar_chooses_its_month(phone: Page) -> None:
    phone.touchscreen.tap(*middle(phone, "#timeline .plot"))
    expect(phone.locator("#chips .chip")).to_have_count(1)
    phone.wait_for_timeout(1000)
    assert query(phone)["from"] == query(phone)["to"]


def test_a_swipe_along_the_timeline_chooses_months(phone: Page) -> None:
    x, y = middle(phone, "#timeline .plot")
    swipe(phone, (x - 60, y), (100, 0))
    expect(phone.locator("#chips .chip")).to_have_count(1)
    assert set(query(phone)) == {"from", "to"}


def test_a_swipe_across_the_timeline_scrolls_and_chooses_nothing(phone: Page) -> None:
    start = middle(phone, "#timeline .plot")
    before = scrolled(phone)
    swipe(phone, start, (0, -150))
    phone.wait_for_timeout(1000)
    assert scrolled(phone) > before
    assert query(phone) == {}
    x, y = middle(phone, "#timeline .plot")
    swipe(phone, (x - 60, y), (100, 0))
    expect(phone.locator("#chips .chip")).to_have_count(1)


def test_a_finger_drags_an_end_of_the_period(phone: Page, made_url: str) -> None:
    visit(phone, made_url + "/?from=2015-01&to=2015-06")
    settled(phone)
    end = middle(phone, "#timeline .slider.end")
    swipe(phone, end, (60, 0))
    phone.wait_for_url(lambda url: "to=2015-06" not in url)
    assert query(phone)["from"] == "2015-01"
    assert query(phone)["to"] > "2015-06"
