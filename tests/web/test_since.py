"""“New since”: the same articles in the view, on plain pages, in feeds, downloads and the API."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import fastexcel
import feedparser
import pytest
from fastapi.testclient import TestClient

from dashboard import create_app
from dashboard.articles.archive import Archive
from dashboard.articles.table import to_content
from dashboard.settings import Settings
from tests.articles import made

FIRST = datetime(2026, 3, 1, 12, 0, 0, 400_000, tzinfo=UTC)
SECOND = FIRST + timedelta(days=30)
THIRD = SECOND + timedelta(milliseconds=1)
LAST = ["Title e", "Title f"]
LATER = ["Title c", "Title d", *LAST]
ALL = ["Title a", "Title b", *LATER]
MOMENTS = {
    "2026-03-01": ALL,
    "2026-03-01T12:00:00.399Z": ALL,
    "2026-03-01T12:00:00.400Z": LATER,
    "2026-03-01T12:00:00.4": LATER,
    "2026-03-01T14:00:00.400+02:00": LATER,
    "2026-03-31T12:00:00.399Z": LATER,
    "2026-03-31T12:00:00.400Z": LAST,
    "2026-03-31T12:00:00.401Z": [],
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Six articles that arrived two at a time; one of the first changed when the last came."""
    archive = Archive(str(tmp_path_factory.mktemp("since") / "archive"))
    titled = zip(made.articles(), ALL, strict=False)
    some = [replace(a, id=f"{n:016}", title=title) for n, (a, title) in enumerate(titled)]
    changed = replace(some[0], summary="Another summary")
    for moment, articles in ((FIRST, some[:2]), (SECOND, some[2:4]), (THIRD, [changed, *some[4:]])):
        archive.upsert(to_content(articles), "import", moment)
    with TestClient(create_app(Settings.read(archive=archive.location))) as client:
        yield client


def of_page(answer: Any) -> list[str]:
    return re.findall(">(Title .)</", answer.text)


def of_view(answer: Any) -> list[str]:
    return re.findall(">(Title .)</", answer.json()["html"]["articles"])


def of_xml(answer: Any) -> list[str]:
    return [entry.title for entry in feedparser.parse(answer.content).entries]


def of_csv(answer: Any) -> list[str]:
    table = answer.text[answer.text.index("id,title") :]
    return [row["title"] for row in csv.DictReader(io.StringIO(table))]


def of_workbook(answer: Any) -> list[str]:
    return list(fastexcel.read_excel(answer.content).load_sheet(0).to_pandas()["title"])


def of_json(answer: Any) -> list[str]:
    told = answer.json()
    return [each["title"] for each in told.get("articles", told.get("items"))]


TITLES: dict[str, Callable[[Any], list[str]]] = {
    "/view": of_view,
    "/articles": of_page,
    "/feed.rss": of_xml,
    "/feed.atom": of_xml,
    "/feed.json": of_json,
    "/export.csv": of_csv,
    "/export.xlsx": of_workbook,
    "/export.json": of_json,
    "/api/v1/articles": of_json,
}


@pytest.mark.parametrize(("moment", "found"), MOMENTS.items())
@pytest.mark.parametrize("address", TITLES)
def test_the_same_articles_are_new(
    client: TestClient, address: str, moment: str, found: list[str]
) -> None:
    answer = client.get(address, params={"since": moment})
    assert answer.status_code == 200
    assert sorted(TITLES[address](answer)) == found


@pytest.mark.parametrize(("moment", "found"), MOMENTS.items())
def test_as_many_are_counted(client: TestClient, moment: str, found: list[str]) -> None:
    asked, number = {"since": moment}, len(found)
    told = client.get("/api/v1/counts", params=asked).json()
    assert told["total"] == sum(span["articles"] for span in told["spans"]) == number
    assert told["all"] == 6
    assert sum(value["articles"] for value in told["by"]["category"]) == number
    cells = client.get("/api/v1/cells", params=asked).json()["cells"]
    assert sum(cells["articles"]) == number
    heading = client.get("/view", params=asked).json()["head"]["text"]
    assert heading.startswith(f"{number} article")


@pytest.mark.parametrize("moment", MOMENTS)
def test_as_many_are_counted_in_each_country(client: TestClient, moment: str) -> None:
    told = client.get("/api/v1/countries", params={"since": moment}).json()["countries"]
    page = client.get("/countries", params={"since": moment}).text
    assert {country["name"] for country in told} == {"Kenya", "Uganda", "Colombia"}
    for country in told:
        row = next(row for row in page.split("<tr>") if f">{country['name']}<" in row)
        assert f'"number">{country["articles"]}<' in row


@pytest.mark.parametrize("address", [a for a in TITLES if a not in {"/view", "/articles"}])
def test_who_takes_them_away_is_told_of_a_moment_that_is_none(
    client: TestClient, address: str
) -> None:
    answer = client.get(address, params={"since": "yesterday"})
    assert (answer.status_code, answer.json()["parameter"]) == (422, "since")


def test_addresses_keep_the_moment(client: TestClient) -> None:
    asked = {"since": "2026-03-01T12:00:00.4", "lang": "en"}
    kept = "since=2026-03-01T12%3A00%3A00.400Z"
    page = client.get("/articles", params=asked).text
    assert '<input type="hidden" name="since" value="2026-03-01T12:00:00.400Z">' in page
    for ending in ("feed.rss", "feed.atom", "feed.json", "picture.png", "countries", "articles"):
        assert re.search(rf'"[^"]*{ending}\?(?:[^"]*;)?{kept}', page), ending
    home = client.get("/feed.json", params=asked).json()["home_page_url"]
    assert home.endswith(f"/?{kept}&lang=en")
    about = client.get("/export.json", params=asked).json()["about"]
    assert about["address"].endswith(f"/?{kept}")
    assert about["filters"] == "4 articles, added since March 1, 2026"
    assert client.get("/view", params=asked).json()["query"] == f"?{kept}&lang=en"
