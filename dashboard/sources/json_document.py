"""JSON documents: a list of objects, or an object that holds one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from dashboard.errors import SourceError
from dashboard.sources import json_text, nesting, objects
from dashboard.sources.json_text import JSONError
from dashboard.sources.row import WHOLE_FILE, Note, Record, Reject
from dashboard.sources.source import Source

NAME = "JSON"

_BATCH = 10_000
_QUOTED = 200
_DEEPEST = 3
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class _Found:
    """A list that may hold the articles.

    Attributes:
        items: of the list.
        left: keys of what stands beside them in an object that has articles under its keys.
    """

    items: Sequence[object]
    left: Sequence[str] = ()


def detect(source: Source) -> bool:
    """Whether the content begins as an object or a list of objects does."""
    return json_text.begins(source.head)


def read(source: Source) -> Iterator[Record]:
    """Return the rows; their numbers count the items of the list, from 1.

    The list is the document itself or stands in it at most three levels deep; of several the one
    whose objects have a date is read. An object that has articles under its keys is such a list,
    and a note tells what else it has. An object without such a list is a row.

    Raises:
        SourceError: the JSON is damaged, holds no list of objects or several that could be meant,
            or no object has a date or what was mapped.
    """
    found = _the_list(source, load(source))
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
        paths: field → where it stands; found by the names of the keys when it is not given.
    """
    given = [pair for number, item in enumerate(items, 1) for pair in _given(source, number, item)]
    records = [(number, record) for number, record in given if not isinstance(record, Reject)]
    if paths is None:
        objects_ = [record for _, record in records]
        paths = objects.find(source.name, objects_, source.mapping) if records else {}
    for start in range(0, len(records), _BATCH):
        numbers, batch = zip(*records[start : start + _BATCH], strict=True)
        yield objects.pick(numbers, batch, paths)
    yield from (record for _, record in given if isinstance(record, Reject))


def _given(
    source: Source, number: int, item: object
) -> Iterable[tuple[int, objects.Object | Reject]]:
    """Return the objects that an item of a list gives, each with its number."""
    if isinstance(item, Mapping):
        return nesting.opened(number, item, source.mapping)
    return [(number, Reject(number, "is no object", {"original": str(item)[:_QUOTED]}))]


def _untold(left: Sequence[str]) -> Iterator[Note]:
    if left:
        names = [repr(key) for key in left[:_MOST_NAMED]]
        there = ", ".join([*names, "…"] if len(left) > _MOST_NAMED else names)
        yield Note(WHOLE_FILE, f"what stands beside the articles is left out: {there}")


def _the_list(source: Source, document: object) -> _Found:
    if isinstance(document, list) and (not document or any(map(_is_object, document))):
        return _Found(document)
    mapping = source.mapping
    lists = dict(_lists(document, mapping))
    meant = {path: found for path, found in lists.items() if _has_date(found, mapping)}
    if not meant and isinstance(document, Mapping) and nesting.is_dated(document, mapping):
        return _Found([document])
    meant = meant or dict(_single(document, mapping))
    meant = meant or {path: found for path, found in lists.items() if found.items} or lists
    if len(meant) > 1:
        there = ", ".join(repr(path) if path else "the document" for path in meant)
        raise SourceError(source.name, f"several lists could hold the articles: {there}")
    if not meant and not isinstance(document, Mapping):
        raise SourceError(source.name, "the JSON holds no list of objects")
    return next(iter(meant.values()), _Found([document]))


def _lists(
    value: object, mapping: Mapping[str, str], path: str = "", depth: int = 0
) -> Iterator[tuple[str, _Found]]:
    """Yield the lists of objects, empty lists, and objects that have articles under their keys."""
    if not isinstance(value, Mapping):
        return
    keyed = nesting.collection(value, mapping)
    left = [key for key in value if key not in keyed]
    if keyed:
        yield path, _Found([*keyed.values()], left)
    for key in left if depth < _DEEPEST else ():
        name, inner = _joined(path, key), value[key]
        if isinstance(inner, list) and (not inner or any(map(_is_object, inner))):
            yield name, _Found(inner)
        yield from _lists(inner, mapping, name, depth + 1)


def _single(
    value: object, mapping: Mapping[str, str], path: str = "", depth: int = 0
) -> Iterator[tuple[str, _Found]]:
    """Yield the outermost objects that have one article under their keys."""
    if not isinstance(value, Mapping):
        return
    if nesting.holds_one(value, mapping):
        yield path, _Found([value])
    elif depth < _DEEPEST:
        for key, inner in value.items():
            yield from _single(inner, mapping, _joined(path, key), depth + 1)


def _joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _has_date(found: _Found, mapping: Mapping[str, str]) -> bool:
    records = [item for item in found.items if isinstance(item, Mapping)]
    inner = [value for item in records for value in item.values() if isinstance(value, Mapping)]
    return any(nesting.is_dated(value, mapping) for value in (*records, *inner))


def _is_object(value: object) -> bool:
    return isinstance(value, Mapping)
