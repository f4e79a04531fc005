"""JSON documents: a list of objects, or an object that holds one."""

from collections.abc import Iterator, Mapping, Sequence

from dashboard.errors import SourceError
from dashboard.sources import json_text, objects
from dashboard.sources.columns import field_of
from dashboard.sources.json_text import JSONError
from dashboard.sources.row import Record, Reject
from dashboard.sources.source import Source

NAME = "JSON"

_BATCH = 10_000
_QUOTED = 200
_DEEPEST = 3


def detect(source: Source) -> bool:
    """Whether the content begins as an object or a list of objects does."""
    return json_text.begins(source.head)


def read(source: Source) -> Iterator[Record]:
    """Return the rows; their numbers count the items of the list, from 1.

    The list is the document itself or stands in it at most three levels deep; of several the one
    whose objects have a date is read. An object without such a list is a row.

    Raises:
        SourceError: the JSON is damaged, holds no list of objects or several that could be meant,
            or no object has a date or what was mapped.
    """
    return listed(source, _the_list(source, load(source)))


def load(source: Source) -> object:
    """Return the value of a source that is one JSON document; raises SourceError if it is none."""
    try:
        return json_text.read(source.text.removeprefix("\ufeff"))
    except JSONError as error:
        raise SourceError(source.name, f"the JSON is {error}") from error


def listed(
    source: Source,
    items: Sequence[object],
    paths: Mapping[str, Sequence[objects.Path]] | None = None,
) -> Iterator[Record]:
    """Return the rows of the objects of a list, and a reject for every item that is none.

    Args:
        source: for its name and mapping.
        items: the list.
        paths: field → where it stands; found by the names of the keys when it is not given.
    """
    records = {n: item for n, item in enumerate(items, start=1) if isinstance(item, Mapping)}
    if records and paths is None:
        paths = objects.find(source.name, list(records.values()), source.mapping)
    return _batches(items, records, paths or {})


def _batches(
    items: Sequence[object],
    records: Mapping[int, objects.Object],
    paths: Mapping[str, Sequence[objects.Path]],
) -> Iterator[Record]:
    numbers = list(records)
    for start in range(0, len(numbers), _BATCH):
        batch = numbers[start : start + _BATCH]
        yield objects.pick(batch, [records[number] for number in batch], paths)
    for number, item in enumerate(items, start=1):
        if number not in records:
            yield Reject(number, "is no object", {"original": str(item)[:_QUOTED]})


def _the_list(source: Source, document: object) -> Sequence[object]:
    if isinstance(document, list) and (not document or any(map(_is_object, document))):
        return document
    lists = dict(_lists(document, "", 0))
    dated = {path: items for path, items in lists.items() if _has_date(items)}
    meant = dated or {path: items for path, items in lists.items() if items} or lists
    if len(meant) > 1:
        there = ", ".join(map(repr, meant))
        raise SourceError(source.name, f"several lists could hold the articles: {there}")
    if not dated and isinstance(document, Mapping) and (_is_row(document) or not meant):
        return [document]
    if not meant:
        raise SourceError(source.name, "the JSON holds no list of objects")
    return next(iter(meant.values()))


def _lists(value: object, path: str, depth: int) -> Iterator[tuple[str, list[object]]]:
    """Yield the lists of objects, and empty lists, within objects."""
    if not isinstance(value, Mapping) or depth == _DEEPEST:
        return
    for key, inner in value.items():
        name = f"{path}.{key}" if path else str(key)
        if isinstance(inner, list) and (not inner or any(map(_is_object, inner))):
            yield name, inner
        yield from _lists(inner, name, depth + 1)


def _has_date(items: Sequence[object]) -> bool:
    records = [item for item in items if isinstance(item, Mapping)]
    inner = [value for item in records for value in item.values() if isinstance(value, Mapping)]
    return any(map(_is_row, [*records, *inner]))


def _is_row(value: objects.Object) -> bool:
    return any(field_of(str(key)) == "date" for key in value)


def _is_object(value: object) -> bool:
    return isinstance(value, Mapping)
