"""What can be taken away from a view: its feeds, its downloads, its link."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from dashboard.locales import Texts
from dashboard.settings import Settings
from dashboard.views import embed, ids
from dashboard.views.markup import data

# Address beside the page → what it is called; assets/endings.js puts the view's query behind it.
FEEDS = {
    "feed.rss": "endings.rss",
    "feed.atom": "endings.atom",
    "feed.json": "endings.json",
}
DOWNLOADS = {
    "export.csv": "endings.csv",
    "export.csv?bom=1": "endings.excel-csv",
    "export.xlsx": "endings.xlsx",
    "export.json": "endings.download-json",
}
API = {"api/v1/articles": "endings.articles"}


def layout(texts: Texts, settings: Settings) -> Component:
    """Return the menu; its links lead to all articles until the script knows the view."""
    copied = data(copied=texts("endings.copied"), uncopied=texts("endings.uncopied"))
    documentation = html.Li(html.A(texts("endings.docs"), href="api/docs"))
    content = [
        *_group(texts("endings.feeds"), FEEDS, texts),
        *_group(texts("endings.downloads"), DOWNLOADS, texts),
        *_group(texts("endings.api"), API, texts, documentation),
        html.Button(texts("endings.copy"), type="button", id=ids.COPY, **copied),
        embed.layout(texts, settings),
        html.Span(id=ids.COPIED, role="status"),
    ]
    summary = html.Summary(texts("endings.title"), className="button")
    return html.Details([summary, html.Div(content)], id=ids.ENDINGS)


def _group(
    title: str, endings: Mapping[str, str], texts: Texts, *more: Component
) -> tuple[Component, Component]:
    links = [
        html.Li(html.A(texts(key), href=ending, **data(ending=ending)))
        for ending, key in endings.items()
    ]
    return html.H3(title), html.Ul([*links, *more])
