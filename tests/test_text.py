"""Folding: what looks the same to a reader compares equal."""

import pytest
from hypothesis import given

from dashboard.text import fold, slug
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
    words = fold(text).split()
    assert fold(text) == " ".join(words)
    assert all(word.isalnum() for word in words)
