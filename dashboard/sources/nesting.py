"""Articles that stand under the keys of an object, such as their ids or their languages."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dashboard.sources import beside, codes
from dashboard.sources.columns import field_of
from dashboard.sources.objects import TELLING, Object, at
from dashboard.sources.row import Reject


def collection(value: Object, mapping: Mapping[str, str]) -> dict[str, Object]:
    """Return the articles that an object has under its keys, in their order.

    There are none unless at least two are articles, name date and title, summary or address alike,
    and the object is no article itself. Its other objects count as articles if they have one of
    these names.

    Args:
        value: the object.
        mapping: field → column as the person who imports names them.
    """
    keys = _held(value, mapping)
    names = _names_alike([value[key] for key in keys], mapping) if len(keys) > 1 else set()
    return {
        key: item
        for key, item in value.items()
        if isinstance(item, Mapping) and not names.isdisjoint(item)
    }


def holds_one(value: Object, mapping: Mapping[str, str]) -> bool:
    """Whether an object that is no article has a single one under its keys."""
    return len(_held(value, mapping)) == 1


def opened(
    number: int, element: Object, mapping: Mapping[str, str]
) -> Iterator[tuple[int, Object | Reject]]:
    """Yield the articles that an element of a list gives, all with its number.

    An element that has several under its keys gives each of them, with what stands beside them;
    a reject if they do not name date and title, summary or address alike. Any other is one.
    """
    element = codes.named(element)
    if _is_article(element, TELLING, mapping):  # as most are, and this is the quickest to tell
        yield number, element
        return
    keyed, keys = collection(element, mapping), _held(element, mapping)
    rest = {key: value for key, value in element.items() if key not in keyed}
    if keyed:
        yield from ((number, {**rest, **article}) for article in keyed.values())
    elif len(keys) < 2 or "title" in _fields(element, element.keys() - keys, mapping):
        yield number, element
    else:
        yield number, Reject(number, _unclear(keys), {beside.ORIGINAL: _written(element)})


def is_dated(value: Object, mapping: Mapping[str, str]) -> bool:
    """Whether an object has a date of its own."""
    return "date" in _fields(value, value, mapping)


def _held(value: Object, mapping: Mapping[str, str]) -> list[str]:
    """Return the keys under which an object that is no article has articles."""
    keys = [key for key, item in value.items() if _is_article(_object(item), TELLING, mapping)]
    if not keys:
        return keys
    own = _fields(value, value.keys() - keys, mapping)
    if "date" in own and not own.isdisjoint(TELLING):
        return []
    if "title" not in own:
        return keys
    # What has a title may have several dates with a text, such as those of begin and end.
    return [key for key in keys if _is_article(_object(value[key]), {"title"}, mapping)]


def _is_article(value: Object, telling: Iterable[str], mapping: Mapping[str, str]) -> bool:
    fields = _fields(value, value, mapping)
    return "date" in fields and not fields.isdisjoint(telling)


def _names_alike(items: Sequence[object], mapping: Mapping[str, str]) -> set[str]:
    """Return the names that all have for fields; none when they do not make an article."""
    first, *others = map(_object, items)
    shared = set(first).intersection(*others)
    fields = _fields(first, shared, mapping)
    if "date" not in fields or fields.isdisjoint(TELLING):
        return set()
    asked = {path.partition(".")[0] for path in mapping.values()}
    return {key for key in shared if field_of(key) or key in asked}


def _fields(value: Object, keys: Iterable[str], mapping: Mapping[str, str]) -> set[str]:
    """Return the fields that an object has under some of its keys."""
    named = {field for field in map(field_of, keys) if field and field not in mapping}
    asked = {name for name, path in mapping.items() if at(value, tuple(path.split(".")))}
    return named | asked


def _object(value: object) -> Object:
    return value if isinstance(value, Mapping) else {}


def _unclear(keys: Sequence[str]) -> str:
    there = ", ".join(map(repr, keys))
    paths = f"--map title={keys[0]}.title --map date={keys[0]}.date"
    return f"several objects in it may be the article: {there}; {paths} chooses one"


def _written(element: Object) -> str:
    # Half of a surrogate pair, as JSON can hold, is no character of a text.
    return json.dumps(element, ensure_ascii=False).encode(errors="replace").decode()
