"""The bytes of a source, and how far its reader is."""

import io
from pathlib import Path

import pytest

from dashboard.sources.source import Source


class _Closing(io.BytesIO):
    """A stream that another thread closes while it is asked where it is."""

    def tell(self) -> int:
        raise OSError(9, "Bad file descriptor")


def test_a_reader_tells_how_far_it_is_until_it_closes() -> None:
    source = Source("some", b"0123456789")
    assert source.position() is None
    with source.stream() as stream:
        stream.read(4)
        assert source.position() == 4
    assert source.position() is None


def test_a_stream_that_closes_meanwhile_has_no_position(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "open", lambda *_: _Closing(b"content"))
    source = Source("some", Path("some"))
    closing = source.stream()
    assert source.position() is None
    assert closing.read() == b"content"
