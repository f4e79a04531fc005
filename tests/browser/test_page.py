"""The page itself: languages, folding, pages of the list, messages, visits, phones, keyboards."""

import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dashboard.views.render import render_view
from tests.browser.hand import BRAZIL, at, query, ready, settled, until, visit


def test_the_sample_says_that_it_is_generated(page: Page, sample_url: str) -> None:
    visit(page, sample_url)
    expect(page.locator("#sample")).to_have_text("Demonstration data, generated: no real events")
    visit(page, sample_url + "/?lang=fr&country=-")
    expect(page.locator("#sample")).to_contain_text("aucun événement réel")


def test_the_language_is_switched_and_kept(page: Page, sample_url: str) -> None:
    visit(page, sample_url + "/?country=DEU")
    page.get_by_role("link", name="Français").click()
    expect(page.locator("#head")).to_contain_text("Allemagne")
    expect(page.locator("#facets")).to_contain_text("Interventions urgentes")
    assert query(page) == {"country": "DEU", "lang": "fr"}
    ready(page)
    expect(page.locator(".world small")).to_contain_text("Nations Unies")
    page.locator("#facets").get_by_role("link", name="Déclarations").click()
    expect(page.locator("#head")).to_contain_text("Allemagne, Déclarations")
    assert query(page)["lang"] == "fr"
    page.go_back()
    page.go_back()
    expect(page.locator("#head")).to_contain_text("Germany")


def test_the_browsers_language_is_used_first(
    new_page: Callable[..., Page], sample_url: str
) -> None:
    french = new_page(locale="fr-CH")
    visit(french, sample_url)
    expect(french.locator("html")).to_have_attribute("lang", "fr")
    expect(french.locator("h1")).to_have_text("Carte des défenseurs")


def test_the_map_folds_and_unfolds(page: Page, sample_url: str) -> None:
    visit(page, sample_url + "/?category=events")
    page.get_by_role("link", name="Hide map").click()
    expect(page.locator(".world")).to_be_hidden()
    assert query(page) == {"category": "events", "map": "off"}
    page.get_by_role("link", name="Show map").click()
    expect(page.locator(".world")).to_be_visible()
    assert query(page) == {"category": "events"}


def test_the_list_is_paged(page: Page, sample_url: str) -> None:
    visit(page, sample_url)
    items = page.locator("#articles ol > li")
    expect(items).to_have_count(25)
    pager = page.get_by_role("navigation", name="Pages of the list")
    pager.get_by_role("link", name="Last").click()
    expect(pager).to_contain_text("Page 192 of 192")
    expect(items).to_have_count(4778 - 191 * 25)
    assert query(page) == {"page": "192"}
    pager.get_by_role("link", name="Previous").click()
    expect(pager).to_contain_text("Page 191 of 192")
    page.locator("#facets").get_by_role("link", name="Events").click()
    expect(pager).to_contain_text("Page 1 of 27")


def test_titles_lead_out_safely(page: Page, sample_url: str) -> None:
    visit(page, sample_url)
    title = page.locator("#articles a.title").first
    expect(title).to_have_attribute("rel", "noopener noreferrer")
    expect(title).to_have_attribute("href", re.compile(r"^https://example\.org/"))


def test_bad_values_are_explained_and_the_rest_holds(page: Page, sample_url: str) -> None:
    visit(page, sample_url + "/?country=KEN,QQQ&from=2015-13&to=soon&page=x&unknown=1")
    notice = page.locator("#notice")
    for value in ("QQQ", "2015-13", "soon", "“x”"):
        expect(notice).to_contain_text(value)
    expect(notice.locator("li")).to_have_count(4)
    expect(page.locator("#head")).to_contain_text("Kenya")


