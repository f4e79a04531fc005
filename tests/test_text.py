"""Folding: what looks the same to a reader compares equal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.text import END, GAP, bare, ends_at, fold, located, slug, words
from tests.articles.strategies import ANY_TEXT


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("  Two \n words ", "two words"),
        ("Côte d’Ivoire (the)", "cote d ivoire the"),
        ("ÉLUE", "elue"),
        ("Straße", "strasse"),
        ("snake_case-and.dots", "snake case and dots"),
        ("№ 5 ™", "no 5 tm"),
        ("𝐇𝐮𝐦𝐚𝐧 Ｒｉｇｈｔｓ", "human rights"),
        ("Права Человека", "права человека"),
        ("حُقُوق", "حقوق"),
        ("人权", "人权"),
        ("— … !", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert slug(text) == folded.replace(" ", "-")


@given(ANY_TEXT)
def test_what_is_folded_stays(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert slug(slug(text)) == slug(text)


@given(ANY_TEXT)
def test_words_are_parted_by_one_space(text: str) -> None:
    found = fold(text).split()
    assert fold(text) == " ".join(found)
    assert all(word.isalnum() for word in found)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ([], ""),
        ([""], "|"),
        (["", " — "], "| |"),
        (["Côte d’Ivoire", "Two \n_words_"], "cote d ivoire | two words |"),
        (["a | b / c\0d"], "a b c d |"),
        (["人权"], "人 权 |"),
        (["人权，律师 abc", "权"], "人 权 / 律 师 abc | 权 |"),
        (["2015年NGO报告"], "2015 年 ngo 报 告 |"),
        (["ガイド ﾗｲﾄ"], "カ イ ト / ラ イ ト |"),
        (["สิทธิ"], "ส / ท ธ |"),
        (["한국 인권"], "한국 인권 |"),
        (["Права человека", "حُقُوق"], "права человека | حقوق |"),
    ],
)
def test_words(texts: list[str], found: str) -> None:
    assert words(texts) == unicodedata.normalize("NFKD", found).split()


@given(st.lists(ANY_TEXT, max_size=4))
def test_words_of_many_texts_are_those_of_each(texts: list[str]) -> None:
    assert words(texts) == [word for text in texts for word in words([text])]


@given(ANY_TEXT)
def test_words_are_those_of_the_folded_text(text: str) -> None:
    *found, end = words([text])
    assert end == END
    assert "".join(found).replace(GAP, "") == fold(text).replace(" ", "")
    if all(len(word) > 1 for word in found):
        assert found == fold(text).split()


@given(ANY_TEXT)
def test_located_words_are_the_words_and_come_from_where_they_are(text: str) -> None:
    found = [*located(text)]
    assert [word for word, _ in found] == words([text])[:-1]
    for word, places in found:
        assert [*places] == sorted(places)
        assert len(places) == (0 if word == GAP else len(word))
        assert all(c in bare(text[place]) for c, place in zip(word, places, strict=False))


@pytest.mark.parametrize(
    ("text", "place", "end"),
    [("ab", 0, 1), ("ab", 1, 2), ("e\u0301\u0300b", 0, 3), ("e\u0301", 0, 2)],
)
def test_a_character_ends_after_its_marks(text: str, place: int, end: int) -> None:
    assert ends_at(text, place) == end
