"""What is too long, too large, malformed or nowhere is refused in words, never with 5xx."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dashboard import create_app
from dashboard.settings import Settings
from dashboard.web.bounds import LARGEST_BODY, LONGEST_ADDRESS
from dashboard.web.failures import Failures
from dashboard.web.refusals import Refusals

_CALLBACK = "/_dash-update-component"
_HTML = {"Accept": "text/html,*/*"}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return create_app(Settings.read(archive=str(tmp_path_factory.mktemp("bounds") / "archive")))


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/view", "/counts/2/x", "/nothing"])
def test_an_address_longer_than_any_view_is_refused(client: TestClient, path: str) -> None:
    whole = path + "?q=" + "a" * (LONGEST_ADDRESS - len(path) - 1)
    assert client.get(whole[:-1]).status_code != 414
    answer = client.get(whole)
    assert answer.status_code == 414
    told = answer.json()
    assert (told["error"], told["parameter"]) == ("long", "query")
    assert told["message"].endswith("Choose fewer values.")


def test_who_reads_pages_is_told_in_a_page_of_their_language(client: TestClient) -> None:
    answer = client.get("/?q=" + "a" * 9000, headers={**_HTML, "Accept-Language": "fr"})
    assert answer.status_code == 414
    assert answer.text.startswith('<!DOCTYPE html><html lang="fr"')
    assert "Choisissez moins de valeurs." in answer.text


@pytest.mark.parametrize("chunked", [False, True])
def test_a_large_body_is_refused(client: TestClient, chunked: bool) -> None:
    def parts() -> Iterator[bytes]:
        for _ in range(LARGEST_BODY // 1024 + 1):
            yield b"x" * 1024

    body: Any = parts() if chunked else b"".join(parts())
    answer = client.post(_CALLBACK, content=body)
    assert answer.status_code == 413
    assert answer.json()["parameter"] == "body"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"output": 1}',
        b'{"output": "x.y", "inputs": [], "changedPropIds": []}',
    ],
)
def test_a_body_that_no_page_sends_is_malformed(client: TestClient, body: bytes) -> None:
    answer = client.post(_CALLBACK, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json() == {
        "error": "malformed",
        "parameter": "body",
        "message": "This request cannot be read.",
    }


@pytest.mark.parametrize(
    ("method", "path", "status", "error"),
    [
        ("GET", "/assets/none.js", 404, "missing"),
        ("GET", "/assets/%00", 404, "missing"),
        ("GET", "/assets/..%2Fapp.py", 404, "missing"),
        ("GET", "/_dash-component-suites/os/path.py", 404, "missing"),
        ("GET", "/_dash-component-suites/plotly/__init__.py", 404, "missing"),
        ("POST", "/", 405, "method"),
        ("DELETE", "/view", 405, "method"),
    ],
)
def test_what_is_not_there_is_told_in_the_shape_of_all_errors(
    client: TestClient, method: str, path: str, status: int, error: str
) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status
    assert set(answer.json()) == {"error", "parameter", "message"}
    assert answer.json()["error"] == error


def test_an_exception_is_logged_and_told_in_words(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> bytes:
        raise RuntimeError("secret")

    monkeypatch.setattr("dashboard.web.numbers.pack_cells", broken)
    version = client.get("/version").json()["dataset_version"]
    with caplog.at_level(logging.ERROR):
        answer = client.get(f"/cells/2/{version}?q=unheard")
    assert answer.status_code == 500
    assert answer.json()["error"] == "failed"
    assert "secret" not in answer.text
    assert "secret" in caplog.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_whatever_failed_is_one_line_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError

    client = TestClient(Failures(broken, Refusals(Settings.read())))
    with caplog.at_level(logging.ERROR):
        assert client.get("/a%0AINFO forged?q=secret").status_code == 500
    assert [record.getMessage() for record in caplog.records] == ["GET /a%0AINFO%20forged"]


_PATHS = st.sampled_from(
    [
        "/",
        "/view",
        "/version",
        "/cells/2/",
        "/counts/2/",
        "/assets/",
        "/basemap/",
        "/_dash-component-suites/",
        "/country/",
        "/feed.rss",
    ]
)
_KEYS = (
    *("country", "category", "topic", "source", "language", "from", "to", "q"),
    *("sort", "page", "map", "lang", "embed", "x"),
)
_QUERY = st.lists(st.tuples(st.sampled_from(_KEYS), st.text(max_size=12)), max_size=4)


@given(path=_PATHS, more=st.text(max_size=12), query=_QUERY, raw=st.binary(max_size=8))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_address_makes_the_server_fail(
    client: TestClient, path: str, more: str, query: list[tuple[str, str]], raw: bytes
) -> None:
    from urllib.parse import quote_from_bytes, urlencode

    written = urlencode(query, errors="surrogatepass") + "&" + quote_from_bytes(raw)
    whole = path + quote_from_bytes(more.encode("utf-8", "surrogatepass")) + "?" + written
    assert client.get(whole).status_code < 500


_TREE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_body_makes_a_callback_fail(client: TestClient, data: st.DataObject) -> None:
    known = client.get("/_dash-dependencies").json()
    callback = data.draw(st.sampled_from([c for c in known if not c["clientside_function"]]))
    inputs = [{**part, "value": data.draw(_TREE)} for part in callback["inputs"]]
    outputs = [
        dict(zip(("id", "property"), name.split("."), strict=True))
        for name in callback["output"].strip(".").split("...")
    ]
    body = {
        "output": callback["output"],
        "outputs": outputs,
        "inputs": inputs,
        "changedPropIds": [],
        **data.draw(st.dictionaries(st.sampled_from(["outputs", "state", "inputs"]), _TREE)),
    }
    headers = {"Content-Type": "application/json"}
    answer = client.post(_CALLBACK, content=json.dumps(body), headers=headers)
    assert answer.status_code < 500
