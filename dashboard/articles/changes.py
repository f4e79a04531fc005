"""What an upsert would change: decided here, written by the archive."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.articles.model import Status
from dashboard.articles.table import SCHEMA, differing, keys, repeated

_SAME, _NEW, _CHANGED = range(3)
_ROWS = 65_536


@dataclass(frozen=True)
class Changes:
    """What an upsert does to the archive, in numbers of articles, and the rows it writes.

    Attributes:
        content: what the import brings, with the columns of ``CONTENT``; ids are distinct.
        state: for each of its rows whether it is new, changed or the same.
    """

    content: pa.Table = field(repr=False)
    state: np.ndarray = field(repr=False)

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

    Args:
        known: the rows of the archive, in parts, with the columns of ``SCHEMA``.
        content: what is brought, with the columns of ``CONTENT``; ids are distinct.
    """
    places = cache(lambda: pd.Index(keys(content["id"])))
    state = np.full(len(content), _NEW, np.int8)
    for part in known:
        found = places().get_indexer(keys(part["id"]))
        old, rows = part.filter(pa.array(found >= 0)), found[found >= 0]
        state[rows] = np.where(differing(old, content.take(pa.array(rows))), _CHANGED, _SAME)
    return Changes(content, state)


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
    for name, value in values.items():
        rows = rows.append_column(SCHEMA.field(name), repeated(name, value, len(rows)))
    yield from rows.select(SCHEMA.names).cast(SCHEMA).to_batches()
