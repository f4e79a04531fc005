"""Hostile articles in every feed, download and answer of the API: read as text, or not there."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import feedparser
import pytest
from fastapi.testclient import TestClient

from dashboard import create_app
from dashboard.settings import Settings
from tests.web import hostile

FEEDS = ("/feed.rss", "/feed.atom", "/feed.json")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    archive = hostile.archive(tmp_path_factory.mktemp("hostile"))
    return TestClient(create_app(Settings.read(archive=archive.location)))


@pytest.mark.parametrize("address", [*FEEDS, "/export.json"])
def test_no_markup_is_alive(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert not hostile.LIVE.search(answer.text)
    assert "Article 7" in answer.text


@pytest.mark.parametrize("address", FEEDS[:2])
def test_feeds_of_hostile_articles_are_well_formed(client: TestClient, address: str) -> None:
    content = client.get(address).content
    for element in ET.fromstring(content).iter():
        links = [element.get("href", "http:"), (element.tag == "link" and element.text) or "http:"]
        assert all(link.startswith(("http:", "https:")) for link in links)
    found = feedparser.parse(content, sanitize_html=False)
    assert found.bozo == 0
    assert len(found.entries) > 30
    for entry in found.entries:
        assert entry.link.startswith(("https://", "http://"))
        assert not hostile.LIVE.search(entry.title)
        assert not hostile.LIVE.search(entry.get("summary", ""))


def test_links_of_json_lead_to_the_web(client: TestClient) -> None:
    items = json.loads(client.get("/feed.json").text)["items"]
    assert all(item["url"].startswith(("https://", "http://")) for item in items)
    articles = json.loads(client.get("/export.json").text)["articles"]
    assert all(a["url"].startswith(("https://", "http://")) or not a["url"] for a in articles)


def test_no_cell_of_a_spreadsheet_is_a_formula(client: TestClient) -> None:
    text = client.get("/export.csv", params={"q": '=1+1,=2 "x', "sort": "oldest"}).text
    text += client.get("/export.csv").text
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert any("cmd|" in cell for cell in cells)
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(tuple("=+-@\t\r\n"))]
