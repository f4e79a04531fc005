"""Articles as plain values, a block at a time, so that a million of them need little memory."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.articles.dataset import Dataset, split_signature

COLUMNS = (
    *("id", "title", "date", "category", "summary", "url", "topics", "countries"),
    *("basis", "language", "source", "imported_at", "changed_at"),
)
_MANY = ("topics", "countries", "basis")
_MOMENTS = ("imported_at", "changed_at")
_BLOCK = 1000  # articles; about 10 ms of work, so that others come between
Record = dict[str, Any]


def records(dataset: Dataset, positions: NDArray[np.intp]) -> Iterator[list[Record]]:
    """Yield the articles at some positions of the dataset's frame, many at a time.

    Each is a mapping of ``COLUMNS``: topics, countries and basis are tuples of texts, everything
    else is text, days and times as in ISO 8601.
    """
    for start in range(0, len(positions), _BLOCK):
        rows = dataset.frame.iloc[positions[start : start + _BLOCK]]
        columns = [_column(rows[name], name) for name in COLUMNS]
        yield [dict(zip(COLUMNS, values, strict=True)) for values in zip(*columns, strict=True)]


def _column(column: pd.Series, name: str) -> Sequence[Any]:
    if name in _MANY:
        return [split_signature(cell) for cell in column]
    if name in _MOMENTS:
        naive = column.dt.tz_localize(None).to_numpy()
        return [f"{moment}Z" for moment in np.datetime_as_string(naive, unit="s")]
    if name == "date":
        return list(map(str, np.datetime_as_string(column.to_numpy(), unit="D")))
    return list(column)
