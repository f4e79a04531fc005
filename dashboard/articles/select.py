"""Filters applied to a dataset: which of its rows are meant."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.articles import terms
from dashboard.articles.dataset import Dataset, split_signature
from dashboard.articles.filters import DIMENSIONS, Dimension, Filters

PERIOD, SEARCH = "period", "q"


class Sort(StrEnum):
    """In which order articles are listed."""

    NEWEST = "newest"
    OLDEST = "oldest"
    RELEVANCE = "relevance"


def masks(dataset: Dataset, filters: Filters) -> dict[str, pd.Series]:
    """Return, for each filter in use, which rows of the dataset's frame it lets through.

    Keys are the dimensions' keys, ``PERIOD`` and ``SEARCH``; values are boolean, one a row.
    """
    frame = dataset.frame
    found: dict[str, pd.Series] = {}
    for dimension in DIMENSIONS:
        if chosen := getattr(filters, dimension.key):
            found[dimension.key] = _among(frame[dimension.column], dimension, set(chosen))
    if filters.start or filters.end:
        found[PERIOD] = _within(frame["date"], filters.start, filters.end)
    if filters.q:
        matching = dataset.index.matching(terms.read(filters.q))
        found[SEARCH] = pd.Series(matching, index=frame.index)
    return found


def combine(dataset: Dataset, parts: Iterable[pd.Series]) -> pd.Series:
    """Return which rows of the dataset's frame pass all of the masks."""
    every = pd.Series(data=True, index=dataset.frame.index)
    for part in parts:
        every &= part
    return every


def order(dataset: Dataset, filters: Filters, sort: Sort = Sort.NEWEST) -> NDArray[np.intp]:
    """Return the positions in the dataset's frame of the rows that the filters mean, in order.

    Relevance is that of :meth:`Index.relevance`, newest first among equals.
    """
    found = np.flatnonzero(combine(dataset, masks(dataset, filters).values()))
    if sort is Sort.OLDEST:
        return found[::-1]
    if sort is Sort.RELEVANCE:
        scores = dataset.index.relevance(terms.read(filters.q))
        return found[np.argsort(~scores[found], kind="stable")]
    return found


def select(dataset: Dataset, filters: Filters, sort: Sort = Sort.NEWEST) -> pd.DataFrame:
    """Return the rows of the dataset's frame that the filters mean, in order."""
    return dataset.frame.iloc[order(dataset, filters, sort)]


def values_of(dimension: Dimension, cell: str) -> tuple[str, ...]:
    """Return the values that stand in one cell of a dimension's column."""
    if dimension.many:
        return split_signature(cell)
    return (cell,) if cell else ()


def keys_of(dimension: Dimension, cell: str) -> tuple[str, ...]:
    """Return how the values in one cell of a dimension's column stand in a query."""
    keys = tuple(filter(None, dict.fromkeys(map(dimension.keyed, values_of(dimension, cell)))))
    return keys or ((dimension.empty,) if dimension.empty else ())


def _among(column: pd.Series, dimension: Dimension, chosen: set[str]) -> pd.Series:
    wanted = [not chosen.isdisjoint(keys_of(dimension, v)) for v in column.cat.categories]
    return pd.Series(np.asarray(wanted, bool)[column.cat.codes], index=column.index)


def _within(days: pd.Series, start: date | None, end: date | None) -> pd.Series:
    inside = pd.Series(data=True, index=days.index)
    if start:
        inside &= days >= pd.Timestamp(start)
    if end:
        inside &= days <= pd.Timestamp(end)
    return inside
