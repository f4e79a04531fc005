"""The period by hand: drawn, moved, by its ends, by keys; every view follows, the server rests."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.hand import go, query, settled, visit

TOTAL = re.compile(r"^([\d,]+) articles?")


@pytest.fixture(autouse=True)
def sample_page(page: Page, sample_url: str) -> None:
    visit(page, sample_url)
    page.locator("#timeline .plot").scroll_into_view_if_needed()


def place(page: Page, share: float, slider: str = "plot") -> tuple[float, float]:
    """Return where a part of the width of the timeline or of one of its sliders is."""
    box = page.locator(f"#timeline .{slider}").bounding_box()
    assert box is not None
    return box["x"] + box["width"] * share, box["y"] + box["height"] / 2


def drag(page: Page, start: tuple[float, float], by: float, *, drop: bool = True) -> None:
    """Drag from a place by a part of the timeline's width."""
    (left, _), (right, _) = place(page, 0), place(page, 1)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + by * (right - left), start[1], steps=8)
    if drop:
        page.mouse.up()


def shown(page: Page) -> dict[str, Any]:
    """Return what the views show: numbers of facets, and colours of the map."""
    found: dict[str, Any] = page.evaluate(
        """() => ({
            facets: [...document.querySelectorAll('[data-facet] .number')]
                .map((n) => n.textContent),
            map: [...document.querySelectorAll('#map .choroplethlocation')]
                .map((n) => n.getAttribute('fill')),
            points: [...document.querySelectorAll('#map .point')].map((n) => n.style.fill),
            nowhere: document.getElementById('nowhere').textContent,
        })"""
    )
    return found


def test_all_views_follow_a_drag_and_the_server_rests(page: Page, sample_url: str) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    drag(page, place(page, 0.4), 0.2, drop=False)
    page.wait_for_timeout(100)
    moving, head = shown(page), page.locator("#head").inner_text()
    page.mouse.move(*place(page, 0.5))
    page.wait_for_timeout(100)
    assert shown(page)["facets"] != moving["facets"]
    page.mouse.move(*place(page, 0.6))
    assert not [r.url for r in asked if "version" not in r.url]
    assert query(page) == {}
    expect(page.locator("#head")).to_have_attribute("aria-live", "off")
    page.mouse.up()
    settled(page)
    expect(page.locator("#head")).to_have_attribute("aria-live", "polite")
    expect(page.locator("#head")).to_have_text(head)
    after = shown(page)
    assert (after["facets"], after["nowhere"]) == (moving["facets"], moving["nowhere"])
    visit(page, page.url)
    settled(page)
    assert shown(page) == after


def test_colours_stay_comparable_until_they_are_fitted(page: Page, sample_url: str) -> None:
    go(page, "?colours=fitted")
    before = page.locator("#legend").inner_text()
    drag(page, place(page, 0.5), 0.01, drop=False)
    page.wait_for_timeout(100)
    assert page.locator("#legend").inner_text() == before
    page.mouse.up()
    settled(page)
    assert page.locator("#legend").inner_text() != before


def test_the_ends_and_the_whole_are_dragged(page: Page, sample_url: str) -> None:
    go(page, "?from=2004-01&to=2005-12")
    drag(page, place(page, 0.5, "end"), 5 / 19)
    settled(page)
    assert query(page) == {"from": "2004-01", "to": "2010-12"}
    drag(page, place(page, 0.5, "start"), -2 / 19)
    settled(page)
    assert query(page) == {"from": "2002-01", "to": "2010-12"}
    drag(page, place(page, 0.5, "whole"), 1 / 19)
    settled(page)
    assert query(page) == {"from": "2003-01", "to": "2011-12"}
    drag(page, place(page, 0.5, "whole"), 0.9)
    settled(page)
    assert query(page) == {"from": "2007-01"}
    drag(page, place(page, 0.5, "start"), -0.9)
    settled(page)
    assert query(page) == {}


def test_an_end_does_not_pass_the_other(page: Page, sample_url: str) -> None:
    go(page, "?from=2004-01&to=2005-12")
    drag(page, place(page, 0.5, "start"), 0.5)
    settled(page)
    assert query(page) == {"from": "2005-12", "to": "2005-12"}


