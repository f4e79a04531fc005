"""How long after an import the open page shows it."""

import os
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from dashboard.settings import ROOT, Settings
from tests.browser.conftest import QUIET, serving
from tests.browser.hand import visit
from tests.browser.install import find


def seconds_until_shown(folder: Path, runs: int) -> list[float]:
    """Return, for each of several imports, the seconds from its end until the page shows it."""
    folder.mkdir()
    archive, waits = folder / "archive", []
    with serving(Settings.read(archive=str(archive))) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(QUIET))
        page = browser.new_page(locale="en-GB")
        visit(page, url)
        for number in range(1, runs + 1):
            _import_one(folder, archive, number)
            start = time.perf_counter()
            head = "1 article" if number == 1 else f"{number} articles"
            expect(page.locator("#head")).to_have_text(head, timeout=60_000)
            waits.append(time.perf_counter() - start)
        browser.close()
    return waits


def _import_one(folder: Path, archive: Path, number: int) -> None:
    table = folder / f"{number}.csv"
    table.write_text(f"title,date,country\nSample {number},2015-11-17,KEN\n")
    subprocess.run(
        [sys.executable, "-m", "dashboard", "import", str(table)],
        env={**os.environ, "DASHBOARD_ARCHIVE": str(archive)},
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
