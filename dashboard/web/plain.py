"""The plain pages: written by the server, readable without JavaScript, each under 50 KB."""

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from dashboard.articles.dataset import Dataset, Served
from dashboard.articles.filters import Filters
from dashboard.settings import Settings
from dashboard.web import about_page, article_page, conditional, country_pages
from dashboard.web.asked import Asked, Question
from dashboard.web.lifetimes import FOREVER
from dashboard.web.preview import preview
from dashboard.web.remembered import Remembered
from dashboard.web.templating import written

_STYLE = (Path(__file__).parent / "style.css").read_bytes()
STYLE = f"style.{hashlib.sha256(_STYLE).hexdigest()[:12]}.css"
_KEPT = 128  # pages
_LARGEST = 50_000  # bytes of a page; one with more is written in fewer words
_MOST_PROBLEMS = 5
_VARY = {"Vary": "Accept-Language"}
_NAVIGATION = {"articles": "list.title", "countries": "plain.countries", "about": "plain.about"}
Content = Callable[[Asked, Settings], Mapping[str, Any]]
_CONTENT: Mapping[str, Content] = {
    "articles": lambda asked, settings: article_page.content(asked, settings.page_size),
    "countries": lambda asked, _: country_pages.countries(asked),
    "country": lambda asked, _: country_pages.country(asked),
    "about": lambda asked, _: about_page.content(asked),
}


class Pages:
    """The plain pages of a dashboard; each is written once for a version of the dataset."""

    def __init__(self, served: Served, settings: Settings) -> None:
        self._served, self._settings = served, settings
        self._page = Remembered(self._written, _KEPT)

    async def __call__(self, request: Request) -> Response:
        """Return the page that a request asks for; a thread writes what is not known yet."""
        asked = Asked(Question.read(request, self._settings), self._served.current)
        if answer := conditional.unchanged(request, asked):
            return answer
        page = self._page.known(asked.dataset, asked.question)
        if page is None:
            page = await asyncio.to_thread(self._page, asked.dataset, asked.question)
        return HTMLResponse(page, headers=conditional.headers(asked))

    def missing(self, request: Request, country: str = "") -> Response:
        """Return the page that says that there is none, or no such country."""
        asked = Asked(Question.read(request, self._settings), self._served.current)
        texts = asked.texts
        heading = texts("missing.country", value=country) if country else texts("missing.title")
        values = {**_frame(asked, self._settings), "heading": heading}
        return HTMLResponse(written("not_found.html", values), 404, _VARY)

    def _written(self, dataset: Dataset, question: Question) -> bytes:
        page = self._told(Asked(question, dataset))
        return page if len(page) < _LARGEST else self._told(Asked(question, dataset, brief=True))

    def _told(self, asked: Asked) -> bytes:
        name = asked.question.path.partition("/")[0]
        content = _CONTENT[name](asked, self._settings)
        frame = _frame(asked, self._settings)
        filters = content.get("shown_filters", Filters())
        told = preview(asked, content["heading"], filters, frame["title"])
        return written(f"{name}.html", {**told, **frame, **content})


def register(server: FastAPI, pages: Pages) -> None:
    """Add the plain pages and their style sheet to the server."""

    @server.get("/" + STYLE, include_in_schema=False)
    def style() -> Response:
        return Response(_STYLE, media_type="text/css", headers=FOREVER)

    @server.get("/articles", include_in_schema=False)
    @server.get("/countries", include_in_schema=False)
    @server.get("/about", include_in_schema=False)
    async def page(request: Request) -> Response:
        return await pages(request)

    @server.get("/country/{code}", include_in_schema=False)
    async def country(request: Request, code: str) -> Response:
        known = country_pages.code_of(code)
        if known == code:
            return await pages(request)
        if known is None:
            return pages.missing(request, code)
        return RedirectResponse(_beside(known, request), 301)


def _beside(name: str, request: Request) -> str:
    """Return the address of a page beside the one that is asked for, with the same query."""
    return name + ("?" + request.url.query if request.url.query else "")


def _frame(asked: Asked, settings: Settings) -> dict[str, Any]:
    """Return what stands around the content of every page."""
    texts, problems = asked.texts, asked.problems
    path, root = asked.question.path, asked.question.root
    pages = [(texts("plain.map"), asked.href("", asked.view), False)]
    for name, key in _NAVIGATION.items():
        view = asked.view if name != "about" else None
        pages.append((texts(key), asked.href(name, view), name == path))
    return {
        "texts": texts,
        "title": settings.title or texts("page.title"),
        "style": root + STYLE,
        "icon": f"{root}assets/icon.svg",
        "leave": {"href": settings.exit_url, "script": f"{root}assets/leave.js"},
        "home": asked.href(""),
        "navigation": pages,
        "languages": asked.languages(),
        "language": asked.view.language,
        "is_sample": asked.dataset.is_sample,
        "problems": [texts(p.key, value=p.value) for p in problems[:_MOST_PROBLEMS]],
        "more_problems": len(problems[_MOST_PROBLEMS:]),
    }
