"""Addresses: what is kept, and when two of them are one."""

import re
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import DataError
from dashboard.sources import address
from dashboard.sources.address import (
    CANONICAL,
    canonical,
    host,
    may_differ,
    normalised,
    web_address,
)
from tests.articles.strategies import ANY_TEXT

SAME = [
    (
        "https://example.org",
        ["http://example.org/", "HTTP://WWW.Example.ORG:80", "https://example.org:443/?#top"],
    ),
    (
        "https://example.org/a/b",
        [
            "https://example.org/a/b/",
            "http://example.org./a/./c/../b#section",
            "https://user:secret@example.org/a/b",
            "https://example.org/%61/%62?",
            "https://example.org/a/b?utm_source=x&UTM_Campaign=y&fbclid=1&mc_eid=2&pk_kwd=3",
            "https://example.org/a/b?&&_ga=1",
        ],
    ),
    (
        "https://example.org/a?id=5&lang=fr",
        [
            "http://example.org/a/?lang=fr&id=5",
            "https://www.example.org/a?id=5&gclid=x&lang=fr#top",
        ],
    ),
    ("https://example.org/a?x=2&x=1", ["http://example.org/a?x=2&x=1"]),
    ("https://example.org/a?ref=UA-1", ["http://example.org/a?ref=UA-1"]),
    ("https://example.org#!/route", ["http://example.org/#!/route"]),
    ("https://example.org#/news/12", ["http://example.org/#/news/12"]),
    ("https://xn--mller-kva.de/%C3%A9", ["http://MÜLLER.de/é", "http://xn--mller-kva.de/%c3%a9"]),
    ("https://example.org/a//b", ["http://example.org/a//b/"]),
    ("https://example.org/a%2Fb", ["http://example.org/a%2fb"]),
    ("https://example.org:8080", ["http://example.org:8080/"]),
    ("https://www.org/a", ["http://www.org/a"]),
    ("https://[::1]/a", ["http://[::1]:80/a"]),
    (
        "https://web.archive.org/web/2015/http://www.example.org/a",
        ["http://web.archive.org/web/2015/http://www.example.org/a/"],
    ),
]
DIFFERENT = [
    "https://example.org/a",
    "https://example.org/A",
    "https://example.org/a/amp",
    "https://m.example.org/a",
    "https://example.org/a?print=1",
    "https://example.org/a?id=1",
    "https://example.org/a?id=2",
    "https://example.org/a?id=",
    "https://example.org/a?fbclidx=1",
    "https://example.org/a//",
    "https://example.org/a.html",
    "https://example.org:8080/a",
    "https://web.archive.org/web/2015/https://example.org/a",
]


@pytest.mark.parametrize(("one", "others"), SAME)
def test_addresses_that_are_one(one: str, others: list[str]) -> None:
    assert {canonical(url) for url in [one, *others]} == {one}


def test_addresses_that_are_not() -> None:
    assert len({canonical(url) for url in DIFFERENT}) == len(DIFFERENT) - 1  # "/a//" is "/a"


@pytest.mark.parametrize("text", ["", "example.org/a", "mailto:a@b.org", "http://[::1", "/a", "x"])
def test_what_is_no_address_stays(text: str) -> None:
    assert canonical(text) == text


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"gone\.csv"):
        address._tracking(tmp_path / "gone.csv")


URLS = st.builds(
    "{}://{}{}{}{}".format,
    st.sampled_from(["http", "https", "HTTPS"]),
    st.sampled_from(["example.org", "WWW.Example.org.", "müller.de:80", "u:p@x.org", "www.www.a.b"])
    | st.text("xn-aé尚", max_size=4).map("xn--".__add__)
    | st.text("aw.-0é:@[]%", max_size=12),
    st.lists(st.text("a.~%2Fé +;/", max_size=4), max_size=4).map(lambda p: "/".join(["", *p])),
    st.just("") | st.text("ab=&%20+utm_;é[]", max_size=12).map("?".__add__),
    st.just("") | st.text("!/aé%", max_size=5).map("#".__add__),
)


@given(URLS | ANY_TEXT)
def test_a_web_address_stays(url: str) -> None:
    assert web_address(web_address(url)) == web_address(url)


@given(URLS | ANY_TEXT)
def test_canonical_stays(url: str) -> None:
    assert canonical(canonical(url)) == canonical(url)


