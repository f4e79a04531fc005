"""Decisions on whole columns are those on single texts."""

from collections.abc import Callable

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.places import names
from dashboard.sources import columnwise, labels, placing, vocabulary

CODES = names.codes()
WRITTEN = ["KE", "ken", "", " KEN", "Kenya", "A, B", "Kenya, Chad", "Atlantis", "Europe"]
COUNTRIES = st.lists(st.sampled_from([*CODES[:9], *WRITTEN]), max_size=4).map(";".join)
KNOWN = sorted(set(vocabulary.topics().names.values()))
TOPICS = st.lists(
    st.sampled_from([*KNOWN[:9], KNOWN[0].upper(), "", " New ", "<b>Law</b>", "One, two"]),
    max_size=4,
).map(";".join)
TAGS = st.sampled_from(["", "", KNOWN[1], "Kenya"])


@given(st.lists(COUNTRIES))
def test_lists_fit_that_hold_different_known_names_only(texts: list[str]) -> None:
    lists, fits = columnwise.listed(pa.array(texts, pa.string()), pa.array(CODES))
    parts = [text.split(";") for text in texts]
    assert lists.to_pylist() == parts
    assert fits.to_pylist() == [set(p) <= set(CODES) and len(set(p)) == len(p) for p in parts]


@given(st.lists(st.sampled_from(["a", "B", ""])), st.sampled_from([str, str.upper, str.lower]))
def test_each_text_is_decided_on_its_own(texts: list[str], decide: Callable[[str], str]) -> None:
    column = pa.array(["first", *texts], pa.string())[1:]
    found = columnwise.mapped(column, decide, pa.string())
    assert found.to_pylist() == [*map(decide, texts)]


def test_long_lists_are_left_to_who_reads_texts() -> None:
    texts = pa.array([";".join(CODES[:count]) for count in (16, 17)])
    assert columnwise.listed(texts, pa.array(CODES))[1].to_pylist() == [True, False]


@given(st.data(), st.lists(st.booleans()))
def test_marked_values_are_replaced_in_their_order(data: st.DataObject, marks: list[bool]) -> None:
    values, others = (
        data.draw(st.lists(st.lists(st.sampled_from("AB")), min_size=n, max_size=n))
        for n in (len(marks), sum(marks))
    )
    kind, rest = pa.list_(pa.string()), iter(others)
    found = columnwise.replaced(
        pa.array(values, kind), pa.array(marks, pa.bool_()), pa.array(others, kind)
    )
    expected = [next(rest) if is_marked else v for v, is_marked in zip(values, marks, strict=True)]
    assert found.to_pylist() == expected


@given(st.lists(st.tuples(COUNTRIES, TAGS)))
def test_countries_of_a_column_are_those_of_each_row(rows: list[tuple[str, str]]) -> None:
    stated, tags = _columns(rows)
    rest = ("points", "fallback_countries", "title", "summary", "language")
    silent = dict.fromkeys(rest, pa.array([""] * len(rows), pa.string()))
    found = placing.place({"countries": stated, "tags": tags, **silent}, in_text=True)
    expected = [_placed(*row) for row in rows]
    assert found.countries.to_pylist() == [[*codes] for codes, _ in expected]
    assert found.basis.to_pylist() == [[basis] * len(codes) for codes, basis in expected]


def _placed(stated: str, tag: str) -> tuple[tuple[str, ...], str]:
    found = names.split(stated)
    if found.codes or found.unknown or found.groups:
        return found.codes, "stated"
    return names.split(tag).codes, "tag"


@given(st.lists(st.tuples(TOPICS, TAGS)))
def test_topics_of_a_column_are_those_of_each_row(rows: list[tuple[str, str]]) -> None:
    found = labels.topics(*_columns(rows), ()).to_pylist()
    with pytest.MonkeyPatch.context() as patch:  # no text is taken the quick way
        patch.setattr(labels, "_plain_topics", lambda: pa.array(["\x1e"]))
        alone = [labels.topics(*_columns([row]), ()).to_pylist()[0] for row in rows]
    assert found == alone


def _columns(rows: list[tuple[str, str]]) -> tuple[pa.Array, pa.Array]:
    stated, tags = zip(*rows, strict=True) if rows else ((), ())
    return pa.array(stated, pa.string()), pa.array(tags, pa.string())
