"""The columns of a table that no field takes: they stay with a row until it is decided on.

A row that is rejected goes back to a person as it was, and what it is known by may stand in just
such a column. They are carried as they are and made text only then, so that the rows that become
articles cost nothing.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from dashboard.sources.columns import Columns
from dashboard.sources.row import ROWS, Rows
from dashboard.text import GUARDED

# The columns of a CSV of rejects that are no fields; the last holds what these functions tell.
ABOUT = ("file", "row", "reason")
ORIGINAL = "original"
# Why a field does not take what stands in its column.
CODE = "code"
ERROR = "error"
_PREFIX = "beside:"
_LEFT = "left:"
_NAMELESS = ""  # what rejects tell of their rows, for it names the columns itself
_GUARDED = re.compile(GUARDED)


def of(names: Sequence[str], cells: Sequence[pa.Array], columns: Columns) -> dict[str, pa.Array]:
    """Return the columns that no field takes, by name.

    Those without a name of their own have their number. Of a CSV of rejects only ``original``.

    Args:
        names: of all columns.
        cells: one array a column.
        columns: which of them hold which field.
    """
    taken = {place for ranked in columns.values() for _, place in ranked}
    if len(taken) == len(cells):
        return {}
    several = Counter(names)
    left = {
        name if name and several[name] == 1 else f"{name} (column {place + 1})".strip(): cells[
            place
        ]
        for place, name in enumerate(names)
        if place not in taken
    }
    if not left.keys() >= {*ABOUT, ORIGINAL}:
        return left
    others = {name: left[name] for name in left if name not in {*ABOUT, ORIGINAL}}
    return {_NAMELESS: left[ORIGINAL], **others}


def added(rows: Rows, beside: Mapping[str, pa.Array]) -> Rows:
    """Return rows with such columns behind those of ``ROWS``."""
    if not beside:
        return rows
    names = [*rows.column_names, *(f"{_PREFIX}{name}" for name in beside)]
    return pa.table([*rows.columns, *beside.values()], names)


def set_aside(rows: Rows, reason: str, texts: Mapping[str, pa.Array]) -> Rows:
    """Return rows with what their fields do not take, behind all other columns.

    Args:
        reason: ``CODE`` or ``ERROR``.
        texts: field → what it does not take of each row; null where it takes all.
    """
    for name, column in texts.items():
        rows = rows.append_column(f"{_LEFT}{reason}:{name}", column)
    return rows


def left(rows: Rows) -> Iterator[tuple[str, str, pa.ChunkedArray]]:
    """Yield reason, field and texts of what was set aside."""
    for name in rows.column_names[len(ROWS) :]:
        if name.startswith(_LEFT):
            _, reason, field = name.split(":")
            yield reason, field, rows[name]


def are_rejects(rows: Rows) -> bool:
    """Whether rows come from a file of rejects, which may be those of several files."""
    return f"{_PREFIX}{_NAMELESS}" in rows.column_names


def told(rows: Rows, chosen: pa.Array) -> Iterator[str]:
    """Yield what stands beside each chosen row, such as ``Notes: …; Case number: 12``.

    Args:
        chosen: a truth value for each row.
    """
    parts: list[list[str]] = [[] for _ in range(chosen.true_count)]
    for name in rows.column_names[len(ROWS) :]:
        for part, text in zip(parts, _texts(rows[name].filter(chosen)), strict=True):
            if text:
                part.append(_named(_shown(name), text))
    return map("; ".join, parts)


def _shown(name: str) -> str:
    return name.split(":")[2] if name.startswith(_LEFT) else name.removeprefix(_PREFIX)


def _texts(column: pa.ChunkedArray) -> list[str]:
    try:
        values = column.to_pylist()
    except (ValueError, ArithmeticError):  # no UTF-8, or a day or number that Python does not have
        return ["cannot be shown"] * len(column)
    return [_GUARDED.sub(r"\1", _text(value).strip()) for value in values]


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return "" if value is None else str(value)


def _named(name: str, text: str) -> str:
    return text if name in {_NAMELESS, ORIGINAL} else f"{name}: {text}"
