"""A proxy in front: which visitor it speaks for, and under which path it shows the dashboard."""

from typing import cast

from starlette.datastructures import MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

_HOST = "X-Forwarded-Host"


class Forwarded(ProxyHeadersMiddleware):
    """Middleware that believes X-Forwarded-For, -Proto and -Host of trusted proxies only.

    Args:
        trusted_hosts: addresses or networks of proxies; ``*`` trusts whoever connects.
    """

    def __init__(self, app: ASGIApp, trusted_hosts: list[str]) -> None:
        super().__init__(app, trusted_hosts)  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # type: ignore[override]
        """Answer the request as the proxy received it."""
        if scope["type"] == "http":
            scope = {**scope, "headers": list(scope["headers"])}
            headers = MutableHeaders(scope=scope)
            peer = scope["client"][0] if scope.get("client") else None
            if _HOST in headers and peer in self.trusted_hosts:
                headers["Host"] = headers[_HOST].split(",")[0].strip()
        await super().__call__(scope, receive, send)  # type: ignore[arg-type]


class Prefix:
    """Middleware for a dashboard under a path, whether or not the proxy takes it away.

    What lies inside sees the path without the prefix, and the prefix as ``root_path``.

    Args:
        prefix: such as ``/map``; empty for none.
    """

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self._app, self._prefix = app, prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request; its prefix alone leads to the page."""
        if scope["type"] != "http" or not self._prefix:
            return await self._app(scope, receive, send)
        path = cast("str", scope["path"])
        if path == self._prefix:
            query = scope["query_string"].decode("latin-1")
            address = f"{self._prefix}/" + (f"?{query}" if query else "")
            return await RedirectResponse(address, 308)(scope, receive, send)
        if path.startswith(f"{self._prefix}/"):
            path = path.removeprefix(self._prefix)
        inner = {**scope, "path": path, "root_path": self._prefix}
        return await self._app(inner, receive, send)


class Rooted:
    """Innermost middleware: gives routes the whole path, as ASGI has it.

    Dash's own layer compares paths without the prefix, mounted folders and addresses want it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request at its whole path."""
        if scope["type"] == "http" and scope.get("root_path"):
            scope = {**scope, "path": scope["root_path"] + scope["path"]}
        await self._app(scope, receive, send)
