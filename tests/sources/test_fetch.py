"""What comes of an address, whatever the server does."""

import asyncio
import contextlib
import gzip
import itertools
import ssl
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import stamina
import trustme
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from dashboard.errors import SourceError
from dashboard.sources import fetch as module
from dashboard.sources.answers import Fetched, Limits, NotModified, Seen
from dashboard.sources.fetch import fetch
from tests.sources.internet import (
    FEED,
    Asked,
    Internet,
    Script,
    answer,
    chunked,
    in_turn,
    once,
    packed,
    redirect,
    serving,
)

LIMITS = Limits(connect=5, read=5, total=5, size=100_000)
SHORT = replace(LIMITS, read=0.1)
BRIEF = replace(LIMITS, total=0.3)
# A long body in few bytes, and a body that no header would let end.
BOMB = gzip.compress(bytes(10 * LIMITS.size))


@pytest.fixture(scope="module")
def shared() -> Iterator[Internet]:
    with serving() as served:
        yield served


@pytest.fixture
def internet(shared: Internet) -> Internet:
    shared.scripts.clear()
    shared.asked.clear()
    return shared


@pytest.fixture(autouse=True)
def _no_waits() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


def get(address: str, **options: Any) -> Fetched | NotModified:
    options = {"seen": None, "limits": LIMITS, **options}
    fetched: Fetched | NotModified = asyncio.run(fetch(address, **options))
    return fetched


def content(address: str, **options: Any) -> Fetched:
    fetched = get(address, **options)
    assert isinstance(fetched, Fetched)
    return fetched


def refusal(address: str, **options: Any) -> str:
    with pytest.raises(SourceError) as caught:
        get(address, **options)
    assert str(caught.value).startswith(address)
    return str(caught.value)


@pytest.mark.parametrize(
    "script",
    [
        once(answer()),
        once(answer("203 Non-Authoritative Information")),
        once(answer(content_type="application/octet-stream")),
        once(answer(content_type="text/html; charset=nonsense")),
        once(answer(content_encoding="identity")),
        once(answer(content_length="")),
        once(answer()[:30], answer()[30:]),
        lambda _: chunked(),
        packed(),
        once(
            answer(
                body=gzip.compress(FEED[:50]) + gzip.compress(FEED[50:]), content_encoding="x-gzip"
            )
        ),
        in_turn(answer("500 Internal Server Error", b""), answer("503 Busy", b""), answer()),
        in_turn(answer("429 Too Many Requests", b"", retry_after="1"), answer()),
        in_turn(answer()[:-10], answer()),
        in_turn(b"", answer()),
        in_turn(b"SSH-2.0-OpenSSH_9.2\r\n", answer()),
    ],
)
def test_a_feed_arrives_whole(internet: Internet, script: Script) -> None:
    assert content(internet.at("/feed", script)).content == FEED


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (once(answer("404 Not Found", b"")), "404 Not Found"),
        (once(answer("403 Forbidden", b"")), "403 Forbidden"),
        (once(answer("410 Gone", b"")), "gone for good"),
        (once(answer("202 Accepted")), "202 Accepted"),
        (once(answer("206 Partial Content")), "206 Partial Content"),
        (once(answer("304 Not Modified", b"")), "304 Not Modified"),
        (once(answer("302 Found", b"")), "302 Found"),
        (once(answer("599 Own Idea", b"")), "599"),
        (once(answer("429 Too Many Requests", b"", retry_after="3600")), "come back in 3600 s"),
        (once(answer("503 Busy", b"")), "503 Service Unavailable"),
        (once(answer(body=BOMB, content_encoding="gzip")), "larger than 100000 bytes"),
        (once(answer(body=bytes(LIMITS.size + 1))), "larger than 100000 bytes"),
        (once(answer(body=gzip.compress(FEED)[:-20], content_encoding="gzip")), "breaks off"),
        (once(answer(body=b"<rss>", content_encoding="gzip")), "damaged"),
        (
            once(answer(body=gzip.compress(FEED)[:-8] + bytes(8), content_encoding="gzip")),
            "damaged",
        ),
        (once(answer(content_encoding="br")), "packed as 'br'"),
        (once(answer()[:-10]), "breaks off"),
        (lambda _: chunked(end=False), "breaks off"),
        (once(b""), "breaks off"),
        (once(b"\x00\xff garbage\r\n\r\n"), "no HTTP"),
        (once(b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 50_000 + b"\r\n"), "no HTTP"),
    ],
)
def test_anything_else_is_told(internet: Internet, script: Script, words: str) -> None:
    assert words in refusal(internet.at("/feed", script))


