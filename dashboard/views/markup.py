"""Small pieces of HTML that every part of the page uses."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from dash.development.base_component import Component

from dashboard.articles.view import View

_ATTRIBUTES = {"className": "class", "htmlFor": "for"}
_VOID = frozenset({"br", "hr", "img", "wbr"})


@dataclass(frozen=True, slots=True)
class Element:
    """An element of HTML to be :func:`written`: Dash takes twenty times as long to make one of its.

    Attributes:
        name: of the element, such as ``li``.
        children: text, element, or a list of them; None for nothing.
        attributes: named as Dash names them, such as ``className``.
    """

    name: str
    children: Any
    attributes: Mapping[str, Any]


def element(name: str, children: Any = None, **attributes: Any) -> Element:
    """Return an element of HTML."""
    return Element(name, children, attributes)


def aria(**attributes: str) -> dict[str, Any]:
    """Return ARIA attributes as Dash takes them: ``aria(label="x")`` is ``aria-label="x"``."""
    return {f"aria-{name}": value for name, value in attributes.items()}


def data(**attributes: str) -> dict[str, Any]:
    """Return data attributes as Dash takes them: ``data(play="x")`` is ``data-play="x"``."""
    return {f"data-{name}": value for name, value in attributes.items()}


def link(children: Any, view: View, name: str, **attributes: Any) -> Element:
    """Return a link that shows another view.

    Args:
        children: what the link shows.
        view: what it leads to.
        name: what the link does, unique on the page: the script gives the focus back to it when
            the page has changed.
        attributes: further HTML attributes.
    """
    return element("a", children, href=view.href(), **data(view=name), **attributes)


def choice(children: Any, view: View, key: str, value: str, **attributes: Any) -> Element:
    """Return a link that adds a value to a filter or takes it away.

    The script works out where it leads from the address as it is then, so that several quick
    clicks add up.
    """
    place = attributes.pop("place", "facet")
    target = view.toggled(key, value)
    return link(
        children, target, f"{place}:{key}:{value}", **data(toggle=f"{key}:{value}"), **attributes
    )


def disabled(children: Any, **attributes: Any) -> Element:
    """Return what would be a link if it led anywhere."""
    return element("span", children, role="link", **aria(disabled="true"), **attributes)


def written(node: Any) -> str:
    """Return elements as HTML, every text and attribute escaped.

    Dash takes milliseconds to make an element in the browser, so what is long is sent as text.

    Raises:
        TypeError: there is a component that is not of ``dash.html``.
    """
    if node is None:
        return ""
    if isinstance(node, list | tuple):
        return "".join(map(written, node))
    if isinstance(node, Component):
        return written(_plain(node))
    if not isinstance(node, Element):
        return escape(str(node))
    attributes = "".join(_attribute(key, value) for key, value in node.attributes.items())
    start = f"<{node.name}{attributes}>"
    return start if node.name in _VOID else f"{start}{written(node.children)}</{node.name}>"


def _plain(component: Component) -> Element:
    told: dict[str, Any] = component.to_plotly_json()  # type: ignore[no-untyped-call]
    if told["namespace"] != "dash_html_components":
        raise TypeError(f"{told['type']} is no element of HTML")
    props = dict(told["props"])
    return Element(told["type"].lower(), props.pop("children", None), props)


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    written_name = _ATTRIBUTES.get(name, name).lower()
    return f" {written_name}" if value is True else f' {written_name}="{escape(str(value))}"'
