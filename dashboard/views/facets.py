"""Facets: what else could be chosen. The lists stand empty here; a script fills in the numbers."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from dashboard.articles.filters import DIMENSIONS, Filters
from dashboard.articles.values import Values
from dashboard.articles.wording import Names, label
from dashboard.locales import Texts
from dashboard.text import fold
from dashboard.views import ids
from dashboard.views.markup import aria, data

SHOWN = tuple(d.key for d in DIMENSIONS if d.key in {"category", "topic"})


def layout(texts: Texts) -> Component:
    """Return the lists."""
    return html.Div([_facet(key, texts) for key in SHOWN], id=ids.FACETS)


def choices(
    values: Mapping[str, Values], names: Names, texts: Texts
) -> dict[str, list[tuple[str, str]]]:
    """Return (value, name) of all that can be chosen in each dimension.

    Countries stand in the order of their names, others in that of the whole dataset, so that
    nothing moves while one filters.
    """
    named = {
        key: [(value, label(key, value, names, texts)) for value in each.keys]
        for key, each in values.items()
    }
    named["country"].sort(key=lambda choice: fold(choice[1]))
    return named


def _facet(key: str, texts: Texts) -> Component:
    title = f"facet-{key}"
    heading = html.H3(texts(f"facet.{key}"), id=title)
    rows = html.Ul(**data(facet=key))
    return html.Section([heading, rows], className="facet", **aria(labelledby=title))


def chosen(filters: Filters, names: Names, texts: Texts) -> dict[str, list[tuple[str, str]]]:
    """Return (value, name) of the chosen ones; the dataset may not know them."""
    return {
        d.key: [(value, label(d.key, value, names, texts)) for value in getattr(filters, d.key)]
        for d in DIMENSIONS
    }
