"""The archive: every article on disk, as a Delta table whose every change is a version.

This module alone knows deltalake.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import CommitProperties, DeltaTable, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError

from dashboard.articles.model import Article, Status
from dashboard.errors import ArchiveError

_TIMESTAMP = pa.timestamp("us", tz="UTC")
_NAMES = pa.list_(pa.field("element", pa.string(), nullable=False))
SCHEMA = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("title", pa.string(), nullable=False),
        pa.field("date", pa.date32(), nullable=False),
        pa.field("category", pa.string(), nullable=False),
        pa.field("summary", pa.string(), nullable=False),
        pa.field("url", pa.string(), nullable=False),
        pa.field("topics", _NAMES, nullable=False),
        pa.field("countries", _NAMES, nullable=False),
        pa.field("language", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("status", pa.string(), nullable=False),
        pa.field("imported_at", _TIMESTAMP, nullable=False),
        pa.field("changed_at", _TIMESTAMP, nullable=False),
    ]
)
_KEPT = ("status", "imported_at", "changed_at")
CONTENT = tuple(f.name for f in fields(Article) if f.name not in _KEPT)
_ATTEMPTS = 10


@dataclass(frozen=True, slots=True)
class Changes:
    """What an upsert would do: articles to write, and how many need no writing."""

    new: tuple[Article, ...]
    changed: tuple[Article, ...]
    unchanged: int


@dataclass(frozen=True, slots=True)
class Version:
    """One entry of the archive's history."""

    number: int
    at: datetime
    command: str
    new: int
    changed: int


def compare(known: Mapping[str, Article], articles: Iterable[Article], now: datetime) -> Changes:
    """Decide what an upsert has to write; the last of several articles with one id wins.

    A change keeps the status and the day of arrival: importing never revives a withdrawn article.
    """
    new, changed, unchanged = [], [], 0
    for article in {a.id: a for a in articles}.values():
        before = known.get(article.id)
        if before is None:
            new.append(_stamped(article, imported_at=now, changed_at=now))
        elif _content(before) == _content(article):
            unchanged += 1
        else:
            kept = {"status": before.status, "imported_at": before.imported_at}
            changed.append(_stamped(article, changed_at=now, **kept))
    return Changes(tuple(new), tuple(changed), unchanged)


class Archive:
    """The articles at one location, a local folder or an ``s3://`` address.

    Every method raises ArchiveError, naming the location, when the archive cannot be used.
    """

    def __init__(self, location: str) -> None:
        self.location = location

    def version(self) -> int | None:
        """Return the number of the newest version, None while there is no archive."""
        with self._guard():
            if not DeltaTable.is_deltatable(self.location):
                return None
            return DeltaTable(self.location).version()

    def identity(self) -> str | None:
        """Return what tells this version from every other, also of an archive made anew here."""
        with self._guard():
            table = self._open()
            return _identity(table) if table else None

    def read(self) -> tuple[str, pa.Table]:
        """Return the newest version's identity and all its rows, with the columns of ``SCHEMA``."""
        with self._guard():
            table = DeltaTable(self.location)
            return _identity(table), pa.Table.from_batches(_batches(table), SCHEMA)

    def compare(self, articles: Iterable[Article], now: datetime) -> Changes:
        """Return what :meth:`upsert` would write, and write nothing."""
        with self._guard():
            table = self._open()
            articles = list(articles)
            return compare(_known(table, articles), articles, now)

    def upsert(
        self, articles: Iterable[Article], command: str, now: datetime | None = None
    ) -> Changes:
        """Write the new and the changed articles as one version; none when nothing changed.

        Another writer's version that lands in between is taken into account.
        """
        articles, now = list(articles), now or datetime.now(UTC)
        with self._guard():
            for attempts_left in reversed(range(_ATTEMPTS)):
                table = self._open()
                changes = compare(_known(table, articles), articles, now)
                try:
                    self._write(table, changes, command)
                    break
                except (CommitFailedError, FileExistsError):
                    if not attempts_left:
                        raise
        return changes

    def history(self) -> list[Version]:
        """Return the versions, newest first."""
        with self._guard():
            table = self._open()
            return [_version(entry) for entry in table.history()] if table else []

    def _open(self) -> DeltaTable | None:
        return DeltaTable(self.location) if DeltaTable.is_deltatable(self.location) else None

    def _write(self, table: DeltaTable | None, changes: Changes, command: str) -> None:
        rows = [*changes.new, *changes.changed]
        if not rows:
            return
        counts = {"new": str(len(changes.new)), "changed": str(len(changes.changed))}
        commit = CommitProperties(
            custom_metadata={"command": command, **counts}, max_commit_retries=0
        )
        data = to_table(rows)
        if table is None:
            write_deltalake(self.location, data, mode="error", commit_properties=commit)
            return
        merger = table.merge(
            data,
            "old.id = new.id",
            source_alias="new",
            target_alias="old",
            commit_properties=commit,
        )
        merger.when_matched_update_all().when_not_matched_insert_all().execute()

    @contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except (DeltaError, OSError, pa.ArrowException, ValueError) as error:
            reason = str(error).split("\n", 1)[0]
            raise ArchiveError(self.location, f"cannot be used: {reason}") from error


def to_table(articles: Iterable[Article]) -> pa.Table:
    """Return articles, stamped with their times, as a table with the columns of ``SCHEMA``."""
    return pa.Table.from_pylist([asdict(article) for article in articles], schema=SCHEMA)


def _identity(table: DeltaTable) -> str:
    return f"{table.version()}-{str(table.metadata().id)[:8]}"


def _batches(table: DeltaTable) -> Iterator[pa.RecordBatch]:
    # Not through a pyarrow dataset: it compares string_view statistics, and pyarrow cannot
    # (github.com/apache/arrow/issues/49368).
    for batch in pa.RecordBatchReader.from_stream(table.scan(columns=SCHEMA.names)):
        yield batch.cast(SCHEMA)


def _known(table: DeltaTable | None, articles: list[Article]) -> dict[str, Article]:
    if table is None:
        return {}
    ids = pa.array({article.id for article in articles}, pa.string())
    batches = (batch.filter(pc.is_in(batch["id"], ids)) for batch in _batches(table))
    return {row["id"]: _article(row) for batch in batches for row in batch.to_pylist()}


def _article(row: Mapping[str, Any]) -> Article:
    lists = {name: tuple(row[name]) for name in ("topics", "countries")}
    return Article(**{**row, **lists, "status": Status(row["status"])})


def _content(article: Article) -> tuple[object, ...]:
    return tuple(getattr(article, name) for name in CONTENT)


def _stamped(article: Article, **kept: Any) -> Article:
    return Article(**{**asdict(article), **kept})


def _version(entry: Mapping[str, Any]) -> Version:
    return Version(
        number=entry["version"],
        at=datetime.fromtimestamp(entry["timestamp"] / 1000, UTC),
        command=entry.get("command", ""),
        new=int(entry.get("new", 0)),
        changed=int(entry.get("changed", 0)),
    )
