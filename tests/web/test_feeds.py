"""Feeds as clients get them, by the rules of RSS 2.0, Atom and JSON Feed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest
from fastapi.testclient import TestClient

from dashboard import create_app
from dashboard.articles.archive import Archive
from dashboard.articles.table import to_content
from dashboard.settings import Settings
from dashboard.sources.intake import Defaults
from dashboard.sources.source import Source
from tests.articles import made
from tests.sources.planned import plan_source

ATOM = "{http://www.w3.org/2005/Atom}"
DELETED = "{http://purl.org/atompub/tombstones/1.0}"
KINDS = {
    "/feed.rss": "application/rss+xml; charset=utf-8",
    "/feed.atom": "application/atom+xml; charset=utf-8",
    "/feed.json": "application/feed+json; charset=utf-8",
}
XML = ("/feed.rss", "/feed.atom")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Sixty articles, two of them withdrawn: one about Kenya and Uganda, one about Uganda."""
    archive = Archive(str(tmp_path_factory.mktemp("feeds") / "archive"))
    shown = made.articles()[:30]
    doubled = [
        replace(a, id=f"{n:016}", url=f"{a.url}?{n}") for n, a in enumerate([*shown, *shown])
    ]
    archive.upsert(to_content(doubled), "import", made.ARRIVED)
    archive.withdraw([f"{1:016}", f"{2:016}"], "It was \x0b<wrong>", "withdraw", made.ARRIVED)
    return archive


@pytest.fixture(scope="module")
def client(archive: Archive) -> Iterator[TestClient]:
    with TestClient(create_app(Settings.read(archive=archive.location))) as client:
        yield client


@pytest.mark.parametrize(("address", "media"), KINDS.items())
def test_a_feed_has_the_newest_fifty_of_the_view(
    client: TestClient, address: str, media: str
) -> None:
    answer = client.get(address)
    assert answer.headers["content-type"] == media
    assert len(entries(answer)) == 50
    assert {e["title"] for e in entries(client.get(f"{address}?country=NAM"))} == {
        "LAWYERS IN DANGER",
        "Lawyer’s office raided",
    }


@pytest.mark.parametrize("address", XML)
def test_feeds_are_taken_by_a_strict_reader(client: TestClient, address: str) -> None:
    for query in ("", "?page=2", "?q=nothinglikethis", "?country=KEN,-&lang=fr&q=%22%26%3C"):
        found = feedparser.parse(client.get(address + query).content)
        assert found.bozo == 0, found.get("bozo_exception")
        assert found.feed.title
        assert found.feed.updated_parsed or found.feed.get("published_parsed")
        for entry in found.entries:
            assert entry.title
            assert entry.link.startswith("http")
            assert entry.id.startswith("urn:uuid:")
            assert entry.published_parsed


def test_rss_has_what_its_rules_ask_for(client: TestClient) -> None:
    (channel,) = ET.fromstring(client.get("/feed.rss?country=KEN").content)
    assert [e.tag for e in channel[:5]] == [
        *("title", "link", "description", "language", "lastBuildDate")
    ]
    link = channel.find(f"{ATOM}link[@rel='self']")
    assert link is not None
    assert link.get("href") == "http://testserver/feed.rss?country=KEN"
    guids = [guid for item in channel.iter("item") for guid in item.iter("guid")]
    assert len({guid.text for guid in guids}) == len([*channel.iter("item")])
    assert {guid.get("isPermaLink") for guid in guids} == {"false"}
    for day in channel.iter("pubDate"):
        assert re.fullmatch(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} 00:00:00 GMT", day.text or "")
        assert parsedate_to_datetime(day.text or "")
    countries = {c.text for c in channel.iter("category") if c.get("domain")}
    assert {"Kenya", "Uganda", "Colombia"} <= countries


