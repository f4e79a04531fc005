"""An archive that changes, and a server that goes away, under an open page."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.settings import Settings
from tests.browser.conftest import serving
from tests.browser.hand import left, ready, visit

CSV = "title,date,country,category,url\n"


def run_import(archive: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the import command as a person does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "dashboard", "import", *map(str, arguments)],
        env={"DASHBOARD_ARCHIVE": str(archive), "PATH": ""},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )


def test_an_import_appears_in_the_open_page(page: Page, tmp_path: Path) -> None:
    archive, table = tmp_path / "archive", tmp_path / "one.csv"
    table.write_text(CSV + "Sample one,2015-11-17,Kenya,Events,https://example.org/1\n")
    with serving(Settings.read(archive=str(archive))) as url, left(page):
        visit(page, url)
        expect(page.locator("#head")).to_have_text("4,778 articles")
        run_import(archive, table)
        expect(page.locator("#head")).to_have_text("1 article")
        expect(page.locator("#sample")).to_be_empty()
        expect(page.locator("#articles")).to_contain_text("Sample one")
        expect(page.locator("#new")).to_have_text("1 new")
        table.write_text(CSV + ",2015-11-18,KEN;UGA,Statements,https://example.org/2\n")
        run_import(archive, table)
        expect(page.locator("#head")).to_have_text("2 articles")
        expect(page.locator("#articles")).to_contain_text("Untitled")


def test_a_hostile_import_stays_text(page: Page, tmp_path: Path) -> None:
    archive, table = tmp_path / "archive", tmp_path / "bad.csv"
    attack = "<img src=x onerror=alert(1)>"
    table.write_text(
        f"title,date,country,category,topics,source,summary,url\n"
        f"Sample {attack},2015-11-17,Kenya"
        f"{4 * f',{attack}'},javascript:alert(1)\n"
    )
    run_import(archive, table)
    with serving(Settings.read(archive=str(archive))) as url, left(page):
        visit(page, url)
        expect(page.locator("#articles .title")).to_have_text("Sample")
        assert page.locator("#articles a.title").count() == 0
        assert page.locator("img[src=x], a[href^=javascript]").count() == 0


def test_a_lost_server_is_said_and_found_again(
    new_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = new_page(faults=False)
    with serving(Settings.read(archive=str(tmp_path / "archive"))) as url:
        visit(page, url)
        page.context.set_offline(True)
        expect(page.get_by_role("alert")).to_be_visible()
        page.locator("#facets").get_by_role("link", name="Events").click()
        page.context.set_offline(False)
        expect(page.get_by_role("alert")).to_be_hidden()
        expect(page.locator("#head")).to_have_text("666 articles, Events")


def test_a_fault_of_ours_is_told_without_a_trace(
    new_page: Callable[..., Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = new_page(faults=False)  # the answer is a 500
    with serving(Settings.read(archive=str(tmp_path / "archive"))) as url:
        visit(page, url)

        def broken(*_: object) -> None:
            raise ZeroDivisionError("a fault of ours")

        monkeypatch.setattr("dashboard.views.answer.render_view", broken)
        page.locator("#facets").get_by_role("link", name="Events").click()
        expect(page.locator("#notice")).to_contain_text("Something went wrong here")
        expect(page.locator("body")).not_to_contain_text("ZeroDivisionError")
        monkeypatch.undo()
        page.locator("#notice").get_by_role("link", name="Clear all").click()
        ready(page)
        expect(page.locator("#head")).to_have_text("4,778 articles")
