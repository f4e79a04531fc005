"""What one writes first in Dash: a callback that filters in pandas and returns new figures."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html
from fastapi import FastAPI

from dashboard.articles.dataset import Served, split_signature
from dashboard.places import shapes
from dashboard.settings import Settings
from dashboard.web import routes


def plain_app(served: Served) -> FastAPI:
    """Return an app with a map, bars by month and numbers by category from a year on."""
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
            dcc.Graph(id="map", config=config),
            dcc.Graph(id="months"),
            html.Ul(id="categories"),
        ]
    )

    @app.callback(
        Output("map", "figure"),
        Output("months", "figure"),
        Output("categories", "children"),
        Input("start", "data"),
    )
    def show(start: int) -> tuple[go.Figure, go.Figure, list[html.Li]]:
        frame = served.current.frame
        rows = frame[(frame["date"] >= f"{start}-01-01") & (frame["date"] < f"{start + 2}-01-01")]
        codes = rows["countries"].astype(str).map(split_signature).explode().value_counts()
        world = go.Choropleth(
            geojson=url, locations=list(codes.index), z=list(codes), colorscale="YlGnBu"
        )
        months: pd.Series = rows["month"].value_counts().sort_index()
        bars = go.Bar(x=months.index, y=months)
        kinds = rows["category"].value_counts()
        return go.Figure(world), go.Figure(bars), [html.Li(f"{k}: {n}") for k, n in kinds.items()]

    app.init_app(server)
    return server
