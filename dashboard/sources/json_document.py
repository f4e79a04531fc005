"""JSON documents: a list of objects, or an object that holds one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from dashboard.errors import SourceError
from dashboard.sources import json_text, meant, nesting, objects
from dashboard.sources.json_text import JSONError
from dashboard.sources.row import WHOLE_FILE, Note, Record, Reject
from dashboard.sources.source import Source

NAME = "JSON"

_BATCH = 10_000
_QUOTED = 200
_MOST_NAMED = 5


def detect(source: Source) -> bool:
    """Whether the content begins as an object or a list of objects does."""
    return json_text.begins(source.head)


def read(source: Source) -> Iterator[Record]:
    """Return the rows; their numbers count the items of the list, from 1.

    :func:`meant.find` tells which list it is, or that the document is a row; a note tells what
    else may be articles.

    Raises:
        SourceError: the JSON is damaged, holds no list of objects or several that could be meant,
            or no object has a date or what was mapped.
    """
    found = meant.find(source, load(source))
    return chain(listed(source, found.items), _untold(found.left))


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
        paths: field → where it stands; found by the names of the keys when it is not given, also
            within the objects, which are taken as they are otherwise.
    """
    given = [
        pair
        for number, item in enumerate(items, 1)
        for pair in _given(source, number, item, is_opened=paths is None)
    ]
    records = [(number, record) for number, record in given if not isinstance(record, Reject)]
    if paths is None:
        objects_ = [record for _, record in records]
        paths = objects.find(source.name, objects_, source.mapping) if records else {}
    for start in range(0, len(records), _BATCH):
        numbers, batch = zip(*records[start : start + _BATCH], strict=True)
        yield objects.pick(numbers, batch, paths)
    yield from (record for _, record in given if isinstance(record, Reject))


def _given(
    source: Source, number: int, item: object, *, is_opened: bool
) -> Iterable[tuple[int, objects.Object | Reject]]:
    """Return the objects that an item of a list gives, each with its number."""
    if isinstance(item, nesting.Unlike):
        return [(number, item.reject(number))]
    if isinstance(item, Mapping) and not is_opened:
        return [(number, item)]
    if isinstance(item, Mapping):
        return nesting.opened(number, item, source.mapping)
    return [(number, Reject(number, "is no object", {"original": str(item)[:_QUOTED]}))]


def _untold(left: Sequence[str]) -> Iterator[Note]:
    if left:
        there = ", ".join([*left[:_MOST_NAMED], *(["…"] if len(left) > _MOST_NAMED else [])])
        yield Note(WHOLE_FILE, f"what stands beside the articles is left out: {there}")
