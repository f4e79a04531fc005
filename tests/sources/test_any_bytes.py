"""Whatever the bytes, a reader gives records or a clear error."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sources.mutations import SEEDS, WORKBOOKS, mutated, try_out

TEXTS = sorted(SEEDS.keys() - WORKBOOKS)
BEGINNINGS = (
    *(b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\x00", b"PAR1", b"ARROW1\0\0"),
    *(b"\xff\xfe", b'{"data": [', b'[{"date": 1, "title": ', b"<rss><channel><item>", b"<feed>"),
    *(b'{"version": "https://jsonfeed.org/version/1", "items": [', b"title,date\n"),
    b'<rdf:RDF xmlns="http://purl.org/rss/1.0/"><item>',
)
_SLOW = settings(suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_fixtures_give_records(name: str) -> None:
    assert try_out(SEEDS[name])


@settings(_SLOW, max_examples=200)
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=200))
def test_any_bytes(beginning: bytes, data: bytes) -> None:
    try_out(beginning + data)


@settings(_SLOW, max_examples=400)
@given(mutated(TEXTS))
def test_damaged_files(data: bytes) -> None:
    try_out(data)


@settings(_SLOW, max_examples=8)
@given(mutated(sorted(WORKBOOKS)))
def test_damaged_workbooks(data: bytes) -> None:
    try_out(data)
