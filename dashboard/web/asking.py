"""Questions of programs: the view's query, but a value without meaning is an error.

A page leaves such a value out and says so. A feed or a download could not: a misspelt address
would bring every article there is, and nobody would notice.
"""

from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from dashboard import locales
from dashboard.articles.dataset import Served
from dashboard.errors import FilterError
from dashboard.settings import Settings
from dashboard.web.asked import Asked, Question

Ask = Callable[[Request], Asked]
_NOT_UNDERSTOOD = 422


def asking(served: Served, settings: Settings) -> Ask:
    """Return what reads a request; it raises FilterError for the first value without meaning."""

    def ask(request: Request) -> Asked:
        asked = Asked(Question.read(request, settings), served.current)
        for problem in asked.problems:
            raise problem
        return asked

    return ask


def register_errors(server: FastAPI, settings: Settings) -> None:
    """Have a server tell which parameter of a query was not understood, and why."""

    async def refuse(request: Request, error: Exception) -> JSONResponse:
        problem = _problem(error)
        question = Question.read(request, settings)
        message = locales.texts(question.language)(problem.key, value=problem.value)
        told = {"error": "value", "parameter": problem.parameter, "message": message}
        return JSONResponse(told, _NOT_UNDERSTOOD, {"Vary": "Accept-Language"})

    server.add_exception_handler(FilterError, refuse)
    server.add_exception_handler(RequestValidationError, refuse)


def _problem(error: Exception) -> FilterError:
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        parameter = str(first["loc"][-1])
        return FilterError(parameter, str(first["input"]), f"problem.{parameter}")
    if not isinstance(error, FilterError):
        raise error
    return error
