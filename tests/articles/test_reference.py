"""Random articles under random filters: the same as a reference in plain Python."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dashboard.articles.filters import Filters
from dashboard.articles.model import Article
from dashboard.articles.select import select
from tests.articles import made, reference
from tests.articles.reference import Term
from tests.articles.sums import sums

COUNTRIES = ("KEN", "UGA", "NAM", "XKX")
CATEGORIES = ("Events", "Open Letters", "Événements")
TOPICS = ("Torture", "A, B and C", "Fair Trial")
SOURCES = ("OMCT", "Front Line", "")
LANGUAGES = ("en", "fr", "")
WORDS = (
    "law",
    "lawyer",
    "Outlaw",
    "ÉLUE",
    "elu",
    "human",
    "d’Ivoire",
    "人权",
    "国，人",
    "a-b",
    "—",
)

sentences = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
days = st.dates(date(2015, 10, 28), date(2016, 3, 2))


def some(values: tuple[str, ...], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=most).map(tuple)


def queried(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return some(tuple("-".join(reference.words(v)) for v in (*values, "unknown") if v))


ARTICLES = st.builds(
    Article,
    id=st.just(""),
    title=sentences,
    summary=sentences,
    date=days,
    category=st.sampled_from(CATEGORIES),
    topics=some(TOPICS),
    countries=some(COUNTRIES),
    language=st.sampled_from(LANGUAGES),
    source=st.sampled_from(SOURCES),
)
PERIODS = st.one_of(
    st.tuples(days, days).map(lambda ends: (min(ends), max(ends))),
    st.tuples(days | st.none(), st.none()),
    st.tuples(st.none(), days),
)
FILTERS = st.builds(
    lambda period, **chosen: Filters(start=period[0], end=period[1], **chosen),
    period=PERIODS,
    country=some((*COUNTRIES, "-", "FRA")),
    category=queried(CATEGORIES),
    topic=queried(TOPICS),
    source=queried(SOURCES),
    language=some(("en", "fr", "es")),
)
TERMS = st.lists(
    st.builds(Term, st.sampled_from(WORDS[:-2]), st.just(value=False), st.booleans())
    | st.builds(Term, sentences.filter(reference.words), st.just(value=True), st.booleans()),
    max_size=2,
)


@given(st.lists(ARTICLES, max_size=10), FILTERS, TERMS)
def test_counts_are_those_of_the_reference(
    drawn: list[Article], filters: Filters, terms: list[Term]
) -> None:
    articles = [replace(a, id=f"{number:02}") for number, a in enumerate(drawn)]
    filters = replace(filters, q=" ".join(map(str, terms)))
    dataset = made.dataset_of(articles)

    expected = reference.chosen(articles, filters, terms)
    newest_first = sorted(sorted(a.id for a in expected), key=lambda i: _day(articles, i))
    assert list(select(dataset, filters)["id"]) == newest_first

    found = sums(dataset, filters)
    assert found.total == len(expected)
    for key in reference.KEYS:
        linked = reference.chosen(articles, filters, terms, without=key)
        assert list(found.by[key].items()) == reference.by_value(articles, linked, key)
    outside = reference.chosen(articles, filters, terms, without="period")
    for name, rows in {"all": articles, "linked": outside, "selected": expected}.items():
        assert list(found.months[name]) == reference.by_month(articles, rows)


def _day(articles: list[Article], id_: str) -> int:
    """Return a number that is lower the newer the article is."""
    return -articles[int(id_)].date.toordinal()
