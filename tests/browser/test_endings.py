"""The menu of feeds and downloads, in a browser."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

NewPage = Callable[..., Page]


def test_every_ending_follows_the_view(new_page: NewPage, sample_url: str) -> None:
    page = new_page()
    page.goto(f"{sample_url}/?country=KEN,UGA&map=off&page=2")
    feed = page.locator("link[type='application/atom+xml']")
    csv = page.locator("a[data-ending='export.csv?bom=1']")
    expect(csv).to_have_attribute("href", "export.csv?bom=1&country=KEN,UGA")
    expect(feed).to_have_attribute("href", "feed.atom?country=KEN,UGA")
    page.locator("#facets a.choice", has_text="Statements").first.click()
    expect(feed).to_have_attribute("href", re.compile("category=statements"))
    expect(csv).to_have_attribute("href", re.compile("^export.csv.bom=1&country=KEN,UGA&category="))
    page.locator("#endings > summary").focus()
    page.keyboard.press("Enter")
    expect(csv).to_be_visible()
    with page.expect_download() as started:
        csv.click()
    text = started.value.path().read_text("utf-8-sig")
    assert "Kenya, Uganda" in text.split("id,title")[0]
    page.keyboard.press("Escape")
    expect(csv).to_be_hidden()
    expect(page.locator("#endings > summary")).to_be_focused()


def test_the_link_is_copied(new_page: NewPage, sample_url: str) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{sample_url}/?country=KEN")
    page.locator("#endings > summary").click()
    page.locator("#copy").click()
    expect(page.locator("#copied")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{sample_url}/?country=KEN"
    page.mouse.click(5, 500)
    expect(page.locator("#copy")).to_be_hidden()


def test_the_documentation_runs_here(new_page: NewPage, sample_url: str) -> None:
    page = new_page()
    page.goto(f"{sample_url}/api/docs")
    expect(page.locator(".opblock")).to_have_count(5)
