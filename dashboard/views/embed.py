"""The map in somebody else's page: what is copied there, and the way back."""

from dash import html
from dash.development.base_component import Component

from dashboard.articles.view import PARTS
from dashboard.locales import Texts
from dashboard.settings import Settings
from dashboard.views import ids
from dashboard.views.markup import aria, data


def layout(texts: Texts, settings: Settings) -> Component:
    """Return what writes the HTML to copy; ``assets/embed.js`` fills it in for the view shown."""
    parts = [
        html.Button(texts(f"embed.{part}"), **data(part=part), **aria(pressed="false"))
        for part in PARTS
    ]
    told = data(copied=texts("embed.copied"), uncopied=texts("embed.uncopied"))
    copy = html.Button(texts("embed.copy"), **data(copies=ids.EMBED), **told)
    code = html.Textarea(
        id=ids.EMBED, readOnly="readOnly", rows=4, dir="ltr", **aria(label=texts("embed.code"))
    )
    inner = [
        html.Summary(texts("embed.title")),
        html.P([texts("embed.text"), *_allowed(texts, settings)]),
        html.Div(parts, className="joined"),
        code,
        copy,
    ]
    return html.Details(inner, className="embed")


def _allowed(texts: Texts, settings: Settings) -> list[str]:
    """Return which pages may show the map, nothing when all may."""
    if "*" in settings.embed_origins:
        return []
    origins = ", ".join(settings.embed_origins)
    return [" ", texts("embed.some", origins=origins) if origins else texts("embed.own")]


def back(texts: Texts, settings: Settings) -> Component:
    """Return the link from somebody else's page to the whole one, with the same view."""
    shown = texts("embed.back", name=settings.title or texts("page.title"))
    link = html.A(shown, id=ids.WHOLE, href="./", target="_blank", rel="noopener")
    return html.P(link, className="back")
