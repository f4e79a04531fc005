"""/countries, the table behind the map, and /country/KEN, one country of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from dashboard.articles import wording
from dashboard.articles.counts import count
from dashboard.articles.filters import NO_COUNTRY, Filters
from dashboard.articles.select import select
from dashboard.articles.values import names as known
from dashboard.articles.values import values
from dashboard.articles.view import View
from dashboard.places import iso, names
from dashboard.text import fold
from dashboard.web import article_page
from dashboard.web.article_items import Link, cut, fits
from dashboard.web.asked import Asked
from dashboard.web.sparkline import sparkline

FEEDS = {"RSS": "feed.rss", "Atom": "feed.atom", "JSON Feed": "feed.json", "CSV": "export.csv"}
_MOST = 30  # categories or topics: pages stay small
_MOST_BARS = 60
_NEWEST = 10  # articles


@dataclass(frozen=True, slots=True)
class Row:
    """One country of the table: where its page is, its name, its number, its first and last day."""

    href: str
    name: str
    number: int
    first: date | None
    last: date | None


def code_of(text: str) -> str | None:
    """Return the code of a country from its alpha-2 or alpha-3 code in any case; None for others.

    >>> code_of("ken"), code_of("ke"), code_of("Kenya")
    ('KEN', 'KEN', None)
    """
    code = text.upper()
    if iso.is_code(code):
        return code
    return next((long for long, short in iso.alpha_2().items() if short == code), None)


def countries(asked: Asked) -> Mapping[str, Any]:
    """Return what the table shows of a view: all countries, those without articles too."""
    filters = asked.view.filters
    numbers = count(asked.dataset, filters).totals(filters)["country"]
    days = _days(asked)
    rows = [_row(code, numbers.get(code, 0), days, asked) for code in names.codes()]
    view = View(filters.choosing("country", (NO_COUNTRY,)), language=asked.view.language)
    return {
        "heading": asked.texts("plain.countries"),
        "rows": sorted(rows, key=lambda row: fold(row.name)),
        "nowhere": numbers.get(NO_COUNTRY, 0),
        "nowhere_href": asked.href(article_page.PATH, view),
        "most": max((row.number for row in rows), default=0),
        "shown": _shown(asked),
        "shown_filters": filters,
    }


def country(asked: Asked) -> Mapping[str, Any]:
    """Return what the page of a country shows."""
    code = asked.question.path.rpartition("/")[2]
    filters = Filters(country=(code,))
    found = select(asked.dataset, filters)
    totals = count(asked.dataset, filters).totals(filters)
    view = View(filters, language=asked.view.language)
    years = sparkline(_years(found["date"]))
    return {
        "heading": names.display(code, asked.texts.language),
        "shown_filters": filters,
        "number": len(found),
        "last": found["date"].iloc[0].date() if len(found) else None,
        "first": found["date"].iloc[-1].date() if len(found) else None,
        "sparkline": years,
        "peak": max(years.bars, key=lambda bar: bar.number, default=None),
        "categories": _values("category", totals, filters, asked),
        "topics": _values("topic", totals, filters, asked),
        "items": article_page.newest(asked, filters, _NEWEST),
        "articles_href": asked.href(article_page.PATH, view),
        "map": asked.href("", view),
        "feeds": [Link(name, asked.href(path, view)) for name, path in FEEDS.items()],
    }


def _row(code: str, number: int, days: Mapping[str, tuple[date, date]], asked: Asked) -> Row:
    first, last = days.get(code, (None, None)) if number else (None, None)
    name = names.display(code, asked.texts.language)
    return Row(asked.href(f"country/{code}"), name, number, first, last)


def _shown(asked: Asked) -> str:
    """Return the filters in words; empty for all articles."""
    shown = asked.view.filters.choosing("country", ())
    if shown == Filters():
        return ""
    words = wording.head(0, shown, known(asked.dataset), asked.texts).text
    return words.partition(", ")[2]


def _days(asked: Asked) -> Mapping[str, tuple[date, date]]:
    """Return the first and the last day of each country's articles under the other filters."""
    dataset, filters = asked.dataset, asked.view.filters.choosing("country", ())
    rows, places = values(dataset)["country"].pairs
    kept = select(dataset, filters).index
    pairs = pd.DataFrame({"day": dataset.frame["date"].iloc[rows].array, "place": places})
    by_place = pairs[pd.Index(rows).isin(kept)].groupby("place")["day"].agg(["min", "max"])
    keys = values(dataset)["country"].keys
    return {
        keys[int(place)]: (first.date(), last.date())
        for place, first, last in by_place.itertuples()
    }


def _years(days: "pd.Series[pd.Timestamp]") -> dict[str, int]:
    """Return the number of each year from the first to the last, or of each few years."""
    if days.empty:
        return {}
    years = days.dt.year
    first, last = int(years.min()), int(years.max())
    few = -(-(last - first + 1) // _MOST_BARS)
    numbers = ((years - first) // few).value_counts()
    starts = range(first, last + 1, few)
    names = [str(start) if few == 1 else f"{start}–{start + few - 1}" for start in starts]
    return {name: int(numbers.get(place, 0)) for place, name in enumerate(names)}


def _values(
    key: str, totals: Mapping[str, Mapping[str, int]], filters: Filters, asked: Asked
) -> list[tuple[Link, int]]:
    """Return the values that occur, each with a link to its articles and their number."""
    found = [(value, number) for value, number in totals[key].items() if number and fits(value)]
    ranked = sorted(found, key=lambda pair: -pair[1])[:_MOST]
    return [(_value(key, value, filters, asked), number) for value, number in ranked]


def _value(key: str, value: str, filters: Filters, asked: Asked) -> Link:
    name = cut(wording.label(key, value, known(asked.dataset), asked.texts))
    view = View(filters.choosing(key, (value,)), language=asked.view.language)
    return Link(name, asked.href(article_page.PATH, view))
