"""So many cells that they are made by quarter: the timeline moves by quarters and says so."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from dashboard.articles.archive import Archive
from dashboard.articles.cells import cells
from dashboard.articles.model import Article
from dashboard.articles.table import to_content
from dashboard.settings import Settings
from tests.articles import made
from tests.browser.conftest import serving
from tests.browser.hand import drag_months, left, query, settled, visit


def after_the_cells(route: Route) -> None:
    answer = route.fetch()
    route.request.frame.page.wait_for_timeout(1500)
    route.fulfill(response=answer)


@pytest.mark.parametrize("is_late", [False, True])
def test_the_page_says_by_what_the_timeline_moves(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_late: bool
) -> None:
    monkeypatch.setattr("dashboard.web.numbers.cells", partial(cells, most=12))
    days = [date(year, month, 9) for year in (2013, 2014, 2015) for month in range(1, 13)]
    monthly = [
        Article(f"{n:016}", "Monthly", day, "Events", countries=("KEN",), source="OMCT")
        for n, day in enumerate(days)
    ]
    archive = Archive(str(tmp_path / "archive"))
    archive.upsert(to_content(monthly), "monthly", made.ARRIVED)
    with serving(Settings.read(archive=archive.location)) as url, left(page):
        if is_late:  # what the server counted comes after the cells
            page.route("**/counts/**", after_the_cells)
        with page.expect_event("requestfinished", lambda request: "/counts/" in request.url):
            visit(page, url)
        page.wait_for_timeout(200)  # for what it may change
        settled(page)
        note = page.locator("#coarse")
        expect(note).to_contain_text("the timeline moves by quarters")
        expect(page.get_by_role("button", name="Month", exact=True)).to_be_disabled()
        drag_months(page, 1.5 / 12, 3.5 / 12)
        settled(page)
        assert query(page) == {"from": "2013-04", "to": "2013-12"}
        expect(page.locator("#head")).to_have_text("9 articles, April – December 2013")
        page.locator("#facets").get_by_role("link", name="Events").click()
        settled(page)
        expect(note).to_contain_text("the timeline moves by quarters")
