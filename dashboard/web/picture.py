"""/picture.png: the map of a view as a picture, drawn once and one at a time."""

import asyncio
from functools import cached_property
from typing import NamedTuple

from fastapi import FastAPI, Request, Response

from dashboard import locales
from dashboard.articles import wording
from dashboard.articles.counts import count
from dashboard.articles.dataset import Dataset, Served
from dashboard.articles.filters import Filters, encode
from dashboard.articles.select import order
from dashboard.articles.values import names
from dashboard.articles.view import View
from dashboard.places.shapes import Boundaries, projected
from dashboard.settings import Settings
from dashboard.web.asked import Question
from dashboard.web.drawing import Drawing, draw
from dashboard.web.remembered import Remembered

PATH = "picture.png"
_KEPT = 64  # pictures, some 100 KB each
_MOST_WAITING = 16
_ONE_HOUR = {
    "Cache-Control": "public, max-age=3600",
    "Vary": "Accept-Language",
    "Cross-Origin-Resource-Policy": "cross-origin",  # a picture is there to be shown elsewhere
}
_LATER = {"Retry-After": "20", "Cache-Control": "no-store"}


class Subject(NamedTuple):
    """What a picture depends on: the filters as they are written, and the language."""

    query: str
    language: str


class Pictures:
    """Pictures of views.

    A picture takes a second of the machine. However many are asked for, one is drawn at a time,
    and whoever would wait too long is told to come again.
    """

    def __init__(self, served: Served, settings: Settings, boundaries: Boundaries) -> None:
        self._served, self._settings, self._given = served, settings, boundaries
        self._drawn = Remembered(self._draw, _KEPT)
        self._one = asyncio.Lock()
        self._waiting = 0

    async def __call__(self, request: Request) -> Response:
        """Return the picture that a request asks for."""
        asked = Question.read(request, self._settings)
        view, _ = View.from_query(asked.query)
        subject = Subject(encode(view.filters.to_query()), asked.language)
        dataset = self._served.current
        picture = self._drawn.known(dataset, subject)
        if picture is None:
            if self._waiting >= _MOST_WAITING:
                return Response(status_code=503, headers=_LATER)
            picture = await self._in_turn(dataset, subject)
        return Response(picture, media_type="image/png", headers=_ONE_HOUR)

    async def _in_turn(self, dataset: Dataset, subject: Subject) -> bytes:
        self._waiting += 1
        try:
            async with self._one:
                return await asyncio.to_thread(self._drawn, dataset, subject)
        finally:
            self._waiting -= 1

    @cached_property
    def _boundaries(self) -> Boundaries:
        return projected(self._given)

    def _draw(self, dataset: Dataset, subject: Subject) -> bytes:
        filters, _ = Filters.from_query(subject.query)
        texts = locales.texts(subject.language)
        number = len(order(dataset, filters))
        drawing = Drawing(
            counts=count(dataset, filters).totals(filters)["country"],
            chosen=filters.country,
            heading=wording.head(number, filters, names(dataset), texts).text,
            title=self._settings.title or texts("page.title"),
            is_sample=dataset.is_sample,
        )
        return draw(drawing, self._boundaries, texts)


def register(server: FastAPI, pictures: Pictures) -> None:
    """Add the pictures to the server."""

    @server.get("/" + PATH, include_in_schema=False)
    async def picture(request: Request) -> Response:
        return await pictures(request)
