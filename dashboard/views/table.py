"""The table of countries: the map for those who cannot see or point.

It always stands on the page. Where the map is shown instead, it is out of sight until the focus
enters it; ``assets/table.js`` fills in the rows.
"""

from dash import html
from dash.development.base_component import Component

from dashboard.articles.view import Measure
from dashboard.locales import Texts
from dashboard.views import ids
from dashboard.views.markup import aria, data

COUNTRY = "country"


def layout(texts: Texts) -> Component:
    """Return the table with its head, a button for each order."""
    names = {COUNTRY: texts("table.country")} | {str(m): texts(f"measure.{m}") for m in Measure}
    heads = [
        html.Th(html.Button(name, **data(sort=column)), scope="col", className=column)
        for column, name in names.items()
    ]
    rows = html.Table([_caption(texts), html.Thead(html.Tr(heads)), html.Tbody()])
    label = aria(label=texts("table.title"))
    return html.Div(rows, id=ids.TABLE, role="region", className="countries", **label)


def _caption(texts: Texts) -> Component:
    notes = html.Details([html.Summary(texts("table.notes")), html.Ul(id=ids.TABLE_NOTES)])
    return html.Caption([texts("table.caption"), notes])
