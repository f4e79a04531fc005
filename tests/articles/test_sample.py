from datetime import UTC, date, datetime, time
from pathlib import Path

import pandas as pd
import pytest

from dashboard.articles import sample
from dashboard.articles.dataset import SAMPLE
from dashboard.articles.model import Article, Status, identify
from dashboard.places import names
from dashboard.text import fold


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return list(sample.generate())


def country_counts(frame: pd.DataFrame) -> pd.Series:
    named = frame["countries"].str.split(";").explode()
    return named.value_counts().reindex(sample.countries(), fill_value=0)


def rank_correlation(left: pd.Series, right: pd.Series) -> float:
    return left.rank().corr(right.rank())


def test_the_committed_file_is_what_the_generator_writes(tmp_path: Path) -> None:
    written = tmp_path / "sample.csv"
    sample.write(written)
    assert SAMPLE.read_bytes() == written.read_bytes()
    assert SAMPLE.stat().st_size < 1_250_000


def test_it_has_the_promised_number_of_articles_in_every_year(articles: list[Article]) -> None:
    assert len(articles) == 4778
    assert {a.date.year for a in articles} == set(range(1997, 2016))
    assert articles == sorted(articles, key=lambda a: a.date)


def test_a_tenth_names_several_countries_and_some_none(articles: list[Article]) -> None:
    numbers = pd.Series([len(a.countries) for a in articles])
    assert set(numbers) == {0, 1, 2, 3}
    assert 0.08 < (numbers > 1).mean() < 0.12
    assert 0.01 < (numbers == 0).mean() < 0.02
    assert all(len(set(a.countries)) == len(a.countries) for a in articles)


def test_countries_are_known_and_inhabited(articles: list[Article]) -> None:
    named = {code for a in articles for code in a.countries}
    assert named <= set(names.codes()) - sample.UNINHABITED
    assert set(names.codes()) >= sample.UNINHABITED
    assert len(named) > 100


def test_every_category_topic_language_and_source_occurs(articles: list[Article]) -> None:
    assert {a.category for a in articles} == set(sample.CATEGORIES)
    assert {topic for a in articles for topic in a.topics} == set(sample.TOPICS)
    assert {len(a.topics) for a in articles} == {0, 1, 2, 3}
    assert {a.language for a in articles} == {"en", "fr", "es"}
    assert {a.source for a in articles} == set(sample.SOURCES)


@pytest.mark.parametrize(
    ("language", "sign"), [("en", "sample"), ("fr", "exemple"), ("es", "ejemplo")]
)
def test_every_title_says_in_its_language_that_it_is_an_example(
    articles: list[Article], language: str, sign: str
) -> None:
    titles = [fold(a.title) for a in articles if a.language == language]
    assert [title for title in titles if sign not in title.split()] == []


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_no_text_holds_the_name_of_a_country(articles: list[Article], language: str) -> None:
    texts = {
        text for a in articles for text in (a.title, a.summary, a.source, a.category, *a.topics)
    }
    all_words = f" {' | '.join(map(fold, sorted(texts)))} "
    shown = [names.display(code, language) for code in names.codes()]
    assert [name for name in shown if f" {fold(name)} " in all_words] == []


def test_identities_are_unique_and_follow_from_the_address(articles: list[Article]) -> None:
    assert len({a.id for a in articles}) == len(articles)
    for a in articles[::500]:
        assert a.url.startswith("https://example.org/articles/")
        assert a.id == identify(a.url, a.source, a.date, a.title)


def test_each_article_arrived_at_midnight_of_its_day(articles: list[Article]) -> None:
    for a in articles:
        midnight = datetime.combine(a.date, time(), UTC)
        assert (a.status, a.imported_at, a.changed_at) == (Status.PUBLISHED, midnight, midnight)


def test_an_article_is_a_row_of_the_frame() -> None:
    (article,) = sample.generate(1, seed=7)
    row = sample.frame(1, seed=7).iloc[0]
    assert ";".join(article.countries) == row["countries"]
    assert ";".join(article.topics) == row["topics"]
    assert article.date == row["date"].date()
    assert type(article.date) is date


def test_the_same_seed_gives_the_same_articles() -> None:
    pd.testing.assert_frame_equal(sample.frame(200, seed=7), sample.frame(200, seed=7))


def test_country_weights_and_the_trend_come_from_the_seed_alone() -> None:
    one, other = sample.frame(), sample.frame(seed=sample.SEED + 1)
    assert abs(rank_correlation(country_counts(one), country_counts(other))) < 0.2
    years = [f["date"].dt.year.value_counts().sort_index() for f in (one, other)]
    assert not years[0].equals(years[1])


def test_more_articles_name_countries_in_the_same_proportion() -> None:
    few, many = sample.frame(), sample.frame(20 * sample.COUNT)
    assert rank_correlation(country_counts(few), country_counts(many)) > 0.9
