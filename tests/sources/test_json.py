import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import SourceError
from dashboard.sources import json_lines, registry
from dashboard.sources.row import Reject
from dashboard.sources.source import Source
from tests.sources.reading import Found, read

ONE = {"title": "A", "date": "2015-11-17"}
USER = {"name": "U", "created_at": "2015-11-18", "description": "D"}
ROW = {"number": 1, "title": "A", "date": "2015-11-17"}

DOCUMENTS: list[tuple[Any, Found]] = [
    ([ONE], [ROW]),
    ([], []),
    ({"data": [ONE]}, [ROW]),
    ({"data": []}, []),
    ({"meta": {"tags": ["x"], "pages": []}, "result": {"articles": [ONE]}}, [ROW]),
    ({"authors": [{"name": "B"}], "items": [ONE]}, [ROW]),
    (ONE, [ROW]),
    ({**ONE, "authors": [{"name": "B"}]}, [ROW]),
    ([{"id": 1, "fields": ONE}], [ROW]),
    ([{"id": 1, "title": "A", "meta": {"date": "2015-11-17", "title": "B"}}], [ROW]),
    ([{**ONE, "author": {"name": "B", "url": "https://b.example/"}}], [ROW]),
    ([{"title": {"rendered": "A"}, "date": "2015-11-17"}], [ROW]),
    ([{"title": "A", "date": 20151117}], [ROW | {"date": "20151117"}]),
    ([{"title": 1.50, "date": 10**40}], [{"number": 1, "title": "1.5", "date": "1" + "0" * 40}]),
    ([{"title": True, "date": None}], [{"number": 1, "title": "true"}]),
    ([ONE | {"country": ["KEN", {"name": "Uganda"}]}], [ROW | {"countries": "KEN\x1fUganda"}]),
    ([ONE | {"tags": ["a, b", "c"]}], [ROW | {"topics": "a, b;\x1fc;"}]),
    ([ONE | {"category": ["Events", "Statements"]}], [ROW | {"category": "Events, Statements"}]),
    ([ONE | {"title": ["A", "B"]}], [ROW]),
    (
        [ONE, 5, [1]],
        [ROW, {"number": 2, "reason": "is no object"}, {"number": 3, "reason": "is no object"}],
    ),
]


@pytest.mark.parametrize(("document", "expected"), DOCUMENTS)
def test_documents(document: Any, expected: Found) -> None:
    assert read(json.dumps(document)) == expected
    assert read(json.dumps(document, indent=2).encode("utf-8-sig")) == expected


MAPPINGS: list[tuple[Any, dict[str, str], Found]] = [
    (
        {"fields": {"title": "A", "day": "2015"}},
        {"title": "fields.title", "date": "fields.day"},
        [{"number": 1, "title": "A", "date": "2015"}],
    ),
    (
        {**ONE, "fields": {"country": [{"name": "Kenya"}, {"name": "Uganda"}]}},
        {"countries": "fields.country.name"},
        [ROW | {"countries": "Kenya\x1fUganda"}],
    ),
    ({**ONE, "a.b": "Org"}, {"source": "a.b"}, [ROW | {"source": "Org"}]),
    ({**ONE, "Überschrift": "Ü"}, {"title": "uberschrift"}, [ROW | {"title": "Ü"}]),
    (
        {"post": ONE, "user": USER},
        {"title": "post.title", "date": "post.date"},
        [ROW],
    ),
    (
        {"fields": {**ONE, "place": [{"in": "Kenya"}]}},
        {"countries": "fields.place.in"},
        [ROW | {"countries": "Kenya"}],
    ),
    (
        {"x": "T", "y": "2015"},
        {"title": "x", "date": "y"},
        [{"number": 1, "title": "T", "date": "2015"}],
    ),
]


@pytest.mark.parametrize(("item", "mapping", "expected"), MAPPINGS)
def test_mapped_paths(item: Any, mapping: dict[str, str], expected: Found) -> None:
    assert read(json.dumps([item]), mapping=mapping) == expected
    lines = "\n".join([json.dumps(item)] * 2)
    assert read(lines, mapping=mapping) == [*expected, expected[0] | {"number": 2}]


