"""Large files that never change, compressed once as well as it goes, and kept in memory."""

import hashlib
import logging
import threading
from typing import Any

import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.web.lifetimes import FOREVER

_BEST = 11  # plotly.min.js: 9 s once for 1.11 MB, where quick gzip makes 1.47 MB for each visitor
_LARGEST = 32 << 20
_MOST = 200
_made: dict[bytes, bytes] = {}  # digest of a file → its best compression, for all apps
_turn = threading.Lock()  # one after the other, so that visitors keep the processors
_log = logging.getLogger(__name__)


class Kept:
    """Middleware that answers with the best compression once it has been made.

    Until then the file goes through as it is. Only answers that hold for ever are kept, so an
    address never means another file.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[str, tuple[Message, bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or let the answer through and begin to compress it."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["query_string"]:
            return await self._app(scope, receive, send)
        if not _takes_brotli(scope):
            return await self._app(scope, receive, send)
        start, digest = self._kept.get(scope["path"], ({}, b""))
        if digest not in _made:
            return await self._app(scope, receive, self._watching(scope["path"], send))
        await send(_compressed(start, _made[digest]))
        return await send({"type": "http.response.body", "body": _made[digest]})

    def _watching(self, path: str, send: Send) -> Send:
        started: Message = {}

        async def watch(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.update(message, headers=list(message["headers"]))
            elif _is_whole(started, message) and path not in self._kept and len(self._kept) < _MOST:
                body = bytes(message["body"])
                digest = hashlib.sha256(body).digest()
                self._kept[path] = (dict(started), digest)
                threading.Thread(target=_make, args=(digest, body), daemon=True).start()
            await send(message)

        return watch


def _make(digest: bytes, body: bytes) -> None:
    with _turn:
        if digest not in _made:
            _made[digest] = brotli.compress(body, quality=_BEST, lgwin=24)
            _log.debug("compressed %d bytes to %d", len(body), len(_made[digest]))


def _is_whole(started: Message, message: Message) -> bool:
    headers = Headers(raw=started["headers"])
    fits = 500 < len(message.get("body", b"")) < _LARGEST and not message.get("more_body")
    lasts = headers.get("Cache-Control") == FOREVER["Cache-Control"]
    return bool(started["status"] == 200 and fits and lasts and "Content-Encoding" not in headers)


def _compressed(start: Message, body: bytes) -> dict[str, Any]:
    message = {**start, "headers": list(start["headers"])}
    headers = MutableHeaders(scope=message)
    headers["Content-Encoding"], headers["Content-Length"] = "br", str(len(body))
    headers.add_vary_header("Accept-Encoding")
    return message


def _takes_brotli(scope: Scope) -> bool:
    accepted = Headers(scope=scope).get("Accept-Encoding", "")
    return "br" in {part.strip() for part in accepted.split(",")}
