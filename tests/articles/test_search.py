"""The search index: the same answers as a reference in plain Python, whatever the texts."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.articles import search, terms
from dashboard.articles.filters import Filters
from dashboard.articles.model import Article
from tests.articles import made, reference
from tests.articles.reference import Term

DAY = date(2015, 11, 17)
# Few letters, so that words meet; of every kind that is folded in its own way.
LETTERS = "abÉéßЖжحـ人权ガカ한สิ１2_-’ ,。\t"
TEXTS = st.text(LETTERS, max_size=12)
TERMS = st.lists(
    st.builds(
        Term,
        TEXTS.map(lambda text: "".join(text.split())).filter(reference.words),
        st.just(value=False),
        st.booleans(),
    ).filter(lambda term: not term.text.startswith("-"))
    | st.builds(Term, TEXTS.filter(reference.words), st.just(value=True), st.booleans()),
    max_size=3,
)


def article(title: str, summary: str = "") -> Article:
    return Article(id=title + summary, title=title, summary=summary, date=DAY, category="Events")


def texts_of(drawn: list[tuple[str, str]]) -> list[Article]:
    return [article(title, summary) for title, summary in drawn]


def index_of(articles: list[Article]) -> search.Index:
    frame = made.dataset_of(articles).frame.set_index("id")
    return search.index(frame.loc[[a.id for a in articles]])


def written(wanted: list[Term]) -> str:
    return " ".join(map(str, wanted))


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=8, unique_by="".join), TERMS)
@example([("a b", "")], [Term("a b", True, False)])
@example([("b", "a"), ("a", "b")], [Term("a", False, True)])
@example([("人权", ""), ("权人。权", "")], [Term("人权", False, False)])
def test_the_index_answers_as_the_reference(
    drawn: list[tuple[str, str]], wanted: list[Term]
) -> None:
    articles = texts_of(drawn)
    found = index_of(articles).matching(terms.read(written(wanted)))
    expected = [reference.passes(a, "q", Filters(), wanted) for a in articles]
    assert found.tolist() == expected


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=8, unique_by="".join), TERMS)
def test_relevance_orders_as_the_reference(
    drawn: list[tuple[str, str]], wanted: list[Term]
) -> None:
    articles = texts_of(drawn)
    asked = terms.read(written(wanted))
    scores = index_of(articles).relevance(asked).tolist()
    expected = [reference.relevance(a, wanted) for a in articles]
    for one in range(len(articles)):
        for other in range(one):
            assert (scores[one] > scores[other]) == (expected[one] > expected[other])


@pytest.mark.parametrize(
    ("q", "titles"),
    [
        ("人权", ["中国人权律师", "关于人权"]),
        ("人权律师", ["中国人权律师"]),
        ("国人", ["中国人权律师"]),
        ("权师", []),
        ('"人权"', ["中国人权律师", "关于人权"]),
        ("关于 律师", []),
        ("中国 律师", ["中国人权律师", "中国，律师"]),
        ('"中国 律师"', ["中国，律师"]),
        ("国律", []),
        ("中国 -人权", ["中国，律师"]),
        ("права", ["ПРАВА человека"]),
        ("чело", ["ПРАВА человека"]),
        ("ава", []),
        ("حقوق", ["حُقُوق الإنسان"]),
        ("الانسان", ["حُقُوق الإنسان"]),
        ("strasse", ["Straße 2015"]),
        ("straße 20", ["Straße 2015"]),
        ("2015年", ["2015年报告"]),
        ("报告", ["2015年报告"]),
        ("015", []),
    ],
)
def test_scripts(q: str, titles: list[str]) -> None:
    every = [
        *("中国人权律师", "关于人权", "中国，律师", "2015年报告"),
        *("ПРАВА человека", "حُقُوق الإنسان", "Straße 2015"),
    ]
    found = index_of([article(title) for title in every]).matching(terms.read(q))
    assert [title for title, is_found in zip(every, found, strict=True) if is_found] == titles


def test_relevance() -> None:
    """Title before summary, more words of the query before fewer, whole words before beginnings."""
    ranked = [
        article("Lawyer of the court"),
        article("Lawyers", "A court"),
        article("Nothing", "Lawyer, court"),
        article("None", "Lawyers, courts"),
    ]
    scores = index_of(ranked).relevance(terms.read("lawyer court -bench"))
    assert scores.tolist() == sorted(set(scores.tolist()), reverse=True)
    assert len(set(scores.tolist())) == len(ranked)


def test_an_index_of_nothing() -> None:
    assert index_of([]).matching(terms.read('a "b c" -d')).tolist() == []


@pytest.mark.parametrize(
    ("q", "read"),
    [
        ("", []),
        ('— "" -"…" -', []),
        ("Two words", [("Two", [["two"]], False), ("words", [["words"]], False)]),
        ("-d’Ivoire", [("d’Ivoire", [["d"], ["ivoire"]], True)]),
        ('-"Two, words', [("Two, words", [["two", "words"]], True)]),
        ("人权", [("人权", [["人", "权"]], False)]),
        ('"人权 律师"', [("人权 律师", [["人", "权", "/", "律", "师"]], False)]),
    ],
)
def test_terms(q: str, read: list[tuple[str, list[list[str]], bool]]) -> None:
    found = [(t.written, [list(p.words) for p in t.parts], t.excluded) for t in terms.read(q)]
    assert found == read
    assert [t for t in terms.read(q) if not t.excluded] == list(terms.wanted(q))
