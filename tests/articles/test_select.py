"""Filters over thirty articles; the numbers of the articles meant are read off the table."""

import pytest
from hypothesis import given

from dashboard.articles import terms
from dashboard.articles.dataset import Dataset, from_sample
from dashboard.articles.filters import DIMENSIONS, Filters
from dashboard.articles.select import Sort, order, select
from dashboard.articles.values import keys_of, values_of
from tests.articles import made, strategies

ALL = set(range(1, 31))
LAWYER = {1, 2, 5, 11, 12, 18, 23, 30}


def numbers(query: str, dataset: Dataset | None = None) -> set[int]:
    """Return the numbers of the articles a query means."""
    filters, problems = Filters.from_query(query)
    assert problems == ()
    return {int(id_[1:]) for id_ in select(dataset or made.dataset(), filters)["id"]}


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("", ALL),
        ("since=2025-12-31", ALL),
        ("since=2026-01-01", set()),  # all thirty came at that moment
        ("since=2025-12-31&country=UGA", {2, 3, 8, 20, 27, 28}),
        ("country=UGA", {2, 3, 8, 20, 27, 28}),
        ("country=KEN,UGA", {1, 2, 3, 5, 8, 14, 18, 19, 20, 25, 26, 27, 28}),
        ("country=NAM", {11, 12}),
        ("country=XKX", {13, 14}),
        ("country=-", {4, 10, 17, 30}),
        ("country=-,NAM", {4, 10, 11, 12, 17, 30}),
        ("country=FRA", set()),
        ("category=events", {5, 10, 18, 19, 27, 28}),
        ("category=events,reports-and-publications", {5, 6, 10, 16, 17, 18, 19, 26, 27, 28}),
        ("category=newsletters", set()),
        ("topic=torture", {3, 5, 11, 16, 21, 23}),
        ("topic=economic-social-and-cultural-rights", {6, 8, 12, 13, 25, 26}),
        ("source=fidh", {3, 4, 8, 12, 13, 14, 16, 21, 25, 26, 29}),
        ("source=fidh,omct", ALL),
        ("language=fr", {4, 14, 15, 16}),
        ("language=fr,es", {4, 6, 7, 14, 15, 16, 21, 22, 29}),
        ("language=fr,es,en", ALL - {17}),
    ],
)
def test_any_of_the_chosen_values(query: str, meant: set[int]) -> None:
    assert numbers(query) == meant


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("country=KEN&category=urgent-interventions", {1, 2, 8, 14}),
        ("country=COL&category=urgent-interventions", {7, 8, 9, 21, 22, 23, 29}),
        ("country=COL&category=urgent-interventions&language=es", {7, 21, 22, 29}),
        ("country=COL&category=urgent-interventions&language=es&topic=torture", {21}),
        ("source=fidh&language=en", {3, 8, 12, 13, 25, 26}),
        ("country=-&category=urgent-interventions", {30}),
        ("country=KEN&from=2015-09&q=human", {19}),
        ("country=NAM&language=fr", set()),
    ],
)
def test_all_of_the_filters(query: str, meant: set[int]) -> None:
    assert numbers(query) == meant


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("to=2014", {1, 2, 3}),
        ("to=2014-11", {1}),
        ("to=2014-10", set()),
        ("from=2014-12-31&to=2015-01-01", {3, 4, 5}),
        ("from=2015&to=2015", set(range(4, 26))),
        ("from=2015-11", set(range(21, 31))),
        ("from=2015-11&to=2015-11", {21, 22, 23}),
        ("from=2015-11-17&to=2015-11-17", {22}),
        ("to=2016-02", ALL),
        ("to=2016-02-28", set(range(1, 28))),
        ("from=2016-02-29", {28, 29, 30}),
        ("from=2017", set()),
        ("from=0001&to=9999", ALL),
    ],
)
def test_days_are_inclusive(query: str, meant: set[int]) -> None:
    assert numbers(query) == meant


