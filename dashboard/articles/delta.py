"""The Delta table in which an archive is kept: opened and read here.

deltalake is known here, in :mod:`dashboard.articles.writing` and :mod:`dashboard.articles.files`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np
import pyarrow as pa
from deltalake import CommitProperties, DeltaTable
from deltalake.exceptions import CommitFailedError, DeltaError

from dashboard.articles import files, versions
from dashboard.articles.changes import numbers
from dashboard.articles.failing import quiet, reason
from dashboard.articles.files import File
from dashboard.articles.table import SCHEMA, completed
from dashboard.articles.versions import Version
from dashboard.errors import ArchiveError

T = TypeVar("T")
_ATTEMPTS = 10
_WRONG = (DeltaError, OSError, pa.ArrowException, ValueError)
_LOG = "_delta_log"
# deltalake writes a checkpoint after so many versions.
_CHECKPOINT = 100
_STAMPS = pa.schema([SCHEMA.field("id"), SCHEMA.field("changed_at")])
_FEW = 1000  # ids that are looked up; more of them are found sooner by reading all rows


class Delta:
    """A Delta table as it was when it was opened.

    Args:
        table: with columns of ``SCHEMA``; an earlier release may have written fewer.
    """

    def __init__(self, table: DeltaTable) -> None:
        self.table = table

    @property
    def number(self) -> int:
        """Number of the version."""
        return self.table.version()

    @property
    def id(self) -> str:
        """What tells this table from one made anew at its location."""
        return str(self.table.metadata().id)

    @property
    def identity(self) -> str:
        """What tells this version from every other, also of a table made anew."""
        return f"{self.number}-{self.id[:8]}"

    @property
    def size(self) -> int:
        """How many rows there are."""
        return self.table.count()

    def parts(self, schema: pa.Schema = SCHEMA) -> Iterator[pa.Table]:
        """Yield the rows in parts; columns that the table lacks are completed."""
        return self._completed(schema)

    def having(self, ids: Sequence[str]) -> Iterator[pa.Table]:
        """Yield rows as :meth:`parts` does: those of some ids, if they are few.

        Args:
            ids: at least one, each of 16 hexadecimal digits.
        """
        if len(ids) > _FEW:
            yield from self.parts()
            return
        quoted = ", ".join(f"'{one}'" for one in ids)
        yield from self._completed(SCHEMA, f"id IN ({quoted})")

    def selected(
        self, columns: Sequence[str], condition: Callable[[pa.Table], pa.Array]
    ) -> pa.Table:
        """Return some columns of the rows that fulfil a condition on them."""
        schema = pa.schema([SCHEMA.field(name) for name in columns])
        parts = (part.filter(condition(part)) for part in self.parts(schema))
        return pa.concat_tables([schema.empty_table(), *parts])

    @cached_property
    def held(self) -> Mapping[File, np.ndarray]:
        """The ids of the rows of each file, as :func:`dashboard.articles.table.keys` has them.

        Each file is held against its digest, so that no change is built on damage.
        """
        location = self.table.table_uri
        return {file: files.ids(location, file) for file in files.of(self.table)}

    def ids(self) -> np.ndarray:
        """Return the ids of all rows, as :func:`dashboard.articles.table.keys` has them."""
        return np.concatenate([np.empty(0, np.uint64), *self.held.values()])

    def history(self) -> list[Version]:
        """Return the versions, newest first."""
        return [*map(versions.told, self.table.history())]

    def restore(self, number: int, command: str) -> None:
        """Make an earlier version the newest one again, as a version of its own."""
        history = {"command": command, **self._numbers(number)}
        with quiet():
            self.table.restore(number, commit_properties=told(history, self.number + 1))

    def _numbers(self, number: int) -> dict[str, str]:
        """Return the counts of a step to another version, none if a file of this one is damaged."""
        then = Delta(DeltaTable(self.table.table_uri, version=number))
        with suppress(*_WRONG):
            rows = [
                pa.concat_tables([_STAMPS.empty_table(), *d.parts(_STAMPS)]) for d in (self, then)
            ]
            return {name: str(count) for name, count in numbers(*rows).items()}
        return {}

    def damaged(self, number: int | None = None) -> list[str]:
        """Read every file of a version, of this one by default.

        Returns:
            the names of those that cannot be read, with the reason.
        """
        location = self.table.table_uri
        table = self.table if number is None else DeltaTable(location, version=number)
        reasons = ((file.path, files.damage(location, file)) for file in files.of(table))
        return [f"{name} ({why})" for name, why in reasons if why]

    def lost(self) -> list[int]:
        """Return the versions of which the log has no entry that says that it is theirs.

        Of the entries that count: what is older than the last hundred stands in a checkpoint.
        Entries that land after the table was opened are there too.
        """
        entries = self.table.history(_CHECKPOINT)
        there = {int(entry["number"]) for entry in entries if "number" in entry}
        if not there:  # an earlier release wrote them
            return []
        return sorted(set(range(min(there), max(self.number, *there) + 1)) - there)

    def _completed(self, schema: pa.Schema, predicate: str | None = None) -> Iterator[pa.Table]:
        there = [field.name for field in self.table.schema().fields if field.name in schema.names]
        for batch in self._batches(there, predicate):
            yield completed(pa.Table.from_batches([batch]), schema)

    def _batches(
        self, columns: Sequence[str], predicate: str | None = None
    ) -> pa.RecordBatchReader:
        # Not through a pyarrow dataset: it compares string_view statistics, and pyarrow cannot
        # (github.com/apache/arrow/issues/49368).
        scan = self.table.scan(columns=list(columns), predicate=predicate)
        return pa.RecordBatchReader.from_stream(scan)


def opened(location: str) -> Delta | None:
    """Return the newest version of the table at a location, None while there is none."""
    if not DeltaTable.is_deltatable(location):
        if Path(location, _LOG).is_file():
            raise ArchiveError(location, f"cannot be used: {_LOG} is a file, not a folder")
        return None
    return Delta(DeltaTable(location))


def sound(location: str) -> Delta | None:
    """Return what :func:`opened` does, once the log of the table has been looked at.

    An entry that became empty is no error to deltalake: it takes the version before for the newest.

    Raises:
        ArchiveError: an entry of the log is damaged.
    """
    try:
        table = opened(location)
        lost = table.lost() if table else []
    except DeltaError as error:
        raise _damaged_log(location, reason(error)) from error
    if lost:
        raise _damaged_log(location, f"version {', '.join(map(str, lost))}")
    return table


def _damaged_log(location: str, told: str) -> ArchiveError:
    return ArchiveError(location, f"cannot be used: {_LOG} is damaged: {told}")


def retried(location: str, change: Callable[[Delta | None], T]) -> T:
    """Return what a change of the newest version gives, made again when another lands first.

    Raises:
        ArchiveError: as :func:`guarded`.
    """
    with guarded(location):
        for _ in range(_ATTEMPTS - 1):
            with suppress(CommitFailedError, FileExistsError):
                return change(sound(location))
        return change(sound(location))


@contextmanager
def guarded(location: str) -> Iterator[None]:
    """Turn what goes wrong with a table into an ArchiveError that names its location.

    What is damaged is named as well: an error of reading does not say in which file it was.
    """
    try:
        yield
    except _WRONG as error:
        why = f"cannot be used: {reason(error)}{_damaged_files(location)}"
        raise ArchiveError(location, why) from error


def _damaged_files(location: str) -> str:
    with suppress(*_WRONG, ArchiveError):
        table = opened(location)
        if table and (damaged := table.damaged()):
            return f"; damaged files: {'; '.join(damaged)}"
    return ""


def told(metadata: Mapping[str, str], number: int) -> CommitProperties:
    """Return what the history of a table keeps of the version with a number."""
    return CommitProperties(
        custom_metadata={**metadata, "number": str(number)}, max_commit_retries=0
    )