def test_hostile_addresses_stay_text(page: Page, sample_url: str) -> None:
    attack = "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E"
    visit(page, f"{sample_url}/?country={attack}&category={attack}&q={attack}&from={attack}")
    expect(page.locator("#notice")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("img[src=x]").count() == 0


def test_nothing_found_is_said_with_a_way_out(page: Page, sample_url: str) -> None:
    visit(page, sample_url + "/?category=no-such-category&country=FRA")
    expect(page.locator("#articles")).to_contain_text("No article matches all of these filters.")
    page.locator("#articles").get_by_role("link", name="Clear all").click()
    expect(page.locator("#head")).to_have_text("4,778 articles")


def test_a_visit_ends_after_half_an_hour(new_page: Callable[..., Page], sample_url: str) -> None:
    page = new_page()
    visit(page, sample_url)
    page.locator("#new").hover()
    expect(page.get_by_role("tooltip")).to_contain_text("Your first visit")
    other_tab = page.context.new_page()
    visit(other_tab, sample_url)
    other_tab.locator("#new").focus()
    expect(other_tab.get_by_role("tooltip")).to_contain_text("Your first visit")
    other_tab.evaluate(
        """() => localStorage.setItem('defenders.visit',
            JSON.stringify({ seen: Date.UTC(2015, 10, 17), before: null }))"""
    )
    other_tab.reload()
    ready(other_tab)
    expect(other_tab.locator("#new")).to_have_text(re.compile(r"^[1-9]\d* new$"))
    other_tab.locator("#new").hover()
    expect(other_tab.get_by_role("tooltip")).to_contain_text("November 17, 2015")


def test_what_has_been_shown_is_not_new(new_page: Callable[..., Page], sample_url: str) -> None:
    page = new_page()
    visit(page, sample_url)
    shown = "JSON.parse(localStorage.getItem('defenders.visit'))"
    until(page, f"{shown}.shown")
    page.evaluate(
        f"""() => localStorage.setItem('defenders.visit',
            JSON.stringify({{ ...{shown}, seen: Date.UTC(1997, 0, 1) }}))"""
    )
    page.reload()
    ready(page)
    expect(page.locator("#total")).to_contain_text("4,778")
    until(page, f"{shown}.after === {shown}.shown")
    expect(page.locator("#new")).to_have_text("0 new")


def test_what_is_new_opens_as_a_view(new_page: Callable[..., Page], sample_url: str) -> None:
    page = new_page()
    page.add_init_script(
        """localStorage.setItem('defenders.visit',
            JSON.stringify({ seen: Date.UTC(2015, 10, 17), before: null }))"""
    )
    visit(page, sample_url + "/?country=KEN&lang=fr")
    number = int(page.locator("#new").inner_text().split()[0])
    page.locator("#new").click()
    expect(page.locator("#head")).to_have_text(
        f"{number} articles, ajoutés depuis le 17 novembre 2015"
    )
    assert query(page) == {"since": "2015-11-17T00:00:00Z", "lang": "fr"}
    settled(page)
    assert page.evaluate("defenders.view().total") == number
    expect(page.locator("#articles ol > li").first).to_contain_text("décembre 2015")
    page.locator("#chips").get_by_role("link", name="ajoutés depuis").click()
    expect(page.locator("#head")).to_contain_text("4\u202f778 articles")


def test_filters_cannot_be_folded_away_for_good(page: Page, sample_url: str) -> None:
    page.set_viewport_size({"width": 1100, "height": 900})
    visit(page, sample_url)
    page.locator("#filters > summary").click()
    expect(page.locator("#facets")).to_be_hidden()
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.locator("#facets")).to_be_visible()


def test_a_phone_shows_the_same_without_scrolling_sideways(
    new_page: Callable[..., Page], sample_url: str
) -> None:
    phone = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    visit(phone, sample_url + "/?country=BRA,COD,GBR&from=2004-03&to=2015-11-17")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    expect(phone.locator("#facets")).to_be_hidden()
    phone.locator("#filters > summary").click()
    phone.locator("#facets").get_by_role("link", name="Statements").tap()
    expect(phone.locator("#head")).to_contain_text("Statements")


def test_keys_alone_reach_every_control(page: Page, sample_url: str) -> None:
    visit(page, sample_url)
    reached = []
    for _ in range(90):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "(document.activeElement.id || document.activeElement.textContent).slice(0, 20)"
            )
        )
    assert reached[:2] == ["leave", "Skip to the articles"]
    for control in ("new", "Hide map", "from", "to", "81 articles name no "):
        assert control in reached
    assert any(text.startswith("Urgent Interventions") for text in reached)
    page.get_by_role("link", name=re.compile("^Events")).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#head")).to_have_text("666 articles, Events")


def test_the_wheel_scrolls_the_page_and_not_the_map(page: Page, sample_url: str) -> None:
    visit(page, sample_url)
    drawn = page.locator("#map .choroplethlayer path").first.get_attribute("d")
    page.mouse.move(*at(page, BRAZIL))
    page.mouse.wheel(0, 400)
    page.wait_for_timeout(500)
    assert page.evaluate("window.scrollY") > 300
    assert page.locator("#map .choroplethlayer path").first.get_attribute("d") == drawn


def test_pointing_tells_name_and_number_in_the_language(page: Page, sample_url: str) -> None:
    visit(page, sample_url + "/?lang=fr")
    page.mouse.move(*at(page, (10.0, 51.0)))
    expect(page.locator("#country-tip")).to_contain_text(re.compile(r"Allemagne\s*\d+ articles?"))


def test_a_slow_answer_shows_that_it_is_coming(
    page: Page, sample_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit(page, sample_url + "/?to=2015-12-30")  # nobody else asks for it: no answer is kept
    sign = page.locator(".is-asking .asking")
    expect(sign).to_have_count(0)
    answer = threading.Event()

    def slowly(*given: Any) -> Any:
        answer.wait(30)
        return render_view(*given)

    monkeypatch.setattr("dashboard.views.answer.render_view", slowly)
    page.locator("#facets").get_by_role("link", name="Events").click()
    expect(sign).to_be_visible()
    answer.set()
    expect(sign).to_have_count(0)
    expect(page.locator("#head")).to_have_text("666 articles, until December 30, 2015, Events")


@pytest.mark.parametrize("path", ["/nothing-here", "/admin.php"])
def test_a_path_that_is_nothing_leads_back(page: Page, sample_url: str, path: str) -> None:
    response = page.request.get(sample_url + path)
    assert response.status == 404
    assert 'href="/"' in response.text()


@pytest.mark.parametrize("path", ["/", "/articles"])
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_lies_beside_the_page_from_right_to_left(
    page: Page, sample_url: str, path: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(sample_url + path)
    if path == "/":
        ready(page)
    turn = "document.querySelectorAll('[dir=ltr]').forEach((part) => { part.dir = 'rtl'; })"
    page.evaluate(turn)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_be_in_viewport()
