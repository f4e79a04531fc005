"""What the server says of a view, of the dataset, and the map that all views are painted into."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.articles import wording
from dashboard.articles.counts import count
from dashboard.articles.dataset import Dataset, Served
from dashboard.articles.filters import NO_COUNTRY, Filters
from dashboard.articles.select import order
from dashboard.articles.values import months, names, values
from dashboard.articles.view import View
from dashboard.errors import FilterError
from dashboard.locales import Texts
from dashboard.places import shapes
from dashboard.places.population import populations
from dashboard.places.scale import PALETTE, SHADES, UNDETERMINED, scale
from dashboard.places.shapes import Boundaries
from dashboard.settings import Settings
from dashboard.views import article_list, facets, header, ids, page, panel, summary, timeline
from dashboard.views import map as world
from dashboard.views.markup import written
from dashboard.views.words import words

DATASET_OUTPUTS = (
    (ids.SAMPLE, "children"),
    (ids.TOTAL, "children"),
    (ids.FROM, "attributes"),
    (ids.TO, "attributes"),
    (ids.VALUES, "data"),
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


def render_view(
    context: Context, view: View, problems: Sequence[FilterError], texts: Texts
) -> dict[str, Any]:
    """Return what the server says of a view, all from one version of the dataset, as JSON has it.

    ``html`` holds what stands in the elements of these ids, ``period`` what in the two fields.
    Numbers by value and time are not among it: the browser counts and paints them itself.
    """
    dataset, filters = context.served.current, view.filters
    known = names(dataset)
    found = order(dataset, filters, view.sort)
    articles = article_list.layout(dataset, found, view, texts, context.settings.page_size)
    parts = {
        ids.NOTICE: _notice(problems, texts),
        ids.LANGUAGES: header.languages(view, texts),
        ids.STAGES: header.stages(view, texts),
        ids.CHIPS: summary.chips(view, known, texts),
        ids.ARTICLES: articles,
    }
    return {
        "version": dataset.version,
        "query": replace(view, page=1).href(),
        "head": asdict(wording.head(len(found), filters, known, texts)),
        "chosen": facets.chosen(filters, known, texts),
        "stage": view.stage,
        "ends": panel.ends(dataset, found, filters, texts),
        "period": timeline.dates(filters),
        "html": {place: written(part) for place, part in parts.items()},
    }


def render_failure(texts: Texts) -> dict[str, Any]:
    """Return what is said instead of a view when something here went wrong."""
    again = html.A(texts("page.reload"), href="")
    clear = html.A(texts("chips.clear"), href="?")
    said = html.Div([texts("page.failed"), " ", again, " · ", clear], className="failed")
    return {"html": {ids.NOTICE: written(said)}}


def render_dataset(context: Context, texts: Texts, last_visit: Mapping[str, Any]) -> Shown:
    """Return the value of each of ``DATASET_OUTPUTS``, the same for every view of a version.

    Args:
        last_visit: when this browser was here before (``at``) and up to when the articles came
            that it has shown (``after``), ISO 8601; both may be missing.
    """
    dataset = context.served.current
    limits = timeline.limits(months(dataset))
    return {
        (ids.SAMPLE, "children"): texts("sample.notice") if dataset.is_sample else None,
        (ids.TOTAL, "children"): _numbers(dataset, last_visit, context.settings, texts),
        (ids.FROM, "attributes"): limits,
        (ids.TO, "attributes"): limits,
        (ids.VALUES, "data"): {
            "version": dataset.version,
            "as_of": _next_millisecond(dataset.as_of),
            "choices": facets.choices(values(dataset), names(dataset), texts),
            "scales": world.scales(len(dataset.frame), texts),
            "palette": PALETTE,
            "shades": SHADES,
            "undetermined": UNDETERMINED,
            "population": populations(),
            "words": words(texts),
        },
    }


def render_map(context: Context, texts: Texts) -> Component:
    """Return the map of all articles."""
    counts = count(context.served.current, Filters())
    totals = pd.Series(counts.by["country"].sum(axis=0), index=counts.keys["country"])
    counted = shapes.join(context.boundaries, totals.drop(NO_COUNTRY, errors="ignore"))
    colours = scale(int(counted["count"].max()))
    figure = world.figure(counted, colours, context.shapes, texts)
    return page.world(texts, figure, context.topojson_url)


def _numbers(
    dataset: Dataset, last_visit: Mapping[str, Any], settings: Settings, texts: Texts
) -> list[Any]:
    since, rule = _visit(last_visit, settings, texts)
    new = int((dataset.frame["imported_at"] > since).sum())
    return header.numbers(len(dataset.frame), new, since, rule, texts)


def _visit(last_visit: Mapping[str, Any], settings: Settings, texts: Texts) -> tuple[datetime, str]:
    """Return since when articles are new to this browser, and the rule in words."""
    days, at = settings.first_visit_days, _moment(last_visit.get("at"))
    if at is None:
        since = datetime.now(UTC) - timedelta(days=days)
        return since, texts("header.new.first", count=days)
    since = _moment(last_visit.get("after")) or at
    return since, texts("header.new.since", day=texts.day(at.date()))


def _moment(written: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(written)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _next_millisecond(moment: datetime | None) -> str | None:
    """Return what an address can say of a moment without being before it."""
    if moment is None:
        return None
    return (moment + timedelta(microseconds=999)).isoformat(timespec="milliseconds")


def _notice(problems: Sequence[FilterError], texts: Texts) -> html.Div | None:
    if not problems:
        return None
    lines = [html.Li(texts(p.key, value=p.value)) for p in problems[:_MOST_PROBLEMS]]
    if len(problems) > _MOST_PROBLEMS:
        lines.append(html.Li(texts("problem.more", count=len(problems) - _MOST_PROBLEMS)))
    return html.Div([html.P(texts("problem.title")), html.Ul(lines)], className="problem")
