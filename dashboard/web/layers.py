"""What every request passes on its way in and every answer on its way out, in this order."""

from collections.abc import Callable, Sequence

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette_compress import CompressMiddleware

from dashboard.settings import Settings
from dashboard.web import failures
from dashboard.web.access import Access, Observer
from dashboard.web.again import Again
from dashboard.web.bounds import Bounds
from dashboard.web.endings import Open
from dashboard.web.failures import Failures
from dashboard.web.head import Head
from dashboard.web.kept import Kept
from dashboard.web.lifetimes import Lifetimes
from dashboard.web.proxy import Forwarded, Prefix
from dashboard.web.rates import Rates
from dashboard.web.refusals import Refusals
from dashboard.web.security import SecurityHeaders

ASSETS = "/assets/"


def add(
    server: FastAPI,
    settings: Settings,
    script_hashes: Sequence[str],
    observers: Sequence[Observer],
    version: Callable[[], str],
) -> None:
    """Put the layers around the server; to be called when it has all its routes."""
    refuse = Refusals(settings)
    failures.register(server, refuse)
    from_outside = (
        Middleware(Forwarded, list(settings.trusted_proxies)),
        Middleware(Prefix, settings.prefix),
        Middleware(Access, observers),
        Middleware(SecurityHeaders, script_hashes, settings.embed_origins),
        Middleware(Open),
        Middleware(Head),
        Middleware(Failures, refuse),
        Middleware(Bounds, refuse),
        Middleware(Rates, settings, refuse),
        Middleware(Again, version),
        Middleware(CompressMiddleware),
        Middleware(Kept),
        Middleware(Lifetimes, ASSETS),
    )
    for layer in reversed(from_outside):
        server.add_middleware(layer.cls, *layer.args, **layer.kwargs)