@pytest.mark.parametrize(
    ("status", "times"),
    [("404 Not Found", 1), ("410 Gone", 1), ("400 Bad", 1), ("429 Slow", 3), ("502 Bad", 3)],
)
def test_only_what_may_pass_is_tried_again(internet: Internet, status: str, times: int) -> None:
    refusal(internet.at("/feed", once(answer(status, b""))))
    assert internet.count("/feed") == times


def test_an_endless_body_is_cut(internet: Internet) -> None:
    def endless(_: Asked) -> Iterator[bytes]:
        yield answer(body=b"", content_length="")
        yield from itertools.repeat(bytes(10_000))

    assert "larger than" in refusal(internet.at("/endless", endless))
    assert internet.count("/endless") == 1


@pytest.mark.parametrize(
    ("start", "drop"),
    [
        (answer(content_length="", body=b""), b"x"),
        (answer(content_length="100000", body=b""), b"x"),
        (b"HTTP/1.1 200 OK\r\n", b"x: y\r\n"),
        (b"", b"H"),
    ],
    ids=["body", "length", "headers", "status"],
)
def test_a_drip_is_cut(internet: Internet, start: bytes, drop: bytes) -> None:
    address = internet.at("/drip", internet.dripping(start, drop))
    assert "took longer than 0.3 s" in refusal(address, limits=BRIEF)


@pytest.mark.parametrize("parts", [(), (answer()[:20],), (answer()[:-5],)])
def test_silence_is_cut_and_tried_again(internet: Internet, parts: tuple[bytes, ...]) -> None:
    address = internet.at("/silent", internet.silent(*parts))
    assert "nothing came for 0.1 s" in refusal(address, limits=SHORT)
    assert internet.count("/silent") == 3


def test_a_wait_counts_towards_the_total(internet: Internet) -> None:
    busy = internet.at("/busy", once(answer("503 Busy", b"", retry_after="4")))
    with stamina.set_testing(False):
        assert "took longer than 0.3 s" in refusal(busy, limits=BRIEF)


@pytest.mark.parametrize(
    ("headers", "seen"),
    [
        ({}, Seen()),
        ({"etag": '"abc"'}, Seen('"abc"')),
        (
            {"last_modified": "Tue, 17 Nov 2015 10:00:00 GMT"},
            Seen("", "Tue, 17 Nov 2015 10:00:00 GMT"),
        ),
        ({"etag": 'W/"e"', "last_modified": "yesterday"}, Seen('W/"e"', "yesterday")),
        ({"etag": '"é"'}, Seen()),
        ({"etag": "x" * 2000}, Seen()),
    ],
)
def test_what_was_seen_is_asked_with(
    internet: Internet, headers: dict[str, str], seen: Seen
) -> None:
    def script(asked: Asked) -> Iterator[bytes]:
        known = {
            "if-none-match": headers.get("etag"),
            "if-modified-since": headers.get("last_modified"),
        }
        same = any(text and asked.headers.get(name) == text for name, text in known.items())
        yield answer("304 Not Modified", b"") if same else answer("200 OK", FEED, **headers)

    address = internet.at("/feed", script)
    fetched = content(address)
    assert replace(fetched.seen, digest="") == seen
    again = get(address, seen=replace(fetched.seen, digest=""))
    assert isinstance(again, NotModified if seen.headers() else Fetched)


