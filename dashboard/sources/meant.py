"""Which list of a JSON document holds the articles, or whether it is one itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.errors import SourceError
from dashboard.sources import nesting
from dashboard.sources.source import Source
from dashboard.text import fold

_DEEPEST = 3
# What exports and APIs call their list, folded.
_NAMES = frozenset(
    "articles article items item data results result entries entry posts reports documents docs "  # noqa: SIM905
    "records rows hits list news stories nodes features value articulos artikel".split()
)
# What an article or a list of them has beside itself, folded.
_PARTS = frozenset(
    "comments replies images image media gallery attachments attachment files enclosures included "  # noqa: SIM905
    "embedded links revisions versions history author authors user users publisher meta site "
    "pagination tags categories terms".split()
)
_PART = ("related", "yoast")  # as the names of parts begin: the second is a plugin of WordPress

_Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What holds the articles.

    Attributes:
        items: of the list; a single one if it is the document or stands in it by itself.
        left: places of what stands beside them and may hold articles, or their keys.
    """

    items: Sequence[object]
    left: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where articles may stand.

    Attributes:
        paths: of the list, or of each article that stands by itself.
        items: what stands there.
        is_list: whether it is a list, or several articles under keys.
        beside: paths of the keys beside articles under keys.
    """

    paths: Sequence[_Path]
    items: Sequence[object]
    is_list: bool = True
    beside: Sequence[_Path] = ()

    @property
    def is_named(self) -> bool:
        return self.is_list and any(fold(path[-1]) in _NAMES for path in self.paths if path)

    @property
    def is_part(self) -> bool:
        return all(any(map(_is_part, path)) for path in self.paths)


def find(source: Source, document: object) -> Found:
    """Return what holds the articles of a document.

    It is the document itself if it is a list, or has a date and a title or an address. Else it is
    the list that stands in it at most three levels deep and whose objects have a date, or an
    object with articles under its keys. What is called as parts of articles are, such as comments,
    counts only where nothing else is there, and a list called as lists of articles are is meant
    although the document has a title and a date. What else has dates is told as left.

    Raises:
        SourceError: there is no list of objects, or several places could be meant.
    """
    if isinstance(document, list) and (not document or any(map(_is_object, document))):
        return Found(document)
    if not isinstance(document, Mapping):
        raise SourceError(source.name, "the JSON holds no list of objects")
    places = list(_places(document, source.mapping))
    dated = [place for place in places if _has_date(place, source.mapping)]
    if not dated and nesting.is_dated(document, source.mapping):
        return Found([document])
    meant = _meant(places, dated)
    if len(meant) > 1:
        there = ", ".join(_told(path) for place in meant for path in place.paths)
        raise SourceError(source.name, f"several places could hold the articles: {there}; keep one")
    if not meant:
        return Found([document])
    place, left = meant[0], _left(meant[0], dated)
    is_doubtful = place.is_part and not place.is_named
    return Found(place.items, [*left, "the document itself"] if is_doubtful else left)


def _meant(places: Sequence[_Place], dated: Sequence[_Place]) -> Sequence[_Place]:
    filled = [place for place in places if place.items]
    if whole := [place for place in dated if not place.is_part]:
        lists = [place for place in whole if place.is_list]
        return lists if len(lists) == 1 and lists[0].is_named else whole
    named = [place for place in filled if place.is_named and not place.is_part]
    return named or dated or filled or places


def _left(meant: _Place, dated: Sequence[_Place]) -> list[str]:
    others = [path for place in dated if place is not meant for path in place.paths]
    known = set(meant.beside)
    new = [path for path in others if not any(path[:end] in known for end in range(len(path)))]
    left = dict.fromkeys([*meant.beside, *new])
    return [_told(path) if path else "title and date of the document" for path in left]


def _places(
    value: object, mapping: Mapping[str, str], path: _Path = (), is_inside: bool = False
) -> Iterator[_Place]:
    """Yield the lists of objects, empty lists, and objects that have articles under their keys.

    Within an article only lists are other articles; objects, such as its author, are its own.
    """
    if not isinstance(value, Mapping):
        return
    if not path and nesting.is_whole(value, mapping):
        yield _Place([()], [value], is_list=False)
        is_inside = True
    keyed, held = nesting.collection(value, mapping), nesting.held(value, mapping)
    left = [key for key in value if key not in keyed]
    if keyed:
        yield _Place([path], [*keyed.values()], beside=[(*path, key) for key in left])
    elif held and not is_inside:
        yield _Place([(*path, key) for key in held], [value], is_list=False)
    for key in left if len(path) < _DEEPEST else ():
        if key == "included" and "data" in value:  # JSON:API: what the articles refer to
            continue
        inner, there = value[key], (*path, key)
        if isinstance(inner, list) and (not inner or any(map(_is_object, inner))):
            yield _Place([there], inner)
        yield from _places(inner, mapping, there, is_inside or key in held)


def _has_date(place: _Place, mapping: Mapping[str, str]) -> bool:
    if not place.is_list or place.beside:
        return True
    records = [item for item in place.items if isinstance(item, Mapping)]
    inner = [value for item in records for value in item.values() if isinstance(value, Mapping)]
    return any(nesting.is_dated(value, mapping) for value in (*records, *inner))


def _is_part(key: str) -> bool:
    name = fold(key)
    return name in _PARTS or name.startswith(_PART)


def _told(path: _Path) -> str:
    return repr(".".join(path)) if path else "the document"


def _is_object(value: object) -> bool:
    return isinstance(value, Mapping)
