"""The values that each dimension of a dataset has, and which rows have which of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.articles.dataset import Dataset
from dashboard.articles.filters import DIMENSIONS, Dimension
from dashboard.articles.select import keys_of, values_of

Ints = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Values:
    """One dimension of a dataset.

    Attributes:
        keys: every value as it stands in a query, the most frequent of the dataset first.
        offsets, members: the values of each signature are those of ``members`` from its own
            offset up to the next one, as positions in ``keys``.
        signature: for each row its signature, one of those that ``offsets`` counts.
    """

    keys: tuple[str, ...]
    offsets: Ints
    members: Ints
    signature: Ints

    @cached_property
    def pairs(self) -> tuple[Ints, Ints]:
        """Return (row, value) for each value of each row."""
        lengths = np.diff(self.offsets)[self.signature]
        rows = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        ends = np.cumsum(lengths)
        within = np.arange(len(rows)) - np.repeat(ends - lengths, lengths)
        return rows, self.members[self.offsets[self.signature[rows]] + within]


@lru_cache(maxsize=1)
def values(dataset: Dataset) -> Mapping[str, Values]:
    """Return the values of each dimension by its key; made once for the newest dataset."""
    return {d.key: _values(dataset.frame[d.column], d) for d in DIMENSIONS}


@lru_cache(maxsize=1)
def names(dataset: Dataset) -> Mapping[str, Mapping[str, str]]:
    """Return, for each dimension's key, the name of each value as published."""
    return {d.key: _names(dataset.frame[d.column], d) for d in DIMENSIONS}


def months(dataset: Dataset) -> pd.DatetimeIndex:
    """Return the first days of the months from the dataset's first to its last, no gaps."""
    month = dataset.frame["month"]
    if month.empty:
        return pd.DatetimeIndex([])
    return pd.date_range(month.min(), month.max(), freq="MS")


def _names(column: pd.Series, dimension: Dimension) -> dict[str, str]:
    written = (v for cell in column.cat.categories for v in values_of(dimension, cell))
    return {dimension.keyed(value): value for value in written}


def _values(column: pd.Series, dimension: Dimension) -> Values:
    written = [keys_of(dimension, cell) for cell in column.cat.categories]
    codes = column.cat.codes.to_numpy(np.int32)
    keys = _ranked(written, np.bincount(codes, minlength=len(written)).tolist())
    place = {key: number for number, key in enumerate(keys)}
    of_cell = [tuple(sorted(place[key] for key in each)) for each in written]
    signatures = {each: number for number, each in enumerate(dict.fromkeys(of_cell))}
    offsets = np.cumsum([0, *map(len, signatures)], dtype=np.int32)
    members = np.fromiter((key for each in signatures for key in each), np.int32)
    numbers = np.fromiter((signatures[each] for each in of_cell), np.int32)
    return Values(keys, offsets, members, numbers[codes])


def _ranked(written: Sequence[tuple[str, ...]], numbers: Sequence[int]) -> tuple[str, ...]:
    totals: Counter[str] = Counter()
    for each, number in zip(written, numbers, strict=True):
        for key in each:
            totals[key] += int(number)
    return tuple(sorted(totals, key=lambda key: (-totals[key], key)))