def test_the_same_content_is_not_modified_whatever_the_server_says(internet: Internet) -> None:
    address = internet.at("/feed", in_turn(answer(), answer(), answer(body=FEED + b" ")))
    seen = content(address).seen
    assert isinstance(get(address, seen=seen), NotModified)
    assert content(address, seen=seen).content == FEED + b" "


@pytest.mark.parametrize(
    ("header", "charset"),
    [
        ("", ""),
        ("text/xml", ""),
        ("text/xml; charset=windows-1251", "windows-1251"),
        ('application/xml; charset="UTF-8"', "utf-8"),
    ],
)
def test_the_stated_encoding_is_handed_on(internet: Internet, header: str, charset: str) -> None:
    assert content(internet.at("/feed", once(answer(content_type=header)))).charset == charset


def test_the_server_learns_who_asks(internet: Internet) -> None:
    address = internet.at("/feed", once(answer()))
    content(address)
    content(address, contact="https://example.org/contact")
    agents = [asked.headers["user-agent"] for asked in internet.asked]
    assert agents == ["DefendersMap", "DefendersMap (+https://example.org/contact)"]
    assert internet.asked[0].headers["accept-encoding"] == "gzip"
    assert internet.asked[0].headers["host"] == internet.origin.removeprefix("http://")
    assert {"authorization", "cookie", "referer"}.isdisjoint(internet.asked[0].headers)


@pytest.mark.parametrize(
    ("status", "location", "moved"),
    [
        ("301 Moved", "/new", True),
        ("308 Permanent", "../new", True),
        ("302 Found", "/new", False),
        ("303 See Other", "/new", False),
        ("307 Temporary", "//{host}/new", False),
        ("301 Moved", "{origin}/new", True),
        ("301 Moved", "new#part", True),
    ],
)
def test_redirects_are_followed(
    internet: Internet, status: str, location: str, moved: bool
) -> None:
    new = internet.at("/new", once(answer()))
    host = internet.origin.removeprefix("http://")
    there = location.format(origin=internet.origin, host=host)
    fetched = content(internet.at("/old", redirect(there, status)))
    assert fetched.content == FEED
    assert fetched.location.partition("#")[0] == new
    assert bool(fetched.moved) == moved


def test_one_passing_redirect_makes_no_move(internet: Internet) -> None:
    internet.at("/c", once(answer()))
    internet.at("/b", redirect("/c", "302 Found"))
    assert content(internet.at("/a", redirect("/b", "301 Moved"))).moved == ""


def test_a_page_that_sets_a_cookie_and_comes_back_is_no_circle(internet: Internet) -> None:
    def script(asked: Asked) -> Iterator[bytes]:
        knows = asked.headers.get("cookie") == "seen=1"
        yield answer() if knows else answer("302 Found", b"", location="/feed", set_cookie="seen=1")

    assert content(internet.at("/feed", script)).content == FEED


