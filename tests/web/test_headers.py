"""The headers of every route: what may run, who may frame, how long it holds, how it is packed."""

import gzip
import re
import time
from collections.abc import Iterator

import brotli
import pytest
import zstandard
from starlette.routing import Mount
from starlette.testclient import TestClient

from dashboard import create_app
from dashboard.settings import Settings
from dashboard.web import kept

_VALUES = {"package_name": "plotly", "version": "none", "name": "world_110m.json"}
_PLOTLY = r"/_dash-component-suites/plotly/package_data/plotly\.v[\w-]+\.min\.js"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings.read(
        archive=str(tmp_path_factory.mktemp("headers") / "archive"),
        embed_origins="https://example.org, https://example.net:8443",
    )
    with TestClient(create_app(settings)) as client:
        yield client


def _addresses(client: TestClient) -> list[str]:
    """Return an address of each route there is."""
    found = ["/assets/style.css"]
    for route in client.app.routes:  # type: ignore[attr-defined]
        if not isinstance(route, Mount):
            found.append(re.sub(r"{(\w+)[^}]*}", lambda m: _VALUES.get(m[1], "x"), route.path))
    return [address if address.startswith("/") else "/" + address for address in found]


def test_every_route_answers_with_the_security_headers_and_without_cookies(
    client: TestClient,
) -> None:
    addresses = _addresses(client)
    assert len(addresses) > 12
    for address in addresses:
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy, address
        assert "unsafe-eval" not in policy, address
        assert not re.search(r"script-src[^;]*unsafe-inline", policy), address
        assert headers["x-content-type-options"] == "nosniff", address
        assert headers["referrer-policy"] == "no-referrer", address
        assert "camera=()" in headers["permissions-policy"], address
        assert headers["cross-origin-opener-policy"] == "same-origin", address
        assert "cache-control" in headers, address
        assert "set-cookie" not in headers, address
        assert "server" not in headers, address


@pytest.mark.parametrize(
    ("address", "ancestors"),
    [
        ("/", "'none'"),
        ("/?country=KEN", "'none'"),
        ("/?embed=10", "'none'"),
        ("/?embed=1", "'self' https://example.org https://example.net:8443"),
        ("/?country=KEN&embed=1", "'self' https://example.org https://example.net:8443"),
    ],
)
def test_only_an_embedded_view_may_be_framed(
    client: TestClient, address: str, ancestors: str
) -> None:
    assert (
        client.get(address)
        .headers["content-security-policy"]
        .endswith(f"frame-ancestors {ancestors}")
    )


def test_transport_security_is_asked_for_over_https_only(client: TestClient) -> None:
    name = "strict-transport-security"
    assert name not in client.get("/version").headers
    secure = TestClient(client.app, base_url="https://testserver")
    assert secure.get("/version").headers[name] == "max-age=31536000"


@pytest.mark.parametrize(
    ("encoding", "unpack"),
    [
        ("zstd", lambda packed: zstandard.ZstdDecompressor().decompressobj().decompress(packed)),
        ("br", brotli.decompress),
        ("gzip", gzip.decompress),
    ],
)
def test_answers_are_compressed_as_the_browser_takes_it(
    client: TestClient, encoding: str, unpack: object
) -> None:
    plain = client.get("/_dash-layout", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    with client.stream("GET", "/_dash-layout", headers={"Accept-Encoding": encoding}) as answer:
        packed = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == encoding
    assert "Accept-Encoding" in answer.headers["vary"]
    assert len(packed) < len(plain.content)
    assert unpack(packed) == plain.content  # type: ignore[operator]


def test_cells_are_not_packed_for_who_does_not_unpack(client: TestClient) -> None:
    version = client.get("/version").json()["dataset_version"]
    address = f"/cells/2/{version}"
    packed = client.get(address)
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert plain.content == packed.content
    assert "Accept-Encoding" in plain.headers["vary"]


def test_plotly_is_compressed_once_for_all(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_BEST", 9)  # the best one takes seconds
    document = client.get("/").text
    (address,) = set(re.findall(_PLOTLY, document))
    assert f'"plotlyjs_url":"{address}"' in document.replace("\\u002f", "/")
    first = client.get(address, headers={"Accept-Encoding": "br, gzip"})
    answer = first
    for _ in range(600):
        answer = client.get(address, headers={"Accept-Encoding": "br, gzip"})
        if answer.headers != first.headers:
            break
        time.sleep(0.05)
    assert first.headers["content-encoding"] == answer.headers["content-encoding"] == "br"
    assert int(answer.headers["content-length"]) < 1_300_000 < int(first.headers["content-length"])
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    assert plain.content == answer.content


def test_what_has_its_version_in_its_address_holds_for_ever(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = client.get("/").text
    loaded = r'(?:src=|rel="(?:icon|preload|stylesheet)"[^>]* href=)"(/[^"]+)"'
    addresses = set(re.findall(loaded, document))
    assert len(addresses) > 10
    monkeypatch.setattr(kept, "_BEST", 1)
    for address in addresses - {"/assets/icon.svg"}:
        lifetime = client.get(address).headers["cache-control"]
        assert lifetime == "public, max-age=31536000, immutable", address
    assert client.get("/assets/icon.svg").headers["cache-control"] == "public, max-age=86400"
    assert client.get("/assets/none.js?m=1").headers["cache-control"] == "no-store"


def test_pages_are_asked_for_again_and_differ_by_language(client: TestClient) -> None:
    headers = client.get("/").headers
    assert headers["cache-control"] == "no-cache"
    assert "Accept-Language" in headers["vary"]


@pytest.mark.parametrize("address", ["/", "/version", "/assets/style.css", "/nothing"])
def test_head_answers_like_get_without_a_body(client: TestClient, address: str) -> None:
    got, head = client.get(address), client.head(address)
    assert head.status_code == got.status_code
    assert head.headers["content-type"] == got.headers["content-type"]
    assert head.content == b""


@pytest.mark.parametrize("address", ["/export.csv", "/export.xlsx", "/export.json"])
def test_nothing_is_exported_for_who_asks_for_headers_only(
    client: TestClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    got = client.get(f"{address}?country=KEN")
    monkeypatch.setattr("dashboard.web.downloads.records", None)
    head = client.head(f"{address}?country=KEN")
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "content-disposition", "etag"):
        assert head.headers[name] == got.headers[name]
    assert client.head(f"{address}?country=XXX").status_code == 422


def test_the_document_does_not_tell_what_it_runs_on(client: TestClient) -> None:
    document = client.get("/").text
    assert "python_version" not in document
    assert "dash_version_url" not in document
