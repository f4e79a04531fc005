"""The same article from two sources of which one gives no address, over a real archive."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dashboard.articles.archive import Archive
from dashboard.articles.model import Article, identify
from dashboard.articles.table import to_content

DAY = date(2015, 11, 17)


def article(title: str = "Kenya: A", url: str = "", day: date = DAY, source: str = "S") -> Article:
    return Article(identify(url, source, day, title), title, day, "Events", url=url, source=source)


BARE = article()
ADDRESSED = article(url="https://example.org/1")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(str(tmp_path / "archive"))


def brought(archive: Archive, *articles: Article) -> tuple[int, int, int]:
    changes = archive.upsert(to_content(articles), "import")
    return changes.new, changes.changed, changes.unchanged


def stored(archive: Archive) -> dict[str, str]:
    table = archive.read()[1]
    return dict(zip(table["id"].to_pylist(), table["url"].to_pylist(), strict=True))


def test_an_address_that_comes_later_joins_the_article(archive: Archive) -> None:
    brought(archive, BARE)
    assert brought(archive, ADDRESSED) == (0, 1, 0)
    assert stored(archive) == {BARE.id: ADDRESSED.url}
    assert brought(archive, ADDRESSED) == (0, 0, 1)


def test_an_article_without_its_address_is_the_known_one(archive: Archive) -> None:
    brought(archive, ADDRESSED)
    assert brought(archive, replace(BARE, title="kenya – a")) == (0, 1, 0)
    assert stored(archive) == {ADDRESSED.id: ADDRESSED.url}


@pytest.mark.parametrize(
    "other",
    [
        article("Kenya: B", url=ADDRESSED.url),
        article(url=ADDRESSED.url, day=DAY + timedelta(1)),
        article(url=ADDRESSED.url, source="T"),
    ],
    ids=["title", "day", "source"],
)
def test_another_title_day_or_source_is_another_article(archive: Archive, other: Article) -> None:
    brought(archive, BARE)
    assert brought(archive, other) == (1, 0, 0)
    assert len(stored(archive)) == 2


def test_where_several_could_be_meant_none_is(archive: Archive) -> None:
    second = article(url="https://example.org/2")
    brought(archive, ADDRESSED, second)
    assert brought(archive, BARE) == (1, 0, 0)
    other = Archive(archive.location + "-other")
    brought(other, BARE)
    assert brought(other, ADDRESSED, second) == (2, 0, 0)


def test_an_article_that_has_its_address_takes_no_second_one(archive: Archive) -> None:
    brought(archive, BARE)
    brought(archive, ADDRESSED)
    assert brought(archive, article(url="https://example.org/2")) == (1, 0, 0)


def test_what_is_known_under_both_ids_stays_two(archive: Archive) -> None:
    brought(archive, ADDRESSED)
    assert brought(archive, BARE, ADDRESSED) == (1, 0, 1)
