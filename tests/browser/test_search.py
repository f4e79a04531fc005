"""The search field: every view follows what is written, and the history stays short."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.articles.archive import Archive
from dashboard.articles.model import Article
from dashboard.articles.table import to_content
from dashboard.settings import Settings
from tests.browser.conftest import serving
from tests.browser.hand import query, visit

HOSTILE = "<img src=x onerror=alert(1)> lawyer"
TITLES = ("Défenseure libérée", "De\u0301fenseure au tribunal", "中国人权律师", HOSTILE)


@pytest.fixture(scope="module")
def small_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a dashboard on four articles."""
    folder: Path = tmp_path_factory.mktemp("small") / "archive"
    articles = (
        Article(f"{i:016}", title, date(2015, 11, i), "Statements", summary="Lawyer freed")
        for i, title in enumerate(TITLES, start=1)
    )
    Archive(str(folder)).upsert(to_content(articles), "test")
    with serving(Settings.read(archive=str(folder))) as url:
        yield url


def write(page: Page, text: str) -> None:
    page.locator("#search").focus()
    page.keyboard.type(text, delay=30)


def test_all_views_follow_what_is_written(page: Page, sample_url: str) -> None:
    visit(page, sample_url)
    write(page, "lawyers prac")
    expect(page.locator("#head")).to_have_text("12 articles, “lawyers prac”")
    expect(page.locator("#articles article")).to_have_count(12)
    expect(page.locator("#chips")).to_contain_text("lawyers prac")
    expect(page.locator("#facets")).to_contain_text(re.compile(r"Urgent Interventions\s*8"))
    marks = page.locator("#articles .title").first.locator("mark")
    expect(marks).to_have_text(["prac", "lawyers"])
    assert query(page) == {"q": "lawyers prac"}
    expect(page.locator("#search")).to_be_focused()
    expect(page.locator("#search")).to_have_value("lawyers prac")


def test_one_entry_of_the_history_for_each_visit_of_the_field(page: Page, sample_url: str) -> None:
    visit(page, sample_url)
    before = page.evaluate("history.length")
    for text in ("l", "aw", "yers"):
        write(page, text)
        page.wait_for_timeout(400)
    expect(page.locator("#chips")).to_contain_text("lawyers")
    assert page.evaluate("history.length") == before + 1
    page.locator("#facets").get_by_role("link", name="Statements").click()
    expect(page.locator("#head")).to_contain_text("Statements")
    write(page, "x")
    expect(page.locator("#head")).to_contain_text("lawyersx")
    assert page.evaluate("history.length") == before + 3
    page.go_back()
    page.go_back()
    expect(page.locator("#search")).to_have_value("lawyers")
    expect(page.locator("#head")).to_have_text("135 articles, “lawyers”")
    page.go_back()
    expect(page.locator("#search")).to_have_value("")
    expect(page.locator("#head")).to_have_text("4,778 articles")


def test_the_field_follows_address_chip_and_language(page: Page, sample_url: str) -> None:
    visit(page, sample_url + "/?q=lawyers&sort=relevance&country=BRA")
    expect(page.locator("#search")).to_have_value("lawyers")
    page.get_by_role("link", name="Français").click()
    expect(page.get_by_role("searchbox", name="Chercher")).to_have_value("lawyers")
    page.locator('[data-view="chip:q"]').click()
    expect(page.locator("#search")).to_have_value("")
    assert query(page) == {"country": "BRA", "lang": "fr"}


def test_escape_empties_and_a_slash_leads_there(page: Page, sample_url: str) -> None:
    visit(page, sample_url + "/?q=lawyers&sort=relevance")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    expect(page.locator("#search-hint")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_have_value("")
    expect(page.locator("#head")).to_have_text("4,778 articles")
    assert query(page) == {}
    page.keyboard.type("/")
    expect(page.locator("#search")).to_have_value("/")


def test_enter_does_not_wait(page: Page, sample_url: str) -> None:
    visit(page, sample_url)
    page.locator("#search").fill("  gardens   meeting ")
    page.keyboard.press("Enter")
    assert query(page) == {"q": "gardens meeting"}


def test_what_is_written_outlives_a_slow_answer(page: Page, sample_url: str) -> None:
    visit(page, sample_url)
    write(page, "guide")
    page.wait_for_timeout(160)  # the answer is on its way
    write(page, " pratique")
    expect(page.locator("#head")).to_contain_text("guide pratique")
    page.wait_for_timeout(500)
    expect(page.locator("#search")).to_have_value("guide pratique")


def test_the_best_match_first(page: Page, sample_url: str) -> None:
    visit(page, sample_url + "/?q=lawyer")
    page.get_by_role("link", name="Best match").click()
    expect(page.locator("#articles .month")).to_have_count(0)
    assert query(page) == {"q": "lawyer", "sort": "relevance"}
    expect(page.locator("#articles .title mark").first).to_have_text("lawyer")


def test_the_word_without_articles_is_named(page: Page, sample_url: str) -> None:
    visit(page, sample_url)
    write(page, "lawyers zzz")
    expect(page.locator("#articles")).to_contain_text("No article at all has “zzz”.")
    expect(page.locator("#articles")).not_to_contain_text("“lawyers”")


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("defens", ["De\u0301fens", "Défens"]),
        ("人权", ["人权"]),
        ("img", ["img"]),
    ],
)
def test_marks_show_what_was_found_as_it_is_written(
    page: Page, small_url: str, text: str, marked: list[str]
) -> None:
    visit(page, small_url)
    page.locator("#search").fill(text)
    expect(page.locator("#articles .title mark")).to_have_text(marked)
    assert page.locator("img[src=x]").count() == 0


def test_titles_stay_text_when_they_are_marked(page: Page, small_url: str) -> None:
    visit(page, small_url + "/?q=lawyer+onerror+b&sort=newest")
    expect(page.locator("#notice")).to_be_empty()
    page.locator("#search").fill("onerror lawyer")
    expect(page.locator("#articles .title")).to_have_text([HOSTILE])


def test_a_search_on_a_phone(new_page: Callable[..., Page], sample_url: str) -> None:
    phone = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    visit(phone, sample_url)
    phone.locator("#search").tap()
    phone.keyboard.type("gardens")
    expect(phone.locator("#head")).to_contain_text("“gardens”")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    expect(phone.locator(".keys-button")).to_be_hidden()