def test_ten_redirects_are_followed_and_no_more(internet: Internet) -> None:
    for n in range(11):
        internet.at(f"/{n}", redirect(f"/{n + 1}"))
    internet.at("/11", once(answer()))
    assert content(internet.origin + "/1").content == FEED
    assert "more than 10 times" in refusal(internet.origin + "/0")


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("/a", "in a circle, back to"),
        ("/b", "in a circle, back to"),
        ("file:///etc/passwd", "no http or https address"),
        ("ftp://127.0.0.1/feed", "no http or https address"),
        ("javascript:alert(1)", ""),
        ("http://127.0.0.2:1/", "private network (127.0.0.2)"),
        ("http://10.0.0.1/", "private network (10.0.0.1)"),
        ("http://192.168.1.1/", "private network (192.168.1.1)"),
        ("http://169.254.169.254/latest/meta-data", "private network (169.254.169.254)"),
        ("http://[::1]:1/", "private network (::1)"),
        ("http://[::ffff:10.0.0.1]/", "private network"),
        ("http://0.0.0.0:1/", "private network (0.0.0.0)"),
        ("http://2852039166/", "private network (169.254.169.254)"),
        ("http://0x0a000001/", "private network (10.0.0.1)"),
        ("http://inner.example/", "private network (10.1.2.3)"),
        ("http://mixed.example/", "private network (10.1.2.3)"),
        ("http://nowhere.example/", "is not known"),
        ("http://:80/", ""),
        ("http://[::1", ""),
        ("http://exa mple.org/", "is not known"),
    ],
)
def test_no_redirect_leads_where_it_must_not(internet: Internet, location: str, words: str) -> None:
    async def resolve(host: str, port: int | None) -> Sequence[str]:
        known = {"inner.example": ["10.1.2.3"], "mixed.example": ["93.184.215.14", "10.1.2.3"]}
        if host in known or host.endswith("e"):
            return known[host] if host in known else _unknown()
        return await module.resolve(host, port)

    internet.at("/b", redirect("/a"))
    assert words in refusal(internet.at("/a", redirect(location)), resolve=resolve)


def _unknown() -> Sequence[str]:
    raise OSError(-2, "Name or service not known")


def named(**hosts: Sequence[str]) -> module.Resolve:
    async def resolve(host: str, port: int | None) -> Sequence[str]:
        return hosts[host.partition(".")[0]]

    return resolve


def test_the_number_that_was_judged_is_the_one_connected_to(internet: Internet) -> None:
    """A name that gives another number the second time it is asked leads nowhere else."""
    turns = iter([["127.0.0.1"], ["127.0.0.9"]])

    async def resolve(host: str, port: int | None) -> Sequence[str]:
        return next(turns)

    internet.at("/feed", once(answer()))
    assert content(_as("one.example", internet, "/feed"), resolve=resolve).content == FEED
    assert internet.asked[0].headers["host"].startswith("one.example:")
    assert next(turns) == ["127.0.0.9"]


def test_every_number_of_a_host_is_tried(internet: Internet) -> None:
    internet.at("/feed", once(answer()))
    address = _as("one.example", internet, "/feed")
    assert content(address, resolve=named(one=["127.0.0.9", "127.0.0.1"])).content == FEED
    assert "refused" in refusal(address, resolve=named(one=["127.0.0.9", "127.0.0.8"]))


def test_a_redirect_back_to_the_given_machine_is_followed(internet: Internet) -> None:
    internet.at("/new", once(answer()))
    internet.at("/old", redirect(_as("two.example", internet, "/new")))
    hosts = named(one=["127.0.0.1"], two=["127.0.0.1"])
    assert content(_as("one.example", internet, "/old"), resolve=hosts).content == FEED


def _as(host: str, internet: Internet, path: str) -> str:
    return internet.origin.replace("127.0.0.1", host) + path


def test_name_and_password_stay_with_their_host(internet: Internet) -> None:
    internet.at("/new", once(answer()))
    internet.at("/here", redirect("/new"))
    internet.at("/there", redirect(_as("two.example", internet, "/new")))
    hosts = named(one=["127.0.0.1"], two=["127.0.0.1"])
    for path in ("/here", "/there"):
        address = _as("user:secret@one.example", internet, path)
        fetched = content(address, resolve=hosts)
        assert "secret" not in repr(fetched)
    sent = {
        (asked.path, asked.headers["host"][:3]): "authorization" in asked.headers
        for asked in internet.asked
    }
    assert sent == {
        ("/here", "one"): True,
        ("/new", "one"): True,
        ("/there", "one"): True,
        ("/new", "two"): False,
    }


