"""Questions of the API answered from one version of the dataset."""

from itertools import zip_longest
from typing import Any

import numpy as np

from dashboard.articles import cells as made_of
from dashboard.articles.counts import Counts as Counted
from dashboard.articles.counts import count
from dashboard.articles.dataset import Dataset
from dashboard.articles.filters import NO_COUNTRY, Filters
from dashboard.articles.model import Basis
from dashboard.articles.select import Sort, order
from dashboard.articles.values import names
from dashboard.articles.view import View
from dashboard.articles.wording import label
from dashboard.exports.records import Record, records
from dashboard.places.names import display
from dashboard.web import feeds
from dashboard.web.asked import Asked
from dashboard.web.cursor import List
from dashboard.web.models import (
    Article,
    Articles,
    Cells,
    Countries,
    Country,
    Counts,
    Place,
    Span,
    Tombstone,
    Value,
    Withdrawn,
)

_ONE_DAY = np.timedelta64(1, "D")


def articles(asked: Asked, limit: int, cursor: str) -> Articles:
    """Return the articles from a cursor on; see :class:`List` for what is raised."""
    dataset, view = asked.dataset, asked.view
    listed = List(dataset, order(dataset, view.filters, view.sort), view.sort, view.filters.q)
    start = listed.after(cursor)
    rows = [row for block in records(dataset, listed.found[start : start + limit]) for row in block]
    return Articles(
        **_told(dataset),
        total=len(listed.found),
        next=listed.cursor(start + limit),
        articles=[_article(row, asked.texts.language) for row in rows],
    )


def withdrawn(asked: Asked, limit: int, cursor: str) -> Withdrawn:
    """Return the withdrawn articles from a cursor on, by day of publication, newest first."""
    gone, filters = asked.dataset.withdrawn, asked.view.filters
    if gone is None:
        return Withdrawn(**_told(asked.dataset), total=0, next=None, withdrawn=[])
    listed = List(gone, order(gone, filters), Sort.NEWEST, filters.q)
    start = listed.after(cursor)
    rows = gone.frame.iloc[listed.found[start : start + limit]].to_dict("records")
    return Withdrawn(
        **_told(asked.dataset),
        total=len(listed.found),
        next=listed.cursor(start + limit),
        withdrawn=[
            Tombstone(id=r["id"], withdrawn_at=r["changed_at"], reason=r["reason"]) for r in rows
        ],
    )


def counts(asked: Asked) -> Counts:
    """Return the linked counts of the view."""
    dataset, filters = asked.dataset, asked.view.filters
    counted = count(dataset, filters)
    known = names(dataset)
    by = {
        key: [
            Value(key=value, name=label(key, value, known, asked.texts), articles=number)
            for value, number in numbers.items()
        ]
        for key, numbers in _within(counted, filters).items()
    }
    return Counts(
        **_told(dataset),
        total=len(order(dataset, filters)),
        all=len(dataset.frame),
        by=by,
        spans=_spans(counted),
    )


def countries(asked: Asked) -> Countries:
    """Return the countries that articles of the view name, with their feeds."""
    dataset, filters = asked.dataset, asked.view.filters
    numbers = _within(count(dataset, filters), filters)["country"]
    return Countries(
        **_told(dataset),
        countries=[
            Country(
                code=code,
                name=display(code, asked.texts.language),
                articles=number,
                feeds={
                    e: asked.absolute(feeds.path(e), View(Filters(country=(code,))))
                    for e in feeds.FEEDS
                },
            )
            for code, number in numbers.items()
            if code != NO_COUNTRY
        ],
    )


def cells(asked: Asked) -> Cells:
    """Return the cells of the view."""
    made = made_of.cells(asked.dataset, asked.view.filters)
    numbers = {"span": made.span, "articles": made.number, **made.signature}
    return Cells(
        **_told(asked.dataset),
        unit=made.unit,
        spans=[day.date() for day in made.edges[:-1]],
        keys={key: list(d.keys) for key, d in made.dimensions.items()},
        signatures={
            key: [part.tolist() for part in np.split(d.members, d.offsets[1:-1])]
            for key, d in made.dimensions.items()
        },
        cells={name: array.tolist() for name, array in numbers.items()},
    )


def _told(dataset: Dataset) -> dict[str, Any]:
    """Return what stands in every answer."""
    return {
        "dataset_version": dataset.version,
        "as_of": dataset.as_of,
        "is_sample": dataset.is_sample,
    }


def _article(record: Record, language: str) -> Article:
    # Where nothing is told of it, the source stated the country, as in table.completed.
    pairs = zip_longest(record["countries"], record["basis"], fillvalue=Basis.STATED)
    places = [Place(code=c, name=display(c, language), found=basis) for c, basis in pairs]
    return Article(**{**record, "countries": places})


def _within(counted: Counted, filters: Filters) -> dict[str, dict[str, int]]:
    """Return key → value → articles within the period, the most first, for each filter."""
    days = counted.edges[:-1]
    inside = np.ones(len(days), bool)
    if filters.start:
        inside &= np.asarray(counted.edges[1:] > np.datetime64(filters.start))
    if filters.end:
        inside &= np.asarray(days <= np.datetime64(filters.end))
    sums = {key: table[inside].sum(axis=0) for key, table in counted.by.items()}
    return {
        key: {counted.keys[key][n]: int(total[n]) for n in np.argsort(-total, kind="stable")}
        for key, total in sums.items()
    }


def _spans(counted: Counted) -> list[Span]:
    edges = counted.edges
    lasts = edges[1:] - _ONE_DAY
    numbers = zip(edges[:-1], lasts, counted.linked, counted.every, strict=True)
    return [
        Span(first=first.date(), last=last.date(), articles=int(linked), all=int(every))
        for first, last, linked, every in numbers
    ]
