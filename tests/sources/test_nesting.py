"""Articles under the keys of objects, and which of several places in a document is meant."""

import json
from typing import Any

import pytest

from dashboard.errors import SourceError
from dashboard.sources import objects, registry
from dashboard.sources.row import Reject
from dashboard.sources.source import Source
from tests.sources.reading import Found, read

ONE = {"title": "A", "date": "2015-11-17"}
ROW = {"number": 1, "title": "A", "date": "2015-11-17"}
TWO = {"title": "B", "date": "2015-11-18"}
SECOND = {"number": 2, "title": "B", "date": "2015-11-18"}


def left(places: str) -> dict[str, Any]:
    return {"number": 0, "note": f"what stands beside the articles is left out: {places}"}


OF_EXPORT = left("title and date of the document")
USER = {"name": "U", "created_at": "2015-11-18", "description": "D"}
UNCLEAR = {
    "number": 1,
    "reason": "several objects in it may be the article: 'post', 'user'; "
    "--map title=post.title --map date=post.date chooses one",
}
UNDATED = {
    "number": 1,
    "reason": "several objects in it may hold its date: 'venue', 'organizer'; "
    "--map date=venue.created chooses one",
}
UNLIKE = {
    "number": 2,
    "reason": "'k2' names its date or title in another way than the articles beside it",
}
ROW2 = ROW | {"number": 2}
THIRD = SECOND | {"number": 3}
NO_DATE = {"number": 2, "title": "B"}
ORGANIZER = {"name": "O", "created": "2"}
OLD = {"title": "old", "date": "2010"}
KEYED: list[tuple[Any, Found]] = [
    ({"k1": ONE, "k2": TWO}, [ROW, SECOND]),
    ({"k1": ONE, "k2": TWO, "k3": {"title": "C"}}, [ROW, SECOND, {"number": 3, "title": "C"}]),
    (
        {"k1": ONE, "n": 2, "k2": TWO, "meta": {"page": 1}},
        [ROW, SECOND, left("'n', 'meta'")],
    ),
    (
        {"k1": ONE, "k2": TWO} | dict.fromkeys("abcdef"),
        [ROW, SECOND, left("'a', 'b', 'c', 'd', 'e', …")],
    ),
    ({"articles": {"k1": ONE, "k2": TWO}}, [ROW, SECOND]),
    ({"title": "E", "date": "1", "articles": {"k1": ONE, "k2": TWO}}, [ROW, SECOND, OF_EXPORT]),
    ({"a": {"b": {"c": {"k1": ONE, "k2": TWO}}}}, [ROW, SECOND]),
    ({"k1": {**ONE, "images": [{"url": "u", "created": "2015"}]}, "k2": TWO}, [ROW, SECOND]),
    ({"articles": {"k1": ONE}}, [ROW]),
    ({"articles": {"k1": ONE, "n": 2}}, [ROW]),
    ({"meta": {"site": USER}, "items": [ONE]}, [ROW, left("'meta.site'")]),
    ({**ONE, "author": {"profile": USER}}, [ROW]),
    ([{"en": ONE, "fr": TWO}], [ROW, SECOND | {"number": 1}]),
    (
        [{"en": ONE, "fr": {"title": "B"}, "venue": {"name": "V"}}],
        [ROW, {"number": 1, "title": "B"}],
    ),
    ([{"en": ONE, "venue": {"name": "V"}}], [ROW]),
    (
        [{"country": "Kenya", "en": ONE, "fr": TWO, "es": {"title": "C"}}, ONE],
        [
            ROW | {"countries": "Kenya"},
            SECOND | {"number": 1, "countries": "Kenya"},
            {"number": 1, "title": "C", "countries": "Kenya"},
            ROW | {"number": 2},
        ],
    ),
    (
        [{"title": "A", "begin": {"date": "2015", "text": "T"}, "end": {"date": "1", "text": "U"}}],
        [{"number": 1, "title": "A", "date": "2015", "summary": "T"}],
    ),
    ([{"meta": {"created": "1"}, "entry": ONE}], [ROW]),
    ([{"post": ONE, "user": USER}], [UNCLEAR]),
    ({"post": ONE, "user": USER}, [UNCLEAR]),
    ([{"title": "", "en": ONE, "fr": TWO}], [ROW, SECOND | {"number": 1}]),
    (
        [{"name": "T", "venue": {"name": "H", "created": "1"}, "organizer": ORGANIZER}],
        [UNDATED],
    ),
    (
        {"name": "T", "venue": {"name": "H", "created": "1"}, "organizer": ORGANIZER},
        [UNDATED],
    ),
    (
        [
            {
                "title": "T",
                "summary": "s",
                "venue": {"title": "H", "created": "1"},
                "organizer": ORGANIZER | {"title": "O"},
            }
        ],
        [UNDATED],
    ),
    ([{"x0": ONE}, {"x1": TWO}], [ROW, SECOND]),
    ([{"id": 1, "en": ONE, "fr": TWO}, {"id": 2, "en": ONE}], [ROW, SECOND | {"number": 1}, ROW2]),
    ([{"country": "Kenya", "en": ONE | {"country": ""}}], [ROW | {"countries": "Kenya"}]),
    ([{"id": 1, "fields": ONE}, {"id": 2, "fields": {"title": "B"}}], [ROW, NO_DATE]),
    ({"k1": ONE, "k2": {"title": "C", "published": "1"}, "k3": TWO}, [ROW, THIRD, UNLIKE]),
    (
        [{"k1": ONE, "k2": {"title": "C", "published": "1"}, "k3": TWO}],
        [ROW, SECOND | {"number": 1}, UNLIKE | {"number": 1}],
    ),
]


