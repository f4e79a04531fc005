"""The panel of a chosen country, and of two side by side."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.articles.counts import count
from dashboard.articles.dataset import from_sample
from dashboard.articles.filters import Filters
from dashboard.places import names
from dashboard.settings import ROOT
from tests.browser.hand import drag_months, query, settled, visit

KENYA = {"Urgent Interventions": "4", "Events": "3", "Statements": "1"}
SCRIPTS = ("linked.js", "bars.js", "similar.js")


def panel(page: Page) -> list[dict[str, Any]]:
    """Return name, number and lists of each country of the panel."""
    found: list[dict[str, Any]] = page.evaluate(
        """() => [...document.querySelectorAll('#panel .country')].map((country) => ({
            name: country.querySelector('h3').firstChild.textContent,
            number: country.querySelector(".counted").textContent.trim(),
            bars: country.querySelector('svg').getAttribute('aria-label'),
            lists: [...country.querySelectorAll('ul')].map((list) => Object.fromEntries(
                [...list.querySelectorAll('.choice')].map((choice) => [
                    choice.querySelector('.name').textContent,
                    choice.querySelector('.number').textContent]))),
        }))"""
    )
    return found


def in_table(page: Page, name: str) -> str:
    return page.locator("#table tr", has=page.get_by_role("link", name=name)).inner_text()


def test_a_country_is_told_by_numbers_counted_by_hand(page: Page, made_url: str) -> None:
    visit(page, made_url + "/?country=KEN")
    settled(page)
    (kenya,) = panel(page)
    assert (kenya["name"], kenya["number"]) == ("Kenya", "9 articles")
    assert kenya["bars"] == "Articles by year; most in 2015: 6"
    topics = {
        "Human Rights Defenders": "6",
        "Economic, Social and Cultural Rights": "3",
        "Torture": "1",
    }
    assert kenya["lists"] == [KENYA, topics]
    expect(page.locator("#panel .ends")).to_contain_text("November 30, 2014Lawyer arrested")
    expect(page.locator("#panel .ends")).to_contain_text("January 1, 2016New year")
    expect(page.locator("#panel .similar")).to_contain_text("Too few articles")
    for name, start in (("Page", "<!DOCTYPE html>"), ("RSS feed", "<?xml"), ("Atom feed", "<?xml")):
        address = page.locator("#panel").get_by_role("link", name=name, exact=True)
        told = page.request.get(address.evaluate("link => link.href"))
        assert told.ok
        assert told.text().lower().startswith(start.lower())
        assert "New year" in told.text()
        assert "Tortura" not in told.text()
    page.locator("#panel").get_by_role("link", name="Events").click()
    settled(page)
    assert query(page) == {"country": "KEN", "category": "events"}
    (kenya,) = panel(page)
    assert kenya["number"] == "3 articles of 9 without any filter"
    assert kenya["lists"][0] == KENYA
    expect(page.locator("#panel [aria-current]")).to_have_text("Events3")
    page.get_by_role("link", name="Remove the filter Kenya").last.click()
    settled(page)
    expect(page.locator("#panel")).to_be_empty()


def test_map_table_and_panel_agree_in_the_hand_and_at_rest(page: Page, made_url: str) -> None:
    visit(page, made_url + "/?country=KEN,COL&map=table")
    settled(page)
    drag_months(page, 0.7, 0.99, drop=False)
    expect(page.locator("#panel .counted").first).to_have_text("2 articles of 9 without any filter")
    moving = panel(page)
    assert [country["number"] for country in moving] == [
        "2 articles of 9 without any filter",
        "5 articles of 9 without any filter",
    ]
    assert in_table(page, "Kenya").split()[:2] == ["Kenya", "2"]
    assert in_table(page, "Colombia").split()[:2] == ["Colombia", "5"]
    page.mouse.up()
    settled(page)
    assert [c["number"] for c in panel(page)] == [c["number"] for c in moving]
    expect(page.locator("#head")).to_contain_text("7 articles, Kenya, Colombia")
    expect(page.locator("#panel .ends").first).to_contain_text("First articleDecember 31, 2015")


def test_two_countries_stand_side_by_side_on_one_scale(page: Page, made_url: str) -> None:
    visit(page, made_url + "/?country=KEN&from=2015&lang=en")
    settled(page)
    page.get_by_label("Compare with").select_option("Uganda")
    page.get_by_role("button", name="Compare").click()
    settled(page)
    assert query(page)["country"] == "KEN,UGA"
    kenya, uganda = panel(page)
    assert (kenya["name"], uganda["name"]) == ("Kenya", "Uganda")
    assert kenya["number"] == "7 articles of 9 without any filter"
    assert uganda["number"] == "4 articles of 6 without any filter"
    assert [*kenya["lists"][0]] == [*uganda["lists"][0]]
    assert page.locator("#panel .most").all_inner_texts() == ["6", "6"]
    widths = page.locator("#panel li a[data-view*='category:events'] .bar").evaluate_all(
        "bars => bars.map((bar) => Number(bar.style.transform.slice(7, -1)))"
    )
    assert widths == [1, pytest.approx(2 / 3)]
    page.go_back()
    settled(page)
    assert [country["name"] for country in panel(page)] == ["Kenya"]
    visit(page, made_url + "/?country=KEN,UGA,COL")
    settled(page)
    expect(page.locator("#panel")).to_be_empty()


def test_similar_countries_are_those_of_python(page: Page, sample_url: str) -> None:
    visit(page, sample_url + "/?country=ERI&category=events,statements&from=2005&to=2014-11")
    settled(page)
    filters, _ = Filters.from_query("category=events,statements&from=2005&to=2014-11")
    counts = count(from_sample(), filters)
    table = pd.DataFrame(counts.by["country"], counts.edges[:-1], [*counts.keys["country"]])
    table = table.loc["2005-01":"2014-11"].drop(columns="-")
    years = table.resample("YS").sum()
    years = years.loc[:, years.sum() >= 10]
    own = years.pop("ERI")
    shown = page.locator("#panel .similar li").all_inner_texts()
    scores = (years.T @ own) / np.sqrt((years**2).sum() * (own**2).sum())
    best = scores.sort_values(ascending=False, kind="stable")[:5]
    assert shown == [f"{names.display(c, 'en')} {score:.2f}" for c, score in best.items()]
    page.locator("#panel .similar a").first.click()
    settled(page)
    assert query(page)["country"] == f"ERI,{best.index[0]}"
    expect(page.locator("#panel .similar")).to_contain_text(f"over time: {best.iloc[0]:.2f}")


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """Open an empty page with the scripts that compare."""
    page = browser.new_page()
    for name in SCRIPTS:
        page.add_script_tag(path=ROOT / "assets" / name)
    yield page
    page.close()


_SIMILAR = """([table, edges, period]) => {
    const countries = Object.keys(table);
    const sums = countries.map((country) => [0, ...table[country]]);
    for (const sum of sums) sum.forEach((_, edge) => edge && (sum[edge] += sum[edge - 1]));
    const country = edges.flatMap((_, edge) => sums.map((sum) => sum[edge]));
    const counts = { unit: 'month', edges, keys: { country: countries }, sums: { country } };
    const { nearest } = window.defenders.similar;
    return nearest(counts, period || [0, edges.length - 1], 'AAA', 3);
}"""
MONTHS = [f"2015-{month:02}-01" for month in range(1, 8)]
YEARS = [f"{year}-01-01" for year in range(2010, 2017)]
TABLE = {
    "AAA": [2, 4, 6, 0, 0, 0],
    "BBB": [20, 40, 60, 0, 0, 0],  # the same course, ten times as many
    "CCC": [0, 0, 0, 5, 5, 5],  # no span in common
    "DDD": [4, 4, 4, 4, 4, 4],
    "EEE": [2, 4, 3, 0, 0, 0],  # nine articles
    "-": [2, 4, 6, 0, 0, 0],  # no country
}


@pytest.mark.parametrize("edges", [MONTHS, YEARS], ids=["months", "years"])
def test_the_course_counts_and_not_the_number(blank: Page, edges: list[str]) -> None:
    found = blank.evaluate(_SIMILAR, [TABLE, edges, None])
    assert [one["country"] for one in found] == ["BBB", "DDD", "CCC"]
    scores = [1, 48 / np.sqrt(56 * 96), 0]
    assert [one["score"] for one in found] == pytest.approx(scores)


@pytest.mark.parametrize(
    ("own", "period"),
    [([2, 4, 3, 0, 0, 0], None), ([2, 4, 6, 0, 0, 0], [0, 4]), ([0, 0, 0, 9, 9, 9], [0, 3])],
    ids=["nine articles", "four spans", "none within"],
)
def test_too_little_is_not_compared(blank: Page, own: list[int], period: list[int] | None) -> None:
    assert blank.evaluate(_SIMILAR, [{**TABLE, "AAA": own}, YEARS, period]) is None


def test_on_a_phone_nothing_is_cut_off(new_page: Callable[..., Page], sample_url: str) -> None:
    phone = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    visit(phone, sample_url + "/?country=ERI,HTI&lang=fr")
    settled(phone)
    assert len(panel(phone)) == 2
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
