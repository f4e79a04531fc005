"""Decisions about texts applied to whole columns, each different text decided once."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.articles.table import NAMES

T = TypeVar("T")
_MOST_PARTS = 16
_BETWEEN = "\x1e"


def distinct(column: pa.Array, decide: Callable[[str], T]) -> tuple[list[T], pa.Array]:
    """Return what is decided of each different text of a column, and for each row which it is."""
    encoded = column.dictionary_encode()
    return [decide(text) for text in encoded.dictionary.to_pylist()], encoded.indices


def mapped(column: pa.Array, decide: Callable[[str], object], kind: pa.DataType) -> pa.Array:
    """Return a column of what is decided of a column that has few different texts."""
    encoded = column.dictionary_encode()
    decided = pa.array(map(decide, encoded.dictionary.to_pylist()), kind)
    return column if decided.equals(encoded.dictionary) else decided.take(encoded.indices)


def mended(column: pa.Array, mend: Callable[[str], str], odd: pa.Array) -> pa.Array:
    """Return a column in which the texts that are marked as odd are mended."""
    if not pc.any(odd).as_py():
        return column
    texts = [mend(text) for text in column.filter(odd).to_pylist()]
    return pc.replace_with_mask(column, odd, pa.array(texts, pa.string()))


def listed(column: pa.Array, known: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Return what semicolons part in each text, and whether these are different known names.

    It is a quick way for what most texts are; no Python object is made of any. A list of more than
    ``_MOST_PARTS`` counts as none of known names.

    Returns:
        a list of names a row, and whether it is one of known names, none of them twice.
    """
    parts = pc.split_pattern(column, ";")
    names, rows = parts.flatten(), np.asarray(pc.list_parent_indices(parts))
    lengths = np.asarray(pc.list_value_length(parts))
    fits = lengths <= _MOST_PARTS
    places = pc.index_in(names, known)
    fits[rows[np.asarray(places.is_null())]] = False
    pairs = rows * len(known) + np.asarray(places.fill_null(0))
    for apart in range(1, min(lengths.max(initial=0), _MOST_PARTS)):
        twice = pairs[apart:] == pairs[:-apart]
        fits[rows[apart:][twice]] = False
    return pa.ListArray.from_arrays(parts.offsets, names, NAMES), pa.array(fits)


def replaced(column: pa.Array, marked: pa.Array, others: pa.Array) -> pa.Array:
    """Return a column in which others stand in the place of the marked values, in their order."""
    places = np.arange(len(column))
    places[np.asarray(marked)] = len(column) + np.arange(len(others))
    return pa.concat_arrays([column, others]).take(pa.array(places))


def paired(first: pa.Array, second: pa.Array) -> pa.Array:
    """Return two columns as one, for :func:`unpaired` to part again."""
    if pc.all(pc.equal(second, "")).as_py():
        return first
    return pc.binary_join_element_wise(first, second, _BETWEEN)


def pair(first: str, second: str) -> str:
    """Return two texts as a row of :func:`paired`."""
    return f"{first}{_BETWEEN}{second}" if second else first


def unpaired(text: str) -> tuple[str, str]:
    """Return the two texts of a row of :func:`paired`."""
    first, _, second = text.partition(_BETWEEN)
    return first, second
