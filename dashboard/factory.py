"""The wiring: which part gets which other part. Nothing is decided here."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial

from fastapi import FastAPI

from dashboard.articles.archive import Archive
from dashboard.articles.dataset import Served
from dashboard.places import shapes
from dashboard.settings import ROOT, Settings
from dashboard.views import callbacks
from dashboard.views.answer import answer
from dashboard.views.document import DocumentDash
from dashboard.views.map import Shapes
from dashboard.views.render import Context
from dashboard.web import (
    access,
    crawlers,
    endings,
    health,
    layers,
    metrics,
    picture,
    plain,
    routes,
    view,
)
from dashboard.web.access import Observer
from dashboard.web.metrics import Metrics
from dashboard.web.picture import Pictures
from dashboard.web.plain import Pages
from dashboard.web.preview import of_the_map
from dashboard.web.proxy import Rooted


def build(settings: Settings) -> FastAPI:
    """Return the ASGI app; see :func:`dashboard.create_app`."""
    boundaries = shapes.load(settings.boundaries)
    geojson = shapes.geojson(boundaries)
    served = Served(Archive(settings.archive), settings.reload_seconds)
    server = FastAPI(lifespan=_following(served), docs_url=None, redoc_url=None, openapi_url=None)
    server.add_middleware(Rooted)
    health.register(server, served)
    routes.register(server, geojson, served)
    pages = Pages(served, settings)
    plain.register(server, pages)
    endings.register(server, served, settings)
    crawlers.register(server, served, settings)
    picture.register(server, Pictures(served, settings, boundaries))
    shapes_url = f"{settings.prefix}/{routes.shapes_path(geojson)}"
    dash = DocumentDash(
        settings,
        server,
        shapes_url,
        of_the_map(served, settings),
        name="dashboard",
        assets_folder=str(ROOT / "assets"),
        suppress_callback_exceptions=True,
        requests_pathname_prefix=f"{settings.prefix}/",
        routes_pathname_prefix="/",
    )
    drawn = Shapes(
        shapes_url,
        frozenset(boundaries.countries.index),
        list(boundaries.undetermined.index),
    )
    context = Context(served, settings, boundaries, drawn, f"{settings.prefix}/{routes.TOPOJSON}")
    callbacks.register(dash, context)
    view.register(server, partial(answer, context))
    observers = _watched(server, settings, served)
    routes.register_missing(server, pages)
    layers.add(server, settings, dash.csp_hashes(), observers, lambda: served.current.version)
    return server


def _watched(server: FastAPI, settings: Settings, served: Served) -> list[Observer]:
    if not settings.metrics:
        return [access.log]
    counted = Metrics(served, [getattr(route, "path", "/") for route in server.routes])
    metrics.register(server, counted)
    return [access.log, counted.observe]


def _following(served: Served) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        served.start()
        yield
        served.stop()

    return lifespan
