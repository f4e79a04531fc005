"""Hostile articles on every page, in every feed, download and answer: text, or not there."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import feedparser
import pytest
from fastapi.testclient import TestClient

from dashboard import create_app
from dashboard.exports import workbook
from dashboard.settings import Settings
from tests.articles import made
from tests.exports.downloaded import download
from tests.web import hostile
from tests.web.test_plain import LEAVING, Shape

FEEDS = ("/feed.rss", "/feed.atom", "/feed.json")
API = tuple(f"/api/v1/{name}" for name in ("articles?limit=500", "counts", "countries", "cells"))
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OURS = {
    *("a", "article", "br", "button", "dd", "details", "div", "dt", "h3", "h4", "li"),
    *("mark", "nav", "ol", "p", "small", "span", "summary", "time", "ul"),
}
SIGNS = tuple("=+-@\t\r\n")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    archive = hostile.archive(tmp_path_factory.mktemp("hostile"))
    return TestClient(create_app(Settings.read(archive=archive.location)))


@pytest.mark.parametrize("address", [*FEEDS, "/export.json", *API])
def test_no_markup_is_alive(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert not hostile.LIVE.search(answer.text)
    there = {"counts": "cmd|", "countries": "KEN", "cells": "cmd"}
    assert there.get(address.rpartition("/")[2], "Article 7") in answer.text


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
    articles += client.get(API[0]).json()["articles"]
    assert len(articles) == 2 * len(hostile.TEXTS + hostile.URLS)
    assert all(a["url"].startswith(("https://", "http://")) or not a["url"] for a in articles)


@pytest.mark.parametrize("path", ["articles", "countries", "country/KEN", "about"])
@pytest.mark.parametrize("text", ["", "alert", *hostile.TEXTS])
@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_a_plain_page_is_made_of_its_own_elements(
    client: TestClient, path: str, text: str, sort: str
) -> None:
    asked = {"q": text, "from": text, "lang": text, "sort": sort}
    page = Shape(client.get(f"/{path}", params=asked).text)
    assert page.all("script") == [LEAVING]
    assert not {tag for tag, _ in page.seen} & {"iframe", "math", "object", "base"}
    assert all(str(img["src"]).startswith("http://testserver/") for img in page.all("img"))
    check_attributes(page)


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_the_head_of_the_map_is_made_of_its_own_elements(client: TestClient, text: str) -> None:
    asked = dict.fromkeys(("q", "category", "country", "from", "lang"), text)
    head = client.get("/", params=asked).text.partition("</head>")[0]
    shown = Shape(f"{head}</head></html>")
    assert {tag for tag, _ in shown.seen} == {"html", "head", "meta", "title", "link"}
    check_attributes(shown)


def check_attributes(shown: Shape) -> None:
    """Look for attributes that would run something, and for links that lead out of the web."""
    found = [
        (name, value or "") for _, attributes in shown.seen for name, value in attributes.items()
    ]
    assert not [name for name, _ in found if name.startswith("on") or name in {"style", "srcdoc"}]
    links = [value for name, value in found if name in {"href", "src", "action"}]
    assert all(link.startswith(("?", "/", "#", "https://", "http://")) for link in links)
    assert not [link for link in links if link.startswith("//")]


def test_what_a_view_is_told_is_made_of_its_own_elements(client: TestClient) -> None:
    every = {"country": "KEN", "q": "alert -nothing", "category": ",".join(hostile.TEXTS)}
    for asked in ({"country": "KEN"}, {"page": "2"}, every, dict.fromkeys(every, hostile.TEXTS[0])):
        told = client.get("/view", params=asked).json()
        shown = Shape("".join([*told["html"].values(), *told["ends"].values()]))
        assert {tag for tag, _ in shown.seen} <= OURS
        check_attributes(shown)


def test_no_cell_of_a_spreadsheet_is_a_formula(client: TestClient) -> None:
    text = client.get("/export.csv", params={"q": '=1+1,=2 "x', "sort": "oldest"}).text
    text += client.get("/export.csv").text
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert any("cmd|" in cell for cell in cells)
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(SIGNS)]


@pytest.mark.parametrize("query", ["", *hostile.TEXTS])
def test_a_workbook_has_texts_and_nothing_that_acts(client: TestClient, query: str) -> None:
    check_workbook(client.get("/export.xlsx", params={"q": query}).content)


def test_not_even_what_no_import_lets_in_acts_in_a_workbook() -> None:
    texts = [*hostile.TEXTS, *hostile.URLS]
    first = made.articles()[0]
    rows = [replace(first, id=t, title=t, summary=t, category=t, url=t, source=t) for t in texts]
    content = download(made.dataset_of(rows), workbook.write)
    assert len(check_workbook(content)) > 5 * len(texts)


def check_workbook(content: bytes) -> list[str]:
    """Return the texts of a workbook's cells; every part of it is read as Excel reads it."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {name: ET.fromstring(packed.read(name)) for name in packed.namelist()}
    assert not [n for n in parts if "external" in n or "sheets/_rels" in n or "vba" in n]
    everything = [element for part in parts.values() for element in part.iter()]
    assert not [e for e in everything if e.get("TargetMode") or e.tag == f"{SHEET}hyperlinks"]
    formats = parts["xl/styles.xml"].findall(f"{SHEET}cellXfs/{SHEET}xf")
    cells = [element for element in everything if element.tag == f"{SHEET}c"]
    for cell in cells:
        assert cell.get("t") == "inlineStr"
        assert [inner.tag for inner in cell] == [f"{SHEET}is"]
        if "".join(cell.itertext()).startswith(SIGNS):
            assert formats[int(cell.get("s", "0"))].get("quotePrefix") == "1"
    return ["".join(cell.itertext()) for cell in cells]
