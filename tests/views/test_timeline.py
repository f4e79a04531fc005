"""The chart of articles by month, and the two fields for its period."""

from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from dashboard import locales
from dashboard.articles.counts import count
from dashboard.articles.filters import Filters
from dashboard.views import ids, timeline
from tests.articles import made
from tests.views.tree import counts, view

ALL, LINKED, SELECTED = range(3)
DAY = 86_400_000  # milliseconds


def figure(address: str = "", language: str = "en") -> Any:
    filters = view(address).filters
    return timeline.figure(counts(address).months, filters, locales.texts(language))


def months(first: str, number: int) -> pd.DataFrame:
    index = pd.date_range(first, periods=number, freq="MS")
    return pd.DataFrame({"all": 1, "linked": 1, "selected": 1}, index=index)


def test_the_bars_are_the_counts() -> None:
    address = "?country=COL&category=urgent-interventions&from=2015-11"
    bars = figure(address).data
    expected = counts(address).months
    for number, column in ((ALL, "all"), (LINKED, "linked"), (SELECTED, "selected")):
        assert list(bars[number].y) == list(expected[column])
        assert [str(x)[:10] for x in bars[number].x][::15] == ["2014-11-01", "2016-02-01"]
    assert len({bar.marker.color for bar in bars}) == 3
    assert figure(address).layout.barmode == "overlay"


def test_a_bar_stands_within_its_month() -> None:
    (bar, *_) = figure().data
    starts = [pd.Timestamp(x) for x in bar.x]
    assert bar.offset == 0
    for (this, following), width in zip(pairwise(starts), bar.width, strict=False):
        assert 0.8 < width / DAY / (following - this).days < 1


@pytest.mark.parametrize(
    ("language", "hover"),
    [("en", "November 2015: 1 of 3"), ("fr", "novembre 2015 : 1 sur 3")],
)
def test_the_pointer_tells_month_and_numbers(language: str, hover: str) -> None:
    for bar in figure("?topic=human-rights-defenders&language=es", language).data:
        assert bar.text[12] == hover
        assert bar.hovertemplate == "%{text}<extra></extra>"


@pytest.mark.parametrize(
    ("address", "start", "end"),
    [
        ("?from=2015-11&to=2015-11", "2015-11-01", "2015-12-01"),
        ("?from=2015-11-17&to=2015-11-17", "2015-11-17", "2015-11-18"),
        ("?from=2015-11", "2015-11-01", "2016-03-01"),
        ("?to=2014-12", "2014-11-01", "2015-01-01"),
        ("?to=2016-02-28", "2014-11-01", "2016-02-29"),
    ],
)
def test_the_period_is_marked_up_to_the_end_of_its_last_day(
    address: str, start: str, end: str
) -> None:
    (shape,) = figure(address).layout.shapes
    assert (str(shape.x0)[:10], str(shape.x1)[:10]) == (start, end)
    assert (shape.type, shape.yref, shape.y0, shape.y1) == ("rect", "paper", 0, 1)


@pytest.mark.parametrize("address", ["", "?country=KEN&q=a"])
def test_without_a_period_nothing_is_marked(address: str) -> None:
    assert not figure(address).layout.shapes


@pytest.mark.parametrize(
    ("first", "number", "language", "labels"),
    [
        ("2015-11-01", 1, "en", ["November 2015"]),
        ("2015-11-01", 3, "fr", ["novembre 2015", "décembre 2015", "janvier 2016"]),
        ("2015-11-01", 13, "en", ["2016"]),
        ("2014-01-01", 36, "en", ["2014", "2015", "2016"]),
        ("1997-01-01", 12 * 12, "en", [str(year) for year in range(1997, 2009)]),
        ("1997-01-01", 12 * 19, "en", [str(year) for year in range(1997, 2016, 2)]),
        ("1900-01-01", 12 * 126, "fr", [str(year) for year in range(1900, 2026, 11)]),
    ],
)
def test_ticks(first: str, number: int, language: str, labels: list[str]) -> None:
    axis = timeline.figure(months(first, number), Filters(), locales.texts(language)).layout.xaxis
    assert list(axis.ticktext) == labels
    assert len(axis.tickvals) == len(labels) <= 12


def test_the_chart_reaches_from_the_first_to_the_last_day() -> None:
    layout = figure().layout
    assert [str(day)[:10] for day in layout.xaxis.range] == ["2014-11-01", "2016-02-29"]
    assert layout.xaxis.fixedrange is True
    assert layout.yaxis.fixedrange is True
    assert (layout.dragmode, layout.selectdirection) == ("select", "h")
    assert list(layout.selections) == []


@pytest.mark.parametrize(
    ("address", "start", "end"),
    [
        ("", "", ""),
        ("?from=2015-11&to=2015-11", "2015-11-01", "2015-11-30"),
        ("?to=2016-02", "", "2016-02-29"),
    ],
)
def test_the_fields_say_the_period_in_days(address: str, start: str, end: str) -> None:
    filters = view(address).filters
    limits = {"input": {"type": "date", "min": "2014-11-01", "max": "2016-02-29"}}
    assert timeline.date_fields(counts(address).months, filters) == {
        (ids.FROM, "value"): start,
        (ids.FROM, "attributes"): limits,
        (ids.TO, "value"): end,
        (ids.TO, "attributes"): limits,
    }


@pytest.mark.parametrize(
    ("filters", "labels"),
    [
        (Filters(), ["your selection", "all articles"]),
        (Filters(country=("KEN",)), ["your selection", "all articles"]),
        (
            Filters(start=date(2015, 1, 1)),
            ["your selection", "outside the period", "all articles"],
        ),
        (Filters(end=date(2015, 1, 1)), ["your selection", "outside the period", "all articles"]),
    ],
)
def test_the_legend_names_the_bars_that_can_be_seen(filters: Filters, labels: list[str]) -> None:
    entries = timeline.legend(counts("").months, filters, locales.texts("en"))
    assert [label for _, label in entries] == labels
    bars = {bar.marker.color for bar in figure().data}
    assert {colour for colour, _ in entries} <= bars


@pytest.mark.parametrize("filters", [Filters(), Filters(start=date(2015, 1, 1), end=date.max)])
def test_nothing_is_an_empty_chart(filters: Filters) -> None:
    empty = count(made.nothing(), filters).months
    found = timeline.figure(empty, filters, locales.texts("en"))
    assert [len(bar.x) for bar in found.data] == [0, 0, 0]
    assert not found.layout.shapes
    assert found.layout.xaxis.range is None
    fields = timeline.date_fields(empty, filters)
    assert fields[ids.FROM, "attributes"] == {"input": {"type": "date"}}


def test_a_low_selection_has_a_scale_of_its_own() -> None:
    high = months("2014-01-01", 12)
    low = high.assign(all=high["all"] + 100)
    for frame, axis, label in ((high, "y", "your selection"), (low, "y2", "right scale")):
        found = timeline.figure(frame, Filters(), locales.texts("en"))
        assert [bar.yaxis for bar in found.data] == ["y", axis, axis]
        assert label in timeline.legend(frame, Filters(), locales.texts("en"))[0][1]
