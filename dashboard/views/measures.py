"""What the map's colours show: the choice of a measure, the legend and what to know of it."""

from dash import html
from dash.development.base_component import Component

from dashboard.articles.view import Measure
from dashboard.locales import Texts
from dashboard.views import ids
from dashboard.views.markup import aria, data


def layout(texts: Texts) -> list[Component]:
    """Return the switches and the legend, empty; ``assets/legend.js`` fills it in."""
    buttons = [
        html.Button(texts(f"measure.{name}"), **data(measure=str(name)), **aria(pressed="false"))
        for name in Measure
    ]
    fit = html.Button(texts("measure.fit"), **data(fit=""), **aria(pressed="false"))
    switches = html.Div(
        buttons, role="group", className="joined", **aria(label=texts("measure.title"))
    )
    label = aria(label=texts("map.legend"))
    return [
        html.Div([switches, html.Div(fit, className="joined")], className="controls"),
        html.Div(id=ids.LEGEND, className="legend", role="group", **label),
        html.P(id=ids.MEASURE_NOTE, className="hint"),
    ]
