"""The thirty articles on the page: views show what is counted by hand, ten steps there and back."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.hand import drag_months, settled, visit


def numbers(page: Page, key: str) -> dict[str, str]:
    """Return name → number of what can still be chosen."""
    found: dict[str, str] = page.evaluate(
        """(key) => Object.fromEntries(
            [...document.querySelectorAll(`[data-facet="${key}"] a[href]`)].map((link) =>
                [...link.children].slice(0, 2).map((part) => part.textContent)))""",
        key,
    )
    return found


def bars(page: Page) -> list[int]:
    """Return the articles of the selection by month."""
    found: list[int] = page.evaluate("[...defenders.view().counts.linked]")
    drawn = page.locator("#timeline path.selected").get_attribute("d") or ""
    assert drawn.count("M") == sum(1 for number in found if number)
    return found


def test_each_view_counts_under_all_filters_but_its_own(page: Page, made_url: str) -> None:
    visit(page, made_url + "/?country=KEN&topic=human-rights-defenders")
    settled(page)
    expect(page.locator("#head")).to_have_text("6 articles, Kenya, Human Rights Defenders")
    assert numbers(page, "category") == {"Urgent Interventions": "4", "Events": "2"}
    topics = {"Human Rights Defenders": "6", "Torture": "1"}
    assert numbers(page, "topic") == topics | {"Economic, Social and Cultural Rights": "3"}
    assert bars(page) == [1, 1, 0, 1, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 0, 0]
    drag_months(page, 0.5 / 16, 1.5 / 16)
    settled(page)
    expect(page.locator("#head")).to_contain_text("2 articles, Kenya, until December 2014")
    assert numbers(page, "category") == {"Urgent Interventions": "2"}
    assert numbers(page, "topic") == {"Human Rights Defenders": "2"}
    expect(page.locator("#articles article")).to_have_count(2)


def test_ten_steps_back_and_forward(page: Page, made_url: str) -> None:
    visit(page, made_url)
    settled(page)
    facets = page.locator("#facets")

    def press(name: str) -> None:
        page.locator(f'[data-view="{name}"]').first.evaluate("link => link.click()")

    def write() -> None:
        page.locator("#search").fill("lawyer")
        page.keyboard.press("Enter")

    steps: list[Callable[[], None]] = [
        lambda: facets.get_by_role("link", name="Urgent Interventions").click(),
        lambda: press("table:country:KEN"),
        lambda: drag_months(page, 0.5 / 16, 12.5 / 16),
        lambda: press("facet:topic:human-rights-defenders"),
        lambda: press("table:country:UGA"),
        write,
        lambda: page.get_by_role("link", name="Oldest").click(),
        lambda: press("chip:country:KEN"),
        lambda: press("language:fr"),
        lambda: press("clear"),
    ]
    seen = [(page.url, page.locator("#head").inner_text())]
    for step in steps:
        step()
        page.wait_for_url(lambda url: url != seen[-1][0])
        settled(page)
        seen.append((page.url, page.locator("#head").inner_text()))
    assert len(set(seen)) == 11
    for step_of, views in ((page.go_back, seen[-2::-1]), (page.go_forward, seen[1:])):
        for url, head in views:
            step_of()
            assert page.url == url
            settled(page)
            expect(page.locator("#head")).to_have_text(head)
