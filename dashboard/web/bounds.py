"""How much a request may be: what is longer is refused before anything reads it."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.web.refusals import Refusals

LONGEST_ADDRESS = 8000  # bytes; usual proxies take 8 KiB for the first line
LARGEST_BODY = 64 << 10  # bytes; Dash's requests stay below 4 KiB
_SLOWEST_BODY = 20.0  # seconds


class TooLargeError(Exception):
    """A body is longer than it may be."""


class Bounds:
    """Middleware that refuses long addresses (414), large bodies (413) and slow ones (408)."""

    def __init__(self, app: ASGIApp, refuse: Refusals) -> None:
        self._app, self._refuse = app, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request if it is within the bounds."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        if len(scope["path"]) + len(scope["query_string"]) > LONGEST_ADDRESS:
            return await self._refuse(scope, 414, "long", "query")(scope, receive, send)
        if scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            return await self._app(scope, receive, send)
        try:
            body = await asyncio.wait_for(_whole(receive), _SLOWEST_BODY)
        except TooLargeError:
            return await self._refuse(scope, 413, "large", "body")(scope, receive, send)
        except TimeoutError:
            return await self._refuse(scope, 408, "slow", "body")(scope, receive, send)
        return await self._app(scope, _replaying(body, receive), send)


async def _whole(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > LARGEST_BODY:
            raise TooLargeError
    return body


def _replaying(body: bytes, receive: Receive) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay
