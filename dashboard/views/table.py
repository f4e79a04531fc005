"""The table of countries: the map for those who cannot see or point.

It always stands on the page. Where the map is shown instead, it is out of sight until the focus
enters it; ``assets/table.js`` fills in the rows.
"""

from dash import html
from dash.development.base_component import Component

from dashboard.locales import Texts
from dashboard.views import ids
from dashboard.views.markup import aria, data

COLUMNS = ("country", "articles")


def layout(texts: Texts) -> Component:
    """Return the table with its head, a button for each order."""
    heads = [html.Th(_button(name, texts), scope="col", className=name) for name in COLUMNS]
    rows = html.Table(
        [html.Caption(texts("table.caption")), html.Thead(html.Tr(heads)), html.Tbody()]
    )
    label = aria(label=texts("table.title"))
    return html.Div(rows, id=ids.TABLE, role="region", className="countries", **label)


def _button(name: str, texts: Texts) -> Component:
    return html.Button(texts(f"table.{name}"), **data(sort=name))
