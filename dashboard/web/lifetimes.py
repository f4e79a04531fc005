"""How long a browser may keep an answer."""

from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
_ONE_DAY = "public, max-age=86400"
_ASK_AGAIN = "no-cache"
_OF_DASH = "public, max-age=31536000"  # on what has its version in its address


class Lifetimes:
    """Middleware that says of every answer how long it holds, unless the answer says so itself.

    What has its version in its address holds for ever, other files for a day. Everything else is
    asked for again, and pages differ by language.
    """

    def __init__(self, app: ASGIApp, assets: str) -> None:
        self._app, self._assets = app, assets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request with its lifetime."""

        async def send_with_lifetime(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                lifetime = self._lifetime(scope) if message["status"] < 400 else _ASK_AGAIN
                headers.setdefault("Cache-Control", lifetime)
                if headers["Cache-Control"] == _OF_DASH:
                    headers.update(FOREVER)
                if _is_page(headers) and "Accept-Language" not in headers.get("Vary", ""):
                    headers.add_vary_header("Accept-Language")
            await send(message)

        await self._app(scope, receive, send_with_lifetime)

    def _lifetime(self, scope: Scope) -> str:
        if not scope["path"].startswith(self._assets):
            return _ASK_AGAIN
        versioned = b"m" in parse_qs(scope["query_string"])
        return FOREVER["Cache-Control"] if versioned else _ONE_DAY


def _is_page(headers: MutableHeaders) -> bool:
    return headers.get("Content-Type", "").startswith("text/html")