@pytest.mark.parametrize(
    ("q", "meant"),
    [
        ("lawyer", LAWYER),
        ("law", LAWYER),  # not "Outlaw"
        ("LAWYERS", {2, 12, 18}),
        ("ÉLU", {14}),
        ("elu", {14}),
        ("def", {4, 13}),
        ("defense", {4}),
        ("Côte d'Ivoire", {15}),
        ("ultimo", {29}),
        ("human rights", {5, 8, 11, 13, 19, 24}),
        ("rights human", {5, 8, 11, 13, 19, 24}),
        ("nowhere lawyer", {30}),  # one in the title, one in the summary
        ("day night", set()),
        ("well-known", {13}),
        ("untitled", set()),
        ("title", {9}),
        ("zzz", set()),
        ('"human rights"', {5, 13, 24}),
        ('"HUMAN-Rights"', {5, 13, 24}),
        ('"rights human"', {8}),
        ('"human right"', set()),  # whole words
        ('"uman rights"', set()),
        ('"to be human"', {19}),
        ('"be human rights"', set()),  # does not run from the title into the summary
        ('"leap"', {27, 28}),
        ('"leap day', {28}),  # never closed
        ('"human rights" "day"', {5}),
        ("-lawyer", ALL - LAWYER),
        ("lawyer -arrested", LAWYER - {1}),
        ("lawyer -arr", LAWYER - {1}),
        ("rights -human", {20, 25}),
        ('human -"human rights"', {8, 11, 19}),
        ('-"human right" human', {5, 8, 11, 13, 19, 24}),
        ("lawyer -lawyer", set()),
        ("", ALL),
        ("-", ALL),
        ('"', ALL),
        ('""', ALL),
        ('-""', ALL),
        ("!!! … ’", ALL),
        ('"!!!"', ALL),
        ("lawyer !", LAWYER),
    ],
)
def test_search(q: str, meant: set[int]) -> None:
    found = select(made.dataset(), Filters(q=q))["id"]
    assert {int(id_[1:]) for id_ in found} == meant


@given(strategies.ANY_TEXT)
def test_any_search_finds_some_or_none(q: str) -> None:
    found = select(made.dataset(), Filters(q=q))
    without = select(made.dataset(), Filters(q=f"{q} -lawyer"))
    assert len(without) <= len(found) <= 30


@given(strategies.filters())
def test_rows_stay_in_order_and_whole(filters: Filters) -> None:
    frame = made.dataset().frame
    found = select(made.dataset(), filters)
    assert found.equals(frame.loc[found.index])
    assert found.index.is_monotonic_increasing


@given(strategies.filters())
def test_the_oldest_first_is_the_other_way_round(filters: Filters) -> None:
    newest, oldest = (order(made.dataset(), filters, sort) for sort in (Sort.NEWEST, Sort.OLDEST))
    assert oldest.tolist() == newest.tolist()[::-1]


@pytest.mark.parametrize(
    ("q", "ranked"),
    [
        ("lawyer", [23, 11, 1, 12, 2, 30, 5, 18]),  # 18: "lawyers" in the summary only
        ("human", [19, 5, 24, 13, 11, 8]),
        ("rights human", [5, 19, 24, 13, 11, 8]),
        ("human rights -day", [19, 24, 13, 11, 8]),
        ('"human rights"', [5, 24, 13]),
        ("-a", []),
    ],
)
def test_relevance(q: str, ranked: list[int]) -> None:
    found = select(made.dataset(), Filters(q=q), Sort.RELEVANCE)["id"]
    assert [int(id_[1:]) for id_ in found][: len(ranked)] == ranked


@pytest.mark.parametrize(
    "query", ["", "country=KEN", "country=-", "category=events", "from=2015", "to=9999", "q=-a"]
)
def test_nothing_is_found_in_nothing(query: str) -> None:
    assert numbers(query, made.nothing()) == set()


@pytest.mark.parametrize(
    ("key", "cell", "values", "keys"),
    [
        ("country", "", (), ("-",)),
        ("country", "KEN", ("KEN",), ("KEN",)),
        ("country", "KEN;UGA", ("KEN", "UGA"), ("KEN", "UGA")),
        ("category", "Open Letters", ("Open Letters",), ("open-letters",)),
        ("topic", "", (), ()),
        ("topic", "A, B and C;D", ("A, B and C", "D"), ("a-b-and-c", "d")),
        ("topic", "Torture;torture", ("Torture", "torture"), ("torture",)),
        ("source", "", (), ()),
        ("language", "fr", ("fr",), ("fr",)),
    ],
)
def test_values_of_a_cell(
    key: str, cell: str, values: tuple[str, ...], keys: tuple[str, ...]
) -> None:
    (dimension,) = (d for d in DIMENSIONS if d.key == key)
    assert (values_of(dimension, cell), keys_of(dimension, cell)) == (values, keys)


def test_equally_relevant_articles_are_newest_first() -> None:
    dataset, filters = from_sample(), Filters(q="sample g")
    found = order(dataset, filters, Sort.RELEVANCE)
    scores = dataset.index.relevance(terms.read(filters.q))[found].tolist()
    ranked = [(-score, position) for score, position in zip(scores, found.tolist(), strict=True)]
    assert ranked == sorted(ranked)
    assert len(ranked) > 100 > len(set(scores)) > 1
