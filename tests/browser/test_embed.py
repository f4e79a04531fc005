"""The map in somebody else's page, another origin on this machine."""

import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from playwright.sync_api import Page, expect

from dashboard.settings import Settings
from tests.browser.conftest import serving, serving_app
from tests.browser.hand import settled, visit


def host(body: str) -> FastAPI:
    """Return somebody else's page."""
    app = FastAPI()

    @app.get("/")
    def page() -> HTMLResponse:
        return HTMLResponse(f"<!DOCTYPE html><title>Host</title><link rel=icon href=data:,>{body}")

    return app


@pytest.fixture(scope="module")
def open_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a dashboard that any page may embed."""
    archive = tmp_path_factory.mktemp("embed") / "archive"
    with serving(Settings.read(archive=str(archive), embed_origins="*")) as url:
        yield url


def test_the_page_writes_what_another_page_embeds(
    new_page: Callable[..., Page], open_url: str
) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    visit(page, open_url + "/?country=KEN&category=events")
    settled(page)
    page.get_by_text("Share and download").click()
    page.get_by_text("Embed this map").click()
    page.get_by_role("button", name="With timeline").click()
    snippet = page.get_by_label("HTML to copy").input_value()
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.locator("#copied")).to_have_text("HTML copied")
    assert page.evaluate("navigator.clipboard.readText()") == snippet
    assert page.locator("#embed").evaluate("field => field.selectionEnd") == len(snippet)
    (source,) = re.findall('src="([^"]*)"', snippet)
    assert unescape(source) == (
        f"{open_url}/?country=KEN&category=events&lang=en&embed=1&timeline=1"
    )
    with serving_app(host(snippet)) as url:
        page.goto(url)
        frame = page.frame_locator("iframe")
        expect(frame.locator("#head")).to_contain_text("Kenya, Events")
        frame.locator("#map .choroplethlayer path").nth(200).wait_for(state="attached")
        for hidden in ("header", "footer", "aside", ".list", "#leave"):
            expect(frame.locator(hidden)).to_be_hidden()
        for shown in ("#sample", ".world small", "#timeline"):
            expect(frame.locator(shown)).to_be_visible()
        back = frame.get_by_role("link", name="Open in Defenders Map")
        expect(back).to_have_attribute("href", f"{open_url}/?country=KEN&category=events&lang=en")


@pytest.mark.parametrize(("width", "height"), [(320, 240), (1000, 700)])
def test_the_map_fills_its_frame(
    new_page: Callable[..., Page], open_url: str, width: int, height: int
) -> None:
    page = new_page(viewport={"width": width, "height": height})
    visit(page, open_url + "/?embed=1")
    expect(page.locator(".time")).to_be_hidden()
    box = page.locator("#map").bounding_box()
    assert box is not None
    assert box["width"] > width - 40
    assert 100 <= box["height"] <= height
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_page_embeds_what_its_operator_does_not_allow(
    new_page: Callable[..., Page], sample_url: str
) -> None:
    page = new_page(faults=False)
    with serving_app(host(f'<iframe src="{sample_url}/?embed=1"></iframe>')) as url:
        page.goto(url)
        expect(page.frame_locator("iframe").locator("#head")).to_have_count(0)
    visit(page, sample_url)
    page.get_by_text("Share and download").click()
    page.get_by_text("Embed this map").click()
    expect(page.locator("details.embed")).to_contain_text("once whoever runs this map")
