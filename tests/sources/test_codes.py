"""What web APIs write in codes: types, ids of terms, points."""

import json
from datetime import date
from typing import Any

import pytest

from dashboard.sources.intake import Defaults
from dashboard.sources.source import Source
from tests.sources.planned import Plan, plan_source
from tests.sources.reading import Found, read

ONE = {"title": "A", "date": "2015-11-17"}
ROW = {"number": 1, "title": "A", "date": "2015-11-17"}

RESOURCE = {
    "type": "node--article",
    "id": "5f2c",
    "links": {"self": {"href": "https://a.example/jsonapi/node/article/5f2c"}},
    "attributes": {
        "title": "A",
        "created": "2015-11-17T10:00:00+00:00",
        "body": {"value": "<p>Text</p>", "format": "basic_html"},
    },
    "relationships": {"uid": {"data": {"type": "user--user", "id": "7", "meta": {}}}},
}
POST = {
    "id": 9,
    "date": "2015-11-17T10:00:00",
    "date_gmt": "2015-11-17T09:00:00",
    "modified": "2016-01-01T00:00:00",
    "guid": {"rendered": "https://a.example/?p=9"},
    "slug": "a",
    "type": "post",
    "link": "https://a.example/a/",
    "title": {"rendered": "A &#8211; B"},
    "content": {"rendered": "<p>All</p>", "protected": False},
    "excerpt": {"rendered": "<p>Short</p>", "protected": False},
    "author": 1,
    "categories": [12, 3],
    "tags": [5],
    "country": [8],
    "_links": {"self": [{"href": "https://a.example/wp-json/wp/v2/posts/9"}]},
}
TERMS = [
    [{"id": 12, "name": "Statements", "taxonomy": "category"}, {"id": 3, "name": "Events"}],
    [{"id": 5, "name": "Torture, prisons", "taxonomy": "post_tag"}],
    [{"id": 8, "name": "Kenya", "taxonomy": "country"}],
]
READ_POST = {
    "number": 1,
    "title": "A &#8211; B",
    "date": "2015-11-17T10:00:00",
    "summary": "<p>Short</p>",
    "url": "https://a.example/a/",
}


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": ONE | properties}


def collection(*features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": [*features]}


def note(text: str, where: str) -> dict[str, Any]:
    why = "is a code of the system it comes from and no name; left out"
    return {"number": 0, "note": f"{text!r} {why} ({where})"}


NAIROBI = {"type": "Point", "coordinates": [36.8, -1.3, 1700]}
READ_RESOURCE = {
    "number": 1,
    "title": "A",
    "date": "2015-11-17T10:00:00+00:00",
    "summary": "<p>Text</p>",
}
NO_TYPE = note("Feature", "category of row 1")
DOCUMENTS: list[tuple[Any, Found]] = [
    (
        {"jsonapi": {"version": "1.0"}, "data": [RESOURCE, RESOURCE]},
        [
            READ_RESOURCE,
            READ_RESOURCE | {"number": 2},
            note("node--article", "category of row 1, and 1 more"),
        ],
    ),
    (
        [POST | {"country": ["Kenya"]}],
        [
            READ_POST | {"countries": "Kenya"},
            note("12, 3, post", "category of row 1"),
            note("5", "topics of row 1"),
        ],
    ),
    (
        [POST | {"_embedded": {"author": [{"id": 1, "name": "N"}], "wp:term": TERMS}}],
        [
            READ_POST
            | {
                "category": "Statements, Events",
                "topics": "Torture, prisons;",
                "countries": "Kenya",
            }
        ],
    ),
    (collection(feature(NAIROBI)), [ROW | {"points": "36.8 -1.3"}, NO_TYPE]),
    (feature(NAIROBI), [ROW | {"points": "36.8 -1.3"}, NO_TYPE]),
    (
        collection(feature(NAIROBI, type="Statements", tags=["Torture"])),
        [ROW | {"points": "36.8 -1.3", "category": "Statements", "topics": "Torture;"}],
    ),
    (
        collection(feature({"type": "MultiPoint", "coordinates": [[36.8, -1.3], [1, 2], [1, 2]]})),
        [ROW | {"points": "36.8 -1.3\x1f1.0 2.0"}, NO_TYPE],
    ),
    ([ONE | {"category": "node--article", "type": "Events"}], [ROW | {"category": "Events"}]),
    (
        [{"_index": "a", "_type": "_doc", "_id": "1", "_source": ONE}],
        [ROW, note("_doc", "category of row 1")],
    ),
    (
        POST
        | {
            "country": ["Kenya"],
            "_embedded": {"wp:featuredmedia": [POST | {"type": "attachment"}]},
        },
        [
            READ_POST | {"countries": "Kenya"},
            {
                "number": 0,
                "note": "what stands beside the articles is left out: '_embedded.wp:featuredmedia'",
            },
            note("12, 3, post", "category of row 1"),
            note("5", "topics of row 1"),
        ],
    ),
    ([ONE | {"category": "Point"}], [ROW | {"category": "Point"}]),
    ([ONE | {"tags": ["2030", "Torture"]}], [ROW | {"topics": "2030;\x1fTorture;"}]),
    ([ONE | {"tags": []}], [ROW]),
]


@pytest.mark.parametrize(("document", "expected"), DOCUMENTS)
def test_codes_are_no_labels(document: Any, expected: Found) -> None:
    assert read(json.dumps(document)) == expected


NO_POINTS: list[Any] = [
    None,
    [36.8, -1.3],
    {"type": "Point"},
    {"type": "Point", "coordinates": [36.8]},
    {"type": "Point", "coordinates": ["x", "y"]},
    {"type": "Point", "coordinates": [1e400, 0]},
    {"type": "Point", "coordinates": [181, 0]},
    {"type": "Point", "coordinates": [0, 91]},
    {"type": "MultiPoint", "coordinates": 5},
    {"type": "LineString", "coordinates": [[36.8, -1.3], [1, 2]]},
    {"type": ["Point"], "coordinates": [36.8, -1.3]},
]


@pytest.mark.parametrize("geometry", NO_POINTS)
def test_what_is_no_point(geometry: Any) -> None:
    assert read(json.dumps(collection(feature(geometry, category="Events"))))[0].keys() == {
        *ROW,
        "category",
    }


@pytest.mark.parametrize("terms", [5, [5], [[5]], [[{"id": 12}]], [[{"id": 12, "name": 5}]]])
def test_terms_without_names_stay_ids(terms: Any) -> None:
    (row, *_) = read(json.dumps([POST | {"_embedded": {"wp:term": terms}}]))
    assert "category" not in row


def planned(content: str) -> Plan:
    return plan_source(Source("a", content.encode()), Defaults(), date(2025, 1, 1))


def test_a_point_tells_the_country_where_nothing_states_it() -> None:
    stated = feature(NAIROBI, title="B", country="Peru")
    found = planned(json.dumps(collection(feature(NAIROBI), stated)))
    assert [article.countries for article in found.articles] == [("KEN",), ("PER",)]


def test_a_code_is_told_once_a_file_and_stays_with_a_reject(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dashboard.sources.json_lines._BATCH", 2)
    lines = [ONE | {"type": "node--event"}] * 4 + [{"title": "B", "type": "node--event"}]
    found = planned("\n".join(map(json.dumps, lines)))
    assert [text for row, text in found.notes if row == 0] == [
        note("node--event", "category of row 1, and 4 more")["note"]
    ]
    (reject,) = found.rejects
    assert reject.original["original"] == "category: node--event"
