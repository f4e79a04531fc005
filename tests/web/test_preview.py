"""What pages tell those who show a link to them: words, addresses, and a picture of the map."""

import asyncio
import struct
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from starlette.testclient import TestClient

from dashboard import create_app, locales
from dashboard.articles.model import Status
from dashboard.places import shapes
from dashboard.places.names import codes
from dashboard.settings import Settings
from dashboard.web.drawing import Drawing, draw
from dashboard.web.picture import Pictures
from tests.articles import made
from tests.web.test_plain import Shape, serving

PNG = b"\x89PNG\r\n\x1a\n"
BASE = "http://testserver/"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    published = [each for each in made.articles() if each.status is Status.PUBLISHED]
    with serving(tmp_path_factory.mktemp("preview"), published) as client:
        yield client


def tags(client: TestClient, path: str) -> dict[str, str]:
    page = client.get("/" + path).text
    head = Shape(page.replace("</body>", "</body>")) if "react" not in page else None
    seen = head.seen if head else Shape(page[: page.index("<body>")] + "</html>").seen
    metas = [attributes for tag, attributes in seen if tag == "meta"]
    told = {a.get("property") or a.get("name") or "": a.get("content") or "" for a in metas}
    links = [attributes for tag, attributes in seen if tag == "link"]
    told |= {
        f"{a['rel']}:{a.get('hreflang') or a.get('type') or ''}": a["href"] or "" for a in links
    }
    return told


@pytest.mark.parametrize(
    ("path", "title", "canonical", "picture"),
    [
        ("", "30 articles", "", "lang=en"),
        ("?utm=x&country=ken&map=off", "9 articles, Kenya", "?country=KEN", "country=KEN&lang=en"),
        (
            "articles?q=lawyer&lang=fr",
            "8 articles, « lawyer »",
            "articles?q=lawyer&lang=fr",
            "q=lawyer&lang=fr",
        ),
        (
            "countries?category=events",
            "Countries",
            "countries?category=events",
            "category=events&lang=en",
        ),
        ("country/KEN?q=x", "Kenya", "country/KEN", "country=KEN&lang=en"),
        ("about", "About", "about", "lang=en"),
    ],
)
def test_a_page_tells_what_it_shows(
    client: TestClient, path: str, title: str, canonical: str, picture: str
) -> None:
    told = tags(client, path)
    assert told["og:title"] == title
    assert told["canonical:"] == told["og:url"] == BASE + canonical
    assert told["og:image"] == f"{BASE}picture.png?{picture}"
    assert told["twitter:card"] == "summary_large_image"
    assert {"alternate:en", "alternate:fr", "alternate:x-default"} <= told.keys()
    assert told["alternate:application/rss+xml"].startswith("/feed.rss")


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("?country=KEN&lang=fr&map=off", "country=KEN&lang=fr"),
        ("articles?country=KEN&lang=fr&page=1", "country=KEN&lang=fr"),
        ("countries?q=lawyer", "q=lawyer"),
        ("country/KEN?lang=fr", "country=KEN&lang=fr"),
    ],
)
def test_readers_find_the_feeds_of_what_is_shown(client: TestClient, path: str, query: str) -> None:
    told = tags(client, path)
    for ending, kind in (("rss", "rss+xml"), ("atom", "atom+xml"), ("json", "feed+json")):
        assert told[f"alternate:application/{kind}"] == f"/feed.{ending}?{query}"


def test_hostile_words_stay_within_their_tag(client: TestClient) -> None:
    attack = '"><script>alert(1)</script>'
    for path in ("", "articles"):
        page = client.get(f"/{path}", params={"q": attack, "lang": attack}).text
        assert attack not in page
        assert attack in unescape(page)


def test_without_a_script_the_page_leads_to_the_list(client: TestClient) -> None:
    page = client.get("/?country=KEN&lang=fr").text
    notice = page.partition("<noscript>")[2].partition("</noscript>")[0]
    assert (
        '<a href="/articles?country=KEN&amp;lang=fr">Lire les articles sans la carte</a>' in notice
    )


def test_a_picture_of_a_view(client: TestClient) -> None:
    answer = client.get("/picture.png?country=KEN&lang=fr")
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(PNG)
    assert struct.unpack(">II", answer.content[16:24]) == (1200, 630)
    assert "max-age" in answer.headers["cache-control"]
    assert "Accept-Language" in answer.headers["vary"]
    assert client.get("/picture.png?lang=fr&x=1&country=ken&country=KEN").content == answer.content
    assert client.get("/picture.png?country=UGA&lang=fr").content != answer.content


def test_any_words_can_be_drawn() -> None:
    boundaries = shapes.projected(shapes.load(Settings.read().boundaries))
    heading = "人权 $x^2$ عربي \ud800 \\frac " + "word " * 99
    drawing = Drawing({"-": 5, "KEN": 3}, codes(), heading, "$", is_sample=True)
    assert draw(drawing, boundaries, locales.texts("fr")).startswith(PNG)


def test_pictures_are_drawn_one_at_a_time_and_too_many_are_told_to_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing, most = 0, 0
    lock = threading.Lock()

    def slow(*_: object) -> bytes:
        nonlocal drawing, most
        with lock:
            drawing += 1
            most = max(most, drawing)
        threading.Event().wait(0.01)
        with lock:
            drawing -= 1
        return PNG

    monkeypatch.setattr("dashboard.web.picture.draw", slow)
    settings = Settings.read(archive=str(tmp_path / "archive"))
    app = create_app(settings)
    pictures = next(
        cell.cell_contents
        for route in app.routes
        if getattr(route, "path", "") == "/picture.png"
        for cell in route.endpoint.__closure__  # type: ignore[attr-defined]
        if isinstance(cell.cell_contents, Pictures)
    )

    async def ask(code: str) -> int:
        from starlette.requests import Request

        scope = {
            "type": "http",
            "method": "GET",
            "path": "/picture.png",
            "headers": [(b"host", b"x")],
        }
        answer = await pictures(Request({**scope, "query_string": f"country={code}".encode()}))
        return int(answer.status_code)

    async def all_at_once() -> list[int]:
        return await asyncio.gather(*map(ask, codes()[:40]))

    answers = asyncio.run(all_at_once())
    assert most == 1
    assert sorted(set(answers)) == [200, 503]
    assert answers.count(200) == 16


def test_the_sitemap_lists_pages_and_countries_with_articles(client: TestClient) -> None:
    answer = client.get("/sitemap.xml")
    assert answer.headers["content-type"].startswith("application/xml")
    space = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    urls = ET.fromstring(answer.text).findall("s:url", space)
    found = [url.findtext("s:loc", "", space) for url in urls]
    countries = {u for u in found if "/country/" in u and "?" not in u}
    assert countries == {f"{BASE}country/{c}" for c in ("CIV", "COL", "KEN", "NAM", "UGA", "XKX")}
    assert {BASE, BASE + "articles?lang=fr", BASE + "about"} <= set(found)
    assert all(len(url.findall("x:link", space)) == 3 for url in urls)
    for page in found:
        assert client.get(page).status_code == 200


def test_robots_are_kept_from_what_is_heavy_or_endless(client: TestClient) -> None:
    answer = client.get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    rules = RobotFileParser()
    rules.parse(answer.text.splitlines())
    assert rules.site_maps() == [BASE + "sitemap.xml"]
    for path in ("", "articles", "country/KEN", "picture.png?country=KEN", "feed.rss"):
        assert rules.can_fetch("bot", BASE + path)
    for path in ("export.csv", "api/v1/articles", "view?x=1"):
        assert not rules.can_fetch("bot", BASE + path)
