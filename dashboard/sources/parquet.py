"""Tables of Parquet, and of Arrow, which is also called Feather."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from dashboard.errors import SourceError
from dashboard.sources import objects, tabular
from dashboard.sources.columns import Columns, locate
from dashboard.sources.row import Record, numbered
from dashboard.sources.source import Source
from dashboard.text import fold

NAME = "Parquet or Arrow table"

_PARQUET = b"PAR1"
_ARROW = b"ARROW1\0\0"
_BATCH = 10_000
_DAMAGE = (pa.ArrowException, OSError, ValueError, LookupError, NotImplementedError)


def detect(source: Source) -> bool:
    """Whether the file begins as those of Parquet and Arrow do."""
    return source.start.startswith((_PARQUET, _ARROW))


def read(source: Source) -> Iterator[Record]:
    """Return the rows in batches; their numbers count those that are not blank, from 1.

    Dates and timestamps are ISO 8601 texts, a timestamp in the time zone of its column. A list
    gives several topics or countries. A mapped path may lead into a column of structs, such as
    ``title=fields.title``.

    Raises:
        SourceError: the file is damaged or encrypted, a mapped column is missing, or none holds
            the date.
    """
    with _damage(source.name):
        schema = _schema(source)
        names = schema.names
    inner = [path for path in source.mapping.values() if _leads_in(path, schema)]
    columns = locate(source.name, [*names, *inner], source.mapping)
    return _rows(
        source, [(name,) for name in names] + [tuple(p.split(".")) for p in inner], columns
    )


def _rows(source: Source, paths: Sequence[objects.Path], columns: Columns) -> Iterator[Record]:
    number = 0
    with _damage(source.name):
        for batch in _batches(source):
            cells, places = _cells(batch, paths, columns)
            rows = tabular.filled(cells, places, _others(batch, paths, columns))
            if len(rows):
                yield numbered(rows, number)
            number += len(rows)


def _schema(source: Source) -> pa.Schema:
    with source.stream() as stream:
        if source.start.startswith(_PARQUET):
            return parquet.ParquetFile(stream).schema_arrow
        return pa.ipc.open_file(stream).schema


def _batches(source: Source) -> Iterator[pa.RecordBatch]:
    with source.stream() as stream:
        if source.start.startswith(_PARQUET):
            yield from parquet.ParquetFile(stream).iter_batches(_BATCH)
            return
        file = pa.ipc.open_file(stream)
        for number in range(file.num_record_batches):
            batch = file.get_batch(number)
            batch.validate(full=True)
            yield from (batch.slice(n, _BATCH) for n in range(0, len(batch), _BATCH))


def _leads_in(path: str, schema: pa.Schema) -> bool:
    folded = {fold(name) for name in schema.names}
    return fold(path) not in folded and path.split(".")[0] in schema.names


def _cells(
    batch: pa.RecordBatch, paths: Sequence[objects.Path], columns: Columns
) -> tuple[list[pa.Array], dict[str, list[tuple[int, int]]]]:
    """Return the texts of the columns that hold a field, and where each is."""
    cells: list[pa.Array] = []
    places: dict[str, list[tuple[int, int]]] = {}
    for name, ranked in columns.items():
        for rank, place in ranked:
            path = paths[place]
            places.setdefault(name, []).append((rank, len(cells)))
            cells.append(_texts(name, batch.column(batch.schema.names.index(path[0])), path))
    return cells, places


def _others(
    batch: pa.RecordBatch, paths: Sequence[objects.Path], columns: Columns
) -> dict[str, pa.Array]:
    """Return the columns that no field takes, but for bytes and what nests deeper than a list."""
    taken = {paths[place][0] for ranked in columns.values() for _, place in ranked}
    named = zip(batch.schema.names, batch.columns, strict=True)
    return {name: cells for name, cells in named if name not in taken and _is_plain(cells.type)}


def _is_plain(kind: pa.DataType) -> bool:
    types = pa.types
    if types.is_list(kind) or types.is_dictionary(kind):
        return _is_plain(kind.value_type)
    is_text = types.is_string(kind) or types.is_large_string(kind)
    return bool(is_text or types.is_primitive(kind) or types.is_decimal(kind))


def _texts(name: str, column: pa.Array, path: objects.Path) -> pa.Array:
    if pa.types.is_nested(column.type):
        values = ({path[0]: value} for value in column.to_pylist())
        return pa.array([objects.as_one(name, objects.at(v, path)) for v in values], pa.string())
    if pa.types.is_timestamp(column.type):
        local = pc.local_timestamp(column) if column.type.tz else column
        return pc.strftime(local.cast(pa.timestamp("s"), safe=False), format="%Y-%m-%dT%H:%M:%S")
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type):
        decoded = [None if v is None else v.decode(errors="replace") for v in column.to_pylist()]
        return pa.array(decoded, pa.string())
    return column.cast(pa.string())


@contextmanager
def _damage(name: str) -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        raise SourceError(name, f"the table is damaged: {error}") from error
