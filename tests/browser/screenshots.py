"""Take the pictures of the README: ``make screenshots``, or into another folder for a look."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from dashboard.settings import ROOT, Settings
from tests.browser.conftest import QUIET, serving
from tests.browser.hand import visit
from tests.browser.install import MISSING, find

SHOTS = {
    "desktop": ("?country=BRA,DZA&from=2006&to=2012", 1440, 900, "en-GB"),
    "phone": ("?category=urgent-interventions&lang=fr", 390, 844, "fr-FR"),
}


def take(browser: Browser, url: str, folder: Path) -> None:
    """Write one PNG for each of ``SHOTS``."""
    for name, (query, width, height, locale) in SHOTS.items():
        size = {"width": width, "height": height}
        page = browser.new_page(viewport=size, locale=locale)  # type: ignore[arg-type]
        visit(page, f"{url}/{query}")
        page.wait_for_timeout(1000)
        page.screenshot(path=folder / f"{name}.png")
        page.close()


def main(folder: Path) -> None:
    """Serve the sample and take every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as empty,
        serving(Settings.read(archive=f"{empty}/archive")) as url,
        sync_playwright() as playwright,
    ):
        path = find() or sys.exit(MISSING)
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        take(browser, url, folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "assets" / "screenshots")
