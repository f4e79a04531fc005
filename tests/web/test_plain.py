"""The plain pages: what they say, that they stay small, and that whatever comes in stays text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from dashboard import create_app
from dashboard.articles.archive import Archive
from dashboard.articles.model import Article, Status, digests
from dashboard.articles.table import to_content
from dashboard.places import names
from dashboard.settings import Settings
from dashboard.text import slug
from tests.articles import made
from tests.articles.strategies import ANY_TEXT

LARGEST = 50_000  # bytes of a page, as issue 5 bounds it
PAGES = ("articles", "countries", "country/KEN", "about")
VOID = {"br", "img", "input", "link", "meta", "option", "rect"}
LEAVING: dict[str, str | None] = {"src": "/assets/leave.js", "defer": None}
ATTACK = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>'{{ 7 * 7 }}"


def serving(tmp_path: Path, articles: list[Article], **given: object) -> TestClient:
    archive = Archive(str(tmp_path / "archive"))
    ids = digests(article.id for article in articles)
    named = [replace(article, id=id_) for article, id_ in zip(articles, ids, strict=True)]
    archive.upsert(to_content(named), "test")
    return TestClient(create_app(Settings.read(archive=archive.location, **given)))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return the thirty articles being served."""
    published = [each for each in made.articles() if each.status is Status.PUBLISHED]
    with serving(tmp_path_factory.mktemp("plain"), published) as client:
        yield client


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    nothing = tmp_path_factory.mktemp("plain") / "archive"
    with TestClient(create_app(Settings.read(archive=str(nothing)))) as client:
        yield client


