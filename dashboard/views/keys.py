"""The keys that work on the page, and the window that shows them."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.locales import Texts
from dashboard.views import ids
from dashboard.views.markup import Element, aria, element

# What each does is told by the text "keys." + its name.
KEYS = {
    "search": ("/",),
    "next": ("j", "↓"),
    "previous": ("k", "↑"),
    "open": ("Enter",),
    "clear": ("Esc",),
    "leave": ("3 × Esc",),
    "help": ("?",),
}


def button(texts: Texts) -> Element:
    """Return the button that opens the window."""
    return element("button", texts("keys.title"), type="button", className="keys-button")


def layout(texts: Texts) -> Component:
    """Return the window, closed. Letters as keys can be switched off: some people speak or
    press keys by mistake (WCAG 2.2, 2.1.4)."""
    rows = [
        html.Div([html.Dt([html.Kbd(key) for key in pressed]), html.Dd(texts(f"keys.{name}"))])
        for name, pressed in KEYS.items()
    ]
    switch = dmc.Switch(
        id=ids.LETTERS, label=texts("keys.letters"), checked=True, persistence=True, size="sm"
    )
    close = html.Form(html.Button(texts("keys.close"), className="button"), method="dialog")
    title = html.H2(texts("keys.title"), id="keys-title")
    return html.Dialog(
        [title, html.Dl(rows), switch, close], id=ids.KEYS, **aria(labelledby="keys-title")
    )
