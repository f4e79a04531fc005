"""A server on this machine that plays the internet, with its manners and without."""

import gzip
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

FEED = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Invented news</title><link>https://example.org/</link>
<item><title>Kenya: A lawyer is heard</title><link>https://example.org/1</link>
<pubDate>Tue, 17 Nov 2015 10:00:00 GMT</pubDate></item>
<item><title>Uganda: A teacher is free</title><link>https://example.org/2</link>
<pubDate>Wed, 18 Nov 2015 10:00:00 GMT</pubDate></item>
</channel></rss>
"""


@dataclass(frozen=True)
class Asked:
    """One request: its path, its headers in lower case, and how often the path was asked for."""

    path: str
    headers: dict[str, str]
    nth: int


# What a path does: the bytes it sends, one after the other; then the connection is closed.
Script = Callable[[Asked], Iterator[bytes]]


def answer(status: str = "200 OK", body: bytes = FEED, **headers: str) -> bytes:
    """Return a whole answer; ``content_length=""`` leaves the length out."""
    told = {"content_length": str(len(body)), **headers}
    lines = [f"{name.replace('_', '-')}: {text}" for name, text in told.items() if text]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode("latin-1") + body


def once(*parts: bytes) -> Script:
    """Return a script that sends these parts whatever was asked."""
    return lambda _: iter(parts)


def in_turn(*answers: bytes) -> Script:
    """Return a script that sends one answer after the other, and the last one ever after."""
    return lambda asked: iter([answers[min(asked.nth, len(answers)) - 1]])


def redirect(location: str, status: str = "302 Found") -> Script:
    """Return a script that leads on."""
    return once(answer(status, b"", location=location))


def packed(content: bytes = FEED) -> Script:
    """Return a script that sends content packed with gzip."""
    return once(answer(body=gzip.compress(content), content_encoding="gzip"))


def chunked(body: bytes = FEED, size: int = 100, *, end: bool = True) -> Iterator[bytes]:
    """Return an answer in chunks, with or without the last one."""
    yield b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
    for start in range(0, len(body), size):
        part = body[start : start + size]
        yield f"{len(part):x}\r\n".encode() + part + b"\r\n"
    if end:
        yield b"0\r\n\r\n"


@dataclass
class Internet:
    """Paths and what they do.

    Attributes:
        origin: beginning of every address here.
        scripts: path → what it does; others answer 404.
        asked: every request so far.
        closing: set when the server stops, for scripts that keep a client waiting.
    """

    origin: str = ""
    scripts: dict[str, Script] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def at(self, path: str, script: Script) -> str:
        """Let a path do something and return its address."""
        self.scripts[path] = script
        return self.origin + path

    def silent(self, *parts: bytes) -> Script:
        """Return a script that sends these parts and then nothing, without closing."""

        def script(_: Asked) -> Iterator[bytes]:
            yield from parts
            self.closing.wait(30)

        return script

    def dripping(self, start: bytes, drop: bytes) -> Script:
        """Return a script that never ends, slowly enough for any pause to be short."""

        def script(_: Asked) -> Iterator[bytes]:
            yield start
            while not self.closing.wait(0.01):
                yield drop

        return script

    def count(self, path: str) -> int:
        """Return how often a path was asked for."""
        return sum(asked.path == path for asked in self.asked)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, internet: Internet, tls: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.internet = internet
        self.lock = threading.Lock()
        self.tls = tls

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        if self.tls:
            connection.settimeout(5)
            connection = self.tls.wrap_socket(
                connection, server_side=True, do_handshake_on_connect=False
            )
        return connection, address

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that goes away is what many tests are about."""


class _Handler(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        if not self.server.tls and self.connection.recv(1, socket.MSG_PEEK) == b"\x16":
            self.wfile.write(answer("400 Bad Request", b""))
            return
        lines = iter(lambda: self.rfile.readline().decode("latin-1").strip(), "")
        _, path, *_ = next(lines).split(" ")
        pairs = (line.partition(":") for line in lines)
        headers = {name.lower(): text.strip() for name, _, text in pairs}
        internet = self.server.internet
        with self.server.lock:
            asked = Asked(path, headers, internet.count(path) + 1)
            internet.asked.append(asked)
        script = internet.scripts.get(path, once(answer("404 Not Found", b"")))
        for part in script(asked):
            self.wfile.write(part)


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Internet]:
    """Return an internet that listens on a port of its own until the context ends."""
    internet = Internet()
    server = _Server(internet, tls)
    internet.origin = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield internet
    finally:
        internet.closing.set()
        server.shutdown()
        server.server_close()
