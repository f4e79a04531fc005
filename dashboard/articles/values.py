"""The values that each dimension of a dataset has, and which rows have which of them."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.articles.dataset import Dataset, split_signature
from dashboard.articles.filters import DIMENSIONS, Dimension

Ints = NDArray[np.int32]
T = TypeVar("T")


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

    def having(self, chosen: Collection[str]) -> NDArray[np.bool_]:
        """Return for each row whether it has one of some values."""
        wanted = np.fromiter((key in chosen for key in self.keys), bool, len(self.keys))
        signatures = np.repeat(np.arange(len(self.offsets) - 1), np.diff(self.offsets))
        among = np.zeros(len(self.offsets) - 1, bool)
        among[signatures[wanted[self.members]]] = True
        found: NDArray[np.bool_] = among[self.signature]
        return found

    @cached_property
    def pairs(self) -> tuple[Ints, Ints]:
        """Return (row, value) for each value of each row."""
        lengths = np.diff(self.offsets)[self.signature]
        rows = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        ends = np.cumsum(lengths)
        within = np.arange(len(rows)) - np.repeat(ends - lengths, lengths)
        return rows, self.members[self.offsets[self.signature[rows]] + within]


def of_dataset(make: Callable[[Dataset], T]) -> Callable[[Dataset], T]:
    """Make something of a dataset once, and keep it as long as the dataset."""
    made: WeakKeyDictionary[Dataset, T] = WeakKeyDictionary()

    @wraps(make)
    def kept(dataset: Dataset) -> T:
        if (known := made.get(dataset)) is None:
            known = made.setdefault(dataset, make(dataset))
        return known

    return kept


@of_dataset
def values(dataset: Dataset) -> Mapping[str, Values]:
    """Return the values of each dimension by its key."""
    return {d.key: _values(dataset.frame[d.column], d) for d in DIMENSIONS}


@of_dataset
def names(dataset: Dataset) -> Mapping[str, Mapping[str, str]]:
    """Return, for each dimension's key, the name of each value as published."""
    return {d.key: _names(dataset.frame[d.column], d) for d in DIMENSIONS}


@of_dataset
def months(dataset: Dataset) -> pd.DatetimeIndex:
    """Return the first days of the months from the dataset's first to its last, no gaps."""
    month = dataset.frame["month"]
    if month.empty:
        return pd.DatetimeIndex([])
    return pd.date_range(month.min(), month.max(), freq="MS")


@of_dataset
def month_of_rows(dataset: Dataset) -> Ints:
    """Return for each row of the frame which of :func:`months` it is of."""
    found = months(dataset).get_indexer(pd.Index(dataset.frame["month"]))
    return found.astype(np.int32)


def values_of(dimension: Dimension, cell: str) -> tuple[str, ...]:
    """Return the values that stand in one cell of a dimension's column."""
    if dimension.many:
        return split_signature(cell)
    return (cell,) if cell else ()


def keys_of(dimension: Dimension, cell: str) -> tuple[str, ...]:
    """Return how the values in one cell of a dimension's column stand in a query."""
    keys = tuple(filter(None, dict.fromkeys(map(dimension.keyed, values_of(dimension, cell)))))
    return keys or ((dimension.empty,) if dimension.empty else ())


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
