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


def test_leaving_empties_the_history_of_the_page(
    new_page: Callable[..., Page], tmp_path: Path
) -> None:
    settings = Settings.read(archive=str(tmp_path / "archive"), exit_url="about:blank")
    with serving(settings) as url:
        page = new_page()
        page.goto("about:blank")
        visit(page, f"{url}/?country=KEN")
        for code in ("BRA", "FRA", "IND"):
            page.evaluate("(code) => defenders.navigate('?country=' + code)", code)
        page.go_back()
        expect(page.locator("#leave")).to_have_text("Leave this page")
        for _ in range(3):
            page.keyboard.press("Escape")
        page.wait_for_url("about:blank")
        session = page.context.new_cdp_session(page)
        entries = session.send("Page.getNavigationHistory")["entries"]
        assert [entry["url"] for entry in entries] == ["about:blank", "about:blank", f"{url}/"]


def test_leaving_is_a_link_without_scripts(new_page: Callable[..., Page], tmp_path: Path) -> None:
    settings = Settings.read(archive=str(tmp_path / "archive"), exit_url="about:blank")
    with serving(settings) as url:
        page = new_page(faults=False, java_script_enabled=False)
        page.goto(url)
        page.get_by_role("link", name="Leave this page").click()
        page.wait_for_url("about:blank")