@pytest.mark.parametrize(("document", "expected"), KEYED)
def test_articles_under_keys(document: Any, expected: Found) -> None:
    assert read(json.dumps(document)) == expected


@pytest.mark.parametrize("element", [list_[0] for list_, _ in KEYED if isinstance(list_, list)])
def test_a_line_gives_what_an_element_of_a_list_does(element: Any) -> None:
    lines = "\n".join([json.dumps(element)] * 2)
    assert [row for row in read(lines) if row["number"] == 1] == read(json.dumps([element]))


def test_an_unclear_element_stays_with_its_reject() -> None:
    item = {"post": ONE, "user": USER}
    (reject,) = registry.read(Source("a", json.dumps([item]).encode()))
    assert isinstance(reject, Reject)
    assert json.loads(reject.original["original"]) == item


WITH_LISTS: list[tuple[Any, Found]] = [
    (ONE | {"related": [TWO]}, [ROW, left("'related'")]),
    ({"title": "E", "related": [ONE]}, [ROW, left("the document itself")]),
    (ONE | {"relatedPosts": {"a": TWO, "b": TWO}}, [ROW, left("'relatedPosts'")]),
    (
        ONE | {"_embedded": {"wp:x": [TWO], "author": [USER]}},
        [ROW, left("'_embedded.wp:x', '_embedded.author'")],
    ),
    ({"post": ONE | {"comments": [TWO]}}, [ROW, left("'post.comments'")]),
    ({"title": "E", "date": "1", "data": {"items": [ONE]}}, [ROW, OF_EXPORT]),
    ({"data": {"title": "E", "date": "1", "items": [ONE]}}, [ROW, left("'data'")]),
    ({"title": "E", "_embedded": {"posts": [ONE]}}, [ROW]),
    ({"date": "1", "description": "E", "berichte": [ONE]}, [ROW]),
    ({"data": {"id": 1, "attributes": ONE}, "included": [{"attributes": USER}]}, [ROW]),
    ({"data": [{"id": 1, "attributes": ONE}], "included": [{"attributes": USER}]}, [ROW]),
    ({"articles": [ONE], "comments": [TWO]}, [ROW, left("'comments'")]),
    ({"articles": [ONE], "site": USER, "owner": OLD}, [ROW, left("'site', 'owner'")]),
]


@pytest.mark.parametrize(("document", "expected"), WITH_LISTS)
def test_an_article_is_told_from_lists_in_it(document: Any, expected: Found) -> None:
    assert read(json.dumps(document)) == expected


UNTOLD: list[tuple[Any, str]] = [
    ({"Kenya": {"a": ONE, "b": TWO}, "Uganda": {"c": ONE}}, "'Kenya', 'Uganda.c'"),
    ({"2015": {"a": ONE}, "2016": [TWO]}, "'2015.a', '2016'"),
    ({"a": {"x": ONE}, "b": {"y": ONE}}, "'a.x', 'b.y'"),
    ({"site": USER, "x": {"k": ONE}, "y": [TWO]}, "'x.k', 'y'"),
    ({"articles": [ONE], "a": OLD, "b": OLD}, "the document, 'articles'"),
    (ONE | {"berichte": [TWO]}, "the document, 'berichte'"),
    (ONE | {"items": [TWO], "posts": [TWO]}, "the document, 'items', 'posts'"),
]


@pytest.mark.parametrize(("document", "places"), UNTOLD)
def test_places_that_could_all_be_meant_are_named(document: Any, places: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(json.dumps(document))
    assert f"several places could hold the articles: {places}; keep one" in str(caught.value)


def test_parts_without_a_list_of_articles_are_no_articles() -> None:
    with pytest.raises(SourceError, match="no column holds the date"):
        read(json.dumps({"articles": [{"title": "A"}], "comments": [ONE]}))


def test_objects_of_which_each_has_another_key_take_linear_time() -> None:
    looked_at = 0

    class Counted(dict[str, Any]):
        def get(self, *asked: Any) -> Any:
            nonlocal looked_at
            looked_at += 1
            return super().get(*asked)

        def __contains__(self, key: object) -> bool:
            nonlocal looked_at
            looked_at += 1
            return super().__contains__(key)

    number = 300
    records = [Counted({f"x{n}": {"date": "2015", "lang": "en"}}) for n in range(number)]
    assert objects.find("a", records, {}) == {
        "date": [("x0", "date")],
        "language": [("x0", "lang")],
    }
    assert looked_at < 10 * number


def test_mapped_columns_make_articles_under_keys() -> None:
    document = {"k1": {"was": "A", "wann": "2015"}, "k2": {"was": "B", "wann": "2016"}}
    expected = [
        {"number": 1, "title": "A", "date": "2015"},
        {"number": 2, "title": "B", "date": "2016"},
    ]
    mapping = {"title": "was", "date": "wann"}
    assert read(json.dumps({"data": document}), mapping=mapping) == expected
