"""A dashboard under a path of somebody's proxy, which is asked too often."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from dashboard.settings import Settings
from tests.browser.conftest import serving
from tests.browser.hand import visit


def test_under_a_prefix_everything_is_found_and_a_refusal_is_told(
    new_page: Callable[..., Page], tmp_path: Path
) -> None:
    settings = Settings.read(
        archive=str(tmp_path / "archive"), prefix="/map", requests_per_minute=15
    )
    with serving(settings) as url:
        page = new_page(faults=False)
        failed: list[str] = []
        page.on("response", lambda r: failed.append(f"{r.status} {r.url}") if not r.ok else None)
        visit(page, f"{url}/map?country=KEN")
        expect(page.locator("#head")).to_contain_text("Kenya")
        expect(page.locator("#map .choroplethlayer path").first).to_be_attached()
        assert [line for line in failed if not line.startswith("308")] == []
        for number in range(20):
            page.evaluate("(year) => defenders.navigate('?from=' + year)", 2000 + number)
        expect(page.locator("#notice")).to_contain_text("Too many requests")
        expect(page.locator("#notice")).to_be_empty()  # it asked again by itself
        expect(page.locator("#head")).to_contain_text("since January 2019")
