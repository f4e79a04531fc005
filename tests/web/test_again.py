"""What was answered is given again, to the same question and for the same articles only."""

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dashboard import create_app
from dashboard.settings import Settings
from dashboard.web import again
from dashboard.web.again import Again


class Made:
    """An app that answers each request with a number of its own."""

    def __init__(self, status: int = 200, pieces: int = 1, size: int = 0) -> None:
        self.count, self.status, self.pieces, self.size = 0, status, pieces, size

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.count += 1
        headers = [(b"x-made", str(self.count).encode())]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        for number in range(self.pieces):
            more = number + 1 < self.pieces
            body = str(self.count).encode() + bytes(self.size)
            await send({"type": "http.response.body", "body": body, "more_body": more})


def _client(made: Made, version: list[str]) -> TestClient:
    return TestClient(Again(made, lambda: version[0]))


def test_the_same_question_is_answered_once() -> None:
    made, version = Made(), ["1"]
    client = _client(made, version)
    first, second = client.get("/view?country=KEN"), client.get("/view?country=KEN")
    assert (first.text, second.text) == ("1", "1")
    assert first.headers == second.headers
    version[0] = "2"
    assert client.get("/view?country=KEN").text == "2"
    version[0] = "1"
    assert client.get("/view?country=KEN").text == "3"


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/view?country=UGA", {}),
        ("/articles?country=KEN", {}),
        ("/view?country=KEN", {"Accept-Language": "fr"}),
        ("/view?country=KEN", {"Accept-Encoding": "identity"}),
        ("/view?country=KEN", {"Host": "other"}),
        ("https://testserver/view?country=KEN", {}),
        ("/view?country=KEN", {"If-None-Match": '"1"'}),
        ("/view?country=KEN", {"Accept-Language": "x" * 400}),
    ],
)
def test_another_question_is_another_answer(address: str, headers: dict[str, str]) -> None:
    client = _client(Made(), ["1"])
    assert client.get("/view?country=KEN").text == "1"
    assert client.get(address, headers=headers).text == "2"


@pytest.mark.parametrize(
    ("made", "address"),
    [
        (Made(status=404), "/view"),
        (Made(pieces=2), "/view"),
        (Made(size=again._LARGEST), "/view"),
        (Made(), "/export.csv"),
        (Made(), "/"),
        (Made(), "/version"),
        (Made(), "/_dash-layout"),
    ],
)
def test_some_answers_are_not_kept(made: Made, address: str) -> None:
    client = _client(made, ["1"])
    client.get(address)
    assert client.get(address).headers["x-made"] == "2"


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(again, "_MOST", 2500 + 2 * (again._AROUND + 100))
    made = Made(size=1000)
    client = _client(made, ["1"])
    for country in ("KEN", "UGA", "BRA"):
        client.get(f"/view?country={country}")
    client.get("/view?country=BRA")
    client.get("/view?country=UGA")
    assert made.count == 3
    client.get("/view?country=KEN")
    assert made.count == 4


def test_small_answers_to_long_questions_are_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(again, "_MOST", 100_000)
    made = Made()
    kept = Again(made, lambda: "1")
    client = TestClient(kept)
    for number in range(40):
        client.get(f"/view?{number}={'x' * 7000}")
    assert 5 < len(kept._kept) <= 10
    for number in range(1000, 1080):
        client.get(f"/view?{number}")
    assert 20 < len(kept._kept) < 40


def test_an_answer_given_again_has_its_headers_once(tmp_path: Path) -> None:
    with TestClient(create_app(Settings.read(archive=str(tmp_path / "none")))) as client:
        first, second = client.get("/articles"), client.get("/articles")
        assert first.headers.multi_items() == second.headers.multi_items()
        assert first.content == second.content
        assert len({name for name, _ in second.headers.multi_items()}) == len(second.headers.raw)
