"""Near duplicates and translations: which pairs are found, and that each is found once."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.sources.similar import COLUMNS, pairs
from dashboard.sources.translated import evidence
from dashboard.sources.wordings import same_wording
from tests.articles.strategies import ANY_TEXT
from tests.sources.similar_titles import DIFFERENT, SAME

BASIS = {
    "title": "Kenya: Lawyer Jane Doe released",
    "date": "2015-11-17",
    "countries": "KEN",
    "language": "en",
    "source": "Example Watch",
    "url": "",
}


def frame(**articles: dict[str, str]) -> pd.DataFrame:
    rows = [BASIS | {"id": name} | told for name, told in articles.items()]
    made = pd.DataFrame(rows, columns=["id", *BASIS])
    return made.assign(date=pd.to_datetime(made["date"], format="%Y-%m-%d"))


def found(fresh: pd.DataFrame, known: pd.DataFrame) -> list[tuple[str, str, str]]:
    named = pairs(fresh, known)
    return [*zip(*(named[name].tolist() for name in ("id", "other", "kind")), strict=True)]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_titles_of_one_article(one: str, two: str) -> None:
    assert same_wording(one, two) > 0.5
    assert same_wording(two, one) > 0.5
    table = frame(a={"title": one}), frame(b={"title": two})
    assert found(*table) == [("a", "b", "near duplicate")]


@pytest.mark.parametrize(("one", "two"), DIFFERENT)
def test_titles_of_two_articles(one: str, two: str) -> None:
    assert same_wording(one, two) == same_wording(two, one) == 0
    assert found(frame(a={"title": one}), frame(b={"title": two})) == []


@pytest.mark.parametrize(
    ("other", "is_pair"),
    [
        ({"date": "2015-11-20"}, True),
        ({"date": "2015-11-14"}, True),
        ({"date": "2015-11-21"}, False),
        ({"date": "2015-11-13"}, False),
        ({"countries": "UGA"}, False),
        ({"countries": "KEN;UGA"}, False),
        ({"source": "Another"}, True),
    ],
)
def test_countries_and_days(other: dict[str, str], is_pair: bool) -> None:
    assert bool(found(frame(a={}), frame(b=other))) == is_pair


def test_countries_in_any_order() -> None:
    one, two = frame(a={"countries": "KEN;UGA"}), frame(b={"countries": "UGA;KEN"})
    assert found(one, two) == [("a", "b", "near duplicate")]


def test_each_pair_once_and_never_an_article_with_itself() -> None:
    articles = frame(a={}, b={"date": "2015-11-18"}, c={"title": "The harvest of last year"})
    assert found(articles, articles) == [("a", "b", "near duplicate")]
    assert found(articles, frame()) == [("a", "b", "near duplicate")]
    assert found(articles.iloc[1:], articles) == [("b", "a", "near duplicate")]


def test_the_likeliest_first() -> None:
    known = frame(b={"title": "Kenya: Lawyer Jane Doe releassed"}, c={})
    scores = pairs(frame(a={}), known)
    assert scores["other"].tolist() == ["c", "b"]
    assert scores["score"].is_monotonic_decreasing


@pytest.mark.parametrize("empty", [(True, True), (True, False), (False, True)])
def test_nothing_to_compare(empty: tuple[bool, bool]) -> None:
    fresh, known = (frame() if none else frame(a={}) for none in empty)
    assert pairs(fresh, known).columns.tolist() == list(COLUMNS)
    assert pairs(fresh, known).empty


SITE = "https://example.org"
TRANSLATED = [
    ({"url": f"{SITE}/en/news/jane-doe"}, {"url": f"{SITE}/fr/news/jane-doe"}),
    ({"url": f"{SITE}/a?lang=en"}, {"url": f"{SITE}/a?lang=fr"}),
    ({"url": f"{SITE}/a.en.html"}, {"url": f"{SITE}/a.fr.html"}),
    ({"url": f"{SITE}/en/release-23847"}, {"url": f"{SITE}/fr/liberation-23847"}),
    ({"url": f"{SITE}/en/?id=23847"}, {"url": f"{SITE}/fr/?id=23847"}),
    (
        {"title": "Release of Jane Doe and Ali Bongani"},
        {"title": "Libération de Jane Doe et Ali Bongani"},
    ),
]
NOT_TRANSLATED = [
    ({"url": f"{SITE}/en/news/a"}, {"url": f"{SITE}/fr/news/b"}),
    ({"url": f"{SITE}/2015/a"}, {"url": f"{SITE}/2015/b"}),
    ({"url": f"{SITE}/a-20151117"}, {"url": f"{SITE}/b-20151117"}),
    ({"url": f"{SITE}/category-5555/a"}, {"url": f"{SITE}/category-5555/b"}),
    ({"url": f"{SITE}/en/a?id=1234"}, {"url": f"{SITE}/fr/a?id=1235"}),
    (
        {"title": "At Human Rights Watch in Kenya"},
        {"title": "Avec Human Rights Watch au Kenya"},
    ),
    ({"title": "News in 2015 of Jane Doe"}, {"title": "En 2015, une lettre de Jane Doe"}),
]


@pytest.mark.parametrize(("one", "two"), TRANSLATED)
def test_translations(one: dict[str, str], two: dict[str, str]) -> None:
    fresh = frame(a={"title": "Release of a lawyer"} | one)
    other = {"title": "Une avocate est libre", "language": "fr"} | two
    assert found(fresh, frame(b=other)) == [("a", "b", "translation")]
    for reason in ({"language": "en"}, {"language": ""}, {"countries": ""}, {"date": "2015-11-30"}):
        assert found(fresh, frame(b=other | reason)) == []


@pytest.mark.parametrize(("one", "two"), NOT_TRANSLATED)
def test_two_articles_of_one_day(one: dict[str, str], two: dict[str, str]) -> None:
    fresh = frame(a={"title": "Release of a lawyer"} | one)
    other = {"title": "Une avocate est libre", "language": "fr"} | two
    assert found(fresh, frame(b=other)) == []


def test_translations_are_of_one_publisher() -> None:
    one, two = TRANSLATED[-1]
    fresh = frame(a=one | {"url": f"{SITE}/1"})
    other = two | {"language": "fr", "source": "Another"}
    assert found(fresh, frame(b=other | {"url": "https://another.org/2"})) == []
    assert found(fresh, frame(b=other | {"url": f"https://www.{SITE[8:]}/2"})) != []


@given(ANY_TEXT, ANY_TEXT)
def test_any_titles_and_addresses(one: str, two: str) -> None:
    assert 0 <= same_wording(one, two) <= 1
    assert same_wording(one, two) == same_wording(two, one)
    assert 0 <= evidence((one, one, "en"), (two, two, "fr")) <= 1


@settings(max_examples=20)
@given(st.lists(st.sampled_from(SAME + DIFFERENT).map(lambda pair: pair[0]), max_size=8))
def test_order_of_articles_does_not_matter(titles: list[str]) -> None:
    articles = frame(**{f"id{n}": {"title": title} for n, title in enumerate(titles)})
    assert found(articles, articles) == found(articles.iloc[::-1], articles)
