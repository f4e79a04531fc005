"""A dataset that changes while a hand or playback moves the period: nothing changes under it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.articles.archive import Archive
from dashboard.articles.table import to_content
from dashboard.settings import Settings
from tests.articles import made
from tests.browser.conftest import made_archive, serving
from tests.browser.hand import drag_months, left, query, settled, until, visit

EDGES = "defenders.view().counts.edges.length"
_NEWER = """async (version) => {
    const now = async () => (await (await fetch("version")).json()).dataset_version;
    while ((await now()) === version) await new Promise((go) => setTimeout(go, 50));
    document.dispatchEvent(new Event("visibilitychange"));
    await new Promise((go) => setTimeout(go, 300));
}"""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return made_archive(tmp_path)


@pytest.fixture(autouse=True)
def made_page(page: Page, archive: Archive) -> Iterator[None]:
    with serving(Settings.read(archive=archive.location, reload_seconds="0.1")) as url, left(page):
        visit(page, url)
        settled(page)
        yield


def import_older(page: Page, archive: Archive) -> None:
    """Add an article two years before all others, and let the page hear of it."""
    version = page.locator("#body").get_attribute("data-version")
    older = replace(made.articles()[0], id="f" * 16, url="", date=date(2012, 11, 1))
    archive.upsert(to_content([older]), "older", made.ARRIVED)
    page.evaluate(_NEWER, version)


def test_under_a_drag(page: Page, archive: Archive) -> None:
    drag_months(page, 2.5 / 16, 6.5 / 16, drop=False)
    expect(page.locator("#head")).to_have_text("10 articles, January – May 2015")
    import_older(page, archive)
    expect(page.locator("#head")).to_have_text("10 articles, January – May 2015")
    box = page.locator("#timeline .plot").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 7.5 / 16, box["y"] + 40)
    expect(page.locator("#head")).to_have_text("12 articles, January – June 2015")
    page.mouse.up()
    expect(page.locator("#total")).to_contain_text("31 articles")
    settled(page)
    assert query(page) == {"from": "2015-01", "to": "2015-06"}
    expect(page.locator("#head")).to_have_text("12 articles, January – June 2015")
    until(page, EDGES + " === 17 + 24")


def test_under_playback(page: Page, archive: Archive) -> None:
    page.get_by_label("What moves").select_option("growing")
    page.get_by_label("Speed").select_option("slow")
    page.get_by_role("button", name="Play or pause").click()
    import_older(page, archive)
    assert page.evaluate("defenders.isMoving()")
    assert page.evaluate(EDGES) == 17
    page.get_by_role("button", name="Play or pause").click()
    expect(page.locator("#total")).to_contain_text("31 articles")
    settled(page)
    assert set(query(page)) == {"to"}
    assert "2014-11" <= query(page)["to"] < "2015-12"  # the first step is there at once
