"""Queries and what they mean."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.articles.filters import Filters, encode
from tests.articles import strategies

KEN, UGA, NONE = "KEN", "UGA", "-"


def read(query: str) -> Filters:
    """Return the filters of a query that must be free of problems."""
    filters, problems = Filters.from_query(query)
    assert problems == ()
    return filters


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("", Filters()),
        ("?", Filters()),
        ("country=KEN,UGA", Filters(country=(KEN, UGA))),
        ("?country=UGA,KEN", Filters(country=(UGA, KEN))),
        ("country=ken", Filters(country=(KEN,))),
        ("country=xkx", Filters(country=("XKX",))),
        ("country=-", Filters(country=(NONE,))),
        ("country=-,KEN", Filters(country=(NONE, KEN))),
        ("country=KEN,KEN,ken", Filters(country=(KEN,))),
        ("country=KEN&country=UGA", Filters(country=(KEN, UGA))),
        ("country=%20KEN%20,+UGA", Filters(country=(KEN, UGA))),
        ("country=KEN,,UGA,", Filters(country=(KEN, UGA))),
        ("country=", Filters()),
        ("country=,", Filters()),
        ("category=urgent-interventions", Filters(category=("urgent-interventions",))),
        ("category=Urgent+Interventions", Filters(category=("urgent-interventions",))),
        ("topic=d%C3%A9mocratie", Filters(topic=("democratie",))),
        ("source=OMCT,FIDH", Filters(source=("omct", "fidh"))),
        ("language=EN,fr", Filters(language=("en", "fr"))),
        ("q=two+words", Filters(q="two words")),
        ("q=%20%20two%0A%09words%20", Filters(q="two words")),
        ("q=one&q=two", Filters(q="one two")),
        ("q=%22a+phrase%22+-not", Filters(q='"a phrase" -not')),
        ("q=", Filters()),
        ("q=+", Filters()),
        ("utm_source=x&page=2&lang=fr&map=off&Country=KEN&=&&", Filters()),
    ],
)
def test_a_query_means_filters(query: str, meant: Filters) -> None:
    assert read(query) == meant


@pytest.mark.parametrize(
    ("query", "start", "end"),
    [
        ("from=2015-11-17", date(2015, 11, 17), None),
        ("from=2015-11", date(2015, 11, 1), None),
        ("from=2015", date(2015, 1, 1), None),
        ("to=2015-11-17", None, date(2015, 11, 17)),
        ("to=2015-11", None, date(2015, 11, 30)),
        ("to=2015-02", None, date(2015, 2, 28)),
        ("to=2016-02", None, date(2016, 2, 29)),
        ("to=2000-02", None, date(2000, 2, 29)),
        ("to=1900-02", None, date(1900, 2, 28)),
        ("to=2015-12", None, date(2015, 12, 31)),
        ("to=2015", None, date(2015, 12, 31)),
        ("from=2015&to=2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("from=2015-11&to=2015-11", date(2015, 11, 1), date(2015, 11, 30)),
        ("from=2015-11-17&to=2015-11-17", date(2015, 11, 17), date(2015, 11, 17)),
        ("from=2015-1-7", date(2015, 1, 7), None),
        ("from=2014&from=2015", date(2015, 1, 1), None),
        ("from=+2015-11+", date(2015, 11, 1), None),
        ("from=&to=", None, None),
        ("from=0001&to=9999", date.min, date.max),
    ],
)
def test_a_month_or_year_is_its_first_or_last_day(
    query: str, start: date | None, end: date | None
) -> None:
    assert read(query) == Filters(start=start, end=end)


@pytest.mark.parametrize(
    ("query", "parameter", "value", "key"),
    [
        ("country=KENYA", "country", "KENYA", "problem.country"),
        ("country=KE", "country", "KE", "problem.country"),
        ("country=XXX", "country", "XXX", "problem.country"),
        ("country=--", "country", "--", "problem.country"),
        ("country=<b>", "country", "<b>", "problem.country"),
        ("category=!", "category", "!", "problem.category"),
        ("topic=%00", "topic", "\0", "problem.topic"),
        ("source=...", "source", "...", "problem.source"),
        ("language=eng", "language", "eng", "problem.language"),
        ("language=e1", "language", "e1", "problem.language"),
        ("from=yesterday", "from", "yesterday", "problem.date"),
        ("from=2015-13", "from", "2015-13", "problem.date"),
        ("from=2015-00", "from", "2015-00", "problem.date"),
        ("from=2015-11-00", "from", "2015-11-00", "problem.date"),
        ("to=2015-11-31", "to", "2015-11-31", "problem.date"),
        ("to=2015-02-29", "to", "2015-02-29", "problem.date"),
        ("to=0000", "to", "0000", "problem.date"),
        ("to=15-11-2015", "to", "15-11-2015", "problem.date"),
        ("to=20151117", "to", "20151117", "problem.date"),
        ("from=2015-11-17T10:00", "from", "2015-11-17T10:00", "problem.date"),
        ("since=yesterday", "since", "yesterday", "problem.since"),
        ("since=2026-13-01", "since", "2026-13-01", "problem.since"),
        (
            "since=0001-01-01T00:00:00%2B14:00",
            "since",
            "0001-01-01T00:00:00+14:00",
            "problem.since",
        ),
        ("from=2016&to=2015", "from", "2016", "problem.order"),
        ("from=2015-11-18&to=2015-11-17", "from", "2015-11-18", "problem.order"),
    ],
)
def test_a_bad_value_is_named_and_does_not_filter(
    query: str, parameter: str, value: str, key: str
) -> None:
    filters, (problem,) = Filters.from_query(query)
    assert filters == Filters()
    assert (problem.parameter, problem.value, problem.key) == (parameter, value, key)
    assert str(problem) == f"{parameter}={value!r}: {key}"


@pytest.mark.parametrize(
    ("text", "meant", "written"),
    [
        ("2026-11-01", datetime(2026, 11, 1, tzinfo=UTC), "2026-11-01T00:00:00Z"),
        ("2026-11-01T08:30", datetime(2026, 11, 1, 8, 30, tzinfo=UTC), "2026-11-01T08:30:00Z"),
        ("2026-11-01T08:30:00Z", datetime(2026, 11, 1, 8, 30, tzinfo=UTC), "2026-11-01T08:30:00Z"),
        (
            "2026-11-01T08:30:00.123456%2B02:00",
            datetime(2026, 11, 1, 6, 30, 0, 123000, tzinfo=UTC),
            "2026-11-01T06:30:00.123Z",
        ),
    ],
)
def test_a_moment_of_arrival(text: str, meant: datetime, written: str) -> None:
    filters = read(f"since={text}")
    assert filters == Filters(since=meant)
    assert filters.to_query() == {"since": written}


def test_good_values_beside_bad_ones_stay() -> None:
    filters, problems = Filters.from_query("country=KEN,nowhere,UGA&from=x&to=2015&language=zzz")
    assert filters == Filters(country=(KEN, UGA), end=date(2015, 12, 31))
    assert [p.parameter for p in problems] == ["country", "language", "from"]


@pytest.mark.parametrize(
    ("filters", "query"),
    [
        (Filters(), ""),
        (Filters(country=(NONE, KEN)), "country=-,KEN"),
        (Filters(start=date(2014, 1, 1), end=date(2015, 11, 30)), "from=2014-01&to=2015-11"),
        (Filters(start=date(2014, 1, 2), end=date(2015, 11, 29)), "from=2014-01-02&to=2015-11-29"),
        (Filters(start=date(2014, 1, 31), end=date(2015, 11, 1)), "from=2014-01-31&to=2015-11-01"),
        (Filters(start=date(999, 1, 1)), "from=0999-01"),
        (Filters(q='"a phrase" é&='), "q=%22a+phrase%22+%C3%A9%26%3D"),
        (
            Filters((KEN,), ("events",), ("torture",), ("omct",), ("en",), None, None, "a"),
            "country=KEN&category=events&topic=torture&source=omct&language=en&q=a",
        ),
    ],
)
def test_filters_are_written_in_one_order(filters: Filters, query: str) -> None:
    assert encode(filters.to_query()) == query


@given(strategies.filters())
def test_what_is_written_is_read(filters: Filters) -> None:
    assert read(encode(filters.to_query())) == filters
    assert read("?" + encode(filters.to_query())) == filters


@given(strategies.ANY_TEXT)
@example("q=\ud800&country=\ud800")
@example("q=%ED%A0%80&from=%FF")
@example("from=٢٠١٥&to=²")
@example("country=KEN;DROP TABLE--&category='\"><script>alert(1)</script>")
@example("%" * 50 + "&" * 50 + "=" * 50)
def test_any_text_has_a_meaning(text: str) -> None:
    for query in (text, f"country={text}", f"from={text}&to={text}", f"q={text}&topic={text}"):
        filters, _ = Filters.from_query(query)
        assert read(encode(filters.to_query())) == filters


@pytest.mark.parametrize("unit", ["country=KEN&", "&", "country=" + "A" * 99 + "&", '"', "q=-%"])
def test_a_very_long_query_is_cut(unit: str) -> None:
    filters, problems = Filters.from_query(unit * 100_000)
    assert len(encode(filters.to_query())) < 30_000
    assert len(problems) < 1_000


@pytest.mark.parametrize(
    ("chosen", "value", "after"),
    [((), KEN, (KEN,)), ((KEN,), UGA, (KEN, UGA)), ((KEN, UGA), KEN, (UGA,)), ((KEN,), KEN, ())],
)
def test_a_value_is_toggled(chosen: tuple[str, ...], value: str, after: tuple[str, ...]) -> None:
    others = Filters(category=("events",), q="a")
    toggled = others.choosing("country", chosen).toggled("country", value)
    assert toggled == others.choosing("country", after)


@given(strategies.filters(), st.sampled_from(strategies.COUNTRIES))
def test_toggling_twice_chooses_the_same(filters: Filters, value: str) -> None:
    again = filters.toggled("country", value).toggled("country", value)
    assert set(again.country) == set(filters.country)
