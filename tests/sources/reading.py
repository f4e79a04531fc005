"""What a reader gives, as plain values to compare."""

from pathlib import Path
from typing import Any

import pyarrow as pa

from dashboard.sources import packing, registry
from dashboard.sources.row import ROWS, Note, Record, Reject, Row, to_rows
from dashboard.sources.source import Source

Found = list[dict[str, Any]]


def read(content: bytes | str | Path, **options: Any) -> Found:
    """Return the rows, each as the fields that are not empty, and the rejects."""
    data = content.encode() if isinstance(content, str) else content
    return plain(registry.read(Source(options.pop("name", "file"), data, **options)))


def unpacked(content: bytes | Path, name: str = "file") -> dict[str, Found]:
    """Return the same for everything that is packed in a file, by name."""
    return {s.name: plain(registry.read(s)) for s in packing.unpack(Source(name, content))}


def plain(records: Any) -> Found:
    return [value for record in records for value in _values(record)]


def _values(record: Record) -> Found:
    if isinstance(record, Reject):
        return [{"number": record.number, "reason": record.reason}]
    if isinstance(record, Note):
        return [{"number": record.number, "note": record.text}]
    table = to_rows([record]) if isinstance(record, Row) else record
    assert isinstance(table, pa.Table)
    rows = table.select(ROWS.names).to_pylist()
    return [{name: value for name, value in row.items() if value} for row in rows]
