"""New rows as files of a Delta table.

pyarrow writes them and deltalake commits them: its own writer takes twice the time, because lists
cost it much, and uses one thread.
"""

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable
from deltalake.fs import DeltaStorageHandler
from deltalake.transaction import AddAction, RemoveAction
from pyarrow import parquet
from pyarrow.fs import FileSystem, PyFileSystem
from pyarrow.parquet import ParquetFile

from dashboard.articles.table import SCHEMA, completed
from dashboard.threads import in_turn

# A file has one row group, which bounds the memory of whoever writes and reads.
ROWS = 131_072
_THREADS = 2
# Each file costs every reader a millisecond, and feeds bring a few articles at a time.
_FEW_ROWS, _MOST_SMALL = ROWS // 8, 50
# A dictionary of texts that are all different only costs.
ALL_DIFFERENT = ("id", "title", "url")
_REPEATING = [
    f"{field.name}.list.element" if pa.types.is_list(field.type) else field.name
    for field in SCHEMA
    if field.name not in ALL_DIFFERENT
]


def at(location: str) -> FileSystem:
    """Return the files of a table."""
    return PyFileSystem(DeltaStorageHandler(location))


def small(table: DeltaTable) -> Sequence[RemoveAction]:
    """Return what takes the small files of a version out of the next one; () of few."""
    there = pa.table(table.get_add_actions()).select(["path", "size_bytes", "num_records"])
    found = there.filter(pc.less(there["num_records"], _FEW_ROWS)).to_pylist()
    now = int(1000 * time.time())
    removed = [RemoveAction(row["path"], True, now, row["size_bytes"], {}) for row in found]
    return removed if len(removed) > _MOST_SMALL else ()


def rows(location: str, paths: Iterable[str]) -> Iterator[pa.RecordBatch]:
    """Yield the rows of some files of a table, with the columns of ``SCHEMA``."""
    where = at(location)
    for path in paths:
        with where.open_input_file(path) as file:
            yield from completed(ParquetFile(file).read()).to_batches()


def write(location: str, batches: Iterable[pa.RecordBatch]) -> list[AddAction]:
    """Write rows as files that belong to no version yet; return what commits them.

    Args:
        location: of the table, which need not be there yet.
        batches: with the columns of ``SCHEMA``.
    """
    if "://" not in location:
        Path(location).mkdir(parents=True, exist_ok=True)
    files = at(location)
    with ThreadPoolExecutor(_THREADS) as threads:
        parts = (threads.submit(_written, files, part) for part in _parts(batches))
        return [*in_turn(parts, _THREADS)]


def _parts(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(map(len, waiting)) >= ROWS:
            yield pa.Table.from_batches(waiting)
            waiting = []
    if waiting:
        yield pa.Table.from_batches(waiting)


def _written(files: FileSystem, part: pa.Table) -> AddAction:
    name = f"part-{uuid4()}.parquet"
    with files.open_output_stream(name) as stream:
        # zstd halves the files at equal speed; no read leaves rows out by lowest and highest values
        parquet.write_table(
            part,
            stream,
            row_group_size=len(part),
            compression="zstd",
            compression_level=1,
            use_dictionary=_REPEATING,
            write_statistics=False,
        )
    return AddAction(
        path=name,
        size=files.get_file_info(name).size,
        partition_values={},
        modification_time=int(1000 * time.time()),
        data_change=True,
        stats=json.dumps({"numRecords": len(part)}),
    )
