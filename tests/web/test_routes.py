"""What the server answers beside Dash, and the headers on every answer."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dashboard import create_app
from dashboard.articles.archive import Archive
from dashboard.settings import Settings


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    archive = tmp_path_factory.mktemp("web") / "archive"
    with TestClient(create_app(Settings.read(archive=str(archive)))) as client:
        yield client


@pytest.mark.parametrize(
    "path", ["/", "/version", "/assets/style.css", "/nothing", "/_dash-layout"]
)
def test_every_answer_has_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert re.search(r"script-src 'self' 'sha256-[^']+';", policy)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in headers


def test_the_document_loads_from_no_other_host(client: TestClient) -> None:
    document = client.get("/").text
    followed = re.findall(r'<a [^>]*href="([^"]*)"', document)
    assert followed == ["https://www.wikipedia.org/", "/articles"]
    loaded = re.findall(r'(?:src|href)="([^"]*)"', re.sub(r"<a [^>]*>", "", document))
    assert len(loaded) > 10
    assert all(address.startswith(("/", "http://testserver/")) for address in loaded)


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [
        ("", "", "en"),
        ("", "fr-CH,en;q=0.5", "fr"),
        ("?lang=fr", "en", "fr"),
        ("?lang=xx", "", "en"),
    ],
)
def test_the_document_is_in_the_visitors_language(
    client: TestClient, query: str, accepted: str, language: str
) -> None:
    document = client.get("/" + query, headers={"Accept-Language": accepted}).text
    assert f'<html lang="{language}" dir="ltr">' in document


def test_shapes_are_served_for_ever_under_an_address_of_their_own(client: TestClient) -> None:
    layout = client.get("/").text
    (address,) = set(re.findall(r'"(/shapes/[0-9a-f]{12}\.geojson)"', layout))
    answer = client.get(address)
    assert answer.headers["content-type"] == "application/geo+json"
    assert "immutable" in answer.headers["cache-control"]
    assert len(answer.json()["features"]) > 240


def test_plotlys_base_map_is_ours_and_empty(client: TestClient) -> None:
    objects = client.get("/basemap/world_110m.json").json()["objects"]
    assert objects
    assert all(layer["geometries"] == [] for layer in objects.values())


def test_the_version_is_told_and_never_cached(client: TestClient) -> None:
    answer = client.get("/version")
    assert re.fullmatch(r"sample\.[0-9a-f]{8}", answer.json()["dataset_version"])
    assert answer.headers["cache-control"] == "no-store"


def test_importing_is_no_public_route(client: TestClient) -> None:
    paths = {getattr(route, "path", "") for route in client.app.routes}  # type: ignore[attr-defined]
    assert not [path for path in paths if "import" in path or "upload" in path]


def test_the_apps_do_not_disturb_each_other(client: TestClient, tmp_path: Path) -> None:
    with TestClient(create_app(Settings.read(archive=str(tmp_path / "other")))) as other:
        first, second = (each.get("/_dash-dependencies").json() for each in (client, other))
        assert first == second
        assert len(first) > 3


def test_a_dashboard_does_not_start_on_a_damaged_archive(tmp_path: Path) -> None:
    log = tmp_path / "_delta_log"
    log.mkdir()
    (log / "00000000000000000000.json").write_text("damaged")
    with pytest.raises(Exception, match=str(tmp_path)) as caught:
        create_app(Settings.read(archive=Archive(str(tmp_path)).location))
    assert type(caught.value).__name__ == "ArchiveError"
