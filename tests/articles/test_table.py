"""Columns of articles."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.articles.model import digests
from dashboard.articles.table import SCHEMA, digested, repeated, taken


@given(st.lists(st.text()))
def test_a_column_is_digested_as_its_texts_are(texts: list[str]) -> None:
    column = pa.array(texts, pa.string())
    assert digested(column).to_pylist() == digests(texts)
    assert digested(column[1:]).to_pylist() == digests(texts[1:])


@pytest.mark.parametrize(
    ("text", "digest"), [("", "e3b0c44298fc1c14"), ("abc", "ba7816bf8f01cfea")]
)
def test_digests_are_the_first_of_sha_256(text: str, digest: str) -> None:
    assert digested(pa.array([text])).to_pylist() == [digest]


NAMES = st.lists(st.text("ab", max_size=3), max_size=4)


@given(st.lists(NAMES, min_size=1, max_size=6), st.data())
def test_lists_are_taken_as_pyarrow_takes_them(lists: list[list[str]], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.integers(0, len(lists) - 1)))
    whole = pa.array([[], *lists], SCHEMA.field("topics").type)
    for column in (whole.slice(1), pa.concat_arrays([whole]).slice(1)):
        places = np.array(rows, np.int64)
        assert taken(column, places).to_pylist() == [lists[row] for row in rows]
        assert taken(column, places).type == column.type


@pytest.mark.parametrize("value", [[], ["one", "two"]])
def test_a_list_is_repeated(value: list[str]) -> None:
    assert repeated("decisions", value, 3).to_pylist() == [value] * 3
    assert len(repeated("decisions", value, 0)) == 0
