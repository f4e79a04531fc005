"""A chip for each active filter, which takes it back."""

from dataclasses import replace
from typing import Any

from dashboard.articles.filters import DIMENSIONS, Filters
from dashboard.articles.view import View
from dashboard.articles.wording import Names, label, period
from dashboard.locales import Texts
from dashboard.views.markup import Element, aria, choice, element, link


def chips(view: View, names: Names, texts: Texts) -> list[Element]:
    """Return a removable chip for every active filter, and a link that clears them all."""
    filters = view.filters
    made: list[Element] = []
    for dimension in DIMENSIONS:
        for value in getattr(filters, dimension.key):
            name = label(dimension.key, value, names, texts)
            content, described = _chip(name, texts)
            made.append(choice(content, view, dimension.key, value, place="chip", **described))
    if shown := period(filters.start, filters.end, texts):
        content, described = _chip(shown, texts)
        without = view.filtered(replace(filters, start=None, end=None))
        made.append(link(content, without, "chip:period", **described))
    if filters.q:
        content, described = _chip(texts("chips.search", words=filters.q), texts)
        made.append(link(content, view.filtered(replace(filters, q="")), "chip:q", **described))
    if filters.since:
        content, described = _chip(texts("chips.since", day=texts.day(filters.since.date())), texts)
        without = view.filtered(replace(filters, since=None))
        made.append(link(content, without, "chip:since", **described))
    if made:
        everything = view.filtered(Filters())
        made.append(link(texts("chips.clear"), everything, "clear", className="clear"))
    return made


def _chip(name: str, texts: Texts) -> tuple[list[Element], dict[str, Any]]:
    """Return what a chip shows, and the attributes of its link."""
    described = texts("chips.remove", name=name)
    content: list[Element] = [element("span", name), element("span", "×", **aria(hidden="true"))]
    return content, {"className": "chip", "title": described, **aria(label=described)}
