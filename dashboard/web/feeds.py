"""Feeds of views: RSS, Atom, JSON Feed."""

from collections.abc import Callable

import numpy as np
from fastapi import FastAPI, Request, Response
from numpy.typing import NDArray

from dashboard.articles.dataset import Dataset
from dashboard.articles.filters import Filters, encode
from dashboard.articles.select import order
from dashboard.errors import FilterError
from dashboard.exports import atom, json_feed, rss
from dashboard.exports.feed import SIZE, Channel, Feed, Part, feed
from dashboard.settings import Settings
from dashboard.web import conditional
from dashboard.web.asked import Asked
from dashboard.web.asking import Ask

FEEDS = {"rss": rss, "atom": atom, "json": json_feed}


def path(ending: str) -> str:
    """Return the path of a kind of feed."""
    return f"feed.{ending}"


def register(server: FastAPI, ask: Ask, settings: Settings) -> None:
    """Add the feeds to the server."""
    for ending, writer in FEEDS.items():
        address = "/" + path(ending)
        route = _route(ask, settings, writer.write, writer.MEDIA)
        server.get(address, include_in_schema=False)(route)


def _route(
    ask: Ask, settings: Settings, write: Callable[[Feed], bytes], media: str
) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        asked = ask(request)
        known = conditional.unchanged(request, asked)
        return known or Response(
            write(_page(asked, settings)),
            media_type=f"{media}; charset=utf-8",
            headers=conditional.headers(asked),
        )

    return answer


def _page(asked: Asked, settings: Settings) -> Feed:
    """Return the page of the feed that is asked for.

    Raises:
        FilterError: there are not as many pages.
    """
    dataset, filters, page = asked.dataset, asked.view.filters, asked.view.page
    found = order(dataset, filters)
    gone = _withdrawn(dataset, filters)
    pages = max(1, -(-max(len(found), len(gone)) // SIZE))
    if page > pages:
        raise FilterError("page", str(page), "problem.page")
    part = slice((page - 1) * SIZE, page * SIZE)
    texts, base = asked.texts, asked.question.base
    title = settings.title or texts("page.title")
    channel = Channel(title, base, _address(asked, "", filters))
    shown = Part(found[part], gone[part], _links(asked, filters, pages))
    return feed(dataset, filters, channel, shown, texts)


def _withdrawn(dataset: Dataset, filters: Filters) -> NDArray[np.intp]:
    """Return the positions of the withdrawn articles, those that went last first.

    Who reads the first page only, as readers do, hears of each in time, however old it was.
    """
    if dataset.withdrawn is None:
        return np.zeros(0, np.intp)
    found = order(dataset.withdrawn, filters)
    moments = dataset.withdrawn.frame["changed_at"].iloc[found].astype("int64")
    return found[np.argsort(-moments.to_numpy(), kind="stable")]


def _links(asked: Asked, filters: Filters, pages: int) -> dict[str, str]:
    """Return the addresses of the page and of those around it (RFC 5005, 3)."""
    page = asked.view.page
    numbers = {"self": page, "first": 1, "previous": page - 1, "next": page + 1, "last": pages}
    return {
        relation: _address(asked, asked.question.path, filters, number)
        for relation, number in numbers.items()
        if 1 <= number <= pages
    }


def _address(asked: Asked, place: str, filters: Filters, page: int = 1) -> str:
    query = filters.to_query()
    if page > 1:
        query["page"] = str(page)
    if asked.view.language:
        query["lang"] = asked.view.language
    return asked.question.base + place + ("?" + encode(query) if query else "")
