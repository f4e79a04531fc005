"""Whoever takes the generated sample away is told that it is generated, and nobody else is."""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import fastexcel
import pytest
from fastapi.testclient import TestClient

from dashboard import create_app, locales
from dashboard.articles.model import Status
from dashboard.settings import Settings
from tests.articles import made
from tests.web.test_api import PATHS
from tests.web.test_plain import Shape, serving

ATOM = "{http://www.w3.org/2005/Atom}"
# Where in each answer a reader is told.
TOLD: dict[str, Any] = {
    "/feed.rss": lambda answer: ET.fromstring(answer.content).findtext("channel/description"),
    "/feed.atom": lambda answer: ET.fromstring(answer.content).findtext(f"{ATOM}subtitle"),
    "/feed.json": lambda answer: answer.json()["description"],
    "/export.csv": lambda answer: answer.text.split("id,title", 1)[0],
    "/export.xlsx": lambda answer: second_sheet(answer.content),
    "/export.json": lambda answer: str(answer.json()["about"]),
}
PAGES = ("", "articles", "countries", "country/KEN", "about")


def second_sheet(content: bytes) -> str:
    table = fastexcel.read_excel(content).load_sheet(1, header_row=None).to_pandas()
    return "\n".join(table.astype(str).agg(" ".join, axis=1))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    nothing = tmp_path_factory.mktemp("sample") / "archive"
    with TestClient(create_app(Settings.read(archive=str(nothing)))) as client:
        yield client


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    published = [each for each in made.articles() if each.status is Status.PUBLISHED]
    with serving(tmp_path_factory.mktemp("real"), published) as client:
        yield client


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("address", TOLD)
def test_what_is_taken_away_says_that_it_is_generated(
    sample: TestClient, real: TestClient, address: str, language: str
) -> None:
    notice, asked = locales.texts(language)("sample.notice"), f"?country=KEN&lang={language}"
    assert notice in TOLD[address](sample.get(address + asked))
    assert notice not in TOLD[address](real.get(address + asked))


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_of_the_api_says_so(sample: TestClient, real: TestClient, path: str) -> None:
    assert sample.get(f"/api/v1/{path}").json()["is_sample"] is True
    assert real.get(f"/api/v1/{path}").json()["is_sample"] is False


@pytest.mark.parametrize("path", PAGES)
def test_who_shows_a_link_to_a_page_is_told(
    sample: TestClient, real: TestClient, path: str
) -> None:
    for client, times in ((sample, 2), (real, 0)):
        head = client.get(f"/{path}").text.partition("</head>")[0]
        found = [
            a["content"] or "" for a in Shape(f"{head}</head></html>").all("meta") if "content" in a
        ]
        notice = locales.texts("en")("sample.notice")
        assert sum(text.startswith(notice) for text in found) == times
