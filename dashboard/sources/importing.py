"""An import: sources in, what they give out, ready for one change of the archive."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from operator import attrgetter
from pathlib import Path
from typing import Any

import pyarrow as pa

from dashboard.errors import SourceError
from dashboard.sources import beside, dates, packing, placing, registry
from dashboard.sources.intake import Batch, Defaults, Rules, completed, decide
from dashboard.sources.row import WHOLE_FILE, Note, Record, Reject, Row, Rows, to_rows
from dashboard.sources.source import Source
from dashboard.sources.spool import Spool
from dashboard.sources.stage import Stage
from dashboard.threads import TOGETHER, in_turn, short_turns

_ROWS = 10_000
_NONE = Defaults()


@dataclass(frozen=True)
class Import:
    """What the sources of one import give.

    Attributes:
        articles: each once, with the columns of ``articles.table.CONTENT``.
        rejects: ``file``, ``row``, ``reason`` and ``original`` (field → text as written) of each;
            a source that cannot be read has one, of row ``WHOLE_FILE``.
        notes: ``file``, ``row`` and ``note`` of each.
        unknown_countries: name as written → number of articles that state it.
        groups: the same for regions and states that are gone, which give no country.
        repeated: number of rows whose article another row had given already.
        unread: why each source that cannot be read, or the rest of it, is among the rejects.
        empty: names of the sources that are of a known format and hold no article.
    """

    articles: pa.Table
    rejects: Spool
    notes: Spool
    unknown_countries: Counter[str] = field(default_factory=Counter)
    groups: Counter[str] = field(default_factory=Counter)
    repeated: int = 0
    unread: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


class Importer:
    """Reads sources and decides on their rows; nothing is written to the archive.

    Memory holds one batch of rows, and eight bytes of each article.

    Args:
        folder: where what is read waits; to be removed when the import is over.
        today: the last day that is no future.
        in_text: whether countries are searched in the text of articles whose source names none.
        told: called with the number of rows of each batch, and how many bytes of all sources have
            been read then; None where that is not known, as within packed files.
    """

    def __init__(
        self,
        folder: Path,
        *,
        today: date,
        in_text: bool = True,
        told: Callable[[int, int | None], object] = lambda *_: None,
    ) -> None:
        self._today, self._in_text, self._told = today, in_text, told
        self._stage = Stage(folder / "articles")
        self._rejects, self._notes = Spool(folder / "rejects"), Spool(folder / "notes")
        self._unknown: Counter[str] = Counter()
        self._groups: Counter[str] = Counter()
        self._names: list[str] = []
        self._passed = 0
        self._unread: list[str] = []
        self._empty: list[str] = []
        preparing = ThreadPoolExecutor(1)
        preparing.submit(placing.prepare)  # what it raises, the first decision raises again
        preparing.shutdown(wait=False)

    def add(self, source: Source, defaults: Defaults = _NONE) -> None:
        """Read a source; what cannot be read becomes rejects.

        What is packed in it is read each on its own; of a damaged package nothing is.

        Args:
            source: in any known format, packed or not.
            defaults: what its articles are where it does not say.
        """
        try:
            with short_turns():
                for member in packing.unpack(source):
                    self._add_one(member, defaults, is_packed=member is not source)
            self._passed += source.size()
            self._told(0, self._passed)
        except SourceError as error:
            self.fail(source.name, error)

    def fail(self, name: str, error: SourceError) -> None:
        """Note that a source, or the rest of it, cannot be read."""
        self._unread.append(str(error))
        self._reject(name, Reject(WHOLE_FILE, str(error)))

    def finish(self) -> Import:
        """Return what all sources give."""
        articles, repeats = self._stage.close()
        for file, number in repeats:
            note = "the same article stands above; they became one"
            self._notes.add(file=self._names[file], row=number, note=note)
        return Import(
            articles,
            self._rejects,
            self._notes,
            self._unknown,
            self._groups,
            len(repeats),
            tuple(self._unread),
            tuple(self._empty),
        )

    def _add_one(self, source: Source, defaults: Defaults, *, is_packed: bool) -> None:
        place: int | None = None

        def told(rows: int) -> None:
            nonlocal place
            position = None if is_packed else source.position()
            place = place if position is None else self._passed + position
            self._told(rows, place)

        self._names.append(source.name)
        try:
            if not self._read(source, defaults, told):
                self._empty.append(source.name)
        except SourceError as error:
            self.fail(source.name, error)

    def _read(self, source: Source, defaults: Defaults, told: Callable[[int], object]) -> int:
        """Read a source of a known format; return how many rows it has."""
        order = cache(lambda: dates.order(_dates(source)))
        rules = Rules(self._today, order, defaults, self._in_text)
        rejects: list[Reject] = []
        count = 0
        try:
            for found in _decided(_in_batches(registry.read(source)), partial(decide, rules=rules)):
                whole = completed(found, defaults) if isinstance(found, Reject) else found
                rows = self._take(source.name, whole, rejects)
                count += rows
                told(rows)
        finally:  # what stands before the place where a source breaks off
            self._reject_all(source.name, rejects)
        return count

    def _take(self, name: str, found: Reject | Note | Batch, rejects: list[Reject]) -> int:
        """Keep what is decided of some rows; return how many they are.

        Args:
            rejects: those that are not kept yet, because they may come before rows above them.
        """
        if isinstance(found, Note):
            self._notes.add(file=name, row=found.number, note=found.text)
            return 0
        if isinstance(found, Reject):
            rejects.append(found)
            rows = 1
        else:
            self._keep(name, found)
            rows = len(found.articles) + len(found.rejects)
            rejects += found.rejects
        if len(rejects) >= _ROWS or not isinstance(found, Reject):
            self._reject_all(name, rejects)
        return rows

    def _reject_all(self, name: str, rejects: list[Reject]) -> None:
        for reject in sorted(rejects, key=attrgetter("number")):
            self._reject(name, reject)
        rejects.clear()

    def _keep(self, name: str, batch: Batch) -> None:
        for note in batch.notes:
            self._notes.add(file=name, row=note.number, note=note.text)
        self._unknown += batch.unknown_countries
        self._groups += batch.groups
        self._stage.add(batch.articles, len(self._names) - 1)

    def _reject(self, name: str, reject: Reject) -> None:
        told = {"reason": reject.reason, "original": dict(reject.original)}
        self._rejects.add(file=name, row=reject.number, **told)


def _dates(source: Source) -> Iterator[str]:
    """Yield the different dates of each batch of a source, none of rejects of other sources."""
    for record in _in_batches(registry.read(source)):
        if isinstance(record, pa.Table) and not beside.are_rejects(record):
            yield from record["date"].unique().to_pylist()


def _decided(
    records: Iterator[Rows | Reject | Note], decide: Callable[[Rows], Batch]
) -> Iterator[Reject | Note | Batch]:
    """Yield in their order what is decided of rows, rejects and notes.

    The next rows are read and decided in other threads meanwhile. What cannot be read is raised
    after all that stands before it.
    """
    with ThreadPoolExecutor(1, "reading") as reading, ThreadPoolExecutor(TOGETHER) as deciding:

        def begun() -> Iterator[Future[Any]]:
            read = reading.submit(next, records, None)
            while not read.exception() and (record := read.result()) is not None:
                following = reading.submit(next, records, None)
                is_table = isinstance(record, pa.Table)
                yield deciding.submit(decide, record) if is_table else read
                read = following
            if read.exception():
                yield read

        yield from in_turn(begun())


def _in_batches(records: Iterable[Record]) -> Iterator[Rows | Reject | Note]:
    """Yield single rows together, as tables; what else there is comes before the rows around it."""
    waiting: list[Row] = []
    for record in records:
        if not isinstance(record, Row):
            yield record
            continue
        waiting.append(record)
        if len(waiting) == _ROWS:
            yield to_rows(waiting)
            waiting = []
    if waiting:
        yield to_rows(waiting)
