"""Addresses and the views they show."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.articles.filters import Filters
from dashboard.articles.select import Sort
from dashboard.articles.view import Colours, Measure, Stage, View
from tests.articles import strategies

KENYA = Filters(country=("KEN",))
VIEWS = st.builds(
    View,
    filters=strategies.filters(),
    page=st.integers(1, 999_999_999),
    language=st.none() | st.sampled_from(["en", "fr", "xx"]),
    stage=st.sampled_from(Stage),
    sort=st.sampled_from(Sort),
    embed=st.none() | st.sampled_from([(), ("list",), ("timeline", "list")]),
    measure=st.sampled_from(Measure),
    colours=st.sampled_from(Colours),
).filter(lambda view: view.filters.q or view.sort is not Sort.RELEVANCE)


@pytest.mark.parametrize(
    ("query", "view"),
    [
        ("", View()),
        ("?", View()),
        ("?country=KEN", View(KENYA)),
        ("?page=1", View()),
        ("?page=3&country=KEN", View(KENYA, page=3)),
        ("?page=+3+", View(page=3)),
        ("?page=007", View(page=7)),
        ("?page=2&page=3", View(page=3)),
        ("?page=", View()),
        ("?page=99999999999999999999", View(page=999_999_999)),
        ("?map=off", View(stage=Stage.NOTHING)),
        ("?map=table", View(stage=Stage.TABLE)),
        ("?map=on", View()),
        ("?map=", View()),
        ("?lang=fr", View(language="fr")),
        ("?embed=1", View(embed=())),
        ("?embed=1&list=1&timeline=1", View(embed=("timeline", "list"))),
        ("?embed=yes&list=1", View()),
        ("?lang=", View()),
        ("?measure=change&colours=fitted", View(measure=Measure.CHANGE, colours=Colours.FITTED)),
        ("?measure=articles&colours=fixed", View()),
        ("?measure=&colours=", View()),
        ("?sort=newest", View()),
        ("?sort=oldest&page=2", View(page=2, sort=Sort.OLDEST)),
        ("?q=a&sort=relevance", View(Filters(q="a"), sort=Sort.RELEVANCE)),
        ("?lang=fr&map=off&page=2&country=KEN", View(KENYA, 2, "fr", stage=Stage.NOTHING)),
    ],
)
def test_an_address_shows_a_view(query: str, view: View) -> None:
    assert View.from_query(query) == (view, ())


@pytest.mark.parametrize("page", ["0", "-1", "1.5", "two", "0000", "²", "٣", "1e3", "+"])
def test_a_bad_page_is_named_and_the_first_is_shown(page: str) -> None:
    view, (problem,) = View.from_query(f"country=KEN&page={page.replace('+', '%2B')}")
    assert view == View(KENYA)
    assert (problem.parameter, problem.value, problem.key) == ("page", page, "problem.page")


@pytest.mark.parametrize(
    ("query", "sort", "key"),
    [
        ("sort=up", "up", "problem.sort"),
        ("sort=Newest", "Newest", "problem.sort"),
        ("sort=relevance", "relevance", "problem.relevance"),
        ("sort=relevance&q=", "relevance", "problem.relevance"),
    ],
)
def test_a_bad_order_is_named_and_the_newest_come_first(query: str, sort: str, key: str) -> None:
    view, (problem,) = View.from_query(query)
    assert view == View()
    assert (problem.parameter, problem.value, problem.key) == ("sort", sort, key)


@pytest.mark.parametrize(("key", "value"), [("measure", "Change"), ("colours", "red")])
def test_a_bad_measure_or_choice_of_colours_is_named(key: str, value: str) -> None:
    view, (problem,) = View.from_query(f"{key}={value}")
    assert view == View()
    assert (problem.parameter, problem.value, problem.key) == (key, value, f"problem.{key}")


def test_without_a_search_there_is_no_relevance() -> None:
    searched = View(Filters(q="a"), 3, sort=Sort.RELEVANCE)
    assert searched.filtered(Filters()).href() == "?"


def test_problems_of_filters_come_first() -> None:
    view, problems = View.from_query("page=x&from=y&lang=fr")
    assert view == View(language="fr")
    assert [p.parameter for p in problems] == ["from", "page"]


@pytest.mark.parametrize(
    ("view", "href"),
    [
        (View(), "?"),
        (View(page=2), "?page=2"),
        (View(language="fr"), "?lang=fr"),
        (View(stage=Stage.NOTHING), "?map=off"),
        (View(stage=Stage.TABLE), "?map=table"),
        (View(sort=Sort.OLDEST, page=2), "?sort=oldest&page=2"),
        (View(KENYA, 2, "fr", stage=Stage.NOTHING), "?country=KEN&page=2&map=off&lang=fr"),
    ],
)
def test_a_view_has_one_address(view: View, href: str) -> None:
    assert view.href() == href


@given(VIEWS)
def test_the_address_of_a_view_shows_it(view: View) -> None:
    assert View.from_query(view.href()) == (view, ())


@given(strategies.ANY_TEXT)
@example("lang=\ud800")
@example("page=" + "9" * 5000)
def test_any_text_shows_a_view(text: str) -> None:
    for query in (text, f"?page={text}", f"?lang={text}&map={text}"):
        view, _ = View.from_query(query)
        assert View.from_query(view.href()) == (view, ())


@given(VIEWS, strategies.filters())
def test_other_articles_are_shown_from_the_first_page(view: View, filters: Filters) -> None:
    assert view.filtered(filters) == replace(view, filters=filters, page=1)


def test_choosing_keeps_the_rest_of_the_view() -> None:
    view = View(Filters(country=("KEN",), q="a"), 5, "fr", stage=Stage.NOTHING)
    kept = View(Filters(country=("KEN", "UGA"), q="a"), 1, "fr", stage=Stage.NOTHING)
    assert view.toggled("country", "UGA") == kept
    assert kept.toggled("country", "UGA") == replace(view, page=1)
    only = Filters(country=("UGA",), q="a")
    assert view.only("country", "UGA") == kept.only("country", "UGA") == replace(kept, filters=only)
