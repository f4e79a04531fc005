"""What the head of a page tells those who show a link to it, search for it or subscribe to it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from dashboard import locales
from dashboard.articles import wording
from dashboard.articles.dataset import Served
from dashboard.articles.filters import Filters, encode
from dashboard.articles.select import combine, masks
from dashboard.articles.values import names
from dashboard.articles.view import Stage, View
from dashboard.settings import Settings
from dashboard.web import drawing, picture
from dashboard.web.asked import Asked, Question
from dashboard.web.edition import edition
from dashboard.web.templating import written

FEEDS = {
    "RSS": ("feed.rss", "application/rss+xml"),
    "Atom": ("feed.atom", "application/atom+xml"),
    "JSON Feed": ("feed.json", "application/feed+json"),
}
_QUERIED = {"", "articles", "countries"}  # pages that show what a query means
Preview = Callable[[str, str, Mapping[str, str]], str]


def preview(asked: Asked, heading: str, filters: Filters, title: str) -> dict[str, Any]:
    """Return what ``preview.html`` says of a page.

    Args:
        asked: the page.
        heading: what it shows, in words.
        filters: the articles that it shows.
        title: of the dashboard.
    """
    path, texts = asked.question.path, asked.texts
    view = replace(asked.view, stage=Stage.MAP)
    if path not in _QUERIED:
        view = View(language=view.language)
    pictured = {**filters.to_query(), "lang": texts.language}
    return {
        "texts": texts,
        "title": title,
        "heading": heading,
        "description": _description(asked),
        "canonical": asked.absolute(path, view),
        "alternates": [
            (code, asked.absolute(path, replace(view, language=code)))
            for code in locales.languages()
        ],
        "neutral": asked.absolute(path, replace(view, language=None)),
        "picture": f"{asked.question.base}{picture.PATH}?{encode(pictured)}",
        "size": (drawing.WIDTH, drawing.HEIGHT),
        "subscriptions": [
            (name, kind, asked.href(feed, View(filters, language=view.language)))
            for name, (feed, kind) in FEEDS.items()
        ],
    }


def _description(asked: Asked) -> str:
    told = asked.texts("page.description")
    return f"{asked.texts('sample.notice')}. {told}" if asked.dataset.is_sample else told


def of_the_map(served: Served, settings: Settings) -> Preview:
    """Return a function that writes the tags of the map's page, for base, query and headers."""

    def tags(base: str, query: str, headers: Mapping[str, str]) -> str:
        dataset = served.current
        view, _ = View.from_query(query)
        accepted = headers.get("accept-language", "")
        language = locales.choose(view.language, accepted, settings.language)
        root = settings.prefix + "/"
        base = base.rstrip("/") + "/"
        asked = Asked(Question("", query, language, root, base, edition(settings)), dataset)
        number = int(combine(dataset, masks(dataset, view.filters).values()).sum())
        heading = wording.head(number, view.filters, names(dataset), asked.texts).text
        title = settings.title or asked.texts("page.title")
        values = preview(asked, heading, view.filters, title)
        return written("preview.html", values).decode()

    return tags
