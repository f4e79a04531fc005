"""The archive: every article on disk, as a table whose every change is a version."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.articles import checking, delta, known
from dashboard.articles.changes import Changes, withdrawn
from dashboard.articles.delta import Delta, Version, guarded, opened, retried
from dashboard.articles.table import CONTENT, SCHEMA
from dashboard.errors import ArchiveError

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


class Archive:
    """The articles at one location, a local folder or an ``s3://`` address.

    Every method raises ArchiveError, naming the location, when the archive cannot be used.
    """

    def __init__(self, location: str) -> None:
        self.location = location

    def version(self) -> int | None:
        """Return the number of the newest version, None while there is no archive."""
        with guarded(self.location):
            table = opened(self.location)
            return table.number if table else None

    def identity(self) -> str | None:
        """Return what tells this version from every other, also of an archive made anew here."""
        with guarded(self.location):
            table = opened(self.location)
            return table.identity if table else None

    def table_id(self) -> str | None:
        """Return what tells this archive from one made anew here, None while there is none."""
        with guarded(self.location):
            table = opened(self.location)
            return table.id if table else None

    def read(self) -> tuple[str, pa.Table]:
        """Return the newest version's identity and all its rows, with the columns of ``SCHEMA``."""
        with guarded(self.location):
            table = self._there()
            return table.identity, pa.concat_tables([SCHEMA.empty_table(), *table.parts()])

    def compare(self, content: pa.Table) -> Changes:
        """Return what :meth:`upsert` would write, and write nothing.

        Args:
            content: with the columns of ``CONTENT``; ids are distinct.
        """
        with guarded(self.location):
            return known.compared(opened(self.location), content)

    def upsert(self, content: pa.Table, command: str, now: datetime | None = None) -> Changes:
        """Write the new and the changed articles as one version; none when nothing changed.

        Another writer's version that lands in between is taken into account.

        Args:
            content: with the columns of ``CONTENT``; ids are distinct.
            command: what the version is for, in the history.
            now: time of arrival, UTC.
        """
        now = now or datetime.now(UTC)

        def write(table: Delta | None) -> Changes:
            changes = known.compared(table, content)
            counts = {"new": changes.new, "changed": changes.changed}
            self._write(table, changes.rows(now), _CHANGE, command, counts)
            return changes

        return retried(self.location, write)

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

        def write(table: Delta | None) -> int:
            parts = table.parts() if table else ()
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

        return retried(self.location, write)

    def history(self) -> list[Version]:
        """Return the versions, newest first."""
        with guarded(self.location):
            table = opened(self.location)
            return table.history() if table else []

    def restore(self, number: int, command: str) -> None:
        """Make a version the newest one again, as a version of its own.

        Args:
            number: of the version; the newest one changes nothing.
            command: what the new version is for, in the history.

        Raises:
            ArchiveError: there is no such version.
        """

        def write(table: Delta | None) -> None:
            there = {version.number for version in table.history()} if table else set()
            if table is None or number not in there:
                versions = ", ".join(map(str, sorted(there))) or "none"
                raise ArchiveError(self.location, f"has no version {number}; versions: {versions}")
            if number != table.number:
                table.restore(number, command)

        retried(self.location, write)

    def faults(self) -> list[str]:
        """Read every file and hold every row against the rules; return what is wrong, in words.

        Raises:
            ArchiveError: a file of the newest version is missing or cannot be read.
        """
        with guarded(self.location):
            table = self._there()
            found = [fault for part in table.parts() for fault in checking.faults(part)]
            ids = table.ids() if not found else np.empty(0, np.uint64)
            repeated = len(ids) - len(np.unique(ids))
            return [*found, *([f"{repeated} articles are there twice"] if repeated else [])]

    def _there(self) -> Delta:
        table = opened(self.location)
        if table is None:
            raise ArchiveError(self.location, "there is none yet")
        return table

    def _write(
        self,
        table: Delta | None,
        batches: Iterable[pa.RecordBatch],
        updates: Mapping[str, str],
        command: str,
        counts: Mapping[str, int],
    ) -> None:
        """Write rows as one version.

        Args:
            table, batches, updates: as for :func:`dashboard.articles.delta.write`.
            command, counts: for the history; without any count nothing is written.
        """
        if any(counts.values()):
            told = {"command": command, **{name: str(count) for name, count in counts.items()}}
            delta.write(self.location, table, batches, updates, told)
