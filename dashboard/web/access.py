"""One record for each request: in the log, and in the metrics when there are any.

No address and no query: who asked, and what they searched for, is nobody's business.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from urllib.parse import quote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log = logging.getLogger(__name__)
_QUIET = ("/assets/", "/_dash-component-suites/", "/health", "/version", "/metrics")


@dataclass(frozen=True, slots=True)
class Answered:
    """A request that was answered.

    Attributes:
        method: of HTTP.
        path: percent-encoded, without the query.
        status: of HTTP; 499 when the visitor left before there was one.
        milliseconds: until the last byte was handed on.
        size: bytes of the body as sent.
    """

    method: str
    path: str
    status: int
    milliseconds: float
    size: int


Observer = Callable[[Answered], None]


class Access:
    """Middleware that tells observers of each answer."""

    def __init__(self, app: ASGIApp, observers: Sequence[Observer]) -> None:
        self._app, self._observers = app, observers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request and tell."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        start, status, size = time.perf_counter(), 499, 0

        async def watch(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, watch)
        finally:
            took = round(1000 * (time.perf_counter() - start), 1)
            answered = Answered(scope["method"], quote(scope["path"]), status, took, size)
            for observe in self._observers:
                observe(answered)


def log(answered: Answered) -> None:
    """Log an answer; what every open page asks for all the time only when it failed."""
    is_quiet = answered.path.startswith(_QUIET) and answered.status < 400
    level = logging.DEBUG if is_quiet else logging.INFO
    if _log.isEnabledFor(level):
        fields = asdict(answered)
        text = "%(method)s %(path)s %(status)d %(milliseconds).1f ms %(size)d bytes"
        _log.log(level, text, fields, extra={"fields": fields})