CLEAN = st.builds(
    "https://{}.{}{}{}".format,
    st.text("aw-z0.", min_size=1, max_size=8),
    st.sampled_from(["org", "a.b", "xn--p1ai", "co.uk", "o"]),
    st.lists(st.text("aZ0_~,.-", max_size=4) | st.just("%C3%A9") | st.just("%FF"), max_size=4).map(
        lambda path: "/".join(["", *path]) if path else ""
    ),
    st.sampled_from(["", "?id=1", "?lang=fr", "?id=a.b~c_d-e", "?id=", "?ID=1", "?a=1"]),
)


@given(CLEAN | URLS | CLEAN.map(lambda url: url.replace("https://", "http://www.") + "/"))
def test_the_short_way_leads_to_the_same(url: str) -> None:
    assert canonical(url) == normalised(url)


@given(CLEAN | URLS | ANY_TEXT.filter(lambda text: text.isprintable()))
def test_what_may_not_differ_does_not(url: str) -> None:
    for text in (url, url.ljust(5000, "a")):
        if not may_differ(pa.array([text]))[0].as_py():
            assert web_address(text) == canonical(text) == text


@given(CLEAN | URLS)
def test_the_expression_matches_canonical_addresses_only(url: str) -> None:
    if re.fullmatch(CANONICAL, url):
        assert normalised(url) == url


@given(CLEAN | URLS | st.sampled_from(DIFFERENT))
def test_both_engines_read_the_expression_alike(url: str) -> None:
    found = pc.match_substring_regex(pa.array([url]), CANONICAL)[0].as_py()
    assert found == bool(re.fullmatch(CANONICAL, url))


def test_the_expression_matches_what_is_common() -> None:
    for url in ("https://example.org/en/news/2015/11/kenya-a-b.html", "https://a.int/a?id=5"):
        assert re.fullmatch(CANONICAL, url)
    for url in (
        "http://a.org",
        "https://www.a.org/a",
        "https://a.org/",
        "https://a.org/a?fbclid=1",
    ):
        assert not re.fullmatch(CANONICAL, url)


KEPT = [
    ("http://www.example.org/a/?b=1&c=2#d", "http://www.example.org/a/?b=1&c=2#d"),
    ("  https://example.org/a\u200b\n", "https://example.org/a"),
    ("HTTPS://Example.org/a", "https://example.org/a"),
    ("https://user:secret@example.org/a", "https://example.org/a"),
    ("https://müller.de/é", "https://xn--mller-kva.de/%C3%A9"),
    ("https://xn--/a", "https://xn--/a"),
    ("http://xn--a.org/", "http://xn--a.org/"),
    ("//example.org/a", "https://example.org/a"),
    ("http://[::1]:8080/a", "http://[::1]:8080/a"),
    ("https://example.org/gnp\u202e.exe", "https://example.org/gnp.exe"),
]
NONE = [
    *("", " ", "example.org", "/a", "a", "#top", "?a=1", "http://", "http:///a", "https:a"),
    *("javascript:alert(1)", "data:text/html,x", "mailto:a@example.org", "ftp://example.org/a"),
    *("http://example.org/a b", "http://a.org http://b.org", "http://[::1", "http://a:99999/"),
    *('http://example.org/"x', "http://example.org/<b>", "http://a\\b.org", "http://a%20b.org/"),
    *("https://example.org/" + "a" * 5000, "java\nscript:alert(1)"),
]


@pytest.mark.parametrize(("text", "kept"), KEPT)
def test_web_address(text: str, kept: str) -> None:
    assert web_address(text) == kept
    assert web_address(kept) == kept


@pytest.mark.parametrize("text", NONE)
def test_no_web_address(text: str) -> None:
    assert web_address(text) == ""


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("/a", "http://example.org/a"),
        ("../b?c=1", "http://example.org/b?c=1"),
        ("//other.org/a", "http://other.org/a"),
        ("https://other.org/a", "https://other.org/a"),
        ("https://other.org/a;", "https://other.org/a;"),
        ("#top", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_address_on_a_page(text: str, kept: str) -> None:
    assert web_address(text, "http://example.org/news/index.html") == kept


@given(URLS | ANY_TEXT, st.sampled_from(["", "https://example.org/a/b", "mailto:x", "http://["]))
def test_any_text_is_a_safe_address_or_none(text: str, base: str) -> None:
    kept = web_address(text, base)
    assert kept == "" or re.fullmatch(r"https?://[!#-;=?-\[\]_a-z~A-Z]+", kept)
    assert web_address(kept) == kept


@pytest.mark.parametrize(
    ("url", "name"),
    [("https://www.Example.org:80/a", "example.org"), ("", ""), ("a", ""), ("http://[", "")],
)
def test_host(url: str, name: str) -> None:
    assert host(url) == name
