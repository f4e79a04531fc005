"""Decisions about texts applied to whole columns, each different text decided once."""

from collections.abc import Callable
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

T = TypeVar("T")


def distinct(column: pa.Array, decide: Callable[[str], T]) -> tuple[list[T], pa.Array]:
    """Return what is decided of each different text of a column, and for each row which it is."""
    encoded = column.dictionary_encode()
    return [decide(text) for text in encoded.dictionary.to_pylist()], encoded.indices


def mapped(column: pa.Array, decide: Callable[[str], object], kind: pa.DataType) -> pa.Array:
    """Return a column of what is decided of a column that has few different texts."""
    decisions, places = distinct(column, decide)
    return pa.array(decisions, kind).take(places)


def mended(column: pa.Array, mend: Callable[[str], str], odd: pa.Array) -> pa.Array:
    """Return a column in which the texts that are marked as odd are mended."""
    if not pc.any(odd).as_py():
        return column
    texts = [mend(text) for text in column.filter(odd).to_pylist()]
    return pc.replace_with_mask(column, odd, pa.array(texts, pa.string()))


def paired(first: pa.Array, second: pa.Array) -> pa.Array:
    """Return two columns as one, for :func:`unpaired` to part again."""
    if pc.all(pc.equal(second, "")).as_py():
        return first
    return pc.binary_join_element_wise(first, second, "\x1e")


def unpaired(text: str) -> tuple[str, str]:
    """Return the two texts of a row of :func:`paired`."""
    first, _, second = text.partition("\x1e")
    return first, second
