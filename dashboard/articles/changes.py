"""What an upsert would change: decided here, written by the archive."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.articles.model import Basis, Status
from dashboard.articles.table import CONTENT, SCHEMA, differing, keys, repeated, says_something

_SAME, _NEW, _CHANGED = range(3)
_ROWS = 65_536
_MOST_EXCHANGES = 100


@dataclass(frozen=True, slots=True)
class Exchange:
    """An article that became another one under the same address, or looks like it.

    Attributes:
        id: of both.
        before: title that the archive has.
        after: title that is brought, with another date or source.
    """

    id: str
    before: str
    after: str


@dataclass(frozen=True)
class Changes:
    """What an upsert does to the archive, in numbers of articles, and the rows it writes.

    Attributes:
        content: what the import brings, with the columns of ``CONTENT``; ids are distinct.
        state: for each of its rows whether it is new, changed or the same.
        exchanged: how many of the changed ones look like another article than before.
        exchanges: the first of them.
    """

    content: pa.Table = field(repr=False)
    state: np.ndarray = field(repr=False)
    exchanged: int = 0
    exchanges: tuple[Exchange, ...] = ()

    @property
    def new(self) -> int:
        """Articles that the archive does not have."""
        return int((self.state == _NEW).sum())

    @property
    def changed(self) -> int:
        """Articles of which the archive has another content."""
        return int((self.state == _CHANGED).sum())

    @property
    def fresh(self) -> pa.Table:
        """The new and the changed articles, as they were brought."""
        return self.content.filter(pa.array(self.state != _SAME))

    @property
    def unchanged(self) -> int:
        """Articles that the archive has already."""
        return int((self.state == _SAME).sum())

    def rows(self, now: datetime) -> Iterator[pa.RecordBatch]:
        """Yield the new and the changed articles as if all arrived now.

        In batches with the columns of ``SCHEMA``.
        """
        start = 0
        for batch in self.content.to_batches(max_chunksize=_ROWS):
            wanted = self.state[start : start + len(batch)] != _SAME
            start += len(batch)
            rows = pa.Table.from_batches([batch])
            yield from _arrived(rows if wanted.all() else rows.filter(pa.array(wanted)), now)


def compare(known: Iterable[pa.Table], content: pa.Table) -> Changes:
    """Decide what an upsert has to write.

    What an article does not say is no change: who lists it without its summary takes none away.
    Countries that were found in a weaker way than the known ones, such as in the text of an
    article whose source stated others, are nothing that it says.

    Args:
        known: the rows of the archive, in parts, with the columns of ``SCHEMA``.
        content: what is brought, with the columns of ``CONTENT``; ids are distinct.
    """
    places = cache(lambda: pd.Index(keys(content["id"])))
    state, weaker = np.full(len(content), _NEW, np.int8), np.zeros(len(content), bool)
    exchanged, exchanges = 0, list[Exchange]()
    for part in known:
        found = places().get_indexer(keys(part["id"]))
        old, rows = part.filter(pa.array(found >= 0)), found[found >= 0]
        brought = content.take(pa.array(rows))
        weaker[rows] = _strength(brought["basis"]) > _strength(old["basis"])
        brought = _without_countries(brought, weaker[rows])
        state[rows] = np.where(differing(old, brought), _CHANGED, _SAME)
        others = pa.array(_are_others(old, brought))
        exchanged += others.true_count
        exchanges += _exchanges(old, brought, others, _MOST_EXCHANGES - len(exchanges))
    return Changes(_without_countries(content, weaker), state, exchanged, tuple(exchanges))


def _are_others(old: pa.Table, brought: pa.Table) -> np.ndarray:
    """Return which articles have another title than before, and another date or source."""
    differs = {
        name: np.asarray(pc.not_equal(old[name], brought[name])) & says_something(brought[name])
        for name in ("title", "date", "source")
    }
    others: np.ndarray = differs["title"] & (differs["date"] | differs["source"])
    others &= says_something(old["title"])
    return others


def _exchanges(old: pa.Table, brought: pa.Table, chosen: pa.Array, most: int) -> Iterator[Exchange]:
    columns = (old["id"], old["title"], brought["title"])
    told = (column.filter(chosen).slice(0, most).to_pylist() for column in columns)
    return map(Exchange, *told)


def numbers(before: pa.Table, after: pa.Table) -> dict[str, int]:
    """Return how many articles are new, changed and gone from one version to another.

    Args:
        before: ``id`` and ``changed_at`` of the one.
        after: the same of the other.
    """
    places = pd.Index(keys(before["id"])).get_indexer(keys(after["id"]))
    there = places >= 0
    was = before["changed_at"].take(pa.array(places[there]))
    is_other = pc.not_equal(was, after["changed_at"].filter(pa.array(there)))
    kept = int(there.sum())
    changed = pc.sum(is_other).as_py() or 0
    return {"new": len(after) - kept, "changed": changed, "gone": len(before) - kept}


def _strength(bases: pa.ChunkedArray) -> np.ndarray:
    """Return how each list of bases was found at best, 0 for stated; most for an empty list."""
    lists = bases.combine_chunks()
    found = np.full(len(lists), len(Basis))
    numbers = pc.index_in(lists.flatten(), pa.array([*map(str, Basis)]))
    np.minimum.at(found, pc.list_parent_indices(lists).to_numpy(), numbers.to_numpy())
    return found


def _without_countries(content: pa.Table, rows: np.ndarray) -> pa.Table:
    """Return articles, some of them without countries."""
    if not rows.any():
        return content
    for name in ("countries", "basis"):
        field, place = CONTENT.field(name), content.schema.get_field_index(name)
        column = pc.if_else(pa.array(rows), pa.scalar([], field.type), content[name])
        content = content.set_column(place, field, column)
    return content


def merged(old: pa.Table, new: pa.Table, columns: Collection[str]) -> pa.Table:
    """Return articles of the archive with what new rows say of them.

    Args:
        old: the articles, with the columns of ``SCHEMA``.
        new: what is said of these or of others, with the same columns; ids are distinct.
        columns: names of those in which the new row counts. What the article's source does not
            say, an empty text or list in a column of ``CONTENT``, stays as it was.
    """
    places = pd.Index(keys(new["id"])).get_indexer(keys(old["id"]))
    rows = np.flatnonzero(places >= 0)
    own = new.take(pa.array(places[rows]))
    for name in columns:
        if own[name].equals(old[name].take(pa.array(rows))):
            continue  # a column takes long
        says = says_something(own[name]) if name in CONTENT.names else np.ones(len(own), bool)
        picked = np.arange(len(old))
        picked[rows[says]] = len(old) + np.flatnonzero(says)
        both = pa.chunked_array([*old[name].chunks, *own[name].chunks], own[name].type)
        place = old.schema.get_field_index(name)
        old = old.set_column(place, SCHEMA.field(name), both.take(pa.array(picked)))
    return old


def withdrawn(rows: pa.Table, reason: str, now: datetime) -> pa.Table:
    """Return those of the rows that a withdrawal changes, as it makes them."""
    status = str(Status.WITHDRAWN)
    done = pc.and_(pc.equal(rows["status"], status), pc.equal(rows["reason"], reason))
    rows = rows.filter(pc.invert(done))
    for name, value in {"status": status, "reason": reason, "changed_at": now}.items():
        column = repeated(name, value, len(rows))
        rows = rows.set_column(rows.schema.get_field_index(name), SCHEMA.field(name), column)
    return rows


def _arrived(rows: pa.Table, now: datetime) -> Iterator[pa.RecordBatch]:
    values: dict[str, object] = {"status": str(Status.PUBLISHED), "reason": "", "decisions": []}
    values |= {"imported_at": now, "changed_at": now}
    for batch in rows.to_batches():
        own = {name: repeated(name, value, len(batch)) for name, value in values.items()}
        columns = [own[name] if name in own else batch[name] for name in SCHEMA.names]
        yield pa.RecordBatch.from_arrays(columns, schema=SCHEMA)
