"""Which addresses may be fetched, and how they are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import SourceError
from dashboard.sources.network import check, is_address, is_public, shown


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://example.org/feed", True),
        ("HTTP://example.org", True),
        ("ftp://example.org", True),
        ("file:///etc/passwd", True),
        ("articles.csv", False),
        ("C:\\articles.csv", False),
        ("folder//articles.csv", False),
        ("example.org/feed", False),
        ("http:articles.csv", False),
    ],
)
def test_addresses_are_told_from_files(text: str, is_one: bool) -> None:
    assert is_address(text) == is_one


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org",
        "https://example.org:8443/a?b=c#d",
        "https://user:secret@example.org/",
        "http://192.168.0.1/",
        "http://[::1]:8050/",
        "https://bücher.example/ü",
        "HTTPS://EXAMPLE.ORG/",
    ],
)
def test_http_and_https_may_be_fetched(address: str) -> None:
    assert check(address) == address


@pytest.mark.parametrize(
    ("address", "shown_as"),
    [
        ("https://example.org/a@b", "https://example.org/a@b"),
        ("https://user@example.org/", "https://example.org/"),
        ("https://user:secret@example.org:81/?a=b@c", "https://example.org:81/?a=b@c"),
        ("https://user:se@cret@example.org", "https://example.org"),
        ("https://user:secret@example.org?x", "https://example.org?x"),
        ("folder//me@home/articles.csv", "folder//me@home/articles.csv"),
        ("", ""),
    ],
)
def test_names_and_passwords_are_not_shown(address: str, shown_as: str) -> None:
    assert shown(address) == shown_as


@given(st.text(max_size=40), st.sampled_from(["", "http://", "https://", "http://[", "ftp://"]))
def test_any_text_is_an_address_or_an_error(text: str, start: str) -> None:
    try:
        address = check(start + text)
    except SourceError:
        return
    assert address.lower().startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("8.8.8.8", True),
        ("93.184.215.14", True),
        ("2606:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("2002:808:808::", True),
        ("64:ff9b::808:808", True),
        ("0.0.0.0", False),
        ("10.0.0.1", False),
        ("100.64.0.1", False),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("172.31.0.1", False),
        ("192.168.1.1", False),
        ("203.0.113.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b:1::a00:1", False),
        ("fd00::1", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("ff02::1", False),
    ],
)
def test_private_numbers_are_known(number: str, public: bool) -> None:
    assert is_public(number) == public
