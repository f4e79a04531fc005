"""Articles that stand under the keys of an object, such as their ids or their languages."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.locales import language_codes
from dashboard.sources import beside, codes
from dashboard.sources.columns import field_of
from dashboard.sources.objects import TELLING, Object, at
from dashboard.sources.row import Reject

# What a whole article has beside its date; an export has a summary too.
_NAMED = frozenset(["title", "url"])


@dataclass(frozen=True, slots=True)
class Unlike:
    """An object beside articles under keys that names its date or title in another way."""

    key: str
    value: Object

    def reject(self, number: int) -> Reject:
        """Return it as a reject, with the number of its place in the file."""
        reason = f"{self.key!r} names its date or title in another way than the articles beside it"
        return Reject(number, reason, {beside.ORIGINAL: _written(self.value)})


Keyed = Mapping[str, Object | Unlike]


def collection(value: Object, mapping: Mapping[str, str]) -> Keyed:
    """Return the articles that an object has under its keys, in their order.

    There are none unless at least two are articles, more than half of them name date and title,
    summary or address alike, and the object has no title of its own. The rest of them are unlike;
    its other objects count as articles if they have one of the names of those that are alike.

    Args:
        value: the object.
        mapping: field → column as the person who imports names them.
    """
    return _collected(value, held(value, mapping), mapping)


def held(value: Object, mapping: Mapping[str, str]) -> list[str]:
    """Return the keys under which an object that is no article has articles."""
    keys = [key for key, item in value.items() if _is_article(_object(item), TELLING, mapping)]
    if not keys:
        return keys
    own = _own(value, keys, mapping)
    if "date" in own and not own.isdisjoint(TELLING):
        return []
    if "title" not in own:
        return keys
    # What has a title may have several dates with a text, such as those of begin and end.
    return [key for key in keys if _is_article(_object(value[key]), {"title"}, mapping)]


def opened(
    number: int, element: Object, mapping: Mapping[str, str]
) -> Iterator[tuple[int, Object | Reject]]:
    """Yield the articles that an element of a list gives, all with its number.

    An element without a title that has articles under its keys gives each of them, with what
    stands beside them. It is a reject if it has several and they do not name date and title,
    summary or address alike, or if it has a title and several could hold its date. Any other is
    one.
    """
    element = codes.named(element)
    if _is_article(element, TELLING, mapping):  # as most are, and this is the quickest to tell
        yield number, element
        return
    keys = held(element, mapping)
    keyed = _opening(element, keys, mapping)
    if keyed:
        yield from _each(number, element, keyed, mapping)
    elif len(keys) < 2:
        yield number, element
    else:
        reason = _unclear(element, keys, mapping)
        yield number, Reject(number, reason, {beside.ORIGINAL: _written(element)})


def is_dated(value: Object, mapping: Mapping[str, str]) -> bool:
    """Whether an object has a date of its own."""
    return "date" in _fields(value, value, mapping)


def is_whole(value: Object, mapping: Mapping[str, str]) -> bool:
    """Whether an object has a date and a title or an address of its own."""
    return _is_article(value, _NAMED, mapping)


def _opening(element: Object, keys: Sequence[str], mapping: Mapping[str, str]) -> Keyed:
    """Return what to open of an element: several articles alike, or the only one."""
    keys = keys or _titled(element, mapping)
    if len(keys) == 1 and "title" not in _own(element, keys, mapping):
        return {key: _object(element[key]) for key in (*keys, *_translations(element, keys[0]))}
    return _collected(element, keys, mapping)


def _translations(element: Object, key: str) -> Iterator[str]:
    """Yield the other languages of an element; without a date of their own they are rejects."""
    if key in language_codes():
        others = (other for other in element if other != key and other in language_codes())
        yield from (other for other in others if isinstance(element[other], Mapping))


def _titled(element: Object, mapping: Mapping[str, str]) -> Sequence[str]:
    """Return the key under which an element without any date has its title, for its reject."""
    inner = {key: item for key, item in element.items() if isinstance(item, Mapping)}
    fields = {key: _fields(item, item, mapping) for key, item in inner.items()}
    own = _own(element, [*inner], mapping)
    titled = [key for key in fields if "title" in fields[key]]
    is_dated = any("date" in found for found in (own, *fields.values()))
    return [] if len(titled) != 1 or is_dated or not own.isdisjoint(TELLING) else titled


def _each(
    number: int, element: Object, keyed: Keyed, mapping: Mapping[str, str]
) -> Iterator[tuple[int, Object | Reject]]:
    asked = _asked(mapping)
    rest = {key: value for key, value in element.items() if key not in keyed or key in asked}
    for article in keyed.values():
        if isinstance(article, Unlike):
            yield number, article.reject(number)
        else:
            # What the article leaves empty may stand beside it.
            full = {key: value for key, value in article.items() if value or key not in rest}
            yield number, {**rest, **full}


def _collected(value: Object, keys: Sequence[str], mapping: Mapping[str, str]) -> Keyed:
    if len(keys) < 2 or "title" in _own(value, keys, mapping):
        return {}
    alike = set(_alike({key: _object(value[key]) for key in keys}, mapping))
    unlike = set(keys) - alike
    names = _shared([_object(value[key]) for key in alike], mapping)
    return {
        key: Unlike(key, item) if key in unlike else item
        for key, item in value.items()
        if isinstance(item, Mapping) and names and (key in unlike or not names.isdisjoint(item))
    }


def _alike(articles: Mapping[str, Object], mapping: Mapping[str, str]) -> list[str]:
    """Return the keys of more than half of the articles, which name date and title alike."""
    keys = list(articles)
    for fields in ({"date"}, TELLING):
        counts = Counter(name for key in keys for name in _names(articles[key], fields, mapping))
        ((name, _),) = counts.most_common(1)
        keys = [key for key in keys if name in articles[key]]
    return keys if 2 * len(keys) > len(articles) else []


def _names(article: Object, fields: Collection[str], mapping: Mapping[str, str]) -> list[str]:
    """Return the names that an article has for some fields, that of a mapped one first."""
    asked = [mapping[field].partition(".")[0] for field in fields if field in mapping]
    known = [key for key in article if (field_of(key) or "") in {*fields} - mapping.keys()]
    return [*(name for name in asked if name in article), *known]


def _shared(items: Sequence[Object], mapping: Mapping[str, str]) -> set[str]:
    """Return the names that all have for fields."""
    asked = _asked(mapping)
    shared = set(items[0]).intersection(*items[1:]) if items else set()
    return {key for key in shared if field_of(key) or key in asked}


def _asked(mapping: Mapping[str, str]) -> set[str]:
    return {path.partition(".")[0] for path in mapping.values()}


def _is_article(value: Object, telling: Iterable[str], mapping: Mapping[str, str]) -> bool:
    fields = _fields(value, value, mapping)
    return "date" in fields and not fields.isdisjoint(telling)


def _own(value: Object, keys: Sequence[str], mapping: Mapping[str, str]) -> set[str]:
    """Return the fields that an object fills beside what it has under some of its keys."""
    inner = set(keys)
    return _fields(value, [key for key in value if value[key] and key not in inner], mapping)


def _fields(value: Object, keys: Iterable[str], mapping: Mapping[str, str]) -> set[str]:
    """Return the fields that an object has under some of its keys."""
    named = {field for field in map(field_of, keys) if field and field not in mapping}
    asked = {name for name, path in mapping.items() if at(value, tuple(path.split(".")))}
    return named | asked


def _object(value: object) -> Object:
    return value if isinstance(value, Mapping) else {}


def _unclear(element: Object, keys: Sequence[str], mapping: Mapping[str, str]) -> str:
    there = ", ".join(map(repr, keys))
    first = _object(element[keys[0]])
    (date, *_), (title, *_) = (
        _names(first, [field], mapping) or [field] for field in ("date", "title")
    )
    path = f"--map date={keys[0]}.{date}"
    if "title" in _own(element, keys, mapping):
        return f"several objects in it may hold its date: {there}; {path} chooses one"
    path = f"--map title={keys[0]}.{title} {path}"
    return f"several objects in it may be the article: {there}; {path} chooses one"


def _written(element: Object) -> str:
    # Half of a surrogate pair, as JSON can hold, is no character of a text.
    return json.dumps(element, ensure_ascii=False).encode(errors="replace").decode()
