"""The field for words to search for; ``assets/search.js`` fills and follows it."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.locales import Texts
from dashboard.views import ids
from dashboard.views.markup import aria


def layout(texts: Texts) -> Component:
    """Return the field with its label and a hint, which shows while one writes."""
    attributes = {
        "type": "search",
        "autoComplete": "off",
        "spellCheck": "false",
        "enterKeyHint": "search",
        **aria(describedby="search-hint", keyshortcuts="/"),
    }
    field = dmc.TextInput(
        id=ids.SEARCH,
        label=texts("search.label"),
        placeholder=texts("search.label"),
        attributes={"input": attributes},
    )
    hint = html.Small(texts("search.hint"), id="search-hint")
    return html.Div([field, hint], role="search", className="search")
