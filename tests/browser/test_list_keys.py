"""Single keys in the list of articles, and the window that shows them."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import query, visit

TITLE = "#articles article .title"
PLACE = f"[...document.querySelectorAll('{TITLE}')].indexOf(document.activeElement)"


@pytest.fixture(autouse=True)
def sample_page(page: Page, sample_url: str) -> None:
    visit(page, sample_url)


def press(page: Page, *keys: str) -> int:
    """Press keys; tell which article has the focus then, -1 for none."""
    for key in keys:
        page.keyboard.press(key)
    place: int = page.evaluate(PLACE)
    return place


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (["j"], 0),
        (["j", "j", "j"], 2),
        (["j", "j", "k"], 0),
        (["k"], 0),
        (["j", "k"], 0),
        (["j", "ArrowDown", "ArrowDown", "ArrowUp"], 1),
        (["j", "Tab", "j"], 1),
        (["j"] * 30, 24),
        (["ArrowDown"], -1),
        (["Control+j"], -1),
    ],
    ids=str,
)
def test_keys_move_between_articles(page: Page, keys: list[str], place: int) -> None:
    assert press(page, *keys) == place


def test_enter_opens_the_article(page: Page) -> None:
    press(page, "j", "j")
    address = page.locator(TITLE).nth(1).get_attribute("href")
    asked: list[str] = []
    page.context.route("https://example.org/**", lambda route: route.fulfill(body="there"))
    page.context.on("page", lambda opened: asked.append(opened.url))
    with page.expect_popup() as popup:
        page.keyboard.press("Enter")
    popup.value.wait_for_url(address or "")
    popup.value.close()
    page.context.unroute_all()


def test_no_key_is_taken_from_who_writes(page: Page) -> None:
    page.locator("#search").focus()
    page.keyboard.type("jk?/")
    expect(page.locator("#search")).to_have_value("jk?/")
    page.locator("#from").focus()
    assert press(page, "j", "ArrowDown") == -1
    expect(page.locator("#keys")).to_be_hidden()


def test_the_window_shows_the_keys_and_gives_the_focus_back(page: Page) -> None:
    press(page, "j", "j")
    page.keyboard.press("?")
    window = page.get_by_role("dialog", name="Keyboard")
    expect(window).to_be_visible()
    expect(window.locator("kbd")).to_have_text(
        ["/", "j", "↓", "k", "↑", "Enter", "Esc", "3 × Esc", "?"]
    )
    assert press(page, "j") == -1
    page.keyboard.press("Escape")
    expect(window).to_be_hidden()
    assert press(page) == 1


def test_a_button_opens_the_window_and_closes_it(page: Page) -> None:
    opener = page.get_by_role("button", name="Keyboard")
    opener.click()
    window = page.get_by_role("dialog")
    window.get_by_role("button", name="Close").click()
    expect(window).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    page.mouse.click(5, 5)
    expect(window).to_be_hidden()
    assert query(page) == {}


def test_the_window_speaks_the_language(page: Page, sample_url: str) -> None:
    visit(page, sample_url + "/?lang=fr")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Clavier")).to_contain_text("article suivant")


def test_letters_can_be_switched_off_for_good(page: Page) -> None:
    page.keyboard.press("?")
    page.get_by_role("switch").uncheck(force=True)
    page.keyboard.press("Escape")
    assert press(page, "j", "/", "?") == -1
    page.reload()
    expect(page.locator(TITLE).first).to_be_visible()
    assert press(page, "j") == -1
    page.locator(TITLE).nth(3).focus()
    assert press(page, "ArrowDown") == 4
    page.get_by_role("button", name="Keyboard").click()
    page.get_by_role("switch").check(force=True)


def test_months_head_the_list_and_the_order_turns(page: Page) -> None:
    months = page.locator("#articles .month")
    expect(months.first).to_have_text("December 2015")
    page.get_by_role("link", name="Oldest").click()
    expect(months.first).to_have_text("January 1997")
    assert query(page) == {"sort": "oldest"}
    pager = page.get_by_role("navigation", name="Pages of the list")
    pager.get_by_role("link", name="Next").click()
    expect(page.locator("#articles ol").first).to_have_attribute("start", "26")
    assert query(page) == {"sort": "oldest", "page": "2"}


def test_a_bad_order_is_explained(page: Page, sample_url: str) -> None:
    visit(page, sample_url + "/?sort=best")
    expect(page.locator("#notice")).to_contain_text("“best” is not an order of the list")
    expect(page.locator("#articles .month").first).to_have_text("December 2015")
