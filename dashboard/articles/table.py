"""The articles as a table: which columns it has, and rows of it from articles."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, fields

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.articles.model import ID_LENGTH, Article, Basis

_TIMESTAMP = pa.timestamp("us", tz="UTC")
NAMES = pa.list_(pa.field("element", pa.string(), nullable=False))
SCHEMA = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("title", pa.string(), nullable=False),
        pa.field("date", pa.date32(), nullable=False),
        pa.field("category", pa.string(), nullable=False),
        pa.field("summary", pa.string(), nullable=False),
        pa.field("url", pa.string(), nullable=False),
        pa.field("topics", NAMES, nullable=False),
        pa.field("countries", NAMES, nullable=False),
        pa.field("basis", NAMES, nullable=False),
        pa.field("language", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("status", pa.string(), nullable=False),
        pa.field("reason", pa.string(), nullable=False),
        pa.field("decisions", NAMES, nullable=False),
        pa.field("imported_at", _TIMESTAMP, nullable=False),
        pa.field("changed_at", _TIMESTAMP, nullable=False),
    ]
)
# What the archive adds to an article; a source says only the rest.
KEPT = ("status", "reason", "decisions", "imported_at", "changed_at")
CONTENT = pa.schema([field for field in SCHEMA if field.name not in KEPT])
_UNIT = "\x1f"
_DIGITS = np.zeros(256, np.uint8)
_DIGITS[np.frombuffer(b"0123456789abcdef", np.uint8)] = np.arange(16)


def to_table(articles: Iterable[Article]) -> pa.Table:
    """Return articles, stamped with their times, as a table with the columns of ``SCHEMA``."""
    return pa.Table.from_pylist([asdict(article) for article in articles], schema=SCHEMA)


def to_content(articles: Iterable[Article]) -> pa.Table:
    """Return what sources say of articles, as a table with the columns of ``CONTENT``."""
    names = [field.name for field in fields(Article) if field.name not in KEPT]
    rows = [{name: getattr(article, name) for name in names} for article in articles]
    return pa.Table.from_pylist(rows, schema=CONTENT)


def completed(table: pa.Table, schema: pa.Schema = SCHEMA) -> pa.Table:
    """Return a table of an archive that an earlier release wrote with the columns of a schema.

    Its countries were stated by their sources: before there was a ``basis`` there was no other.
    """
    for field in schema:
        if field.name not in table.schema.names:
            table = table.append_column(field, _as_before(field, table))
        elif table[field.name].null_count:  # of rows that were there before the column was
            known = pc.coalesce(table[field.name].cast(field.type), _as_before(field, table))
            table = table.set_column(table.schema.get_field_index(field.name), field, known)
    return table.select(schema.names).cast(schema)


def _as_before(field: pa.Field, table: pa.Table) -> pa.Array:
    """Return what a column that a table lacks would have said in it."""
    if field.name == "basis":
        stated = [[Basis.STATED] * len(codes) for codes in table["countries"].to_pylist()]
        return pa.array(stated, field.type)
    return repeated(field.name, [] if pa.types.is_list(field.type) else "", len(table))


def repeated(name: str, value: object, count: int) -> pa.Array:
    """Return a column of ``SCHEMA`` with one value in all its rows."""
    kind = SCHEMA.field(name).type
    if pa.types.is_list(kind):  # pyarrow.repeat takes ten times as long for lists
        return pa.array([value], kind).take(pa.array(np.zeros(count, np.int8)))
    return pa.repeat(pa.scalar(value, kind), count)


def digested(texts: pa.Array) -> pa.Array:
    """Return for each text what :func:`dashboard.articles.model.digests` does, as a column."""
    new = hashlib.sha256().copy  # to copy an empty one takes half the time of making one

    def digest(text: bytes) -> bytes:
        own = new()
        own.update(text)
        return own.digest()

    found = b"".join(map(digest, texts.cast(pa.binary()).to_pylist()))
    kept = np.frombuffer(found, np.uint8).reshape(-1, 32)[:, : ID_LENGTH // 2].tobytes()
    offsets = ID_LENGTH * np.arange(len(texts) + 1, dtype=np.int32)
    written = pa.py_buffer(kept.hex().encode())
    return pa.StringArray.from_buffers(len(texts), pa.py_buffer(offsets), written)


def whole(column: pa.ChunkedArray) -> pa.Array:
    """Return a column in one piece; ``combine_chunks`` would copy it even if it is one already."""
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def keys(ids: pa.Array) -> np.ndarray:
    """Return ids of articles, 16 hexadecimal digits, as numbers of 64 bits.

    Raises:
        ValueError: names an id that is not of 16 digits.
    """
    if not len(ids):
        return np.empty(0, np.uint64)
    odd = pc.not_equal(pc.binary_length(ids), ID_LENGTH)
    if pc.any(odd).as_py():
        raise ValueError(f"{ids.filter(odd)[0].as_py()!r} is no id of an article")
    ids = whole(ids) if isinstance(ids, pa.ChunkedArray) else ids
    start, length = ids.offset * ID_LENGTH, len(ids) * ID_LENGTH
    digits = _DIGITS[np.frombuffer(ids.buffers()[2], np.uint8)[start : start + length]]
    return (digits[0::2] << 4 | digits[1::2]).view(">u8").astype(np.uint64)


def differing(old: pa.Table, new: pa.Table) -> np.ndarray:
    """Return, for each row of two tables of the same articles, whether the new says otherwise.

    What it does not say, an empty text or list, is no difference.
    """
    differs = np.zeros(len(old), bool)
    for field in CONTENT:
        before, now = (_comparable(table[field.name]) for table in (old, new))
        other = pc.not_equal(before, now)
        differs |= other.to_numpy(zero_copy_only=False) & says_something(new[field.name])
    return differs


def says_something(column: pa.ChunkedArray) -> np.ndarray:
    """Return, for each value of a column of ``CONTENT``, whether it is no empty text or list."""
    if pa.types.is_list(column.type):
        return np.asarray(pc.greater(pc.list_value_length(column), 0))
    if pa.types.is_string(column.type):
        return np.asarray(pc.not_equal(column, ""))
    return np.ones(len(column), bool)


def _comparable(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if not pa.types.is_list(column.type):
        return column
    return pc.binary_join(column.cast(pa.list_(pa.string())), _UNIT)
