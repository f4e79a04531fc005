"""The headers that keep a page from doing what it was not built for."""

from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def policy(script_hashes: Sequence[str]) -> str:
    """Return the Content-Security-Policy: nothing but this server, no inline script without hash.

    Plotly and Mantine set styles on elements, hence ``unsafe-inline`` for styles; Plotly draws
    pictures of itself from ``data:`` and ``blob:``.
    """
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *script_hashes]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{rule} {value}" for rule, value in rules.items())


class SecurityHeaders:
    """Middleware that puts the headers on every answer."""

    def __init__(self, app: ASGIApp, content_security_policy: str) -> None:
        self._app = app
        self._headers = {
            "Content-Security-Policy": content_security_policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
            "Cross-Origin-Opener-Policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request with the headers added."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, send_with_headers)
