"""The API: the query of the map, answers as JSON."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, HTTPException, Query, Request, Response

from dashboard.articles.dataset import Served
from dashboard.settings import Settings
from dashboard.text import as_script
from dashboard.web import answers, asking, conditional, reference
from dashboard.web.asked import Asked
from dashboard.web.models import (
    Answer,
    Articles,
    Cells,
    Countries,
    Counts,
    Filtering,
    Listing,
    Paging,
    Problem,
    Withdrawn,
)

API = "/api"
_SAID: dict[int | str, dict[str, Any]] = {
    304: {"description": "What `If-None-Match` names is still the answer."},
    414: {"model": Problem, "description": "The address is too long."},
    422: {"model": Problem, "description": "A value has no meaning; `parameter` names it."},
    429: {"model": Problem, "description": "Too many requests; `Retry-After` says when to return."},
}
Filters = Annotated[Filtering, Query()]


def register(server: FastAPI, served: Served, settings: Settings) -> None:
    """Add the API and its documentation to the server."""
    router = APIRouter(prefix=f"{API}/v1", responses=_SAID)
    _add_routes(router, asking.asking(served, settings))
    # One by one, not as a router within: who watches or lists the routes sees them all.
    server.router.routes.extend(router.routes)
    reference.register(server, router, settings)

    @server.get(API + "/{path:path}", include_in_schema=False)
    def missing() -> None:
        raise HTTPException(404)


def _add_routes(router: APIRouter, ask: asking.Ask) -> None:
    def given(request: Request, make: Callable[[Asked], Answer]) -> Response:
        asked = ask(request)
        if known := conditional.unchanged(request, asked):
            return known
        told = as_script(make(asked).model_dump_json())
        return Response(told, media_type="application/json", headers=conditional.headers(asked))

    @router.get("/articles", response_model=Articles, tags=["Articles"])
    def articles(request: Request, listing: Annotated[Listing, Query()]) -> Response:
        """Articles in order, some at a time."""
        return given(request, lambda asked: answers.articles(asked, listing.limit, listing.cursor))

    @router.get("/withdrawn", response_model=Withdrawn, tags=["Articles"])
    def withdrawn(request: Request, paging: Annotated[Paging, Query()]) -> Response:
        """Articles that were withdrawn: they are in no other answer."""
        return given(request, lambda asked: answers.withdrawn(asked, paging.limit, paging.cursor))

    @router.get("/counts", response_model=Counts, tags=["Numbers"])
    def counts(request: Request, _: Filters) -> Response:
        """Numbers of articles by month and by the values of each filter."""
        return given(request, answers.counts)

    @router.get("/countries", response_model=Countries, tags=["Numbers"])
    def countries(request: Request, _: Filters) -> Response:
        """Countries that articles name, with their feeds."""
        return given(request, answers.countries)

    @router.get("/cells", response_model=Cells, tags=["Numbers"])
    def cells(request: Request, _: Filters) -> Response:
        """All that it takes to count the articles by anything, in one answer."""
        return given(request, answers.cells)