def test_escape_takes_a_drag_back(page: Page) -> None:
    before = shown(page)
    drag(page, place(page, 0.2), 0.3, drop=False)
    page.wait_for_timeout(50)
    assert shown(page) != before
    page.keyboard.press("Escape")
    page.mouse.up()
    page.wait_for_timeout(50)
    assert (shown(page), query(page)) == (before, {})


@pytest.mark.parametrize(
    ("slider", "keys", "expected"),
    [
        ("start", "ArrowRight", {"from": "2004-02", "to": "2005-12"}),
        ("start", "PageDown", {"from": "2003-01", "to": "2005-12"}),
        ("start", "Home", {"to": "2005-12"}),
        ("start", "End", {"from": "2005-12", "to": "2005-12"}),
        ("end", "ArrowLeft ArrowDown", {"from": "2004-01", "to": "2005-10"}),
        ("end", "PageUp ArrowUp", {"from": "2004-01", "to": "2007-01"}),
        ("end", "End", {"from": "2004-01"}),
        ("whole", "ArrowRight ArrowRight", {"from": "2004-03", "to": "2006-02"}),
        ("whole", "Home", {"to": "1998-12"}),
    ],
)
def test_keys_move_the_sliders(
    page: Page, sample_url: str, slider: str, keys: str, expected: dict[str, str]
) -> None:
    go(page, "?from=2004-01&to=2005-12")
    handle = page.locator(f"#timeline .slider.{slider}")
    handle.focus()
    for key in keys.split():
        page.keyboard.press(key)
    page.wait_for_url(lambda url: "from=2004-01&to=2005-12" not in url)
    settled(page)
    assert query(page) == expected
    expect(handle).to_be_focused()


