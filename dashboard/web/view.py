"""What the server says of a view, for the script that shows it."""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

Answer = Callable[[str, Mapping[str, str]], tuple[int, dict[str, Any]]]


def register(server: FastAPI, answer: Answer) -> None:
    """Add the route; ``answer`` makes a status and what is said of a query and headers."""

    @server.get("/view", include_in_schema=False)
    def view(request: Request) -> JSONResponse:
        status, said = answer(str(request.url.query), request.headers)
        return JSONResponse(said, status, headers={"Cache-Control": "no-store"})
