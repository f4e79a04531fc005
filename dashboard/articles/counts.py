"""Linked counts: how many articles there are, each view without its own filter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.articles.dataset import Dataset
from dashboard.articles.filters import Filters
from dashboard.articles.select import PERIOD, combine, masks
from dashboard.articles.values import Ints, Values, month_of_rows, months, values

Numbers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Counts:
    """Numbers of articles published, by span of time, so that any period is a sum of spans.

    Attributes:
        edges: first days of the spans, and the day after the last one. A span is a month, or a
            part of one where the filters' period cuts it.
        every: all articles of each span.
        linked: those that pass all filters but the period's.
        anywhere: those that pass all filters but the period's and the country's.
        by: for each dimension's key, the articles of each span (row) and value (column) that pass
            all filters but its own and the period's; an article with two countries counts once
            in each.
        keys: for each dimension's key, its values as they stand in a query, the most frequent
            of the whole dataset first.
    """

    edges: pd.DatetimeIndex
    every: Numbers
    linked: Numbers
    anywhere: Numbers
    by: Mapping[str, Numbers]
    keys: Mapping[str, tuple[str, ...]]

    def within(self, filters: Filters) -> NDArray[np.bool_]:
        """Return which spans lie within the period of the filters that were counted."""
        starts = self.edges[:-1]
        inside = np.ones(len(starts), dtype=bool)
        if filters.start:
            inside &= starts >= pd.Timestamp(filters.start)
        if filters.end:
            inside &= starts <= pd.Timestamp(filters.end)
        return inside

    def totals(self, filters: Filters) -> dict[str, dict[str, int]]:
        """Return by dimension and value the articles within the period, in the order of ``keys``.

        Args:
            filters: those that were counted.
        """
        inside = self.within(filters)
        sums = {key: table[inside].sum(axis=0).tolist() for key, table in self.by.items()}
        return {key: dict(zip(self.keys[key], sums[key], strict=True)) for key in sums}


def count(dataset: Dataset, filters: Filters) -> Counts:
    """Count the dataset's articles under linked filters."""
    parts = masks(dataset, filters)
    edges, span = _spans(dataset, filters)
    dimensions = values(dataset)

    def rows(without: str) -> NDArray[np.bool_]:
        kept = (mask for key, mask in parts.items() if key not in {without, PERIOD})
        return combine(dataset, kept).to_numpy()

    return Counts(
        edges,
        _by_span(span, edges),
        _by_span(span[rows(PERIOD)], edges),
        _by_span(span[rows("country")], edges),
        {key: _by_value(span, edges, rows(key), d) for key, d in dimensions.items()},
        {key: d.keys for key, d in dimensions.items()},
    )


def _by_span(span: Ints, edges: pd.DatetimeIndex) -> Numbers:
    return np.bincount(span, minlength=max(len(edges) - 1, 0))


def _by_value(
    span: Ints, edges: pd.DatetimeIndex, passing: NDArray[np.bool_], dimension: Values
) -> Numbers:
    rows, keys = dimension.pairs
    shape = (max(len(edges) - 1, 0), len(dimension.keys))
    kept = np.flatnonzero(passing[rows])
    cell = span[rows[kept]].astype(np.int64) * shape[1] + keys[kept]
    return np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)


def _spans(dataset: Dataset, filters: Filters) -> tuple[pd.DatetimeIndex, Ints]:
    """Return the edges of the spans, and the span of each row."""
    starts = months(dataset)
    if starts.empty:
        return starts, np.zeros(0, np.int32)
    edges = starts.append(pd.DatetimeIndex([starts[-1] + pd.offsets.MonthBegin(1)]))
    span = month_of_rows(dataset)
    for cut in _cuts(filters):
        if edges[0] < cut < edges[-1] and cut not in edges:
            edges = pd.DatetimeIndex([*edges, cut]).sort_values()
            span = span + (dataset.frame["date"] >= cut).to_numpy()
    return pd.DatetimeIndex(edges), span


def _cuts(filters: Filters) -> list[pd.Timestamp]:
    """Return the days at which the period begins and at which it is over."""
    found = [filters.start] if filters.start else []
    if filters.end and filters.end < date.max:
        found.append(filters.end + timedelta(days=1))
    return [pd.Timestamp(day) for day in dict.fromkeys(found)]
