"""The files of a Delta table.

pyarrow writes them and deltalake commits them: its own writer takes twice the time, because lists
cost it much. Each name ends with a digest of the file, which tells damage of any bit.
"""

import hashlib
import json
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import uuid4

import numpy as np
import pyarrow as pa
from deltalake import DeltaTable
from deltalake.fs import DeltaStorageHandler
from deltalake.transaction import AddAction, RemoveAction
from pyarrow import parquet
from pyarrow.fs import FileSystem, PyFileSystem
from pyarrow.parquet import ParquetFile

from dashboard.articles.failing import reason
from dashboard.articles.table import SCHEMA, completed, keys
from dashboard.threads import each

# A file has one row group, which bounds the memory of whoever writes and reads.
ROWS = 131_072
_DIGEST = re.compile(r"-([0-9a-f]{16})\.parquet$")
_WRONG = (OSError, ValueError, pa.ArrowException)
# Each file costs every reader a millisecond, and feeds bring a few articles at a time.
_FEW_ROWS, _MOST_SMALL = ROWS // 8, 50
# A dictionary of texts that are all different only costs.
_ALL_DIFFERENT = ("id", "title", "url")
_REPEATING = [
    f"{field.name}.list.element" if pa.types.is_list(field.type) else field.name
    for field in SCHEMA
    if field.name not in _ALL_DIFFERENT
]


def _at(location: str) -> FileSystem:
    """Return the files of a table."""
    return PyFileSystem(DeltaStorageHandler(location))


@dataclass(frozen=True, slots=True)
class File:
    """A file of a version.

    Attributes:
        path: within the table.
        size: in bytes.
        rows: how many, if that is known.
    """

    path: str
    size: int
    rows: int | None

    def removal(self) -> RemoveAction:
        """Return what takes the file out of the next version."""
        return RemoveAction(self.path, True, _now(), self.size, {})


def of(table: DeltaTable) -> list[File]:
    """Return the files of a version."""
    listed = pa.table(table.get_add_actions()).select(["path", "size_bytes", "num_records"])
    return [File(*row.values()) for row in listed.to_pylist()]


def too_small(there: Sequence[File]) -> list[File]:
    """Return the small files, if there are so many that they should become one."""
    small = [file for file in there if file.rows is not None and file.rows < _FEW_ROWS]
    return small if len(small) > _MOST_SMALL else []


def ids(location: str, file: File) -> np.ndarray:
    """Return the ids of a file's rows, as :func:`dashboard.articles.table.keys` has them."""
    with _naming(file):
        return keys(_opened(location, file).read(["id"])["id"].cast(pa.string()))


def rows(location: str, files: Iterable[File]) -> Iterator[pa.Table]:
    """Yield the rows of files in parts with the columns of ``SCHEMA``."""
    for file in files:
        with _naming(file):
            yield from map(completed, _parts_of(location, file))


def damage(location: str, file: File) -> str:
    """Return why a file cannot be read to its end or is not as it was written, empty if it is."""
    try:
        for _ in _parts_of(location, file):
            pass
    except _WRONG as error:
        return reason(error)
    return ""


def _parts_of(location: str, file: File) -> Iterator[pa.Table]:
    opened = _opened(location, file)
    yield from map(opened.read_row_group, range(opened.num_row_groups))


def _opened(location: str, file: File) -> ParquetFile:
    """Open a file, held against the digest in its name; those that deltalake wrote have none."""
    with _at(location).open_input_file(file.path) as stream:
        data = stream.read()
    written = _DIGEST.search(file.path)
    if written and written[1] != _digest(data):
        raise OSError("is not as it was written")
    return ParquetFile(pa.BufferReader(data))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


@contextmanager
def _naming(file: File) -> Iterator[None]:
    """Name a file in what goes wrong with it."""
    try:
        yield
    except _WRONG as error:
        raise OSError(f"{file.path}: {reason(error)}") from error


def write(location: str, batches: Iterable[pa.RecordBatch]) -> list[AddAction]:
    """Write rows as files that belong to no version yet; return what commits them.

    Args:
        location: of the table, which need not be there yet.
        batches: with the columns of ``SCHEMA``.
    """
    if "://" not in location:
        Path(location).mkdir(parents=True, exist_ok=True)
    return [*each(partial(_written, _at(location)), _parts(batches))]


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
    content = pa.BufferOutputStream()
    # zstd halves the files at equal speed; no read leaves rows out by lowest and highest values.
    parquet.write_table(
        part,
        content,
        row_group_size=len(part),
        compression="zstd",
        compression_level=1,
        use_dictionary=_REPEATING,
        write_statistics=False,
    )
    data = content.getvalue().to_pybytes()
    name = f"part-{uuid4()}-{_digest(data)}.parquet"
    # Without a buffer deltalake's stream would be handed what it takes for no bytes.
    with files.open_output_stream(name, buffer_size=len(data) + 1) as stream:
        stream.write(data)
    return AddAction(
        path=name,
        size=len(data),
        partition_values={},
        modification_time=_now(),
        data_change=True,
        stats=json.dumps({"numRecords": len(part)}),
    )


def _now() -> int:
    return int(1000 * time.time())