def test_sliders_say_where_they_are(page: Page, sample_url: str) -> None:
    visit(page, sample_url + "/?from=2004-01&to=2005-11&lang=fr")
    for name, label, text in (
        ("start", "Début de la période", "janvier 2004"),
        ("end", "Fin de la période", "novembre 2005"),
        ("whole", "Période", "janvier 2004 – novembre 2005"),
    ):
        slider = page.locator(f"#timeline .slider.{name}")
        expect(slider).to_have_role("slider")
        expect(slider).to_have_attribute("aria-label", label)
        spoken = slider.get_attribute("aria-valuetext") or ""
        assert re.sub(r"\s", " ", spoken) == text
        now, highest = (int(slider.get_attribute(f"aria-value{n}") or -1) for n in ("now", "max"))
        assert 0 < now < highest == 228


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("Quarter", {"from": "2001-10", "to": "2006-06"}),
        ("Year", {"from": "2001-01", "to": "2006-12"}),
    ],
)
def test_hands_move_by_the_length_of_a_bar(page: Page, unit: str, expected: dict[str, str]) -> None:
    page.get_by_role("button", name=unit, exact=True).click()
    expect(page.get_by_role("button", name=unit, exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    drag(page, place(page, 4.8 / 19), 4.5 / 19)
    settled(page)
    assert query(page) == expected


def test_usual_periods_are_one_click(page: Page) -> None:
    page.get_by_role("button", name="Last 12 months").click()
    settled(page)
    assert query(page) == {"from": "2015-01"}
    page.get_by_role("button", name="Last 5 years").click()
    settled(page)
    assert query(page) == {"from": "2011-01"}
    page.get_by_role("button", name="All", exact=True).click()
    settled(page)
    assert query(page) == {}


def test_days_are_counted_exactly(page: Page, sample_url: str) -> None:
    go(page, "?from=2010-05-12&to=2011-02-03")
    total = TOTAL.match(page.locator("#head").inner_text())
    assert total
    expect(page.locator(".where")).to_be_visible()
    assert page.evaluate("defenders.view().total") == int(total[1].replace(",", ""))
    spoken = page.locator("#timeline .slider.start").get_attribute("aria-valuetext")
    assert spoken == "May 12, 2010"
    drag(page, place(page, 0.5, "end"), 0.1)
    settled(page)
    assert query(page)["from"] == "2010-05-12"
    assert len(query(page)["to"]) == 7


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_moving_period_reads_like_a_settled_one(
    page: Page, sample_url: str, language: str
) -> None:
    periods = (
        *("from=2006&to=2012", "from=2006&to=2006", "from=2006-03&to=2006-03", "from=2006-03"),
        *("from=2006-03&to=2007-01", "to=2006-03", "from=2006-03-05", "to=2006-03-05"),
        *("from=2006-03-05&to=2006-04-06", "from=2006-03-05&to=2007-04-06"),
    )
    visit(page, f"{sample_url}/?lang={language}")
    for period in periods:
        go(page, f"?{period}&country=KEN,-&topic=migration&lang={language}")
        said = page.locator("#head").inner_text()
        page.evaluate("defenders.previewNow(defenders.view().period)")
        moving = page.locator("#head").inner_text()
        assert re.sub(r"\s", " ", moving) == re.sub(r"\s", " ", said)


def test_years_play_pause_and_stop(page: Page) -> None:
    page.get_by_label("Speed").select_option("fast")
    page.get_by_role("button", name="Play or pause").click()
    now = page.locator("#now")
    expect(now).to_be_visible()
    expect(now).to_contain_text("1998")
    assert query(page) == {}
    page.keyboard.press("Space")
    settled(page)
    expect(now).to_be_hidden()
    first = query(page)
    assert set(first) <= {"from", "to"}
    page.get_by_role("button", name="One step forward").click()
    settled(page)
    assert query(page) != first


def test_the_window_grows_to_the_end_of_time(page: Page, sample_url: str) -> None:
    go(page, "?from=2013&to=2013")
    page.get_by_role("button", name="Year", exact=True).click()
    page.get_by_label("What moves").select_option("growing")
    page.get_by_role("button", name="Play or pause").click()
    expect(page.locator("#chips")).to_contain_text("since January 2013")
    assert query(page) == {"from": "2013-01"}


def test_the_space_bar_plays(page: Page) -> None:
    page.locator("#timeline .slider.start").focus()
    page.keyboard.press("Space")
    expect(page.locator("html")).to_have_class(re.compile("is-playing"))
    page.keyboard.press("Space")
    expect(page.locator("html")).not_to_have_class(re.compile("is-playing"))


def test_what_is_chosen_during_playback_starts_from_what_is_shown(page: Page) -> None:
    page.get_by_role("button", name="Play or pause").click()
    page.locator("#facets").get_by_role("link", name="Events").click()
    settled(page)
    assert query(page)["category"] == "events"
    assert query(page)["to"].startswith(("1997", "1998"))
    page.go_back()
    settled(page)
    assert set(query(page)) <= {"from", "to"}


def test_a_usual_period_ends_playback_even_if_it_is_in_the_address(page: Page) -> None:
    page.get_by_role("button", name="Play or pause").click()
    page.get_by_role("button", name="Year", exact=True).click()
    expect(page.locator("html")).to_have_class(re.compile("is-playing"))
    page.get_by_role("button", name="All", exact=True).click()
    settled(page)
    expect(page.locator("#head")).to_have_text("4,778 articles")
    assert query(page) == {}


def test_less_motion_means_asking_twice(new_page: Callable[..., Page], sample_url: str) -> None:
    page = new_page(reduced_motion="reduce")
    visit(page, sample_url)
    play = page.get_by_role("button", name="Play or pause")
    play.click()
    expect(page.get_by_text("Your device asks for less motion")).to_be_visible()
    expect(page.locator("html")).not_to_have_class(re.compile("is-playing"))
    play.click()
    expect(page.locator("html")).to_have_class(re.compile("is-playing"))
    play.click()


def test_without_cells_the_servers_numbers_are_shown(
    new_page: Callable[..., Page], sample_url: str
) -> None:
    page = new_page(faults=False)

    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/cells/**", refuse)
    visit(page, sample_url + "/?country=BRA")
    settled(page)
    numbers = shown(page)
    drag(page, place(page, 0.4), 0.2)
    settled(page)
    other = new_page()
    visit(other, sample_url + "/?country=BRA")
    settled(other)
    assert shown(other) == numbers
    visit(other, page.url)
    settled(other)
    assert shown(other)["facets"] == shown(page)["facets"]