class Shape(HTMLParser):
    """Reads a page as a browser does, and notes what is wrong with it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID or tag == "rect":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [a for t, a in self.seen if t == tag and wanted.items() <= a.items()]


def shape(client: TestClient, path: str, status: int = 200, **headers: str) -> Shape:
    answer = client.get("/" + path, headers=headers)
    assert answer.status_code == status
    return Shape(answer.text)


def words(page: Shape) -> str:
    return " ".join(page.text.split())


@pytest.mark.parametrize("path", [*PAGES, "articles?country=KEN&q=lawyer&lang=fr", "country/VAT"])
def test_a_page_has_no_script_but_that_of_leaving_and_no_style_of_its_own(
    sample: TestClient, path: str
) -> None:
    page = shape(sample, path)
    assert page.all("script") == [LEAVING]
    assert [a for _, a in page.seen if "style" in a or any(k.startswith("on") for k in a)] == []
    (style,) = page.all("link", rel="stylesheet")
    assert "immutable" in sample.get(style["href"] or "").headers["cache-control"]
    assert page.text.count("Demonstration data, generated") or "générées" in page.text


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_its_landmarks(client: TestClient, path: str) -> None:
    page = shape(client, path)
    for landmark in ("header", "main", "footer", "h1", "title"):
        assert len(page.all(landmark)) == (1 if landmark != "title" else len(page.all("title")))
    assert page.all("a", **{"class": "skip"})[0]["href"] == "#main"
    labels = [nav["aria-label"] for nav in page.all("nav")]
    assert len(labels) == len(set(labels))
    levels = [int(tag[1]) for tag, _ in page.seen if re.fullmatch("h[1-6]", tag)]
    assert all(deeper <= level + 1 for level, deeper in pairwise(levels))


@pytest.mark.parametrize("path", [*PAGES, "articles?country=KEN,UGA&page=2", "nothing"])
def test_a_page_is_in_the_visitors_language(client: TestClient, path: str) -> None:
    status = 404 if path == "nothing" else 200
    for sent, asked in (
        ({"Accept-Language": "fr-CH"}, path),
        ({}, f"{path}{'&' if '?' in path else '?'}lang=fr"),
    ):
        page = shape(client, asked, status, **sent)
        assert page.all("html")[0]["lang"] == "fr"
        assert "Chaque nombre compte des articles publiés" in page.text
    assert "Accept-Language" in client.get("/" + path).headers["vary"]


@pytest.mark.parametrize(
    ("query", "heading", "first", "number"),
    [
        ("", "30 articles", "Leap day", 25),
        ("page=2", "30 articles", "Human rights day", 5),
        ("page=99", "30 articles", "Human rights day", 5),
        ("sort=oldest", "30 articles", "Lawyer arrested", 25),
        ("country=KEN&category=events", "3 articles, Kenya, Events", "Side event", 3),
        ("country=KEN&country=UGA&q=&from=&to=", "13 articles, Kenya, Uganda", "Leap day", 13),
        ("from=2015-12-31&to=2016-01-01", "2 articles, Dec 31, 2015", "New year", 2),
        ("q=lawyer", "8 articles, “lawyer”", "Nowhere", 8),
        ("q=lawyer&sort=relevance", "8 articles, “lawyer”", "Lawyer at risk", 8),
    ],
)
def test_the_list_means_what_the_map_means(
    client: TestClient, query: str, heading: str, first: str, number: int
) -> None:
    page = shape(client, "articles?" + query)
    assert words(page).count(heading)
    articles = words(page).partition("Best match" if "q=l" in query else "Oldest")[2].strip()
    assert articles.startswith(first) or first in articles[:60]
    assert len(page.all("article")) == number


def test_the_form_holds_what_is_chosen(client: TestClient) -> None:
    query = "q=a+b&from=2015&to=2015-03&country=KEN,FRA&category=events&topic=torture&lang=en"
    page = shape(client, f"articles?{query}&sort=oldest&source=nobody")
    given = {a["name"]: a["value"] for a in page.all("input") if a.get("type") != "checkbox"}
    assert given == {
        **{"q": "a b", "from": "2015-01-01", "to": "2015-03-31", "lang": "en", "sort": "oldest"}
    }
    ticked = {(a["name"], a["value"]) for a in page.all("input") if "checked" in a}
    assert {("category", "events"), ("topic", "torture"), ("source", "nobody")} <= ticked
    assert {("country", "KEN"), ("country", "FRA")} <= ticked


def test_bad_values_are_explained_and_the_rest_holds(client: TestClient) -> None:
    page = words(shape(client, "articles?country=KEN,QQQ&from=soon&page=x"))
    for value in ("QQQ", "“soon” is not a date", "“x” is not the number of a page"):
        assert value in page
    assert "9 articles, Kenya" in page


def test_nothing_found_is_said_with_a_way_out(client: TestClient) -> None:
    page = shape(client, "articles?q=zebra&country=KEN")
    assert "No article at all has “zebra”." in page.text
    assert page.all("a", href="/articles")


def test_what_the_search_found_is_marked(client: TestClient) -> None:
    page = client.get("/articles?q=lawyer").text
    assert "<mark>Lawyer</mark> arrested" in page
    assert "With <mark>lawyer</mark>s" in page


def test_every_country_stands_in_the_table(client: TestClient) -> None:
    page = client.get("/countries?category=events")
    assert len(re.findall("<tr><th scope=.row", page.text)) == len(names.codes())
    row = next(r for r in page.text.split("<tr>") if ">Kenya<" in r)
    assert re.findall(r"<td[^>]*>([^<]*)</td>", row) == ["3", "2015-01-01", "2015-09-30"]
    assert "1 article names no country" in page.text


def test_a_country_tells_its_articles(client: TestClient) -> None:
    page = shape(client, "country/KEN")
    assert "9 articles" in page.text
    assert "First article: November 30, 2014. Latest: January 1, 2016." in page.text
    assert page.all("a", href="/articles?country=KEN&category=events")
    assert page.all("a", href="/?country=KEN")
    for feed in ("feed.rss", "feed.atom", "feed.json", "export.csv"):
        assert page.all("a", href=f"/{feed}?country=KEN")
    bars = page.all("rect")
    assert len(bars) == 3
    assert max(float(bar["height"] or 0) for bar in bars) == 48
    assert "From 2014 to 2016; most in 2015: 6." in page.text


def test_a_country_without_articles_says_so(client: TestClient) -> None:
    page = shape(client, "country/FRA")
    assert "0 articles" in page.text
    assert page.all("svg") == []


@pytest.mark.parametrize(
    ("written", "leads"),
    [("ken", "KEN"), ("ke", "KEN"), ("KE", "KEN"), ("xk", "XKX"), ("Na", "NAM")],
)
def test_other_codes_of_a_country_lead_to_its_page(
    client: TestClient, written: str, leads: str
) -> None:
    answer = client.get(f"/country/{written}?lang=fr", follow_redirects=False)
    assert answer.status_code == 301
    assert answer.headers["location"] == f"{leads}?lang=fr"  # whatever Host the request names
    found = client.get(f"/country/{written}?lang=fr")
    assert found.status_code == 200
    assert found.url.path == f"/country/{leads}"
    assert found.url.query == b"lang=fr"


@pytest.mark.parametrize("code", ["ZZZ", "-", "kenya", "K", "\u212aEN", "a" * 200, ATTACK])
def test_what_is_no_country_is_not_found(client: TestClient, code: str) -> None:
    answer = client.get("/country/" + quote(code, safe=""))
    assert answer.status_code == 404
    page = Shape(answer.text)
    assert code in page.text or "/" in code
    assert page.all("img") == []
    assert page.all("script") == [LEAVING]


def test_the_sources_are_named_with_their_numbers(client: TestClient) -> None:
    page = words(shape(client, "about"))
    assert "30 articles, by who published them: OMCT 19 FIDH 11" in page
    for part in ("Geodata", "found by name in title or summary", "No cookies"):
        assert part in page


def hostile(number: int) -> Article:
    """Return an article whose texts are long and hostile."""
    return Article(
        id=f"h{number}",
        title=f"{ATTACK} {number} " + "langes Wort " * 200,
        date=date(1900 + number % 120, 1, 1),
        category=f"{ATTACK} {number}",
        summary=f"{ATTACK} " + "人权 défense " * 500,
        url="https://example.org/" + "a-long-path/" * 25 + str(number),
        topics=(
            *(f"<b>Economic, social and cultural rights {number}{n}" for n in range(9)),
            "t" * 999,
        ),
        countries=names.codes(),
        language="en",
        source=f"{ATTACK} {number} " + "s" * (number % 300),
    )


@pytest.fixture(scope="module")
def hostile_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    articles = [hostile(number) for number in range(200)]
    with serving(tmp_path_factory.mktemp("hostile"), articles, page_size=500) as client:
        yield client


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("path", [*PAGES, "articles?q=alert", "articles?q=zebra", "countries?q=a"])
def test_pages_stay_small_and_whatever_comes_in_stays_text(
    hostile_client: TestClient, path: str, lang: str
) -> None:
    answer = hostile_client.get(f"/{path}{'&' if '?' in path else '?'}lang={lang}")
    assert answer.status_code == 200
    assert len(answer.content) < LARGEST
    page = Shape(answer.text)
    assert page.all("script") == [LEAVING]
    assert page.all("img", src="x") == []
    assert "49" not in slug(page.text).split("-alert-")[0][-20:]
    links = [a["href"] or "" for a in page.all("a")]
    assert all(re.match(r"/|#main|https?://", href) for href in links)


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_the_sample_stay_small(sample: TestClient, path: str) -> None:
    assert len(sample.get(f"/{path}?lang=fr").content) < LARGEST


@given(ANY_TEXT)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_address_has_an_answer(client: TestClient, text: str) -> None:
    written = quote(text, errors="replace")
    for path in ("articles?q=", "countries?country=", "country/", "articles?from=", "about?lang="):
        assert client.get(f"/{path}{written}").status_code in {200, 301, 404}


def test_every_link_stands_under_the_prefix(tmp_path: Path) -> None:
    settings = Settings.read(archive=str(tmp_path / "archive"), prefix="/map")
    with TestClient(create_app(settings)) as client:
        for path in (*PAGES, "nothing"):
            page = Shape(client.get(f"/map/{path}").text)
            links = [a["href"] or "" for kind in ("a", "link") for a in page.all(kind)]
            assert all(re.match("#|https?://|/map/", href) for href in links)
            assert (
                client.get(page.all("link", rel="stylesheet")[0]["href"] or "").status_code == 200
            )
        assert client.get("/map/country/ke").url.path == "/map/country/KEN"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_that_has_not_changed_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get("/" + path)
    again = client.get("/" + path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(f"/{path}?lang=fr", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200
