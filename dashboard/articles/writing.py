"""How rows become a version of a Delta table."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

import numpy as np
import pandas as pd
import pyarrow as pa
from deltalake import DeltaTable, Schema
from deltalake.exceptions import CommitFailedError, DeltaError
from deltalake.transaction import create_table_with_add_actions

from dashboard.articles import files
from dashboard.articles.changes import merged
from dashboard.articles.delta import Delta, told
from dashboard.articles.failing import quiet
from dashboard.articles.table import SCHEMA, keys

_SCHEMA = Schema.from_arrow(SCHEMA)
# By default deltalake forgets after 30 days what is older than a checkpoint.
_FOR_EVER: Mapping[str, str | None] = {"delta.enableExpiredLogCleanup": "false"}


def write(
    location: str,
    delta: Delta | None,
    batches: Iterable[pa.RecordBatch],
    columns: Collection[str],
    history: Mapping[str, str],
) -> None:
    """Write rows as one version, of a table made for them where there is none.

    Args:
        location: of the table.
        delta: its version that the rows go with; an earlier release may have written it.
        batches: with the columns of ``SCHEMA``.
        columns: those that change of a row that is there already, as
            :func:`dashboard.articles.changes.merged` has it; none says that no row is there.
        history: what it keeps of the version.
    """
    if delta is None:
        _create(location, batches, history)
    else:
        _change(delta, batches, columns, history)


def _create(location: str, batches: Iterable[pa.RecordBatch], history: Mapping[str, str]) -> None:
    added = files.write(location, batches)
    try:
        with quiet():
            create_table_with_add_actions(
                location,
                _SCHEMA,
                added,
                configuration=_FOR_EVER,
                commit_properties=told(history, 0),
            )
    except DeltaError as error:
        if DeltaTable.is_deltatable(location):  # another writer has made it meanwhile
            raise CommitFailedError(str(error)) from error
        raise


class _New:
    """Rows that take the place of others or stand beside them."""

    def __init__(self, rows: pa.Table, columns: Collection[str]) -> None:
        self._rows, self._columns = rows, columns
        self._ids = pd.Index(keys(rows["id"]))
        self._found = np.zeros(len(rows), bool)

    def has_any_of(self, ids: np.ndarray) -> bool:
        """Whether one of the rows has one of these ids; those rows count as found."""
        places = self._ids.get_indexer(ids)
        self._found[places[places >= 0]] = True
        return bool((places >= 0).any())

    def among(self, parts: Iterable[pa.Table]) -> Iterator[pa.RecordBatch]:
        """Yield rows of the table as these change them, then those that were not found."""
        for part in parts:
            yield from merged(part, self._rows, self._columns).to_batches()
        yield from self._rows.filter(pa.array(~self._found)).to_batches()


def _change(
    delta: Delta,
    batches: Iterable[pa.RecordBatch],
    columns: Collection[str],
    history: Mapping[str, str],
) -> None:
    """Write rows, and again the files with rows that they change or that are small and many."""
    location, there = delta.table.table_uri, files.of(delta.table)
    is_older = delta.table.schema() != _SCHEMA
    gone = there if is_older else files.too_small(there)
    if columns:
        new = _New(pa.Table.from_batches(batches, SCHEMA), columns)
        gone = [f for f, ids in delta.held.items() if new.has_any_of(ids) or f in gone]
        written = new.among(files.rows(location, gone))
    else:
        old = (part.to_batches() for part in files.rows(location, gone))
        written = chain(chain.from_iterable(old), batches)
    added = files.write(location, written)
    removed = [] if is_older else [file.removal() for file in gone]
    with quiet():
        delta.table.create_write_transaction(
            [*added, *removed],
            "overwrite" if is_older else "append",  # the former takes all files out by itself
            _SCHEMA,
            commit_properties=told(history, delta.number + 1),
        )
