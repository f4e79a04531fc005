"""How rows become a version of a Delta table: as new files, or in the place of others."""

from collections.abc import Iterable, Mapping
from itertools import chain

import pyarrow as pa
from deltalake import ColumnProperties, DeltaTable, Schema, WriterProperties
from deltalake.exceptions import CommitFailedError, DeltaError
from deltalake.transaction import create_table_with_add_actions

from dashboard.articles import files
from dashboard.articles.delta import Delta, told
from dashboard.articles.failing import quiet
from dashboard.articles.table import SCHEMA

# By default deltalake forgets after 30 days what is older than a checkpoint.
_FOR_EVER: Mapping[str, str | None] = {"delta.enableExpiredLogCleanup": "false"}
# As in files.py.
_NO_STATISTICS = ColumnProperties(statistics_enabled="NONE")
_ALL_DIFFERENT = ColumnProperties(statistics_enabled="NONE", dictionary_enabled=False)
_WRITER = WriterProperties(
    max_row_group_size=files.ROWS,
    compression="ZSTD",
    compression_level=1,
    default_column_properties=_NO_STATISTICS,
    column_properties=dict.fromkeys(files.ALL_DIFFERENT, _ALL_DIFFERENT),
)


def write(
    location: str,
    delta: Delta | None,
    batches: Iterable[pa.RecordBatch],
    updates: Mapping[str, str],
    history: Mapping[str, str],
) -> None:
    """Write rows as one version, of a table made for them where there is none.

    Args:
        location: of the table.
        delta: its version that the rows go with; an earlier release may have written it.
        batches: with the columns of ``SCHEMA``.
        updates: what becomes of a column of a row that is there already, in SQL over ``old`` and
            ``new``; empty says that none of the rows is there.
        history: what it keeps of the version.
    """
    if delta is None:
        _create(location, batches, history)
    elif updates or delta.table.schema() != Schema.from_arrow(SCHEMA):
        _merge(delta, batches, updates, history)
    else:
        _append(delta, batches, history)


def _create(location: str, batches: Iterable[pa.RecordBatch], history: Mapping[str, str]) -> None:
    added = files.write(location, batches)
    try:
        with quiet():
            create_table_with_add_actions(
                location,
                Schema.from_arrow(SCHEMA),
                added,
                configuration=_FOR_EVER,
                commit_properties=told(history, 0),
            )
    except DeltaError as error:
        if DeltaTable.is_deltatable(location):  # another writer has made it meanwhile
            raise CommitFailedError(str(error)) from error
        raise


def _append(delta: Delta, batches: Iterable[pa.RecordBatch], history: Mapping[str, str]) -> None:
    location, small = delta.table.table_uri, files.small(delta.table)
    old = files.rows(location, (file.path for file in small))
    added = files.write(location, chain(old, batches))
    with quiet():
        delta.table.create_write_transaction(
            [*added, *small],
            "append",
            delta.table.schema(),
            commit_properties=told(history, delta.number + 1),
        )


def _merge(
    delta: Delta,
    batches: Iterable[pa.RecordBatch],
    updates: Mapping[str, str],
    history: Mapping[str, str],
) -> None:
    merger = delta.table.merge(
        pa.RecordBatchReader.from_batches(SCHEMA, batches),
        "old.id = new.id",
        source_alias="new",
        target_alias="old",
        merge_schema=True,
        commit_properties=told(history, delta.number + 1),
        writer_properties=_WRITER,
    )
    if updates:
        merger = merger.when_matched_update(dict(updates))
    with quiet():
        merger.when_not_matched_insert_all().execute()
