"""The keyboard and quick hands: the focus stays, dates can be typed, clicks add up."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import query, visit

FOCUSED = "(document.activeElement.dataset.view || document.activeElement.id)"


@pytest.fixture(autouse=True)
def sample_page(page: Page, sample_url: str) -> None:
    visit(page, sample_url + "/?country=BRA&topic=migration")


@pytest.mark.parametrize(
    ("name", "head", "kept"),
    [
        ("facet:category:statements", "Statements", "facet:category:statements"),
        ("facet:topic:migration", "articles, Brazil$", "facet:topic:migration"),
        ("chip:country:BRA", "articles, Migration$", "head"),
        ("clear", "^4,778 articles$", "head"),
        ("map:country:-", "No country named", "map:country:-"),
        ("stage:first", "Brazil", "stage:first"),
        ("language:fr", "Brésil", None),
    ],
)
def test_the_focus_stays_where_it_was(page: Page, name: str, head: str, kept: str | None) -> None:
    link = page.locator(f'[data-view="{name}"]')
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#head")).to_have_text(re.compile(head))
    page.wait_for_timeout(300)
    focused = page.evaluate(FOCUSED)
    assert focused == kept if kept else focused in {"head", name}


def test_a_date_can_be_typed_slowly(page: Page, sample_url: str) -> None:
    visit(page, sample_url)
    page.locator("#from").focus()
    page.keyboard.type("05012010", delay=250)  # fields are in the order of the browser itself
    expect(page.locator("#chips")).to_contain_text("since May 2010")
    assert query(page) == {"from": "2010-05"}
    expect(page.locator("#from")).to_be_focused()
    expect(page.locator("#from")).to_have_value("2010-05-01")


def test_a_date_counts_at_once_with_enter(page: Page, sample_url: str) -> None:
    visit(page, sample_url)
    page.locator("#to").fill("2010-06-30")
    page.keyboard.press("Enter")
    expect(page.locator("#chips")).to_contain_text("until June 2010")


def test_quick_clicks_add_up(page: Page, sample_url: str) -> None:
    visit(page, sample_url)
    page.evaluate(
        """() => { for (const name of ['events', 'statements', 'open-letters'])
            document.querySelector(`[data-view="facet:category:${name}"]`).click(); }"""
    )
    expect(page.locator("#head")).to_contain_text("Events, Statements, Open Letters")
    assert query(page) == {"category": "events,statements,open-letters"}


def test_the_document_follows_language_and_view(page: Page) -> None:
    expect(page).to_have_title(re.compile(r"^\d+ articles?, Brazil, Migration – Defenders Map$"))
    page.get_by_role("link", name="Français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page).to_have_title(re.compile(r"Brésil, Migration – Carte des défenseurs$"))
