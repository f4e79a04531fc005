"""What one import gives, in memory, for tests of decisions."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa

from dashboard.articles.model import Article, Basis
from dashboard.sources import labels, registry
from dashboard.sources.importing import Importer
from dashboard.sources.intake import Defaults
from dashboard.sources.row import ROWS, UNIT, Note, Record, Reject, Row, split_points
from dashboard.sources.source import Source


@dataclass(frozen=True)
class Plan:
    """The articles of an import, and what it tells."""

    articles: tuple[Article, ...]
    rejects: tuple[Reject, ...]
    notes: tuple[tuple[int, str], ...]
    unknown_countries: Counter[str]
    groups: Counter[str]
    repeated: int


def plan_source(source: Source, defaults: Defaults, today: date) -> Plan:
    """Return what a source gives."""
    with TemporaryDirectory() as folder:
        importer = Importer(Path(folder), today=today)
        importer.add(source, defaults)
        found = importer.finish()
        return Plan(
            tuple(map(_article, found.articles.to_pylist())),
            tuple(Reject(r["row"], r["reason"], r["original"]) for r in found.rejects),
            tuple((note["row"], note["note"]) for note in found.notes),
            found.unknown_countries,
            found.groups,
            found.repeated,
        )


def plan(rows: Iterable[Record], *, source: str, today: date) -> Plan:
    """Return what rows give, as if a reader had read them."""
    kept, real = list(rows), registry.read
    registry.read = lambda source: iter(kept)
    try:
        return plan_source(Source("rows", b""), Defaults(source), today)
    finally:
        registry.read = real


def unpacked(records: Iterable[Record]) -> Iterator[Row | Reject]:
    """Yield the rows and rejects of a reader one by one."""
    for record in records:
        if isinstance(record, pa.Table):
            yield from map(_row, record.select(ROWS.names).to_pylist())
        elif not isinstance(record, Note):
            yield record


def _row(values: dict[str, Any]) -> Row:
    (names,) = labels.topics(pa.array([values["topics"]]), pa.array([""]), ()).to_pylist()
    many = ("countries", "fallback_countries", "tags")
    parts = {name: tuple(filter(None, str(values[name]).split(UNIT))) for name in many}
    points = split_points(values["points"])
    return Row(**{**values, **parts, "topics": tuple(names), "points": points})


def _article(values: dict[str, Any]) -> Article:
    lists = {name: tuple(values[name]) for name in ("topics", "countries")}
    basis = tuple(map(Basis, values["basis"]))
    return Article(**{**values, **lists, "basis": basis})
