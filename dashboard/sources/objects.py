"""From objects, as JSON writes them, to the fields of rows."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set

import pyarrow as pa

from dashboard.sources import beside, codes, tabular
from dashboard.sources.columns import Columns, field_of, fields_of, locate
from dashboard.sources.row import FIELDS, Rows, join
from dashboard.text import fold

Object = Mapping[str, object]
Path = tuple[str, ...]

# An object is an article if it has a date and one of these.
TELLING = frozenset(["title", "summary", "url"])
# What an object that stands for one value calls it, the best first.
_VALUE = (
    *("name", "iso3", "title", "label", "rendered", "value", "text", "term", "#text"),
    *("date", "href", "url", "code"),
)
# Between several values of a field; of the fields that are not here the first value counts.
_BETWEEN = {"summary": "\n\n", "category": ", ", "source": ", "}
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def pick(
    numbers: Sequence[int], records: Sequence[Object], paths: Mapping[str, Sequence[Path]]
) -> Rows:
    """Return the rows of objects.

    Args:
        numbers: of the rows.
        records: one object a row.
        paths: field → where it may stand, the first that is not empty in an object counts.
    """
    places = [(name, rank, path) for name in paths for rank, path in enumerate(paths[name])]
    cells = [_column(name, path, records) for name, _, path in places]
    columns: dict[str, list[tuple[int, int]]] = {}
    for number, (name, rank, _) in enumerate(places):
        columns.setdefault(name, []).append((rank, number))
    if any("geometry" in record for record in records):
        columns["points"] = [(0, len(cells))]
        cells.append(pa.array(map(codes.points, records), pa.string()))
    others = _others(records, {path[0] for _, _, path in places})
    rows = tabular.pick(pa.array(numbers, pa.int64()), cells, columns, others)
    return beside.set_aside(rows, beside.CODE, _codes(places, records))


def find(
    source: str, records: Sequence[Object], mapping: Mapping[str, str]
) -> dict[str, list[Path]]:
    """Return where the fields of objects stand.

    Keys are known as the columns of a table are; where no object has a key for the date, also
    those of the object within that holds it. A mapped path is a key, or keys joined by dots; a
    list between two of them means all its items.

    Raises:
        SourceError: no object has what is mapped, or nothing holds the date.
    """
    names = _names(records, mapping)
    columns = locate(source, list(names), mapping)
    return _paths(columns, list(names.values()))


def find_again(records: Sequence[Object], mapping: Mapping[str, str]) -> dict[str, list[Path]]:
    """Return the same as :func:`find` for further objects, which may all lack what is asked for."""
    asked = {*mapping.values(), *([] if "date" in mapping else ["date"])}
    names = _names(records, mapping)
    known = {fold(name) for name in names}
    names |= {name: (name,) for name in asked if fold(name) not in known}
    return _paths(locate("", list(names), mapping), list(names.values()))


def texts(value: object) -> Iterator[str]:
    """Yield the texts of a value: those of all items of a list, the name of an object."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list | tuple):
            waiting.extend(reversed(item))
        elif isinstance(item, Mapping):
            waiting.append(next((item[key] for key in _VALUE if item.get(key)), None))
        elif isinstance(item, bool):
            yield str(item).lower()
        elif item is not None:
            yield _LONE_SURROGATE.sub("\ufffd", str(item))


def at(record: object, path: Path) -> list[str]:
    """Return the texts that stand at a path, in their order."""
    return [text for value in _values(record, path) for text in texts(value)]


def as_one(name: str, found: Sequence[str]) -> str:
    """Return the texts of a field as one."""
    found = [text for text in dict.fromkeys(found) if text.strip()]
    if name in {"topics", "countries"}:
        return join(name, found)
    return _BETWEEN[name].join(found) if name in _BETWEEN else next(iter(found), "")


def _others(records: Sequence[Object], taken: Set[str]) -> dict[str, pa.Array]:
    """Return what stands in each object under the keys that no field takes, as one text."""

    def told(record: Object) -> Iterator[str]:
        for key in record:
            if key not in taken and (text := ", ".join(texts(record[key]))):
                yield _LONE_SURROGATE.sub("\ufffd", f"{key}: {text}")

    if all(record.keys() <= taken for record in records):
        return {}
    joined = ("; ".join(told(record)) for record in records)
    return {beside.ORIGINAL: pa.array(joined, pa.string())}


def _column(name: str, path: Path, records: Sequence[Object]) -> pa.Array:
    read = _labels if name in codes.LABELS else at
    return pa.array([as_one(name, read(record, path)) for record in records], pa.string())


def _labels(record: object, path: Path) -> list[str]:
    values = (value for value in _values(record, path) if not codes.is_code(path[-1], value))
    return [text for value in values for text in texts(value)]


def _codes(
    places: Sequence[tuple[str, int, Path]], records: Sequence[Object]
) -> dict[str, pa.Array]:
    """Return the codes that stand in the place of labels, by field; null where there are none."""
    found: dict[str, pa.Array] = {}
    for name in sorted(codes.LABELS):
        paths = [path for field, _, path in places if field == name]
        each = [", ".join(_left(record, paths)) or None for record in records]
        if any(each):
            found[name] = pa.array(each, pa.string())
    return found


def _left(record: object, paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        for value in _values(record, path):
            if codes.is_code(path[-1], value):
                yield from texts(value)


def _values(record: object, path: Path) -> list[object]:
    values = [record]
    for key in path:
        inner = (item[key] for item in _items(values) if isinstance(item, Mapping) and key in item)
        values = list(inner)
    return values


def _items(values: Sequence[object]) -> Iterator[object]:
    waiting = list(reversed(values))
    while waiting:
        item = waiting.pop()
        if isinstance(item, list | tuple):
            waiting.extend(reversed(item))
        else:
            yield item


def _names(records: Sequence[Object], mapping: Mapping[str, str]) -> dict[str, Path]:
    """Return name → path of everything that could be a column."""
    keys = dict.fromkeys(key for record in records for key in record)
    names: dict[str, Path] = {key: (key,) for key in keys}
    if "date" not in mapping and not any(field_of(key) == "date" for key in keys):
        names |= _inner(records, keys)
    known = {fold(key) for key in keys}
    for path in mapping.values():
        steps = tuple(path.split("."))
        if fold(path) not in known and any(at(record, steps) for record in records):
            names[path] = steps
    return names


def _inner(records: Sequence[Object], keys: Mapping[str, None]) -> dict[str, Path]:
    """Return the keys of the first object within that is an article, or else holds a date."""
    inside: dict[str, dict[str, None]] = {}
    for record in records:
        for outer, value in record.items():
            if isinstance(value, Mapping):
                inside.setdefault(outer, {}).update(dict.fromkeys(value))
    fields = {outer: fields_of(inside[outer]) for outer in keys if outer in inside}
    dated = [outer for outer in fields if "date" in fields[outer]]
    dated.sort(key=lambda outer: fields[outer].isdisjoint(TELLING))
    hidden = _told(records) if dated else set()
    return {key: (outer, key) for outer in dated[:1] for key in inside[outer] if key not in hidden}


def _told(records: Sequence[Object]) -> set[str]:
    """Return the keys of objects, those of labels only if one has another value than codes."""
    return {
        key
        for record in records
        for key, value in record.items()
        if field_of(key) not in codes.LABELS or not codes.is_code(key, value)
    }


def _paths(columns: Columns, places: Sequence[Path]) -> dict[str, list[Path]]:
    return {name: [places[n] for _, n in columns[name]] for name in FIELDS if name in columns}
