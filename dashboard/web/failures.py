"""What failed is logged, and told to the visitor in words."""

import logging
from urllib.parse import quote

from fastapi import FastAPI, HTTPException, Request, Response
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.errors import RequestError
from dashboard.web.refusals import Refusals

_log = logging.getLogger(__name__)


_ERRORS = {404: "missing", 405: "method"}


def register(server: FastAPI, refuse: Refusals) -> None:
    """Have the server tell errors of requests in words, in the one shape of all errors."""

    async def answer(request: Request, error: Exception) -> Response:
        if isinstance(error, StarletteHTTPException):
            name = _ERRORS.get(error.status_code, "malformed")
            return refuse(request.scope, error.status_code, name, headers=error.headers)
        parameter = error.parameter if isinstance(error, RequestError) else None
        return refuse(request.scope, 400, "malformed", parameter)

    for kind in (HTTPException, StarletteHTTPException, RequestError):
        server.add_exception_handler(kind, answer)


class Failures:
    """Middleware behind which no exception reaches a visitor."""

    def __init__(self, app: ASGIApp, refuse: Refusals) -> None:
        self._app, self._refuse = app, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, with 500 when nothing else came of it.

        An answer that has begun cannot be taken back: it is broken off.
        """
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except Exception:
            if started or scope["type"] != "http":
                raise
            _log.exception("%s %s", scope["method"], quote(scope["path"]))
            await self._refuse(scope, 500, "failed")(scope, receive, send)
