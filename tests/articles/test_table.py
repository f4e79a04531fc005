"""Columns of articles."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.articles.model import digests
from dashboard.articles.table import digested, repeated, whole


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


@pytest.mark.parametrize("value", [[], ["one", "two"]])
def test_a_list_is_repeated(value: list[str]) -> None:
    assert repeated("decisions", value, 3).to_pylist() == [value] * 3
    assert len(repeated("decisions", value, 0)) == 0


@pytest.mark.parametrize("pieces", [[], [["a"]], [["a", "b"], ["c"]]])
def test_a_column_becomes_one_piece(pieces: list[list[str]]) -> None:
    column = pa.chunked_array(pieces, pa.string())
    assert whole(column).to_pylist() == column.to_pylist()