ERRORS: list[tuple[str, dict[str, str], str]] = [
    (
        '[{"title": "A",\n "date": "2015',
        {},
        "the JSON is damaged or cut short: Unterminated string",
    ),
    ('[{"title": "A"},\n {"date" 5}]', {}, "Expecting ':' delimiter at line 2, column 10"),
    ('{"data": [{"a": 1}], "data": [{"a": 2}]}', {}, "an object has two values for 'data'"),
    ("[" * 100_000, {}, "lists and objects nest too deep"),
    ('[{"a": ' * 50_000, {}, "lists and objects nest too deep"),
    (
        '[{"title": "A"}]',
        {},
        "no column holds the date; columns are 'title'; --map date=COLUMN says which",
    ),
    ('[{"date": "A"}]', {"title": "x.y"}, "there is no column 'x.y'; columns are 'date'"),
    ('[{"date": "A"}]', {"x": "y"}, "'x' is no field"),
    ('{"a": [{"date": "1"}], "b": [{"date": "2"}]}', {}, "several places could hold the articles:"),
    (
        '{"a": {"k": {"title": "A", "date": "1"}, "l": {"title": "B", "date": "1"}}, '
        '"b": [{"date": "2"}]}',
        {},
        "several places could hold the articles: 'a', 'b'",
    ),
    ("[[1, 2], [3, 4]]", {}, "the JSON holds no list of objects"),
    ('{"a": 5}', {}, "no column holds the title or the date; columns are 'a'"),
]


@pytest.mark.parametrize(("text", "mapping", "message"), ERRORS)
def test_errors_say_what_and_where(text: str, mapping: dict[str, str], message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(text, mapping=mapping)
    assert str(caught.value).startswith("file: ")
    assert message in str(caught.value)


def test_the_same_value_twice_is_no_loss() -> None:
    assert read('[{"title": "A", "title": "A", "date": "2015-11-17"}]') == [ROW]


def test_what_is_no_text_at_all_becomes_replacement_characters() -> None:
    assert read('[{"title": "\\ud800x", "date": "1"}]')[0]["title"] == "\ufffdx"


GOOD = '{"title": "A", "date": "2015-11-17"}'
LINES: list[tuple[str, Found]] = [
    (f"{GOOD}\n{GOOD}", [ROW, ROW | {"number": 2}]),
    (f"\n{GOOD}\r\n\n{GOOD}\n\n", [ROW, ROW | {"number": 2}]),
    (f'{GOOD}\n{{"headline": "B"}}', [ROW, {"number": 2, "title": "B"}]),
    (
        f'{GOOD}\n{{"title": "B", "da\n5\n{GOOD}',
        [
            ROW,
            ROW | {"number": 4},
            {
                "number": 2,
                "reason": "the JSON of the line is damaged or cut short: "
                "Unterminated string starting at column 16",
            },
            {"number": 3, "reason": "the line is no object"},
        ],
    ),
    (
        f'{GOOD}\n{{"title": "B", "title": "C"}}',
        [
            ROW,
            {
                "number": 2,
                "reason": "the JSON of the line is an object has two values for "
                "'title': title='B', title='C'",
            },
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_lines(text: str, expected: Found) -> None:
    assert read(text) == expected


def test_a_bad_line_stays_with_its_reject() -> None:
    *_, reject = registry.read(Source("a", f"{GOOD}\n{{bad\n{GOOD}".encode() + b"\n{bad"))
    assert isinstance(reject, Reject)
    assert reject.original == {"original": "{bad"}


def test_columns_are_known_anew_in_each_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "_BATCH", 2)
    other = '{"headline": "B", "lang": "fr"}'
    found = read("\n".join([GOOD, GOOD, other, '{"published": "2015-11-18"}']))
    assert found[2:] == [
        {"number": 3, "title": "B", "language": "fr"},
        {"number": 4, "date": "2015-11-18"},
    ]


def test_lines_are_not_read_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_text(f"{GOOD}\n" * 25_000)
    source = Source("lines", path)
    assert [len(rows) for rows in registry.read(source)] == [10_000, 10_000, 5_000]  # type: ignore[arg-type]
    assert "data" not in vars(source)


def test_an_endless_line_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "LONGEST_LINE", 60)
    with pytest.raises(SourceError, match="line 3 is longer than"):
        read("\n".join([GOOD, GOOD, '{"title": "' + "x" * 100 + '"}']))


VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["title", "date", "name", "data", "x"]), inner, max_size=4
        )
    ),
    max_leaves=20,
)


@given(VALUE)
def test_any_value_gives_records_or_a_source_error(value: Any) -> None:
    text = json.dumps(value)
    for content in (text, f"{text}\n{text}", f'[{{"date": 1, "title": {text}}}]'):
        try:
            assert isinstance(read(content), list)
        except SourceError as error:
            assert str(error).startswith("file: ")  # noqa: PT017


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), min_size=2, max_size=5))
def test_what_is_written_reads_back(cells: list[tuple[str, str]]) -> None:
    items = [{"title": title, "date": "d", "summary": text} for title, text in cells]
    expected = [(title.strip(), text.strip()) for title, text in cells]
    for content in (json.dumps(items), "\n".join(map(json.dumps, items))):
        found = [(row.get("title", ""), row.get("summary", "")) for row in read(content)]
        assert found == [tuple(lone(part) for part in pair) for pair in expected]


def lone(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
