"""What is shown, in words: the head line, and a chip for each active filter."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.articles.filters import DIMENSIONS, NO_COUNTRY, Filters
from dashboard.locales import Texts, ends_month
from dashboard.places import names as countries
from dashboard.views.markup import aria, choice, link
from dashboard.views.state import View

Names = Mapping[str, Mapping[str, str]]  # of values, as published, by dimension
_MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Head:
    """The line that says what is shown.

    Attributes:
        text: all of it, such as "12 articles, Colombia, 2014 – 2015, Statements".
        before, after: what stands in it before and after the period.
    """

    text: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def head(total: int, filters: Filters, names: Names, texts: Texts) -> Head:
    """Return the line that says what is shown, ``total`` articles."""
    country, *others = (_listed(d.key, filters, names, texts) for d in DIMENSIONS)
    after = [name for listed in others for name in listed]
    if filters.q:
        after.append(texts("chips.search", words=filters.q))
    parts = [*country, period(filters.start, filters.end, texts), *after]
    text = ", ".join(filter(None, [texts("header.articles", count=total), *parts]))
    return Head(text, tuple(country), tuple(after))


def chips(view: View, names: Names, texts: Texts) -> list[Component]:
    """Return a removable chip for every active filter, and a link that clears them all."""
    filters = view.filters
    made: list[Component] = []
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
    if made:
        everything = view.filtered(Filters())
        made.append(link(texts("chips.clear"), everything, "clear", className="clear"))
    return made


def label(key: str, value: str, names: Names, texts: Texts) -> str:
    """Return how people read a value of a dimension; a value not in the dataset stays as it is."""
    if key == "country":
        return (
            texts("chips.no-country")
            if value == NO_COUNTRY
            else countries.display(value, texts.language)
        )
    if key == "language":
        return texts.language_name(value)
    return texts.name(key, value, names[key].get(value, value))


def period(start: date | None, end: date | None, texts: Texts) -> str:
    """Return a period in words; empty for all time."""
    if start and end:
        return texts.period(start, end)
    if start:
        return _open("period.since", start, whole=start.day == 1, texts=texts)
    if end:
        return _open("period.until", end, whole=ends_month(end), texts=texts)
    return ""


def _open(key: str, edge: date, *, whole: bool, texts: Texts) -> str:
    """Write a period that is open at one end; ``whole`` says that its edge is one of a month."""
    if whole:
        return texts(f"{key}.month", edge=texts.month(edge))
    return texts(f"{key}.day", edge=texts.day(edge))


def _listed(key: str, filters: Filters, names: Names, texts: Texts) -> list[str]:
    chosen: tuple[str, ...] = getattr(filters, key)
    shown = [label(key, value, names, texts) for value in chosen[:_MOST_NAMES]]
    if len(chosen) > _MOST_NAMES:
        more = len(chosen) - _MOST_NAMES
        return [texts("head.more", names=", ".join(shown), count=more)]
    return shown


def _chip(name: str, texts: Texts) -> tuple[list[Component], dict[str, Any]]:
    """Return what a chip shows, and the attributes of its link."""
    described = texts("chips.remove", name=name)
    content: list[Component] = [html.Span(name), html.Span("×", **aria(hidden="true"))]
    return content, {"className": "chip", "title": described, **aria(label=described)}
