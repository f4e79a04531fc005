"""Which articles are meant, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.articles.filters import DIMENSIONS, NO_COUNTRY, Filters
from dashboard.locales import Texts, ends_month
from dashboard.places import names as countries

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
    if filters.since:
        after.append(texts("chips.since", day=texts.day(filters.since.date())))
    parts = [*country, period(filters.start, filters.end, texts), *after]
    text = ", ".join(filter(None, [texts("header.articles", count=total), *parts]))
    return Head(text, tuple(country), tuple(after))


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
