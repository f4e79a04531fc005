"""Cells: the dataset reduced to what a browser needs to count it by itself.

A cell is a combination of signatures (all countries of an article are one signature, so is each
other dimension) and a span of time, with the number of its articles. Cells are exact for articles
with several countries or topics, because signatures are kept whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.articles.counts import Counts
from dashboard.articles.dataset import Dataset
from dashboard.articles.filters import Filters
from dashboard.articles.packed import pack
from dashboard.articles.select import combine, masks
from dashboard.articles.values import Ints, Values, month_of_rows, months, values

MOST_CELLS = 300_000
UNITS = {"month": "M", "quarter": "Q", "year": "Y"}  # name: pandas period
_ALL = Filters()
_ARRAYS = ("every", "span", "number")
FORM = 2  # of what is packed here: another form, another number


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells of a dataset.

    Attributes:
        unit: one of ``UNITS``, the span of time of a cell; None when there would be more than
            ``MOST_CELLS`` even by year: then there are none.
        edges: first days of the spans, and the day after the last one.
        every: all articles of each span, whatever the search.
        dimensions: values and signatures by key.
        span, number: for each cell its span and how many articles it has.
        signature: for each dimension's key, the signature of each cell.
    """

    unit: str | None
    edges: pd.DatetimeIndex
    every: Ints
    dimensions: Mapping[str, Values]
    span: Ints
    number: Ints
    signature: Mapping[str, Ints]


def cells(dataset: Dataset, within: Filters = _ALL, most: int = MOST_CELLS) -> Cells:
    """Return the cells of the articles that filters mean.

    Args:
        dataset: holds the articles.
        within: filters that cells do not know: the search and the arrival.
        most: the span of time is as short as that many cells allow.
    """
    found = combine(dataset, masks(dataset, within).values()).to_numpy()
    dimensions = values(dataset)
    rows = pd.DataFrame({key: d.signature[found] for key, d in dimensions.items()})
    for unit in UNITS:
        edges, span = _spans(dataset, unit)
        grouped = rows.assign(span=span[found]).groupby(["span", *rows.columns]).size()
        if len(grouped) <= most:
            columns = grouped.reset_index(name="number").astype(np.int32)
            arrays = {name: np.asarray(column) for name, column in columns.items()}
            every = np.bincount(span, minlength=max(len(edges) - 1, 0)).astype(np.int32)
            in_cells = arrays["span"], arrays["number"], {key: arrays[key] for key in dimensions}
            return Cells(unit, edges, every, dimensions, *in_cells)
    nothing = np.zeros(0, np.int32)
    return Cells(None, pd.DatetimeIndex([]), nothing, {}, nothing, nothing, {})


def _spans(dataset: Dataset, unit: str) -> tuple[pd.DatetimeIndex, Ints]:
    """Return the edges of the spans, and the span of each row."""
    starts = months(dataset)
    if starts.empty:
        return starts, np.zeros(0, np.int32)
    first, last = starts[0].to_period(UNITS[unit]), starts[-1].to_period(UNITS[unit])
    edges = pd.period_range(first, last + 1).to_timestamp()
    places = np.searchsorted(edges, starts, side="right") - 1
    return edges, places[month_of_rows(dataset)].astype(np.int32)


def pack_cells(made: Cells) -> bytes:
    """Return cells as the browser reads them."""
    arrays: dict[str, NDArray[Any]] = {
        "every": made.every,
        "span": made.span,
        "number": made.number,
    }
    for key, dimension in made.dimensions.items():
        arrays[f"{key}.signature"] = made.signature[key]
        arrays[f"{key}.offsets"] = dimension.offsets
        arrays[f"{key}.members"] = dimension.members
    keys = {key: dimension.keys for key, dimension in made.dimensions.items()}
    return pack({"unit": made.unit, "edges": _days(made.edges), "keys": keys}, arrays)


def pack_counts(counted: Counts) -> bytes:
    """Return counts as the browser reads them."""
    arrays = {name: getattr(counted, name) for name in ("every", "linked", "anywhere")}
    arrays |= {f"{key}.by": table for key, table in counted.by.items()}
    return pack({"edges": _days(counted.edges), "keys": counted.keys}, arrays)


def _days(edges: pd.DatetimeIndex) -> list[str]:
    return [f"{edge:%Y-%m-%d}" for edge in edges]
