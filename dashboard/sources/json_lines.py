"""JSON Lines: one object a line."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TextIO

from dashboard.errors import SourceError
from dashboard.sources import json_text, nesting, objects
from dashboard.sources.json_text import JSONError
from dashboard.sources.row import Record, Reject
from dashboard.sources.source import Source

NAME = "JSON Lines"

LONGEST_LINE = 16 * 1024 * 1024
_BATCH = 10_000
_BATCH_LENGTH = 32 * 1024 * 1024

_Batch = list[tuple[int, objects.Object | Reject]]


def detect(source: Source) -> bool:
    """Whether the first line is a whole object and another object begins under it."""
    if not json_text.begins(source.head):
        return False
    with source.open() as stream:
        lines = (line for line in iter(lambda: stream.readline(LONGEST_LINE), "") if line.strip())
        first, second = next(lines, ""), next(lines, "")
    try:
        return isinstance(json_text.read(first), dict) and second.lstrip().startswith("{")
    except JSONError:
        return False


def read(source: Source) -> Iterator[Record]:
    """Return the rows in batches; their numbers count the lines that are not blank, from 1.

    A line that is no object is a reject; one that has several articles under its keys gives each.

    Raises:
        SourceError: no object of the first batch has a date or what was mapped, or a line is
            longer than ``LONGEST_LINE`` characters.
    """
    batches = _batches(source)
    first = next(batches, [])
    records = [record for _, record in first if not isinstance(record, Reject)]
    if records or not first:
        objects.find(source.name, records, source.mapping)
    return (record for batch in chain([first], batches) for record in _records(source, batch))


def _records(source: Source, batch: _Batch) -> Iterator[Record]:
    good = [(number, record) for number, record in batch if not isinstance(record, Reject)]
    if good:
        numbers, values = zip(*good, strict=True)
        yield objects.pick(numbers, values, objects.find_again(values, source.mapping))
    yield from (record for _, record in batch if isinstance(record, Reject))


def _batches(source: Source) -> Iterator[_Batch]:
    with source.open() as stream:
        batch: _Batch = []
        length = 0
        for number, line in enumerate(_lines(source, stream), start=1):
            batch += _objects(source, number, line)
            length += len(line)
            if len(batch) >= _BATCH or length > _BATCH_LENGTH:
                yield batch
                batch, length = [], 0
        if batch:
            yield batch


def _lines(source: Source, stream: TextIO) -> Iterator[str]:
    for number, line in enumerate(iter(lambda: stream.readline(LONGEST_LINE), ""), start=1):
        if len(line) == LONGEST_LINE:
            raise SourceError(source.name, f"line {number} is longer than {LONGEST_LINE >> 20} MiB")
        if line.strip():
            yield line


def _objects(
    source: Source, number: int, line: str
) -> Iterable[tuple[int, objects.Object | Reject]]:
    """Return the objects that a line gives, each with its number."""
    try:
        value = json_text.read(line.rstrip())
    except JSONError as error:
        reason = f"the JSON of the line is {error}"
        return [(number, Reject(number, reason, {"original": line.rstrip()}))]
    if isinstance(value, dict):
        return nesting.opened(number, value, source.mapping)
    return [(number, Reject(number, "the line is no object", {"original": line.rstrip()}))]
