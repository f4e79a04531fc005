"""Linked counts over thirty articles; the numbers are counted by hand in the table."""

from collections.abc import Mapping

import pytest

from dashboard.articles.filters import Filters
from dashboard.articles.values import names
from tests.articles import made
from tests.articles.sums import Sums, sums

U, S, E, R = "urgent-interventions", "statements", "events", "reports-and-publications"
HRD, ESC, T = "human-rights-defenders", "economic-social-and-cultural-rights", "torture"
# November 2014 to February 2016; nothing was published in April 2015.
ALL = [1, 2, 3, 3, 2, 0, 2, 2, 1, 1, 2, 1, 3, 2, 1, 4]


def counts(query: str) -> Sums:
    return sums(made.dataset(), Filters.from_query(query)[0])


def test_without_filters_the_most_frequent_value_comes_first() -> None:
    found = counts("")
    assert found.total == 30
    assert [list(found.by[key].items()) for key in found.by] == [
        [("COL", 9), ("KEN", 9), ("UGA", 6), ("-", 4), ("CIV", 2), ("NAM", 2), ("XKX", 2)],
        [(U, 14), (E, 6), (S, 6), (R, 4)],
        [(HRD, 16), (ESC, 6), (T, 6)],
        [("omct", 19), ("fidh", 11)],
        [("en", 20), ("es", 5), ("fr", 4)],
    ]


@pytest.mark.parametrize("query", ["country=XKX", "category=events", "q=zzz", "from=2020"])
def test_the_order_and_the_values_stay_while_one_filters(query: str) -> None:
    everything, found = counts(""), counts(query)
    assert {k: list(v) for k, v in found.by.items()} == {
        k: list(v) for k, v in everything.by.items()
    }


@pytest.mark.parametrize(
    ("query", "total", "key", "by"),
    [
        # Two articles name several countries: once in each, once in the total.
        ("country=UGA&category=urgent-interventions", 3, "topic", {HRD: 3, ESC: 1, T: 0}),
        ("country=KEN,UGA", 13, "category", {U: 5, E: 5, S: 2, R: 1}),
        ("country=XKX", 2, "country", {"COL": 9, "KEN": 9, "UGA": 6, "-": 4, "CIV": 2}),
        ("country=FRA", 0, "country", {"COL": 9, "KEN": 9, "XKX": 2}),
        ("country=FRA", 0, "category", {U: 0, E: 0, S: 0, R: 0}),
        ("category=events", 6, "category", {U: 14, E: 6, S: 6, R: 4}),
        ("category=events", 6, "country", {"KEN": 3, "UGA": 2, "-": 1, "COL": 0}),
        ("q=lawyer", 8, "category", {U: 5, E: 2, S: 1, R: 0}),
        ("topic=torture", 6, "topic", {HRD: 16, ESC: 6, T: 6}),
        ("topic=torture", 6, "source", {"omct": 3, "fidh": 3}),
        ("language=fr", 4, "language", {"en": 20, "es": 5, "fr": 4}),
        ("source=fidh", 11, "language", {"en": 6, "es": 2, "fr": 3}),
        ("from=2015-11&to=2015-11", 3, "country", {"COL": 3, "KEN": 0}),
    ],
)
def test_each_dimension_is_counted_without_its_own_filter(
    query: str, total: int, key: str, by: Mapping[str, int]
) -> None:
    found = counts(query)
    assert found.total == total
    assert {value: found.by[key][value] for value in by} == by


def test_three_filters_at_once() -> None:
    found = counts(f"country=COL&category={U}&from=2015-11")
    assert found.total == 4
    assert found.by == {
        "country": {"COL": 4, "KEN": 0, "UGA": 0, "-": 1, "CIV": 0, "NAM": 0, "XKX": 0},
        "category": {U: 4, E: 0, S: 1, R: 0},
        "topic": {HRD: 2, ESC: 0, T: 2},
        "source": {"omct": 2, "fidh": 2},
        "language": {"en": 1, "es": 3, "fr": 0},
    }
    assert list(found.months["all"]) == ALL
    assert list(found.months["linked"]) == [0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 1]
    assert list(found.months["selected"]) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 1]


@pytest.mark.parametrize(
    ("query", "number"),
    [("", 4), ("country=COL", 4), ("country=-", 4), (f"category={U}", 1), ("language=es", 0)],
)
def test_articles_without_a_country(query: str, number: int) -> None:
    assert counts(query).by["country"]["-"] == number


def test_names_are_those_published() -> None:
    found = names(made.dataset())
    assert found["category"][R] == "Reports and Publications"
    assert found["topic"][ESC] == "Economic, Social and Cultural Rights"
    assert found["source"] == {"omct": "OMCT", "fidh": "FIDH"}
    assert "-" not in found["country"]


@pytest.mark.parametrize("query", ["", "country=XKX", "from=2015-03&to=2015-05", "q=zzz"])
def test_months_have_no_gaps(query: str) -> None:
    months = counts(query).months
    written = [f"{month:%Y-%m-%d}" for month in months.index]
    assert written == [
        *("2014-11-01", "2014-12-01"),
        *(f"2015-{month:02}-01" for month in range(1, 13)),
        *("2016-01-01", "2016-02-01"),
    ]
    assert list(months["all"]) == ALL
    assert set(months.dtypes.astype(str)) == {"int64"}


@pytest.mark.parametrize(
    ("query", "linked", "selected"),
    [
        ("", ALL, ALL),
        ("from=2015-12-31", ALL, [0] * 13 + [1, 1, 4]),
        ("to=2014-12-01", ALL, [1, 1] + [0] * 14),
        ("country=NAM", [0, 0, 0, 0, 1, 0, 1] + [0] * 9, [0, 0, 0, 0, 1, 0, 1] + [0] * 9),
    ],
)
def test_months(query: str, linked: list[int], selected: list[int]) -> None:
    months = counts(query).months
    assert list(months["linked"]) == linked
    assert list(months["selected"]) == selected


@pytest.mark.parametrize("query", ["", "country=KEN", "category=events", "to=9999", "q=a"])
def test_nothing_is_counted_in_nothing(query: str) -> None:
    found = sums(made.nothing(), Filters.from_query(query)[0])
    assert (found.total, len(found.months)) == (0, 0)
    assert list(found.months.columns) == ["all", "linked", "selected"]
    assert not any(found.by.values())
