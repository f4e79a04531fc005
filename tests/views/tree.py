"""Reading a tree of components or elements the way a person reads the page."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

from dash import html
from dash.development.base_component import Component

from dashboard.articles.values import names
from dashboard.articles.view import View
from dashboard.articles.wording import Names
from dashboard.views.markup import Element
from tests.articles import made


def walk(node: Any) -> Iterator[Any]:
    """Yield a component or text and everything within, in reading order; or that of several."""
    if isinstance(node, list | tuple):
        for one in node:
            yield from walk(one)
    elif node is not None:
        yield node
        if isinstance(node, Component | Element):
            yield from walk(getattr(node, "children", None))


def find(node: Any, kind: type[Component], **props: str) -> list[Any]:
    """Return the components and elements of a kind that have the given properties."""

    def is_kind(one: Any) -> bool:
        return isinstance(one, kind) or (
            isinstance(one, Element) and one.name == kind.__name__.lower()
        )

    return [
        one
        for one in walk(node)
        if is_kind(one) and all(prop(one, k) == v for k, v in props.items())
    ]


def prop(node: Component | Element, name: str) -> Any:
    """Return a property of a component or element, None when it has none."""
    if isinstance(node, Element) and name != "children":
        return node.attributes.get(name)
    return getattr(node, name, None)


def text(node: Any) -> str:
    """Return the text that a component shows."""
    return "".join(one for one in walk(node) if isinstance(one, str))


def links(node: Any) -> dict[str, str]:
    """Return the text and the address of every link; no two may read the same."""
    pairs = [(text(a), prop(a, "href")) for a in find(node, html.A)]
    assert len(dict(pairs)) == len(pairs), "two links read the same"
    return dict(pairs)


def query(href: str) -> dict[str, str]:
    """Return the parameters of an address."""
    assert href.startswith("?")
    return {key: ",".join(values) for key, values in parse_qs(href[1:]).items()}


def view(address: str) -> View:
    """Return the view of an address that must be free of problems."""
    found, problems = View.from_query(address)
    assert problems == ()
    return found


def known() -> Names:
    """Return the names of the values of the thirty articles."""
    return names(made.dataset())
