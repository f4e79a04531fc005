"""Behind a proxy: under a prefix, and believing only whom one trusts."""

import re
from pathlib import Path

import pytest
from fastapi import Request
from starlette.testclient import TestClient

from dashboard import create_app
from dashboard.settings import Settings

_FORWARDED = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "atlas.example.org"}


@pytest.mark.parametrize("taken_away", [True, False])
def test_every_address_of_the_page_is_under_the_prefix(tmp_path: Path, taken_away: bool) -> None:
    settings = Settings.read(archive=str(tmp_path / "archive"), prefix="/map/")
    with TestClient(create_app(settings)) as client:

        def get(address: str, accept: str = "*/*") -> str:
            path = address.removeprefix("/map") if taken_away else address
            answer = client.get(path, headers={"Accept": accept})
            assert answer.status_code == 200, address
            return answer.text

        document = re.sub(r"<a [^>]*>", "", get("/map/"))
        found = re.findall(r'(?:src|href)="(/[^"]*)"', document)
        assert len(found) > 10
        for address in found:
            assert address.startswith("/map/")
            get(address)
        for address in ("/map/version", "/map/view?country=KEN", "/map/_dash-layout"):
            get(address)


def test_the_prefix_alone_leads_to_the_page(tmp_path: Path) -> None:
    settings = Settings.read(archive=str(tmp_path / "archive"), prefix="/map")
    with TestClient(create_app(settings), follow_redirects=False) as client:
        answer = client.get("/map?country=KEN&q=%C3%A9")
        assert answer.status_code == 308
        assert answer.headers["location"] == "/map/?country=KEN&q=%C3%A9"
        assert 'href="/map/"' in client.get("/map/nothing", headers={"Accept": "text/html"}).text


@pytest.mark.parametrize("prefix", ["/map", "/api"])
def test_scripts_of_other_pages_read_what_is_public_under_any_prefix(
    tmp_path: Path, prefix: str
) -> None:
    settings = Settings.read(archive=str(tmp_path / "archive"), prefix=prefix)
    with TestClient(create_app(settings), headers={"Origin": "https://other.example"}) as client:
        for path in ("/api/v1/articles", "/feed.rss", "/export.csv"):
            answer = client.get(prefix + path)
            assert answer.status_code == 200
            assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-origin" not in client.get(f"{prefix}/articles").headers


@pytest.mark.parametrize(
    ("peer", "seen"),
    [
        ("192.0.2.7", ("https", "https://atlas.example.org/map/", "198.51.100.1")),
        ("203.0.113.9", ("http", "http://testserver/map/", "203.0.113.9")),
    ],
)
def test_only_trusted_proxies_are_believed(
    tmp_path: Path, peer: str, seen: tuple[str, str, str]
) -> None:
    settings = Settings.read(
        archive=str(tmp_path / "archive"), trusted_proxies="192.0.2.0/24", prefix="/map"
    )
    app = create_app(settings)
    told = []

    def tell(request: Request) -> None:
        assert request.client
        told.append((request.url.scheme, str(request.base_url), request.client.host))

    app.add_api_route("/told", tell)
    app.router.routes.insert(0, app.router.routes.pop())  # before the one for all other paths
    client = TestClient(app, client=(peer, 1))
    answer = client.get("/told", headers={**_FORWARDED, "X-Forwarded-For": "198.51.100.1"})
    assert told == [seen]
    assert ("strict-transport-security" in answer.headers) is (seen[0] == "https")
