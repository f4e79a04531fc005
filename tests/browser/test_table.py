"""The table of countries: the map's numbers for those who cannot see or point."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dashboard.places.population import populations
from tests.browser.hand import drag_months, query, settled, visit

ALL = {
    "Colombia": "9",
    "Kenya": "9",
    "Uganda": "6",
    "Côte d’Ivoire": "2",
    "Kosovo": "2",
    "Namibia": "2",
    "No country named": "4",
}
TORTURE = {"Colombia": "2", "Côte d’Ivoire": "1", "Kenya": "1", "Namibia": "1", "Uganda": "1"}
_ON_THE_MAP = """() => Object.fromEntries(
    document.querySelector('#map .js-plotly-plot').calcdata.flatMap((points) =>
        (points[0].trace.customdata || []).map(([name, text]) => [name, text.split(' ')[0]])))"""


def rows(page: Page) -> dict[str, str]:
    """Return name → number of articles, in the order of the table."""
    return column(page, 1)


def marked(page: Page) -> list[str]:
    return page.locator("#table [aria-current]").all_inner_texts()


def sort(page: Page, column: str) -> list[str]:
    page.locator("#table").get_by_role("button", name=column).click()
    return [*rows(page)]


@pytest.fixture
def table(page: Page, made_url: str) -> Page:
    visit(page, made_url + "/?map=table")
    settled(page)
    return page


def test_numbers_are_those_counted_by_hand_and_those_of_the_map(page: Page, made_url: str) -> None:
    for address, expected in (
        ("/", ALL),
        ("/?from=2015-10", {"Colombia": "5", "Uganda": "3", "Kenya": "2", "No country named": "1"}),
        ("/?topic=torture&country=UGA", TORTURE),
        ("/?q=lawyer&category=statements", {"Namibia": "1"}),
    ):
        visit(page, made_url + address)
        settled(page)
        found = {name: number for name, number in rows(page).items() if number != "0"}
        assert found == expected
        on_the_map = page.evaluate(_ON_THE_MAP)
        assert {name: on_the_map.get(name, found.get(name)) for name in found} == found


def test_the_most_articles_come_first_and_heads_sort(table: Page) -> None:
    assert [*rows(table)] == [*ALL]
    heads = table.locator("#table thead th")
    expect(heads.nth(1)).to_have_attribute("aria-sort", "descending")
    names = ["Colombia", "Côte d’Ivoire", "Kenya", "Kosovo", "Namibia", "Uganda"]
    assert sort(table, "Country") == [*names, "No country named"]
    expect(heads.nth(0)).to_have_attribute("aria-sort", "ascending")
    expect(heads.nth(1)).to_have_attribute("aria-sort", "none")
    assert sort(table, "Country") == [*names[::-1], "No country named"]
    assert sort(table, "Articles") == [*ALL]
    assert sort(table, "Articles")[:3] == ["Côte d’Ivoire", "Kosovo", "Namibia"]


def column(page: Page, number: int) -> dict[str, str]:
    """Return name → text of one of the columns, in the order of the table."""
    found: dict[str, str] = page.evaluate(
        """(number) => Object.fromEntries([...document.querySelectorAll('#table tbody tr')].map(
            (row) => [row.cells[0].textContent, row.cells[number].textContent]))""",
        number,
    )
    return found


def test_every_measure_of_the_map_is_a_column(page: Page, made_url: str) -> None:
    visit(page, made_url + "/?map=table&from=2015&to=2015&country=UGA")
    settled(page)
    people = populations()["KEN"].people
    assert column(page, 1)["Kenya"] == "6"
    assert float(column(page, 2)["Kenya"]) == pytest.approx(6e6 / people, rel=0.05)
    assert column(page, 3) == {
        **{"Colombia": "36%", "Kenya": "27%", "Uganda": "9.1%", "Côte d’Ivoire": "9.1%"},
        **{"Kosovo": "9.1%", "Namibia": "9.1%", "No country named": "14%"},
    }
    assert set(column(page, 4).values()) == {"–"}
    page.get_by_text("What the columns mean").click()
    expect(page.locator("#table-notes")).to_contain_text("World Bank")
    expect(page.locator("#table-notes")).to_contain_text("No change can be told")


def test_what_has_no_value_stands_last_both_ways(page: Page, sample_url: str) -> None:
    visit(page, sample_url + "/?map=table&from=2010&to=2012")
    settled(page)
    for _ in range(2):
        sort(page, "Change")
        told = [*column(page, 4).values()][:-1]  # no country is the last one of all
        known = [text for text in told if text != "–"]
        assert 0 < len(known) < len(told)
        assert told[: len(known)] == known
        changes = [float(text.replace(",", "").rstrip("%")) for text in known]
        assert changes in (sorted(changes), sorted(changes, reverse=True))


def test_names_are_sorted_as_their_language_does(page: Page, sample_url: str) -> None:
    visit(page, sample_url + "/?map=table&country=COL")
    settled(page)
    names = sort(page, "Country")
    assert names.index("Åland Islands") < names.index("Albania") < names.index("Zimbabwe")
    assert rows(page)["Colombia"] == "0"


def test_the_table_is_synchronised_both_ways(table: Page) -> None:
    table.get_by_role("link", name="Kenya").first.click()
    table.get_by_role("link", name="Uganda").first.click()
    settled(table)
    assert query(table) == {"map": "table", "country": "KEN,UGA"}
    assert marked(table) == ["Kenya", "Uganda"]
    table.locator("#stages").get_by_role("link", name="Show map").click()
    expect(table.locator("#map .chosen .outline")).to_have_count(2)
    table.go_back()
    settled(table)
    table.get_by_role("link", name="Remove the filter Kenya").first.click()
    settled(table)
    assert marked(table) == ["Uganda"]


def test_numbers_follow_the_hand_and_rows_stay_until_it_rests(table: Page) -> None:
    drag_months(table, 0.7, 0.99, drop=False)
    expect(table.locator("#table tr", has_text="Kenya").locator("td").first).to_have_text("2")
    moving = rows(table)
    assert [*moving] == [*ALL]
    assert moving["Colombia"] == "5"
    assert moving["Kenya"] == "2"
    table.mouse.up()
    settled(table)
    assert [*rows(table)][:3] == ["Colombia", "Uganda", "Kenya"]


def test_a_screen_reader_finds_the_table_behind_the_map(page: Page, made_url: str) -> None:
    visit(page, made_url)
    settled(page)
    expect(page.locator("#table")).not_to_be_in_viewport()
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    headers = [n["name"]["value"] for n in nodes if n.get("role", {}).get("value") == "rowheader"]
    assert headers == [*ALL]


def test_keys_alone_choose_a_country(page: Page, made_url: str) -> None:
    visit(page, made_url)
    settled(page)
    page.locator("#table thead button").last.focus()
    page.keyboard.press("Tab")
    colombia, kenya = (page.locator(f'[data-view="table:country:{c}"]') for c in ("COL", "KEN"))
    expect(colombia).to_be_focused()
    expect(page.locator("#table")).to_be_in_viewport(ratio=0.9)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settled(page)
    expect(kenya).to_be_focused()
    assert query(page) == {"country": "KEN"}
    page.keyboard.press("End")
    expect(page.get_by_role("link", name="No country named").last).to_be_focused()
    page.keyboard.press("Home")
    expect(colombia).to_be_focused()
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('#table')")
    page.keyboard.press("Shift+Tab")
    expect(colombia).to_be_focused()


def test_the_focus_stays_on_a_row_that_moves(table: Page) -> None:
    table.locator('[data-view="table:country:UGA"]').focus()
    table.evaluate("defenders.setPeriod('2016-02', '')")
    settled(table)
    assert [*rows(table)][:2] == ["Uganda", "Colombia"]
    expect(table.locator('[data-view="table:country:UGA"]')).to_be_focused()


def test_a_finger_chooses_several_countries(new_page: Callable[..., Page], made_url: str) -> None:
    phone = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    visit(phone, made_url)
    phone.get_by_role("link", name="Show table").tap()
    for name in ("Kenya", "Uganda"):
        phone.locator("#table").get_by_role("link", name=name).tap()
    expect(phone.locator("#head")).to_have_text(re.compile(r"^13 articles, Kenya, Uganda$"))
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
