"""Small pieces of HTML that every part of the page uses."""

from typing import Any

from dash import html

from dashboard.views.state import View


def aria(**attributes: str) -> dict[str, Any]:
    """Return ARIA attributes as Dash takes them: ``aria(label="x")`` is ``aria-label="x"``."""
    return {f"aria-{name}": value for name, value in attributes.items()}


def link(children: Any, view: View, **attributes: Any) -> html.A:
    """Return a link that shows another view and leaves a history entry."""
    data: dict[str, Any] = {"data-view": "push"}
    return html.A(children, href=view.href(), **data, **attributes)


def legend(entries: list[tuple[str, str]]) -> list[html.Span]:
    """Return a swatch and its label for each (colour, label)."""
    return [
        html.Span([html.Span(className="swatch", style={"background": colour}), label])
        for colour, label in entries
    ]
