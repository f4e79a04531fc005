"""Who asks too often is told to wait; nothing that is kept leads to an address."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dashboard import create_app
from dashboard.settings import Settings
from dashboard.web.rates import Bucket, _network


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_holds_a_minute_and_fills_steadily() -> None:
    clock = Clock()
    bucket = Bucket(60, clock)
    assert [bucket.take(b"a") for _ in range(60)] == [0.0] * 60
    assert bucket.take(b"a") == pytest.approx(1.0)
    assert bucket.take(b"b") == 0.0
    clock.now = 0.5
    assert bucket.take(b"a") == pytest.approx(0.5)
    clock.now = 1.0
    assert bucket.take(b"a") == 0.0
    assert bucket.take(b"a") == pytest.approx(1.0)
    clock.now = 1000.0
    assert [bucket.take(b"a") for _ in range(60)] == [0.0] * 60


def test_zero_is_any_number() -> None:
    bucket = Bucket(0)
    assert not any(bucket.take(b"a") for _ in range(10_000))


def test_a_bucket_forgets_visitors_when_there_are_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dashboard.web.rates._MOST_VISITORS", 10)
    clock = Clock()
    bucket = Bucket(1, clock)
    for number in range(100):
        assert bucket.take(bytes([number])) == 0.0
    assert len(bucket._full_at) <= 10
    assert bucket.take(bytes([99])) > 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("socket", "socket", True),
    ],
)
def test_a_subscriber_is_one_visitor(one: str, other: str, same: bool) -> None:
    assert (_network(one) == _network(other)) is same


def test_too_many_requests_are_told_when_to_come_again(tmp_path: Path) -> None:
    limits = {"requests_per_minute": 6, "exports_per_minute": 2}
    settings = Settings.read(archive=str(tmp_path / "archive"), **limits)
    with TestClient(create_app(settings)) as client:
        for _ in range(6):
            assert client.get("/view?q=lawyer").status_code == 200
        refused = client.get("/view?q=lawyer")
        assert refused.status_code == 429
        assert 1 <= int(refused.headers["retry-after"]) <= 10
        assert refused.json()["error"] == "many"
        assert "Wait a moment" in refused.json()["message"]
        assert refused.headers["cache-control"] == "no-store"
        page = client.get("/", headers={"Accept": "text/html", "Accept-Language": "fr"})
        assert page.status_code == 429
        assert "Patientez un instant" in page.text
        for free in ("/version", "/assets/style.css", "/_dash-layout"):
            assert client.get(free).status_code == 200, free
        exports = [client.get("/export.csv").status_code for _ in range(3)]
        assert exports[2] == 429
        assert 429 not in exports[:2]


def test_visitors_behind_a_trusted_proxy_are_told_apart(tmp_path: Path) -> None:
    settings = Settings.read(
        archive=str(tmp_path / "archive"), requests_per_minute=1, trusted_proxies="192.0.2.0/24"
    )

    def status(client: TestClient, visitor: str) -> int:
        return client.get("/view", headers={"X-Forwarded-For": visitor}).status_code

    app = create_app(settings)
    trusted = TestClient(app, client=("192.0.2.7", 1))
    assert [status(trusted, f"198.51.100.{n}") for n in (1, 1, 2)] == [200, 429, 200]
    stranger = TestClient(app, client=("203.0.113.9", 1))
    assert [status(stranger, f"198.51.100.{n}") for n in (3, 4)] == [200, 429]
