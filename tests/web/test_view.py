"""What the server says of a view, as the script gets it."""

import pytest
from fastapi.testclient import TestClient

from dashboard import create_app
from dashboard.settings import Settings


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    archive = tmp_path_factory.mktemp("view") / "archive"
    return TestClient(
        create_app(Settings.read(archive=str(archive))), raise_server_exceptions=False
    )


def test_a_view_is_told_in_the_language_of_the_browser(client: TestClient) -> None:
    headers = {"accept-language": "fr"}
    answer = client.get("/view?category=EVENTS&from=2014-13&page=2", headers=headers)
    assert answer.headers["cache-control"] == "no-store"
    told = answer.json()
    assert told["query"] == "?category=events"
    assert told["head"]["text"].startswith("666 articles, ")
    assert told["chosen"]["category"] == [["events", "Événements"]]
    assert told["period"] == ["", ""]
    assert told["stage"] == "map"
    assert set(told["html"]) == {"notice", "languages", "stages", "chips", "articles"}
    assert "2014-13" in told["html"]["notice"]
    assert told["html"]["articles"].count("<article>") == 25


def test_an_address_is_read_as_text(client: TestClient) -> None:
    told = client.get("/view", params={"q": "<img src=x>", "country": "<b>"}).json()
    assert "<img" not in str(told["html"])
    assert "<b>" not in str(told["html"])


def test_a_fault_of_ours_is_told_without_a_trace(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr("dashboard.views.answer.render_view", broken)
    answer = client.get("/view?country=KEN&q=lawyer")
    assert answer.status_code == 500
    assert set(answer.json()["html"]) == {"notice"}
    assert "ZeroDivisionError" not in answer.text
    assert "view by country, q" in caplog.text
    assert "lawyer" not in caplog.text
