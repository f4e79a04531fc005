"""The documentation of the API: OpenAPI, and Swagger UI from this server."""

from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, JSONResponse

from dashboard import locales
from dashboard.settings import Settings
from dashboard.web.asked import Question
from dashboard.web.lifetimes import FOREVER
from dashboard.web.templating import written

_PACKAGE = "fastapi_offline"  # brings Swagger UI, which FastAPI would fetch from a CDN
_FILES = {
    "swagger-ui.css": ("text/css", files(_PACKAGE) / "static"),
    "swagger-ui-bundle.js": ("text/javascript", files(_PACKAGE) / "static"),
    "reference.js": ("text/javascript", Path(__file__).parent),
}
_DESCRIPTION = """Articles about human rights defenders, by country, time and kind. Every address
takes the query of the map and means the same by it. Numbers count **articles published**, never
events; no article about a country does not mean that nothing happens there.

Every answer names its `dataset_version`, and its `ETag` changes with version and query only: ask
with `If-None-Match`. Unknown parameters are left out; a value without meaning is an error, and
all errors have one shape. Scripts of any page may ask."""


def register(server: FastAPI, router: APIRouter, settings: Settings) -> None:
    """Add the documentation of a router's routes to the server."""
    told = _openapi(router, settings)
    folder = f"/api/reference-{version(_PACKAGE)}"

    @server.get("/api/openapi.json", include_in_schema=False)
    def openapi() -> JSONResponse:
        return JSONResponse(told)

    @server.get("/api/docs", include_in_schema=False)
    def docs(request: Request) -> HTMLResponse:
        texts = locales.texts(Question.read(request, settings).language)
        title = f"{texts('endings.docs')} – {settings.title or texts('page.title')}"
        shown = {"texts": texts, "title": title, "folder": settings.prefix + folder}
        return HTMLResponse(written("reference.html", shown))

    @server.get(folder + "/{name}", include_in_schema=False)
    def file(name: str) -> Response:
        if name not in _FILES:
            return Response(status_code=404)
        media, place = _FILES[name]
        return Response((place / name).read_bytes(), media_type=media, headers=FOREVER)


def _openapi(router: APIRouter, settings: Settings) -> dict[str, Any]:
    return get_openapi(
        title=settings.title or "Defenders Map",
        version="1",
        description=_DESCRIPTION,
        routes=router.routes,
        servers=[{"url": settings.prefix or "/"}],
    )
