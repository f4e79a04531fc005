"""What web APIs write in codes of their own: types of resources, ids of terms, points of a map."""

import math
import re
from collections.abc import Iterator, Mapping

from dashboard.sources.row import UNIT

LABELS = frozenset(["category", "topics"])

# RFC 7946, the types of entries that every WordPress has, and the one type of Elasticsearch.
_TYPES = frozenset(
    "Feature FeatureCollection GeometryCollection Point MultiPoint LineString MultiLineString "  # noqa: SIM905
    "Polygon MultiPolygon post page attachment _doc".split()
)
_TYPE = frozenset(["type", "_type"])
_RESOURCE = re.compile(r"[a-z0-9_]+--[a-z0-9_]+")  # a type of the JSON:API of Drupal
_ID = re.compile("[0-9]+")


def is_code(key: str, value: object) -> bool:
    """Whether what stands under the key of a category or of topics is no name for people.

    >>> is_code("type", "node--article"), is_code("categories", ["12", "3"]), is_code("year", "12")
    (True, True, False)
    """
    if isinstance(value, str):
        return _RESOURCE.fullmatch(value) is not None or (key in _TYPE and value in _TYPES)
    return _are_ids(value)


def named(post: Mapping[str, object]) -> Mapping[str, object]:
    """Return an entry of the WordPress REST API with the names of its terms in the place of ids.

    They are there when the API was asked with ``_embed``.
    """
    terms = dict(_terms(post.get("_embedded")))
    if not terms:
        return post
    return {key: _spelt(value, terms) for key, value in post.items()}


def points(feature: Mapping[str, object]) -> str:
    """Return the points of a feature of GeoJSON as a column ``points`` of ``ROWS`` has them.

    Lines and areas give none.
    """
    geometry = feature.get("geometry")
    if not isinstance(geometry, Mapping):
        return ""
    places = geometry.get("coordinates")
    each = {"Point": [places], "MultiPoint": places}.get(str(geometry.get("type")))
    found = map(_point, each) if isinstance(each, list) else ()
    return UNIT.join(dict.fromkeys(filter(None, found)))


def _are_ids(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, str) and _ID.fullmatch(item) for item in value)
    )


def _terms(embedded: object) -> Iterator[tuple[str, str]]:
    groups = embedded.get("wp:term") if isinstance(embedded, Mapping) else None
    for group in groups if isinstance(groups, list) else ():
        for term in group if isinstance(group, list) else ():
            match term:
                case {"id": str(number), "name": str(name)}:
                    yield number, name


def _spelt(value: object, terms: Mapping[str, str]) -> object:
    if isinstance(value, list) and _are_ids(value) and terms.keys() >= set(value):
        return [terms[number] for number in value]
    return value


def _point(place: object) -> str:
    try:
        lon, lat = (float(number) for number in place[:2])  # type: ignore[index]
    except (TypeError, ValueError, OverflowError):
        return ""
    is_there = math.isfinite(lon) and abs(lon) <= 180 and abs(lat) <= 90
    return f"{lon!r} {lat!r}" if is_there else ""
