"""What the page fetches from this server beside Dash's own answers."""

import hashlib

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from dashboard.articles.dataset import Served
from dashboard.web import numbers, places
from dashboard.web.lifetimes import FOREVER
from dashboard.web.plain import Pages

# Plotly asks for a base map even when it draws none of its layers, and would ask a CDN.
_EMPTY_BASE_MAP = {
    "type": "Topology",
    "arcs": [],
    "objects": {
        name: {"type": "GeometryCollection", "geometries": []}
        for name in ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")
    },
}
TOPOJSON = "basemap/"


def shapes_path(geojson: bytes) -> str:
    """Return the path of the country shapes; it changes with every byte of them."""
    return f"shapes/{hashlib.sha256(geojson).hexdigest()[:12]}.geojson"


def register(server: FastAPI, geojson: bytes, served: Served) -> None:
    """Add the shapes, the base map, the dataset's version and its numbers to the server."""
    numbers.register(server, served)
    places.register(server)

    @server.get("/" + shapes_path(geojson), include_in_schema=False)
    def shapes() -> Response:
        return Response(geojson, media_type="application/geo+json", headers=FOREVER)

    @server.get("/" + TOPOJSON + "{name}", include_in_schema=False)
    def base_map() -> JSONResponse:
        return JSONResponse(_EMPTY_BASE_MAP, headers=FOREVER)

    @server.get("/version", include_in_schema=False)
    async def version() -> JSONResponse:
        shown = {"dataset_version": served.current.version}
        return JSONResponse(shown, headers={"Cache-Control": "no-store"})


def register_missing(server: FastAPI, pages: Pages) -> None:
    """Answer every other path with a page that leads back; to be called last."""

    @server.get("/{path:path}", include_in_schema=False)
    def missing(request: Request) -> Response:
        return pages.missing(request)
