"""One view rendered: what every changing part of the page shows for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.articles.counts import Counts, count
from dashboard.articles.dataset import Dataset, Served
from dashboard.articles.filters import NO_COUNTRY
from dashboard.errors import FilterError
from dashboard.locales import Texts
from dashboard.places import shapes
from dashboard.places.shapes import Boundaries
from dashboard.settings import Settings
from dashboard.views import article_list, facets, header, ids, summary, timeline
from dashboard.views import map as world
from dashboard.views.markup import aria, choice, legend
from dashboard.views.scale import scale
from dashboard.views.state import View

OUTPUTS = (
    (ids.NOTICE, "children"),
    (ids.SAMPLE, "children"),
    (ids.TOTAL, "children"),
    (ids.LANGUAGES, "children"),
    (ids.MAP_SWITCH, "children"),
    (ids.HEAD, "children"),
    (ids.CHIPS, "children"),
    (ids.BODY, "className"),
    (ids.BODY, "data-version"),
    (ids.MAP, "figure"),
    (ids.LEGEND, "children"),
    (ids.NOWHERE, "children"),
    (ids.TIMELINE, "figure"),
    (ids.BARS, "children"),
    (ids.FROM, "value"),
    (ids.FROM, "attributes"),
    (ids.TO, "value"),
    (ids.TO, "attributes"),
    (ids.FACETS, "children"),
    (ids.COUNTRY_CHOICES, "data"),
    (ids.ARTICLES, "children"),
)
_MOST_PROBLEMS = 5
Shown = dict[tuple[str, str], Any]


@dataclass(frozen=True, slots=True)
class Context:
    """What the views need to know of the rest of the dashboard.

    Attributes:
        served: holds the dataset.
        settings: of this dashboard.
        boundaries: the country shapes.
        shapes: the same as the browser has them.
        topojson_url: address of the base map on this server.
    """

    served: Served
    settings: Settings
    boundaries: Boundaries
    shapes: world.Shapes
    topojson_url: str


def render(
    context: Context,
    view: View,
    problems: Sequence[FilterError],
    texts: Texts,
    last_visit: str | None,
) -> Shown:
    """Return the value of each of ``OUTPUTS``, all from one version of the dataset.

    Args:
        last_visit: when this browser was here before, ISO 8601; None on a first visit.
    """
    dataset = context.served.current
    counts = count(dataset, view.filters)
    return {
        (ids.NOTICE, "children"): _notice(problems, texts),
        (ids.SAMPLE, "children"): texts("sample.notice") if dataset.is_sample else None,
        (ids.TOTAL, "children"): _numbers(dataset, last_visit, context.settings, texts),
        (ids.LANGUAGES, "children"): header.languages(view, texts),
        (ids.MAP_SWITCH, "children"): header.map_switch(view, texts),
        (ids.HEAD, "children"): summary.head(counts, view.filters, texts),
        (ids.CHIPS, "children"): summary.chips(view, counts, texts),
        (ids.BODY, "className"): "with-map" if view.map_shown else "without-map",
        (ids.BODY, "data-version"): dataset.version,
        (ids.FACETS, "children"): facets.layout(view, counts, texts),
        (ids.COUNTRY_CHOICES, "data"): facets.countries(view, counts, texts),
        (ids.ARTICLES, "children"): article_list.layout(
            dataset, view, texts, context.settings.page_size
        ),
        **_map(context, view, counts, texts),
        **_timeline(view, counts, texts),
    }


def _map(context: Context, view: View, counts: Counts, texts: Texts) -> Shown:
    numbers = {code: n for code, n in counts.by["country"].items() if code != NO_COUNTRY}
    counted = shapes.join(context.boundaries, pd.Series(numbers, dtype="int64"))
    colours = scale(max(numbers.values(), default=0))
    chosen = [code for code in view.filters.country if code in counted.index]
    figure = world.figure(counted, chosen, colours, context.shapes, texts)
    return {
        (ids.MAP, "figure"): figure,
        (ids.LEGEND, "children"): legend(world.legend(colours, texts)),
        (ids.NOWHERE, "children"): _nowhere(view, counts, texts),
    }


def _nowhere(view: View, counts: Counts, texts: Texts) -> Component:
    chosen = NO_COUNTRY in view.filters.country
    told = texts("map.nowhere", count=counts.without_country)
    if not counts.without_country and not chosen:
        return html.Span(told)
    current = aria(current="true") if chosen else {}
    return choice(told, view, "country", NO_COUNTRY, place="map", **current)


def _timeline(view: View, counts: Counts, texts: Texts) -> Shown:
    return {
        (ids.TIMELINE, "figure"): timeline.figure(counts.months, view.filters, texts),
        (ids.BARS, "children"): legend(timeline.legend(counts.months, view.filters, texts)),
        **timeline.date_fields(counts.months, view.filters),
    }


def _numbers(
    dataset: Dataset, last_visit: str | None, settings: Settings, texts: Texts
) -> list[Any]:
    since, rule = _visit(last_visit, settings, texts)
    new = int((dataset.frame["imported_at"] > since).sum())
    return header.numbers(len(dataset.frame), new, rule, texts)


def _visit(last_visit: str | None, settings: Settings, texts: Texts) -> tuple[datetime, str]:
    """Return since when articles are new to this browser, and the rule in words."""
    days = settings.first_visit_days
    try:
        since = datetime.fromisoformat(last_visit or "").astimezone(UTC)
    except (ValueError, OverflowError):
        since = datetime.now(UTC) - timedelta(days=days)
        return since, texts("header.new.first", count=days)
    return since, texts("header.new.since", day=texts.day(since.date()))


def _notice(problems: Sequence[FilterError], texts: Texts) -> html.Div | None:
    if not problems:
        return None
    lines = [html.Li(texts(p.key, value=p.value)) for p in problems[:_MOST_PROBLEMS]]
    if len(problems) > _MOST_PROBLEMS:
        lines.append(html.Li(texts("problem.more", count=len(problems) - _MOST_PROBLEMS)))
    return html.Div([html.P(texts("problem.title")), html.Ul(lines)], className="problem")
