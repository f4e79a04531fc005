"""Facets: what else could be chosen, with the number of articles and a thin bar for each."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.articles.counts import Counts
from dashboard.articles.filters import DIMENSIONS, Dimension
from dashboard.locales import Texts
from dashboard.text import fold
from dashboard.views.markup import aria, choice, disabled
from dashboard.views.state import View
from dashboard.views.summary import label

SHOWN = tuple(d for d in DIMENSIONS if d.key in {"category", "topic"})


def countries(view: View, counts: Counts, texts: Texts) -> list[dict[str, Any]]:
    """Return every country of the dataset by name, for a script to list.

    It is the map for those who cannot see or point. Each has ``code``, ``name``, ``number``, the
    number as ``shown``, its ``share`` of the highest in percent, ``chosen`` and ``href``.
    """
    chosen = view.filters.country
    numbers = {**dict.fromkeys(chosen, 0), **counts.by["country"]}
    highest = max([*numbers.values(), 1])
    rows = [
        {
            "code": code,
            "name": label("country", code, counts.names, texts),
            "number": number,
            "shown": texts.number(number),
            "share": round(100 * number / highest, 1),
            "chosen": code in chosen,
            "href": view.toggled("country", code).href(),
        }
        for code, number in numbers.items()
    ]
    return sorted(rows, key=lambda row: fold(row["name"]))


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
        rows.append(html.Li(_choice(content, view, key, value, number)))
    title = f"facet-{key}"
    return html.Section(
        [html.H3(texts(f"facet.{key}"), id=title), html.Ul(rows)],
        className="facet",
        **aria(labelledby=title),
    )


def _choice(content: list[Component], view: View, key: str, value: str, number: int) -> Component:
    is_chosen = value in getattr(view.filters, key)
    if not number and not is_chosen:
        return disabled(content, className="choice")
    current = aria(current="true") if is_chosen else {}
    return choice(content, view, key, value, className="choice", **current)


def _content(name: str, number: int, highest: int, texts: Texts) -> list[Component]:
    return [
        html.Span(name, className="name"),
        html.Span(texts.number(number), className="number"),
        html.Span(className="bar", style={"inlineSize": f"{100 * number / highest:.1f}%"}),
    ]
