"""The archive: every article on disk, as a table whose every change is a version."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.articles import checking, known, writing
from dashboard.articles.changes import Changes, withdrawn
from dashboard.articles.decisions import Decision, decided
from dashboard.articles.delta import Delta, guarded, opened, retried, sound
from dashboard.articles.table import CONTENT, SCHEMA
from dashboard.articles.versions import Version
from dashboard.errors import ArchiveError

# The status of an article and its day of arrival stay when its source says something new.
_CHANGE = (*CONTENT.names, "changed_at")
# What people say of an article that is there.
_AMENDMENT = ("status", "reason", "decisions", "changed_at")


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

    def size(self) -> int:
        """Return how many articles there are, withdrawn ones among them; 0 without an archive."""
        with guarded(self.location):
            table = opened(self.location)
            return table.size if table else 0

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

    def rows(self, columns: Sequence[str], days: Collection[date] | None = None) -> pa.Table:
        """Return some columns of ``SCHEMA`` of the newest version; no row while there is none.

        Args:
            columns: names; ``date`` is one of them if days are given.
            days: of publication; all when None.
        """
        schema = pa.schema([SCHEMA.field(name) for name in columns])
        with guarded(self.location):
            table = sound(self.location)
            if table is None:
                return schema.empty_table()
            if days is None:
                return pa.concat_tables([schema.empty_table(), *table.parts(schema)])
            wanted = pa.array(days, pa.date32())
            return table.selected(columns, lambda part: pc.is_in(part["date"], wanted))

    def compare(self, content: pa.Table) -> Changes:
        """Return what :meth:`upsert` would write, and write nothing.

        Args:
            content: with the columns of ``CONTENT``; ids are distinct.
        """
        with guarded(self.location):
            return known.compared(sound(self.location), content)

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
            columns = _CHANGE if changes.changed else ()
            self._write(table, changes.rows(now), columns, command, counts)
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
        change = partial(withdrawn, reason=reason, now=now or datetime.now(UTC))
        return self._amend(ids, change, command)

    def decide(
        self, decided_on: Sequence[Decision], command: str, now: datetime | None = None
    ) -> int:
        """Keep what was decided on pairs of articles, as one version.

        Args:
            decided_on: the decisions, each on two articles of the archive.
            command: what the version is for, in the history.
            now: time of the decisions, UTC.

        Returns:
            how many articles it changed.

        Raises:
            ArchiveError: an id is not in the archive; nothing is changed.
            ReviewError: an article is to give way to one that is withdrawn; nothing is changed.
        """
        ids = sorted({id_ for decision in decided_on for id_ in (decision.id, decision.other)})
        change = partial(decided, decisions=decided_on, now=now or datetime.now(UTC))
        return self._amend(ids, change, command)

    def _amend(
        self, ids: Sequence[str], change: Callable[[pa.Table], pa.Table], command: str
    ) -> int:
        """Write what becomes of articles, as one version; return how many that changes."""

        def write(table: Delta | None) -> int:
            parts = table.parts() if table else ()
            wanted = pa.array(ids, pa.string())
            found = [part.filter(pc.is_in(part["id"], wanted)) for part in parts]
            rows = pa.concat_tables([SCHEMA.empty_table(), *found])
            missing = sorted(set(ids).difference(rows["id"].to_pylist()))
            if missing:
                raise ArchiveError(self.location, f"holds no article {', '.join(missing)}")
            changed = change(rows)
            counts = {"changed": len(changed)}
            self._write(table, changed.to_batches(), _AMENDMENT, command, counts)
            return len(changed)

        return retried(self.location, write)

    def history(self) -> list[Version]:
        """Return the versions, newest first."""
        with guarded(self.location):
            table = sound(self.location)
            return table.history() if table else []

    def restore(self, number: int, command: str) -> None:
        """Make a version the newest one again, as a version of its own.

        Args:
            number: of the version; the newest one changes nothing.
            command: what the new version is for, in the history.

        Raises:
            ArchiveError: there is no such version, or a file of it cannot be read.
        """

        def write(table: Delta | None) -> None:
            there = {version.number for version in table.history()} if table else set()
            if table is None or number not in there:
                versions = ", ".join(map(str, sorted(there))) or "none"
                raise ArchiveError(self.location, f"has no version {number}; versions: {versions}")
            if number != table.number:
                self._refuse(table.damaged(number))
                table.restore(number, command)

        retried(self.location, write)

    def faults(self) -> list[str]:
        """Read every file and hold every row against the rules; return what is wrong, in words.

        Raises:
            ArchiveError: a file of the newest version is missing or cannot be read.
        """
        with guarded(self.location):
            table = self._there()
            self._refuse(table.damaged())
            found = [fault for part in table.parts() for fault in checking.faults(part)]
            ids = table.ids() if not found else np.empty(0, np.uint64)
            repeated = len(ids) - len(np.unique(ids))
            return [*found, *([f"{repeated} articles are there twice"] if repeated else [])]

    def _refuse(self, damaged: Sequence[str]) -> None:
        if damaged:
            raise ArchiveError(self.location, f"has damaged files: {'; '.join(damaged)}")

    def _there(self) -> Delta:
        table = sound(self.location)
        if table is None:
            raise ArchiveError(self.location, "there is none yet")
        return table

    def _write(
        self,
        table: Delta | None,
        batches: Iterable[pa.RecordBatch],
        columns: Collection[str],
        command: str,
        counts: Mapping[str, int],
    ) -> None:
        """Write rows as one version.

        Args:
            table, batches, columns: as for :func:`dashboard.articles.writing.write`.
            command, counts: for the history; without any count nothing is written.
        """
        if any(counts.values()):
            told = {"command": command, **{name: str(count) for name, count in counts.items()}}
            writing.write(self.location, table, batches, columns, told)
