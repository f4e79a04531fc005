"""What a server's answer means."""

import gzip
import tracemalloc
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import SourceError
from dashboard.sources.answers import Limits, PassingError, Seen, judge, retry_after, unpack

NOW = datetime(2015, 11, 17, 10, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        ("Tue, 17 Nov 2015 10:01:00 GMT", 60),
        ("Tue, 17 Nov 2015 12:01:00 +0200", 60),
        ("Tue, 17 Nov 2015 10:01:00 -0000", 60),
        ("Tue, 17 Nov 2015 09:00:00 GMT", 0),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("١٢", None),
        ("1e9", None),
        ("9" * 400, 999999999999),
    ],
)
def test_the_wait_a_server_asks_for(written: str, seconds: float | None) -> None:
    assert retry_after(written, NOW) == seconds


@given(st.text())
def test_any_text_asks_for_a_wait_or_for_none(written: str) -> None:
    seconds = retry_after(written, NOW)
    assert seconds is None or seconds >= 0


@pytest.mark.parametrize(
    ("status", "asked", "wait"),
    [(429, "", None), (429, "7", 7), (503, "0", 0), (500, "", None), (504, "30", 30)],
)
def test_a_passing_failure_says_when_to_come_back(
    status: int, asked: str, wait: float | None
) -> None:
    with pytest.raises(PassingError) as caught:
        judge("here", status, {"retry-after": asked}, Limits(patience=30))
    assert caught.value.wait == wait


@pytest.mark.parametrize("status", [202, 204, 206, 304, 400, 401, 403, 404, 410, 451])
def test_other_answers_are_final(status: int) -> None:
    with pytest.raises(SourceError) as caught:
        judge("here", status, {"retry-after": "1"}, Limits())
    assert not isinstance(caught.value, PassingError)
    assert str(status) in str(caught.value)


@pytest.mark.parametrize(
    ("seen", "headers"),
    [
        (Seen(), {}),
        (Seen('"a"'), {"If-None-Match": '"a"'}),
        (Seen("", "then"), {"If-Modified-Since": "then"}),
        (Seen('"a"', "then"), {"If-None-Match": '"a"', "If-Modified-Since": "then"}),
    ],
)
def test_what_was_seen_is_asked_with(seen: Seen, headers: dict[str, str]) -> None:
    assert seen.headers() == headers


@pytest.mark.parametrize("odd", ["é", "a\r\nb: c", "\x00", "x" * 1025])
def test_what_no_header_may_hold_is_not_kept(odd: str) -> None:
    seen = Seen.of({"etag": odd, "last-modified": odd}, b"")
    assert (seen.etag, seen.modified) == ("", "")


def test_a_bomb_is_not_unpacked_to_be_refused() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    tracemalloc.start()
    try:
        with pytest.raises(SourceError, match="larger than 1000 bytes"):
            unpack("here", bomb, "gzip", Limits(size=1000))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 5_000_000
