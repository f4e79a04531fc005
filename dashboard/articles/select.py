"""Filters applied to a dataset: which of its rows are meant."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.articles import terms
from dashboard.articles.dataset import Dataset
from dashboard.articles.filters import DIMENSIONS, Filters
from dashboard.articles.values import values

PERIOD, SEARCH, ARRIVAL = "period", "q", "since"


class Sort(StrEnum):
    """In which order articles are listed."""

    NEWEST = "newest"
    OLDEST = "oldest"
    RELEVANCE = "relevance"


def masks(dataset: Dataset, filters: Filters) -> dict[str, pd.Series]:
    """Return, for each filter in use, which rows of the dataset's frame it lets through.

    Keys are the dimensions' keys, ``PERIOD``, ``SEARCH`` and ``ARRIVAL``; values are boolean,
    one a row.
    """
    frame = dataset.frame
    found: dict[str, pd.Series] = {}
    for dimension in DIMENSIONS:
        if chosen := getattr(filters, dimension.key):
            having = values(dataset)[dimension.key].having(chosen)
            found[dimension.key] = pd.Series(having, index=frame.index)
    if filters.start or filters.end:
        found[PERIOD] = _within(frame["date"], filters.start, filters.end)
    if filters.q:
        matching = dataset.index.matching(terms.read(filters.q))
        found[SEARCH] = pd.Series(matching, index=frame.index)
    if filters.since:
        found[ARRIVAL] = frame["imported_at"] > filters.since
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


def _within(days: pd.Series, start: date | None, end: date | None) -> pd.Series:
    inside = pd.Series(data=True, index=days.index)
    if start:
        inside &= days >= pd.Timestamp(start)
    if end:
        inside &= days <= pd.Timestamp(end)
    return inside
