"""Downloads of views: CSV, Excel, JSON; all articles of the view, however many."""

from collections.abc import Callable, Iterator

from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse

from dashboard.articles.filters import decode, encode
from dashboard.articles.select import order
from dashboard.errors import FilterError
from dashboard.exports.about import About, Site, about
from dashboard.exports.records import records
from dashboard.exports.registry import FORMATS, Format, Write
from dashboard.settings import Settings
from dashboard.web import conditional
from dashboard.web.asked import Asked
from dashboard.web.asking import Ask
from dashboard.web.head import WITHOUT_BODY
from dashboard.web.turns import in_turns


def path(ending: str) -> str:
    """Return the path of a format."""
    return f"export.{ending}"


def register(server: FastAPI, ask: Ask, settings: Settings) -> None:
    """Add the downloads to the server."""
    for form in FORMATS:
        route = _route(ask, settings, form)
        server.get("/" + path(form.ending), include_in_schema=False)(route)


def _route(ask: Ask, settings: Settings, form: Format) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        asked = ask(request)
        write = _writer(asked, form)
        if known := conditional.unchanged(request, asked):
            return known
        name = f"defenders-map-{asked.dataset.version}.{form.ending}"
        told = {"Content-Disposition": f'attachment; filename="{name}"'}
        pieces = () if WITHOUT_BODY in request.scope else _pieces(asked, write, settings)
        return StreamingResponse(
            in_turns(pieces), media_type=form.media, headers={**conditional.headers(asked), **told}
        )

    return answer


def _pieces(asked: Asked, write: Write, settings: Settings) -> Iterator[bytes]:
    found = order(asked.dataset, asked.view.filters, asked.view.sort)
    return write(records(asked.dataset, found), _about(asked, len(found), settings))


def _writer(asked: Asked, form: Format) -> Write:
    """Return what writes the format as the query wants it, with a byte order mark or without."""
    value = decode(asked.question.query).get("bom", ["0"])[-1].strip()
    if value not in {"0", "1"}:
        raise FilterError("bom", value, "problem.bom")
    return form.marked if value == "1" and form.marked else form.write


def _about(asked: Asked, total: int, settings: Settings) -> About:
    texts, filters = asked.texts, asked.view.filters
    query = encode(filters.to_query())
    address = asked.question.base + ("?" + query if query else "")
    title = settings.title or texts("page.title")
    return about(asked.dataset, filters, total, Site(title, address), texts)