def test_atom_has_what_its_rules_ask_for(client: TestClient) -> None:
    root = ET.fromstring(client.get("/feed.atom").content)
    assert root.tag == f"{ATOM}feed"
    for parent in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated", "author"):
            assert len(parent.findall(ATOM + name)) == 1, name
        assert len(parent.findall(f"{ATOM}link[@rel='alternate']")) == 1
        assert datetime.fromisoformat(parent.findtext(f"{ATOM}updated", "")).tzinfo
    ids = [e.findtext(f"{ATOM}id") for e in root.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    terms = {
        (c.get("scheme", "")[-8:], c.get("term"), c.get("label"))
        for c in root.iter(f"{ATOM}category")
    }
    assert ("3166:-1", "KEN", "Kenya") in {(s[1:], t, lab) for s, t, lab in terms}
    assert ("category", "events", "Events") in terms


def test_json_feed_has_what_its_rules_ask_for(client: TestClient) -> None:
    feed = client.get("/feed.json?lang=fr").json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["home_page_url"] == "http://testserver/?lang=fr"
    assert feed["feed_url"] == "http://testserver/feed.json?lang=fr"
    assert feed["language"] == "fr"
    for item in feed["items"]:
        assert {"id", "url", "content_text", "date_published", "tags"} <= set(item)
        assert datetime.fromisoformat(item["date_published"]).tzinfo


def test_the_id_of_an_article_is_the_same_in_every_feed_and_on_every_server(
    client: TestClient, archive: Archive
) -> None:
    other = TestClient(
        create_app(Settings.read(archive=archive.location)), base_url="https://b.example"
    )
    found = [
        [entry["id"] for entry in entries(each.get(f"{address}?country=NAM"))]
        for each in (client, other)
        for address in KINDS
    ]
    assert found == [found[0]] * 6


@pytest.mark.parametrize("address", XML)
def test_pages_lead_through_the_whole_view(client: TestClient, address: str) -> None:
    found, page = [], f"{address}?lang=en"
    while page:
        root = ET.fromstring(client.get(page).content)
        links = {e.get("rel"): e.get("href", "") for e in root.iter(f"{ATOM}link")}
        found += [entry["id"] for entry in entries(client.get(page))]
        assert ("previous" in links) is ("page=" in page)
        page = _within(links["next"]) if "next" in links else ""
    assert len(set(found)) == len(found) == 58


def test_withdrawn_articles_are_tombstones(client: TestClient) -> None:
    for address in XML:
        root = ET.fromstring(client.get(f"{address}?country=KEN").content)
        (stone,) = root.iter(f"{DELETED}deleted-entry")
        assert stone.get("ref", "").startswith("urn:uuid:")
        assert stone.get("when") == "2026-01-01T00:00:00Z"
        assert stone.findtext(f"{DELETED}comment") == "It was <wrong>"
        assert len([*ET.fromstring(client.get(address).content).iter(stone.tag)]) == 2
    gone = client.get("/feed.json").json()["_defenders_map"]["withdrawn"]
    assert {each["id"] for each in gone} >= {stone.get("ref")}
    assert stone.get("ref") not in {entry["id"] for entry in entries(client.get("/feed.json"))}


def test_the_last_to_be_withdrawn_is_told_first(tmp_path: Path) -> None:
    archive = Archive(str(tmp_path / "archive"))
    some = [replace(a, id=f"{n:016}") for n, a in enumerate(made.articles()[:3])]
    archive.upsert(to_content(some), "import", made.ARRIVED)
    for day, number in enumerate((1, 0, 2)):
        moment = made.ARRIVED + timedelta(days=day + 1)
        archive.withdraw([some[number].id], str(number), "withdraw", moment)
    client = TestClient(create_app(Settings.read(archive=archive.location)))
    gone = client.get("/feed.json").json()["_defenders_map"]["withdrawn"]
    assert [each["reason"] for each in gone] == ["2", "0", "1"]


@pytest.mark.parametrize("address", [*KINDS, "/export.csv", "/export.xlsx", "/export.json"])
def test_who_has_the_answer_is_told_so(client: TestClient, address: str) -> None:
    answer = client.get(f"{address}?country=KEN")
    known = {"If-None-Match": f'"other", {answer.headers["etag"]}'}
    again = client.get(f"{address}?country=KEN", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == answer.headers["etag"]
    assert client.get(f"{address}?country=UGA", headers=known).status_code == 200
    french = known | {"Accept-Language": "fr"}
    assert client.get(f"{address}?country=KEN", headers=french).status_code == 200


@pytest.mark.parametrize("address", [*KINDS, "/export.csv", "/export.xlsx", "/export.json"])
@pytest.mark.parametrize(
    "query", ["country=XXX", "from=2015-13", "page=0", "sort=best", "to=1&from=2"]
)
def test_a_value_without_meaning_is_an_error(client: TestClient, address: str, query: str) -> None:
    answer = client.get(f"{address}?{query}", headers={"Accept-Language": "fr"})
    assert answer.status_code == 422
    told = answer.json()
    assert set(told) == {"error", "parameter", "message"}
    assert told["parameter"] in query
    assert "«" in told["message"]


def test_a_new_version_is_another_answer(tmp_path: Path) -> None:
    archive, found = Archive(str(tmp_path / "archive")), []
    for number, article in enumerate(made.articles()[:2]):
        archive.upsert(to_content([replace(article, id=f"{number:016}")]), "import")
        server = TestClient(create_app(Settings.read(archive=archive.location)))
        found.append(server.get("/feed.rss").headers["etag"])
    assert found[0] != found[1]


def test_a_page_that_is_not_there_is_an_error(client: TestClient) -> None:
    assert client.get("/feed.rss?page=2").status_code == 200
    assert client.get("/feed.rss?page=3").json()["parameter"] == "page"
    assert client.get("/export.csv?bom=yes").json()["parameter"] == "bom"


def test_other_pages_scripts_may_read_what_is_public_and_nothing_else(client: TestClient) -> None:
    origin = {"Origin": "https://other.example"}
    for address in ("/feed.rss", "/export.csv", "/feed.rss?country=XXX"):
        assert client.get(address, headers=origin).headers["access-control-allow-origin"] == "*"
    for address in ("/", "/view", "/version"):
        assert "access-control-allow-origin" not in client.get(address, headers=origin).headers
    asked = {**origin, "Access-Control-Request-Method": "POST"}
    assert client.options("/feed.rss", headers=asked).status_code == 400


@pytest.mark.parametrize("address", KINDS)
def test_our_own_reader_reads_a_feed(client: TestClient, address: str) -> None:
    content = client.get(f"{address}?country=KEN").content
    plan = plan_source(Source("feed", content), Defaults(), made.ARRIVED.date())
    assert not plan.rejects
    assert {country for article in plan.articles for country in article.countries} >= {"KEN", "UGA"}
    assert {article.language for article in plan.articles} == {"en", "fr"}


def test_a_download_has_all_articles_and_a_name(client: TestClient) -> None:
    answer = client.get("/export.csv?country=KEN&page=7&sort=oldest")
    name = r'attachment; filename="defenders-map-\d+-[0-9a-f]+\.csv"'
    assert re.fullmatch(name, answer.headers["content-disposition"])
    body = answer.text.split("changed_at\r\n")[1]
    assert body.count("\r\n") == 17
    assert body.index("2014-11-30") < body.index("2016-01-01")
    assert client.get("/export.csv?bom=1").content.startswith(b"\xef\xbb\xbf")


def test_an_empty_archive_has_feeds_and_downloads(tmp_path: Path) -> None:
    archive = Archive(str(tmp_path / "archive"))
    only = replace(made.articles()[0], id="0" * 16)
    archive.upsert(to_content([only]), "import")
    archive.withdraw([only.id], "", "withdraw")
    client = TestClient(create_app(Settings.read(archive=archive.location)))
    for address in (*KINDS, "/export.csv", "/export.xlsx", "/export.json"):
        assert client.get(address).status_code == 200


def entries(answer: Any) -> list[dict[str, Any]]:
    if "json" in answer.headers["content-type"]:
        items: list[dict[str, Any]] = answer.json()["items"]
        return items
    return list(feedparser.parse(answer.content).entries)


def _within(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"
