"""The archive: every article on disk, as a Delta table whose every change is a version.

This module alone knows deltalake.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from deltalake import CommitProperties, DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError

from dashboard.articles import checking, twins
from dashboard.articles.changes import Changes, compare, withdrawn
from dashboard.articles.table import CONTENT, SCHEMA, completed, keys
from dashboard.errors import ArchiveError

T = TypeVar("T")
_ATTEMPTS = 10
# Row groups bound the memory of whoever writes and reads; zstd halves the files at equal speed.
_WRITER = WriterProperties(max_row_group_size=131_072, compression="ZSTD", compression_level=1)

# What an article does not say stays as it was, and so do its status and its day of arrival.
_CHANGE = {"changed_at": "new.changed_at"} | {
    field.name: f"CASE WHEN {says_nothing} THEN old.{field.name} ELSE new.{field.name} END"
    for field in CONTENT
    for says_nothing in (
        f"cardinality(new.{field.name}) = 0"
        if pa.types.is_list(field.type)
        else f"CAST(new.{field.name} AS STRING) = ''",
    )
}
_WITHDRAWAL = {name: f"new.{name}" for name in ("status", "reason", "changed_at")}


@dataclass(frozen=True, slots=True)
class Version:
    """One entry of the archive's history."""

    number: int
    at: datetime
    command: str
    new: int
    changed: int


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

    def table_id(self) -> str | None:
        """Return what tells this archive from one made anew here, None while there is none."""
        with self._guard():
            table = self._open()
            return str(table.metadata().id) if table else None

    def read(self) -> tuple[str, pa.Table]:
        """Return the newest version's identity and all its rows, with the columns of ``SCHEMA``."""
        with self._guard():
            table = DeltaTable(self.location)
            return _identity(table), pa.concat_tables([SCHEMA.empty_table(), *_parts(table)])

    def compare(self, content: pa.Table) -> Changes:
        """Return what :meth:`upsert` would write, and write nothing.

        Args:
            content: with the columns of ``CONTENT``; ids are distinct.
        """
        with self._guard():
            return _compared(self._open(), content)

    def upsert(self, content: pa.Table, command: str, now: datetime | None = None) -> Changes:
        """Write the new and the changed articles as one version; none when nothing changed.

        Another writer's version that lands in between is taken into account.

        Args:
            content: with the columns of ``CONTENT``; ids are distinct.
            command: what the version is for, in the history.
            now: time of arrival, UTC.
        """
        now = now or datetime.now(UTC)

        def write(table: DeltaTable | None) -> Changes:
            changes = _compared(table, content)
            counts = {"new": changes.new, "changed": changes.changed}
            self._write(table, changes.rows(now), _CHANGE, command, counts)
            return changes

        return self._retried(write)

    def withdraw(
        self, ids: Sequence[str], reason: str, command: str, now: datetime | None = None
    ) -> int:
        """Mark articles as withdrawn, as one version; they stay in the archive.

        Args:
            ids: of the articles.
            reason: why, in words; it is published with the tombstone.
            command: what the version is for, in the history.
            now: time of withdrawal, UTC.

        Returns:
            how many had not been withdrawn with this reason before.

        Raises:
            ArchiveError: an id is not in the archive; nothing is changed.
        """
        now = now or datetime.now(UTC)

        def write(table: DeltaTable | None) -> int:
            parts = _parts(table) if table else ()
            wanted = pa.array(ids, pa.string())
            found = [part.filter(pc.is_in(part["id"], wanted)) for part in parts]
            rows = pa.concat_tables([SCHEMA.empty_table(), *found])
            missing = sorted(set(ids).difference(rows["id"].to_pylist()))
            if missing:
                raise ArchiveError(self.location, f"holds no article {', '.join(missing)}")
            changed = withdrawn(rows, reason, now)
            counts = {"changed": len(changed)}
            self._write(table, changed.to_batches(), _WITHDRAWAL, command, counts)
            return len(changed)

        return self._retried(write)

    def history(self) -> list[Version]:
        """Return the versions, newest first."""
        with self._guard():
            table = self._open()
            return [_version(entry) for entry in table.history()] if table else []

    def restore(self, number: int, command: str) -> None:
        """Make a version the newest one again, as a version of its own.

        Args:
            number: of the version; the newest one changes nothing.
            command: what the new version is for, in the history.

        Raises:
            ArchiveError: there is no such version.
        """

        def write(table: DeltaTable | None) -> None:
            there = {entry["version"] for entry in table.history()} if table else set()
            if table is None or number not in there:
                known = ", ".join(map(str, sorted(there))) or "none"
                raise ArchiveError(self.location, f"has no version {number}; versions: {known}")
            if number != table.version():
                told = CommitProperties(custom_metadata={"command": command}, max_commit_retries=0)
                table.restore(number, commit_properties=told)

        self._retried(write)

    def faults(self) -> list[str]:
        """Read every file and hold every row against the rules; return what is wrong, in words.

        Raises:
            ArchiveError: a file of the newest version is missing or cannot be read.
        """
        with self._guard():
            table = self._open()
            if table is None:
                raise ArchiveError(self.location, "there is none yet")
            found = [fault for part in _parts(table) for fault in checking.faults(part)]
            ids = _ids(table) if not found else np.empty(0, np.uint64)
            repeated = len(ids) - len(np.unique(ids))
            return [*found, *([f"{repeated} articles are there twice"] if repeated else [])]

    def _open(self) -> DeltaTable | None:
        return DeltaTable(self.location) if DeltaTable.is_deltatable(self.location) else None

    def _retried(self, write: Callable[[DeltaTable | None], T]) -> T:
        """Return what a change of the newest version gives, made again when another lands first."""
        with self._guard():
            for _ in range(_ATTEMPTS - 1):
                with suppress(CommitFailedError, FileExistsError):
                    return write(self._open())
            return write(self._open())

    def _write(
        self,
        table: DeltaTable | None,
        batches: Iterable[pa.RecordBatch],
        updates: Mapping[str, str],
        command: str,
        counts: Mapping[str, int],
    ) -> None:
        """Write rows as one version.

        Args:
            table: None to make the archive.
            batches: with the columns of ``SCHEMA``.
            updates: what becomes of a column of a row that is there already, in SQL over ``old``
                and ``new``.
            command, counts: for the history; without any count nothing is written.
        """
        if not any(counts.values()):
            return
        told = {"command": command, **{name: str(count) for name, count in counts.items()}}
        commit = CommitProperties(custom_metadata=told, max_commit_retries=0)
        options: dict[str, Any] = {"commit_properties": commit, "writer_properties": _WRITER}
        rows = pa.RecordBatchReader.from_batches(SCHEMA, batches)
        if table is None:
            write_deltalake(self.location, rows, mode="error", **options)
            return
        merger = table.merge(
            rows,
            "old.id = new.id",
            source_alias="new",
            target_alias="old",
            merge_schema=True,
            **options,
        )
        merger.when_matched_update(dict(updates)).when_not_matched_insert_all().execute()

    @contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except (DeltaError, OSError, pa.ArrowException, ValueError) as error:
            reason = str(error).split("\n", 1)[0]
            raise ArchiveError(self.location, f"cannot be used: {reason}") from error


