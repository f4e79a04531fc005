"""Patterns: room for the sentences that ``assets/patterns.js`` writes of a selection."""

from dash import html
from dash.development.base_component import Component

from dashboard.locales import Texts
from dashboard.views import ids
from dashboard.views.markup import aria

_TITLE = "patterns-title"


def layout(texts: Texts) -> Component:
    """Return the strip, hidden until there is a sentence, with the rule that finds them."""
    rule = html.Details([html.Summary(texts("patterns.how")), html.P(id=ids.PATTERNS_RULE)])
    return html.Section(
        [html.H3(texts("patterns.title"), id=_TITLE), html.Ul(id=ids.PATTERNS), rule],
        className="strip",
        hidden=True,
        **aria(labelledby=_TITLE),
    )
