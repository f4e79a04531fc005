"""/articles: the list of articles under a form of all filters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.articles import terms, wording
from dashboard.articles.counts import count
from dashboard.articles.filters import DIMENSIONS, NO_COUNTRY, Filters
from dashboard.articles.select import Sort, order
from dashboard.articles.values import names
from dashboard.articles.view import View
from dashboard.text import fold
from dashboard.web.article_items import Item, cut, fits, item
from dashboard.web.asked import Asked

PATH = "articles"
_FEW = 10  # that many can be ticked; more are a list to choose from
_MOST, _MOST_IN_BRIEF = 40, 10  # choices of a filter: pages stay small
_MOST_ARTICLES = 25


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: how it stands in a query, its name, its number, if it is chosen."""

    value: str
    name: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A filter of the form; ``more`` is how many of its rarest values it leaves out."""

    key: str
    label: str
    choices: Sequence[Choice]
    more: int

    @property
    def is_short(self) -> bool:
        """Say whether all choices can stand side by side."""
        return len(self.choices) <= _FEW


def content(asked: Asked, size: int) -> Mapping[str, Any]:
    """Return what the page shows of its view, ``size`` articles on a page, few enough for it."""
    view, texts, dataset = asked.view, asked.texts, asked.dataset
    size = min(size, _MOST_ARTICLES)
    found = order(dataset, view.filters, view.sort)
    pages = max(-(-len(found) // size), 1)
    page = min(view.page, pages)
    first = (page - 1) * size
    rows = dataset.frame.iloc[found[first : first + size]].to_dict("records")
    read = terms.read(view.filters.q)
    return {
        "heading": wording.head(len(found), view.filters, names(dataset), texts).text,
        "first": first + 1,
        "items": [item(row, read, asked) for row in rows],
        "missing": [] if rows else _missing(asked),
        "fields": [*_fields(asked)],
        "shown_filters": view.filters,
        "is_filtered": view.filters != Filters(),
        "since": view.filters.to_query().get("since", ""),
        "sort": "" if view.sort is Sort.NEWEST else view.sort,
        "orders": _orders(asked),
        "page": page,
        "pages": pages,
        "steps": _steps(page, pages, asked),
        "everything": asked.href(PATH),
    }


def newest(asked: Asked, filters: Filters, size: int) -> list[Item]:
    """Return the newest articles under filters."""
    found = order(asked.dataset, filters)[:size]
    return [item(row, (), asked) for row in asked.dataset.frame.iloc[found].to_dict("records")]


def _missing(asked: Asked) -> list[str]:
    """Return the words of the search that no article has."""
    wanted = terms.wanted(asked.view.filters.q)
    return [term.written for term in wanted if not asked.dataset.index.having(term).any()]


def _fields(asked: Asked) -> Iterator[Field]:
    filters = asked.view.filters
    totals = count(asked.dataset, filters).totals(filters)
    for dimension in DIMENSIONS:
        key = dimension.key
        choices = _choices(key, totals[key], asked)
        few = _MOST_IN_BRIEF if asked.brief else _MOST
        most = len(choices) if key == "country" else few
        shown = [
            choice
            for place, choice in enumerate(choices)
            if choice.chosen or (place < most and fits(choice.value))
        ]
        if key == "country":
            shown.sort(key=lambda choice: (choice.value != NO_COUNTRY, fold(choice.name)))
        yield Field(key, asked.texts(f"plain.{key}"), shown, len(choices) - len(shown))


def _choices(key: str, numbers: Mapping[str, int], asked: Asked) -> list[Choice]:
    chosen: tuple[str, ...] = getattr(asked.view.filters, key)
    strange = dict.fromkeys((value for value in chosen if value not in numbers), 0)
    known = names(asked.dataset)
    return [
        Choice(value, cut(wording.label(key, value, known, asked.texts)), number, value in chosen)
        for value, number in {**numbers, **strange}.items()
    ]


def _orders(asked: Asked) -> list[tuple[str, str, bool]]:
    """Return name, address and whether it is the current one, of each order there is."""
    view = asked.view
    possible = [sort for sort in Sort if view.filters.q or sort is not Sort.RELEVANCE]
    return [
        (
            asked.texts(f"list.sort.{sort}"),
            asked.href(PATH, replace(view, sort=sort, page=1)),
            sort is view.sort,
        )
        for sort in possible
    ]


def _steps(page: int, pages: int, asked: Asked) -> list[tuple[str, str]]:
    """Return name and address of the other pages; the address is empty where there is none."""
    targets = {"first": 1, "previous": page - 1, "next": page + 1, "last": pages}
    possible = {"first": page > 1, "previous": page > 1, "next": page < pages, "last": page < pages}
    return [
        (asked.texts(f"list.{name}"), _page(asked, target) if possible[name] else "")
        for name, target in targets.items()
    ]


def _page(asked: Asked, page: int) -> str:
    view: View = replace(asked.view, page=page)
    return asked.href(PATH, view)
