"""Marks: where in a text a search finds what it asks for."""

import pytest
from hypothesis import given

from dashboard.articles import marks, search, terms
from tests.articles import made
from tests.articles.reference import Term
from tests.articles.strategies import ANY_TEXT
from tests.articles.test_search import TERMS, TEXTS, article, written


def marked(text: str, q: str) -> str:
    """Return a text with brackets around what is marked."""
    shown, done = "", 0
    for start, end in marks.spans(text, terms.read(q)):
        shown += f"{text[done:start]}[{text[start:end]}]"
        done = end
    return shown + text[done:]


@pytest.mark.parametrize(
    ("text", "q", "shown"),
    [
        ("Lawyers and outlaws", "law", "[Law]yers and outlaws"),
        ("ÉLUE", "elu", "[ÉLU]E"),
        ("E\u0301LUE", "e", "[E\u0301]LUE"),
        ("Straße", "strass", "[Straß]e"),
        ("ﬁnal", "f", "[ﬁ]nal"),
        ("a, b. A – B", '"a b"', "[a, b]. [A – B]"),
        ("a b", "a b", "[a] [b]"),
        ("lawyer", "l law lawy", "[lawy]er"),
        ("abc", "-abc", "abc"),
        ("one two", '"one tw"', "one two"),
        ("well-known", "known-well", "[well]-[known]"),
        ("中国人权", "人权", "中国[人权]"),
        ("中国，人权", "国人", "中国，人权"),
        ("中国，人权", '"国 人"', "中[国，人]权"),
        ("人权人权", "权 人", "[人权人权]"),
        ("حُقُوق", "حق", "[حُقُ]وق"),
        ("<b>law</b>", "b", "<[b]>law</[b]>"),
        ("law", "", "law"),
        ("", "law", ""),
    ],
)
def test_marks(text: str, q: str, shown: str) -> None:
    assert marked(text, q) == shown


@given(ANY_TEXT, ANY_TEXT)
def test_marks_stand_apart_and_in_order(text: str, q: str) -> None:
    bounds = [place for span in marks.spans(text, terms.read(q)) for place in span]
    assert bounds == sorted(set(bounds))
    assert all(0 <= place <= len(text) for place in bounds)


@given(TEXTS, TERMS)
def test_something_is_marked_where_something_is_found(text: str, wanted: list[Term]) -> None:
    index = search.index(made.dataset_of([article(text)]).frame)
    for term in terms.wanted(written(wanted)):
        if index.having(term)[0]:
            assert marks.spans(text, [term])
        elif len(term.parts) == 1:
            assert not marks.spans(text, [term])