def test_errors_hide_name_and_password(internet: Internet) -> None:
    address = internet.origin.replace("//", "//user:secret@") + "/missing"
    with pytest.raises(SourceError) as caught:
        get(address)
    assert str(caught.value) == f"{internet.origin}/missing: the server answered 404 Not Found"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://127.0.0.1:1/", "cannot be reached: Connection refused"),
        ("http://nowhere.invalid/", "is not known"),
        (f"http://{'a' * 64}.example/", "is not known"),
        ("ftp://example.org/feed", "no http or https address"),
        ("file:///etc/passwd", "no http or https address"),
        ("http://", "no complete address"),
        ("http://exa mple.org/", "no complete address"),
        ("http://example.org:0/", "no complete address"),
        ("http://example.org:70000/", "is no address"),
        ("http://[::1/", "is no address"),
    ],
)
def test_an_address_that_leads_nowhere_is_named(address: str, words: str) -> None:
    async def resolve(host: str, port: int | None) -> Sequence[str]:
        return [host] if host == "127.0.0.1" else _unknown()

    assert words in refusal(address, resolve=resolve)


def test_every_error_chains_its_cause(internet: Internet) -> None:
    for script in (once(b""), internet.silent(), once(answer(body=b"x", content_encoding="gzip"))):
        with pytest.raises(SourceError) as caught:
            get(internet.at("/feed", script), limits=SHORT)
        assert caught.value.__cause__ is not None


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[Internet]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("one.example").configure_cert(context)
    with serving(context) as served:
        yield served


@pytest.fixture
def trusted(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    module._verification.cache_clear()
    yield
    module._verification.cache_clear()


@pytest.mark.usefixtures("trusted")
def test_a_certificate_has_to_name_the_host(secure: Internet) -> None:
    secure.at("/feed", once(answer()))
    hosts = named(one=["127.0.0.1"], two=["127.0.0.1"])
    assert content(_as("one.example", secure, "/feed"), resolve=hosts).content == FEED
    told = refusal(_as("two.example", secure, "/feed"), resolve=hosts)
    assert "its certificate is not trusted" in told
    assert len(secure.asked) == 1


def test_a_certificate_has_to_be_trusted(secure: Internet) -> None:
    address = _as("one.example", secure, "/feed")
    assert "its certificate is not trusted" in refusal(address, resolve=named(one=["127.0.0.1"]))


def test_a_server_without_tls_is_told(internet: Internet) -> None:
    address = internet.at("/feed", once(answer())).replace("http:", "https:")
    assert "no secure connection" in refusal(address)


@pytest.mark.usefixtures("trusted")
def test_nothing_leads_from_https_to_http(secure: Internet, internet: Internet) -> None:
    address = _as("one.example", secure, "/feed")
    secure.at("/feed", redirect(internet.at("/feed", once(answer()))))
    assert "from https to http" in refusal(address, resolve=named(one=["127.0.0.1"]))
    assert internet.asked == []


@pytest.mark.usefixtures("trusted")
def test_http_may_lead_to_https(secure: Internet, internet: Internet) -> None:
    secure.at("/feed", once(answer()))
    internet.at("/feed", redirect(_as("one.example", secure, "/feed"), "301 Moved"))
    address = _as("one.example", internet, "/feed")
    fetched = content(address, resolve=named(one=["127.0.0.1"]))
    assert fetched.moved == fetched.location == _as("one.example", secure, "/feed")


START = st.sampled_from(
    [
        b"",
        b"HTTP/1.1 200 OK\r\n",
        answer()[:-50],
        b"HTTP/1.1 301 x\r\nlocation: ",
        b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n",
    ]
)


@hypothesis_settings(max_examples=60)
@given(start=START, rest=st.binary(max_size=200))
def test_no_bytes_make_it_fall(shared: Internet, start: bytes, rest: bytes) -> None:
    address = shared.at("/any", once(start + rest))
    limits = replace(LIMITS, attempts=1, read=1)
    with contextlib.suppress(SourceError):
        assert get(address, limits=limits, resolve=_only_here)


async def _only_here(host: str, port: int | None) -> Sequence[str]:
    return [host] if host == "127.0.0.1" else _unknown()
