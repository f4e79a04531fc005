"""What was answered is given again while the same articles are served."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PATHS = (
    "/view",
    "/articles",
    "/country",
    "/countries",
    "/about",
    "/counts/",
    "/cells/",
    "/api/v1",
)
_FEEDS = "/feed."
_LARGEST, _MOST = 512 << 10, 64 << 20  # bytes of one answer, and of all with their questions
_AROUND = 3 << 10  # bytes that an answer takes beside its body and its question, as measured
_PACKINGS = ("zstd", "br", "gzip")
_LONGEST = 300  # characters of a header that is part of a question
Question = tuple[object, ...]


class Again:
    """Middleware that keeps answers as they were sent, compressed, and gives them again.

    They hold for one version of the articles, and for a day, because some count from today. What
    an answer depends on is part of the question: address, host, language, packing.

    Args:
        version: tells which version of the articles is served.
    """

    def __init__(self, app: ASGIApp, version: Callable[[], str]) -> None:
        self._app, self._version = app, version
        self._kept: OrderedDict[Question, tuple[Message, bytes]] = OrderedDict()
        self._size = 0
        self._of = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, from memory if it was answered before."""
        question = self._question(scope)
        if question is None:
            return await self._app(scope, receive, send)
        if question not in self._kept:
            return await self._app(scope, receive, self._keeping(question, send))
        self._kept.move_to_end(question)
        start, body = self._kept[question]
        await send({**start, "headers": list(start["headers"])})
        return await send({"type": "http.response.body", "body": body})

    def _question(self, scope: Scope) -> Question | None:
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        if not scope["path"].startswith(_PATHS):
            return None
        headers = Headers(scope=scope)
        told = tuple(headers.get(name, "") for name in ("host", "accept", "accept-language"))
        if "if-none-match" in headers or len("".join(told)) > _LONGEST:
            return None
        packing = headers.get("accept-encoding", "")
        packed = tuple(name for name in _PACKINGS if name in packing)
        where = (scope["scheme"], scope.get("root_path"), scope["path"], scope["query_string"])
        return (self._forgetting(), datetime.now(UTC).date(), *where, *told, packed)

    def _forgetting(self) -> str:
        """Return the version, and forget what was answered for another one."""
        version = self._version()
        if version != self._of:
            self._kept.clear()
            self._size, self._of = 0, version
        return version

    def _keeping(self, question: Question, send: Send) -> Send:
        start: Message | None = None

        async def watch(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = {**message, "headers": list(message["headers"])}
            else:
                if start and start["status"] == 200 and not message.get("more_body"):
                    self._keep(question, start, message.get("body", b""))
                start = None  # what comes in several pieces is not kept
            await send(message)

        return watch

    def _keep(self, question: Question, start: Message, body: bytes) -> None:
        if len(body) > _LARGEST or question[0] != self._of or question in self._kept:
            return
        self._kept[question] = (start, body)
        self._size += _weight(question, body)
        while self._size > _MOST:
            oldest, (_, answer) = self._kept.popitem(last=False)
            self._size -= _weight(oldest, answer)


def _weight(question: Question, body: bytes) -> int:
    """Return the bytes that an answer takes: small ones to long questions would add up unseen."""
    asked = sum(len(part) for part in question if isinstance(part, str | bytes))
    return _AROUND + asked + len(body)
