"""From the columns of a table, whatever file it stands in, to the fields of rows."""

from collections.abc import Mapping, Sequence
from itertools import product
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sources import beside, cell_errors
from dashboard.sources.columns import Columns
from dashboard.sources.row import ROWS, UNIT, Rows
from dashboard.text import GUARDED

# In every case: to compare so takes a third of making all cells lower first.
_NOTHING = pa.array(
    "".join(letters)
    for text in ("n/a", "none", "null", "nan", "-")
    for letters in product(*({letter, letter.upper()} for letter in text))
)
# R writes so what is missing; Namibia only among codes of two letters.
_MISSING = "NA"
_NOTHING_OR_MISSING = pa.concat_arrays([_NOTHING, pa.array([_MISSING])])
_CODES = r"^(?:[A-Z]{2}(?:[;,|/\s\x1f]+[A-Z]{2})*)?$"
_MAY_SAY_NOTHING = frozenset(["category", "topics", "countries"])
# What is no date, address or language is told as it stands.
_TOLD = frozenset(["date", "url", "language"])
_EMPTY = pa.scalar("")
_NONE: Mapping[str, pa.Array] = MappingProxyType({})


def pick(
    numbers: pa.Array,
    cells: Sequence[pa.Array],
    columns: Columns,
    others: Mapping[str, pa.Array] = _NONE,
) -> Rows:
    """Return the rows of a table.

    The first column of a field that is not empty counts, in the order of their ranks; an error of
    a spreadsheet is nothing, and set aside. Topics of all columns add up, and countries of those
    that have the same rank; a number counts as a country only where no other column says one.

    Args:
        numbers: of the rows, 64-bit integers.
        cells: one array of texts a column, as written.
        columns: which columns hold which field, see :func:`dashboard.sources.columns.locate`.
        others: what stands beside them, see :mod:`dashboard.sources.beside`.
    """
    nothing = pa.nulls(len(numbers), pa.string()).fill_null(_EMPTY)
    names = ROWS.names[1:]
    fields = {name: _field(name, cells, columns[name]) for name in names if name in columns}
    rest = (fields[name][0] if name in fields else nothing for name in names)
    errors = {name: error for name, (_, error) in fields.items() if error is not None}
    rows = beside.added(pa.table([numbers, *rest], schema=ROWS), others)
    return beside.set_aside(rows, beside.ERROR, errors)


def filled(
    cells: Sequence[pa.Array], columns: Columns, others: Mapping[str, pa.Array] = _NONE
) -> Rows:
    """Return the rows that are not blank, numbered from 1.

    Args:
        cells: as in :func:`pick`, those of all columns.
        columns: as in :func:`pick`.
        others: as in :func:`pick`.
    """
    blank = pc.equal(pc.utf8_trim_whitespace(cells[columns["date"][0][1]].fill_null(_EMPTY)), "")
    if pc.any(blank).as_py():
        blank = _blank(cells)
        kept = pc.invert(blank)
        cells = [column.filter(kept) for column in cells]
        others = {name: column.filter(kept) for name, column in others.items()}
    return pick(pa.array(np.arange(1, 1 + len(cells[0]), dtype=np.int64)), cells, columns, others)


def _blank(cells: Sequence[pa.Array]) -> pa.Array:
    joined = pc.binary_join_element_wise(*(cell.fill_null(_EMPTY) for cell in cells), "")
    return pc.equal(pc.utf8_trim_whitespace(joined), "")


def _field(
    name: str, cells: Sequence[pa.Array], places: Sequence[tuple[int, int]]
) -> tuple[pa.Array, pa.Array | None]:
    """Return the texts of a field, and the errors that stand in its columns; None if none do."""
    ranked: dict[int, list[pa.Array]] = {}
    errors: list[pa.Array] = []
    for rank, place in places:
        text = _unquoted(pc.utf8_trim_whitespace(cells[place].fill_null(_EMPTY)))
        text, error = cell_errors.parted(text)
        errors += [] if error is None else [error]
        if name in _MAY_SAY_NOTHING:
            text = _without_nothing(text, may_be_codes=name == "countries")
        ranked.setdefault(0 if name == "topics" else rank, []).append(text)
    text, first = _one(name, ranked), pc.coalesce(*errors) if errors else None
    if first is not None and name in _TOLD:
        return _first_filled([text, first.fill_null(_EMPTY)]), None
    return text, first


def _one(name: str, ranked: Mapping[int, Sequence[pa.Array]]) -> pa.Array:
    """Return the columns of a field, by their ranks, as one."""
    if name in {"topics", "countries"}:
        joined = [_joined(texts) for texts in ranked.values()]
        return _first_filled(joined if len(joined) == 1 else _words_first(joined))
    return _first_filled([text for texts in ranked.values() for text in texts])


def _unquoted(text: pa.Array) -> pa.Array:
    """Return cells without the apostrophe that kept a spreadsheet from reading a formula."""
    if not pc.any(pc.starts_with(text, "'")).as_py():
        return text
    return pc.replace_substring_regex(text, GUARDED, r"\1")


def _without_nothing(text: pa.Array, *, may_be_codes: bool) -> pa.Array:
    nothing = pc.is_in(text, _NOTHING_OR_MISSING)
    if not pc.any(nothing).as_py():
        return text
    if may_be_codes and _are_codes(text.filter(pc.invert(nothing))):
        nothing = pc.is_in(text, _NOTHING)
    return pc.if_else(nothing, _EMPTY, text)


def _are_codes(text: pa.Array) -> bool:
    """Whether all cells that are not empty are codes of two letters, or lists of them."""
    return bool(pc.all(pc.match_substring_regex(text, _CODES), min_count=0).as_py())


def _words_first(texts: Sequence[pa.Array]) -> list[pa.Array]:
    """Return columns without cells that are a number, then those that have such cells."""
    worded = [_without_numbers(text) for text in texts]
    return worded + [text for text, words in zip(texts, worded, strict=True) if text is not words]


def _without_numbers(text: pa.Array) -> pa.Array:
    """Return cells without those that are a number, as of M49 or for the telephone."""
    numbers = pc.utf8_is_numeric(text)
    return pc.if_else(numbers, _EMPTY, text) if pc.any(numbers).as_py() else text


def _first_filled(texts: Sequence[pa.Array]) -> pa.Array:
    first, *others = texts
    for other in others:
        first = pc.if_else(pc.equal(first, _EMPTY), other, first)
    return first


def _joined(texts: Sequence[pa.Array]) -> pa.Array:
    first, *others = texts
    for other in others:
        both = pc.binary_join_element_wise(first, other, UNIT)
        is_one = pc.or_(pc.equal(first, _EMPTY), pc.equal(other, _EMPTY))
        first = pc.if_else(is_one, pc.binary_join_element_wise(first, other, ""), both)
    return first
