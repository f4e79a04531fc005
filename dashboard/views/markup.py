"""Small pieces of HTML that every part of the page uses."""

from typing import Any

from dash import html

from dashboard.views.state import View

# Plotly measures text itself, so it needs the fonts of style.css by name.
FONT = (
    'system-ui, -apple-system, "Segoe UI", "Noto Sans", Roboto, "Helvetica Neue", Arial, sans-serif'
)


def aria(**attributes: str) -> dict[str, Any]:
    """Return ARIA attributes as Dash takes them: ``aria(label="x")`` is ``aria-label="x"``."""
    return {f"aria-{name}": value for name, value in attributes.items()}


def link(children: Any, view: View, name: str, **attributes: Any) -> html.A:
    """Return a link that shows another view.

    Args:
        children: what the link shows.
        view: what it leads to.
        name: what the link does, unique on the page: the script gives the focus back to it when
            the page has changed.
        attributes: further HTML attributes.
    """
    data: dict[str, Any] = {"data-view": name}
    return html.A(children, href=view.href(), **data, **attributes)


def choice(children: Any, view: View, key: str, value: str, **attributes: Any) -> html.A:
    """Return a link that adds a value to a filter or takes it away.

    The script works out where it leads from the address as it is then, so that several quick
    clicks add up.
    """
    data: dict[str, Any] = {"data-toggle": f"{key}:{value}"}
    place = attributes.pop("place", "facet")
    target = view.toggled(key, value)
    return link(children, target, f"{place}:{key}:{value}", **data, **attributes)


def disabled(children: Any, **attributes: Any) -> html.Span:
    """Return what would be a link if it led anywhere."""
    return html.Span(children, role="link", **aria(disabled="true"), **attributes)


def legend(entries: list[tuple[str, str]]) -> list[html.Span]:
    """Return a swatch and its label for each (colour, label)."""
    return [
        html.Span([html.Span(className="swatch", style={"background": colour}), label])
        for colour, label in entries
    ]
