"""What one writes first in Dash: a callback that filters in pandas and returns new figures.

It shows what the page repaints while a hand moves: map with points, bars, lists, the head line.
"""

from typing import Any

import pandas as pd
import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html
from fastapi import FastAPI

from dashboard.articles.dataset import Served, split_signature
from dashboard.places import shapes
from dashboard.settings import Settings
from dashboard.web import routes

_MANY = ("countries", "topics")  # columns of signatures


def plain_app(served: Served) -> FastAPI:
    """Return an app that shows two years from the chosen one on."""
    boundaries = shapes.load(Settings.read().boundaries)
    geojson = shapes.geojson(boundaries)
    url = "/" + routes.shapes_path(geojson)
    server = FastAPI()

    routes.register(server, geojson, served)  # the shapes, and no request to a CDN
    config: Any = {"topojsonURL": "/" + routes.TOPOJSON}
    app = Dash(server=False, backend="fastapi", suppress_callback_exceptions=True)
    app.layout = html.Div(
        [
            dcc.Store(id="start", data=2000),
            html.H2(id="head"),
            dcc.Graph(id="map", config=config),
            dcc.Graph(id="months"),
            html.Div(id="lists"),
        ]
    )

    @app.callback(
        Output("head", "children"),
        Output("map", "figure"),
        Output("months", "figure"),
        Output("lists", "children"),
        Input("start", "data"),
    )
    def show(start: int) -> tuple[str, go.Figure, go.Figure, list[html.Ul]]:
        frame = served.current.frame
        rows = frame[(frame["date"] >= f"{start}-01-01") & (frame["date"] < f"{start + 2}-01-01")]
        countries, topics, categories = (_numbers(rows, c) for c in (*_MANY, "category"))
        world = _map(shapes.join(boundaries, countries), url)
        lists = [_list(numbers) for numbers in (categories, topics, countries)]
        return f"{len(rows)} articles", world, _bars(frame, rows), lists

    app.init_app(server)
    return server


def _numbers(rows: pd.DataFrame, column: str) -> "pd.Series[int]":
    values = rows[column].astype(str)
    if column in _MANY:
        values = values.map(split_signature).explode().dropna()
    numbers: pd.Series[int] = values.value_counts()
    return numbers


def _map(counted: pd.DataFrame, url: str) -> go.Figure:
    small = counted[counted["small"]]
    areas = go.Choropleth(
        geojson=url, locations=list(counted.index), z=list(counted["count"]), colorscale="YlGnBu"
    )
    marker = {"color": list(small["count"]), "colorscale": "YlGnBu"}
    points = go.Scattergeo(lon=list(small["lon"]), lat=list(small["lat"]), marker=marker)
    return go.Figure([areas, points])


def _bars(frame: pd.DataFrame, rows: pd.DataFrame) -> go.Figure:
    every, months = (part["month"].value_counts().sort_index() for part in (frame, rows))
    bars = [go.Bar(x=months.index, y=months) for months in (every, months)]
    return go.Figure(bars, {"barmode": "overlay"})


def _list(numbers: "pd.Series[int]") -> html.Ul:
    return html.Ul([html.Li(f"{name}: {number}") for name, number in numbers.items()])