def _identity(table: DeltaTable) -> str:
    return f"{table.version()}-{str(table.metadata().id)[:8]}"


def _parts(table: DeltaTable, columns: Sequence[str] = SCHEMA.names) -> Iterator[pa.Table]:
    """Yield the rows of a table in parts; columns that it lacks are left out."""
    # Not through a pyarrow dataset: it compares string_view statistics, and pyarrow cannot
    # (github.com/apache/arrow/issues/49368).
    there = [field.name for field in table.schema().fields if field.name in columns]
    for batch in pa.RecordBatchReader.from_stream(table.scan(columns=there)):
        yield completed(pa.Table.from_batches([batch]))


def _compared(table: DeltaTable | None, content: pa.Table) -> Changes:
    if table is None:
        return compare((), content)
    there = _ids(table)
    content = _settled(table, content, there)
    is_known = np.isin(keys(content["id"]), there)
    return compare(_parts(table) if is_known.any() else (), content)


def _settled(table: DeltaTable, content: pa.Table, there: np.ndarray) -> pa.Table:
    """Return articles that the archive does not have under the id of the same article, if any."""
    fresh = content.select(twins.COLUMNS).filter(pa.array(~np.isin(keys(content["id"]), there)))
    has_address = pc.not_equal(fresh["url"], "")
    bare, addressed = fresh.filter(pc.invert(has_address)), fresh.filter(has_address)
    found: dict[str, str] = {}
    if len(bare):
        days = pc.unique(bare["date"])
        near = _selected(table, lambda part: pc.is_in(part["date"], days))
        found |= twins.of_bare(bare, near.filter(pc.not_equal(near["url"], "")))
    ids = pa.array(twins.keys(addressed), pa.string())
    if np.isin(keys(ids), there).any():
        known = _selected(table, lambda part: pc.is_in(part["id"], ids))
        addresses = dict(zip(known["id"].to_pylist(), known["url"].to_pylist(), strict=True))
        found |= twins.of_addressed(addressed, addresses)
    return twins.renamed(content, found) if found else content


def _selected(table: DeltaTable, condition: Callable[[pa.Table], pa.Array]) -> pa.Table:
    """Return the rows that fulfil a condition, with the columns of ``twins.COLUMNS``."""
    schema = pa.schema([SCHEMA.field(name) for name in twins.COLUMNS])
    batches = pa.RecordBatchReader.from_stream(table.scan(columns=list(twins.COLUMNS)))
    parts = (pa.Table.from_batches([b]).select(twins.COLUMNS).cast(schema) for b in batches)
    return pa.concat_tables([schema.empty_table(), *(p.filter(condition(p)) for p in parts)])


def _ids(table: DeltaTable) -> np.ndarray:
    """Return the ids of the archive, as :func:`dashboard.articles.table.keys` has them."""
    batches = pa.RecordBatchReader.from_stream(table.scan(columns=["id"]))
    return np.concatenate(
        [np.empty(0, np.uint64), *(keys(batch["id"].cast(pa.string())) for batch in batches)]
    )


def _version(entry: Mapping[str, Any]) -> Version:
    return Version(
        number=entry["version"],
        at=datetime.fromtimestamp(entry["timestamp"] / 1000, UTC),
        command=entry.get("command", ""),
        new=int(entry.get("new", 0)),
        changed=int(entry.get("changed", 0)),
    )
