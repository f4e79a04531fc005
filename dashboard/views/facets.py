"""Facets: what else could be chosen, with the number of articles and a thin bar for each."""

from dash import html
from dash.development.base_component import Component

from dashboard.articles.counts import Counts
from dashboard.articles.filters import DIMENSIONS, Dimension
from dashboard.locales import Texts
from dashboard.views.markup import aria, link
from dashboard.views.state import View
from dashboard.views.summary import label

SHOWN = tuple(d for d in DIMENSIONS if d.key in {"category", "topic"})


def layout(view: View, counts: Counts, texts: Texts) -> list[Component]:
    """Return one list of values for each dimension shown, the most frequent value first.

    The order follows the whole dataset, so that nothing moves while one filters.
    """
    return [_facet(dimension, view, counts, texts) for dimension in SHOWN]


def _facet(dimension: Dimension, view: View, counts: Counts, texts: Texts) -> Component:
    key = dimension.key
    chosen: tuple[str, ...] = getattr(view.filters, key)
    numbers = {**counts.by[key], **{v: counts.by[key].get(v, 0) for v in chosen}}
    highest = max([*numbers.values(), 1])
    rows = []
    for value, number in numbers.items():
        name = label(key, value, counts.names, texts)
        content = _content(name, number, highest, texts)
        rows.append(html.Li(_choice(content, view.toggled(key, value), value in chosen, number)))
    title = f"facet-{key}"
    return html.Section(
        [html.H3(texts(f"facet.{key}"), id=title), html.Ul(rows)],
        className="facet",
        **aria(labelledby=title),
    )


def _choice(content: list[Component], view: View, is_chosen: bool, number: int) -> Component:
    if not number and not is_chosen:
        return html.Span(content, className="choice", **aria(disabled="true"))
    current = aria(current="true") if is_chosen else {}
    return link(content, view, className="choice", **current)


def _content(name: str, number: int, highest: int, texts: Texts) -> list[Component]:
    return [
        html.Span(name, className="name"),
        html.Span(texts.number(number), className="number"),
        html.Span(className="bar", style={"inlineSize": f"{100 * number / highest:.1f}%"}),
    ]
