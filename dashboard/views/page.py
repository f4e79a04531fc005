"""The page: where everything stands. What changes with the view is filled in by the callbacks."""

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component
from plotly.graph_objects import Figure

from dashboard.locales import Texts
from dashboard.settings import Settings
from dashboard.views import (
    embed,
    endings,
    facets,
    header,
    ids,
    keys,
    measures,
    patterns,
    table,
    timeline,
    zoom,
)
from dashboard.views.markup import aria

_GRAPH = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "responsive": True}


def root() -> Component:
    """Return what stands before the language is known: the address, and room for the page."""
    provider: Component = dmc.MantineProvider(
        [
            dcc.Location(id=ids.URL, refresh=False),
            dcc.Store(id=ids.WANTED),
            dcc.Store(id=ids.VERSION),
            dcc.Store(id=ids.LAST_VISIT),
            html.Div(id=ids.PAGE),
        ],
        forceColorScheme="light",
    )
    return provider


def layout(texts: Texts, settings: Settings, world: Component) -> list[Component]:
    """Return the page in one language with its map, every view still empty."""
    return [
        dcc.Store(id=ids.VALUES),
        html.A(texts("page.skip"), href=f"#{ids.ARTICLES}", className="skip"),
        html.Div(className="asking"),
        html.Div(id=ids.SAMPLE),
        header.layout(texts, settings),
        html.P(texts("page.lost"), className="lost", role="alert"),
        html.Main(
            [
                html.Div(id=ids.NOTICE, role="status"),
                _section(
                    [
                        html.H2(id=ids.HEAD, tabIndex=-1, **aria(live="polite")),
                        html.Div(id=ids.CHIPS, role="group", **aria(label=texts("chips.title"))),
                        endings.layout(texts, settings),
                    ],
                    "summary",
                ),
                html.Div(_body(texts, world), id=ids.BODY),
            ]
        ),
        html.Footer(html.P(texts("page.unit"))),
        embed.back(texts, settings),
        keys.layout(texts),
    ]


def world(texts: Texts, figure: Figure, topojson_url: str) -> Component:
    """Return the map and what stands below it."""
    config: Any = {**_GRAPH, "topojsonURL": topojson_url}
    graph = dcc.Graph(
        id=ids.MAP, figure=figure, config=config, responsive=True, style={"height": "100%"}
    )
    caption = [*measures.layout(texts), html.Small(texts("map.credit"))]
    drawn = html.Div(graph, role="img", **aria(label=texts("map.label")))
    tip = html.Div(id=ids.COUNTRY_TIP, role="tooltip", hidden=True)
    frame = html.Div([drawn, zoom.buttons(texts)], className="frame")
    tools = html.Div([html.Div(id=ids.PICKER), zoom.places(texts)], className="tools")
    return html.Figure([tools, frame, tip, html.Figcaption(caption)], className="world")


def _body(texts: Texts, world: Component) -> list[Component]:
    filters = html.Details(
        [html.Summary(texts("facet.title")), facets.layout(texts)], id=ids.FILTERS, open=True
    )
    now = html.Div(id=ids.NOW, **aria(hidden="true"))
    hint = html.P(texts("map.hint"), className="hint pointing")
    below = html.Div([html.Div(id=ids.NOWHERE), hint], className="below")
    time = [below, timeline.layout(texts), patterns.layout(texts)]
    return [
        _section([now, world, table.layout(texts), *time], "charts"),
        html.Aside(filters, **aria(label=texts("facet.title"))),
        _section(
            [html.Div(id=ids.PANEL), html.Div(id=ids.ARTICLES, tabIndex=-1)],
            "list",
            texts("list.title"),
        ),
    ]


def _section(children: list[Component], name: str, described: str | None = None) -> Component:
    label = aria(label=described) if described else {}
    return html.Section(children, className=name, **label)
