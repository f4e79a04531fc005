"""The page: where everything stands. What changes with the view is filled in by the callbacks."""

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.locales import Texts
from dashboard.settings import Settings
from dashboard.views import header, ids, keys
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


def layout(texts: Texts, settings: Settings, topojson_url: str) -> list[Component]:
    """Return the page in one language, every view still empty."""
    return [
        html.A(texts("page.skip"), href=f"#{ids.ARTICLES}", className="skip"),
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
                    ],
                    "summary",
                ),
                html.Div(_body(texts, topojson_url), id=ids.BODY),
            ]
        ),
        html.Footer(html.P(texts("page.unit"))),
        keys.layout(texts),
    ]


def _body(texts: Texts, topojson_url: str) -> list[Component]:
    return [
        _section([_map(texts, topojson_url), html.Div(id=ids.NOWHERE), _timeline(texts)], "charts"),
        html.Aside(
            html.Details(
                [
                    html.Summary(texts("facet.title")),
                    html.Div(id=ids.FACETS),
                    _countries(texts),
                ],
                id=ids.FILTERS,
                open=True,
            ),
            **aria(label=texts("facet.title")),
        ),
        _section([html.Div(id=ids.ARTICLES, tabIndex=-1)], "list", texts("list.title")),
    ]


def _map(texts: Texts, topojson_url: str) -> Component:
    config = {**_GRAPH, "topojsonURL": topojson_url}
    return html.Figure(
        [
            _graph(ids.MAP, texts("map.label"), config),
            html.Figcaption(
                [
                    html.P(texts("map.hint"), className="hint"),
                    html.Div(
                        id=ids.LEGEND,
                        className="legend",
                        role="group",
                        **aria(label=texts("map.legend")),
                    ),
                    html.Small(texts("map.credit")),
                ]
            ),
        ],
        className="world",
    )


def _countries(texts: Texts) -> Component:
    summary = html.Summary(texts("facet.country"))
    choices = dcc.Store(id=ids.COUNTRY_CHOICES)
    return html.Details([summary, html.Ul(id=ids.COUNTRIES), choices], className="facet countries")


def _timeline(texts: Texts) -> Component:
    return html.Figure(
        [
            html.Figcaption(
                [
                    html.H3(texts("timeline.title"), title=texts("timeline.hint")),
                    html.Div(id=ids.BARS, className="legend"),
                    html.Div(
                        [
                            dmc.TextInput(id=ids.FROM, label=texts("timeline.from"), size="xs"),
                            dmc.TextInput(id=ids.TO, label=texts("timeline.to"), size="xs"),
                        ],
                        className="dates",
                    ),
                ]
            ),
            _graph(ids.TIMELINE, texts("timeline.label"), _GRAPH),
        ],
        className="time",
    )


def _graph(name: str, described: str, config: Any) -> Component:
    graph = dcc.Graph(id=name, config=config, responsive=True, style={"height": "100%"})
    return html.Div(graph, role="img", className="frame", **aria(label=described))


def _section(children: list[Component], name: str, described: str | None = None) -> Component:
    label = aria(label=described) if described else {}
    return html.Section(children, className=name, **label)
