"""What whoever watches over a dashboard is told: health, log, metrics."""

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from dashboard import create_app
from dashboard.commands.logs import JsonLines
from dashboard.settings import Settings


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    archive = tmp_path_factory.mktemp("health") / "archive"
    return create_app(Settings.read(archive=str(archive), metrics=True, prefix="/map"))


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client


def test_health_tells_the_version_that_is_served(client: TestClient) -> None:
    told = client.get("/health").json()
    assert told == {
        "live": True,
        "ready": True,
        "behind": False,
        "dataset_version": client.get("/version").json()["dataset_version"],
        "articles": 4778,
    }


def test_the_log_has_neither_address_nor_query(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        client.get("/view?q=secret", headers={"X-Forwarded-For": "198.51.100.1"})
        client.get("/health")
        client.get("/forged%0aline")
    (viewed, forged) = [r for r in caplog.records if r.name == "dashboard.web.access"]
    line = json.loads(JsonLines().format(viewed))
    assert (line["method"], line["path"], line["status"]) == ("GET", "/view", 200)
    assert (line["level"], line["logger"]) == ("info", "dashboard.web.access")
    assert line["milliseconds"] > 0
    assert line["size"] > 100
    assert forged.getMessage().startswith("GET /forged%0Aline 404 ")
    everything = json.dumps([JsonLines().format(r) for r in (viewed, forged)])
    for private in ("secret", "198.51.100.1", "testclient"):
        assert private not in everything


def test_an_exception_is_one_line_of_json() -> None:
    try:
        int("two\nlines")
    except ValueError:
        info = sys.exc_info()
    record = logging.LogRecord("a", logging.ERROR, "", 1, "%s é", ("x",), info)
    line = JsonLines().format(record)
    assert "\n" not in line
    told = json.loads(line)
    assert told["message"] == "x é"
    assert "ValueError: " in told["exception"]


def test_metrics_count_answers_by_the_first_part_of_their_path(client: TestClient) -> None:
    client.get("/map/view?q=one")
    client.get("/view?q=two")
    client.get("/wp-login.php")
    written = client.get("/metrics")
    assert written.headers["content-type"].startswith("text/plain")
    samples = {
        (s.name, *sorted(s.labels.values())): s.value
        for family in text_string_to_metric_families(written.text)
        for s in family.samples
    }
    assert samples["defenders_map_requests_total", "/view", "200", "GET"] >= 2
    assert samples["defenders_map_requests_total", "404", "GET", "other"] >= 1
    assert samples["defenders_map_request_seconds_count", "/view"] >= 2
    assert samples["defenders_map_articles",] == 4778
    assert samples["defenders_map_archive_behind",] == 0
    version = client.get("/version").json()["dataset_version"]
    assert samples["defenders_map_dataset_info", version] == 1
    assert "wp-login" not in written.text


def test_metrics_are_told_only_when_the_setting_says_so(tmp_path: Path) -> None:
    with TestClient(create_app(Settings.read(archive=str(tmp_path / "none")))) as client:
        assert client.get("/metrics").status_code == 404
