"""The same query under other addresses: feeds, downloads and the API, open to every origin."""

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.articles.dataset import Served
from dashboard.settings import Settings
from dashboard.web import api, asking, downloads, feeds

_OPEN = ("/api/", "/feed.", "/export.")


def register(server: FastAPI, served: Served, settings: Settings) -> None:
    """Add feeds, downloads and the API to the server."""
    ask = asking.asking(served, settings)
    asking.register_errors(server, settings)
    feeds.register(server, ask, settings)
    downloads.register(server, ask, settings)
    api.register(server, served, settings)


class Open:
    """Middleware that lets the scripts of every page read what is public, and nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._open = CORSMiddleware(
            app,
            allow_origins=["*"],
            allow_methods=["GET", "HEAD"],
            allow_headers=["If-None-Match"],
            expose_headers=["ETag", "Content-Disposition", "Retry-After"],
            max_age=86400,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request."""
        is_open = scope["type"] == "http" and scope["path"].startswith(_OPEN)
        await (self._open if is_open else self._app)(scope, receive, send)
