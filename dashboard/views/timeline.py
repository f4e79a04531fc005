"""The timeline: where it stands on the page, and the controls of its period."""

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.articles.filters import Filters
from dashboard.locales import Texts
from dashboard.views import ids
from dashboard.views.markup import aria, data

UNITS = ("month", "quarter", "year")
PRESETS = {"12": "timeline.preset.year", "60": "timeline.preset.years", "": "timeline.preset.all"}
STEPS = ("back", "play", "forward")
CHOICES = {"window": ("moving", "growing"), "speed": ("normal", "slow", "fast")}


def layout(texts: Texts) -> Component:
    """Return the timeline; ``assets/timeline.js`` draws the bars."""
    return html.Figure(
        [
            html.Figcaption(
                [
                    html.H3(texts("timeline.title"), title=texts("timeline.hint")),
                    html.Div([_presets(texts), _units(texts)], className="controls"),
                    html.Div(id=ids.BARS, className="legend"),
                ]
            ),
            html.Div(id=ids.TIMELINE, role="group", **aria(label=texts("timeline.label"))),
            html.Div([_player(texts), _dates(texts)], className="controls"),
            html.P(id=ids.COARSE, className="hint"),
        ],
        className="time",
    )


def limits(months: pd.DatetimeIndex) -> dict[str, Any]:
    """Return the limits of the two fields that say the period in days."""
    if months.empty:
        return {"input": {"type": "date"}}
    last = months[-1] + pd.offsets.MonthEnd(1)
    return {"input": {"type": "date", "min": f"{months[0]:%Y-%m-%d}", "max": f"{last:%Y-%m-%d}"}}


def dates(filters: Filters) -> tuple[str, str]:
    """Return what stands in the two fields."""
    first, last = (day.isoformat() if day else "" for day in (filters.start, filters.end))
    return first, last


def _units(texts: Texts) -> Component:
    buttons = [
        html.Button(texts(f"timeline.{unit}"), **data(unit=unit), **aria(pressed="false"))
        for unit in UNITS
    ]
    return _group(buttons, texts("timeline.unit"), "joined")


def _presets(texts: Texts) -> Component:
    buttons = [html.Button(texts(key), **data(months=months)) for months, key in PRESETS.items()]
    return _group(buttons, texts("timeline.presets"), "joined")


def _player(texts: Texts) -> Component:
    steps = [
        html.Button(
            html.Span(className="icon"),
            title=texts(f"play.{name}"),
            **data(play=name),
            **aria(label=texts(f"play.{name}")),
        )
        for name in STEPS
    ]
    chosen = [_choice(name, values, texts) for name, values in CHOICES.items()]
    label = html.Span(id=ids.REDUCED, role="status", hidden=True, children=texts("play.reduced"))
    joined = html.Div(steps, className="joined")
    return _group([joined, *chosen, label], texts("play.title"), "player")


def _choice(name: str, values: tuple[str, ...], texts: Texts) -> Component:
    """Return a list of which one is chosen; a script reads it."""
    options = [html.Option(texts(f"play.{value}"), value=value) for value in values]
    label = texts(f"play.{name}")
    return html.Select(options, title=label, **data(play=name), **aria(label=label))


def _dates(texts: Texts) -> Component:
    fields: list[Component] = [
        dmc.TextInput(id=ids.FROM, label=texts("timeline.from"), size="xs"),
        dmc.TextInput(id=ids.TO, label=texts("timeline.to"), size="xs"),
    ]
    return html.Div(fields, className="dates")


def _group(children: Sequence[Component], described: str, name: str) -> Component:
    return html.Div(list(children), role="group", className=name, **aria(label=described))
