"""The headers that keep a page from doing what it was not built for."""

from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

EMBED = b"embed=1"  # the parameter of a view that stands in somebody's page
_NOT_USED = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _NOT_USED),
    "Cross-Origin-Opener-Policy": "same-origin",
}
_ONE_YEAR = "max-age=31536000"


def policy(script_hashes: Sequence[str], ancestors: str = "'none'") -> str:
    """Return the Content-Security-Policy: nothing but this server, no inline script without hash.

    Plotly and Mantine set styles on elements, hence ``unsafe-inline`` for styles; Plotly draws
    pictures of itself from ``data:`` and ``blob:``.

    Args:
        script_hashes: of the inline scripts, as CSP writes them.
        ancestors: who may show the page in a frame, as CSP writes it.
    """
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *script_hashes]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": ancestors,
    }
    return "; ".join(f"{rule} {value}" for rule, value in rules.items())


class SecurityHeaders:
    """Middleware that puts the headers on every answer; what an answer brings itself stays.

    Args:
        script_hashes: of the inline scripts, as CSP writes them.
        embed_origins: the origins whose pages may frame a view with ``embed=1``; none of them
            may frame anything else.
    """

    def __init__(
        self, app: ASGIApp, script_hashes: Sequence[str], embed_origins: Sequence[str]
    ) -> None:
        self._app = app
        self._alone = policy(script_hashes)
        self._embedded = policy(script_hashes, " ".join(["'self'", *embed_origins]))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request with the headers added."""
        added = self._headers(scope) if scope["type"] == "http" else {}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in added.items():
                    headers.setdefault(name, value)
                if "Access-Control-Allow-Origin" not in headers:
                    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _headers(self, scope: Scope) -> dict[str, str]:
        embedded = EMBED in scope["query_string"].split(b"&")
        headers = {
            **_HEADERS,
            "Content-Security-Policy": self._embedded if embedded else self._alone,
        }
        if scope.get("scheme") == "https":
            headers["Strict-Transport-Security"] = _ONE_YEAR
        return headers
