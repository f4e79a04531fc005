"""Linked counts: how many articles there are, each view without its own filter."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.articles.dataset import Dataset
from dashboard.articles.filters import DIMENSIONS, NO_COUNTRY, Dimension, Filters
from dashboard.articles.select import PERIOD, combine, keys_of, masks, values_of


@dataclass(frozen=True)
class Counts:
    """Numbers of articles published.

    Attributes:
        total: distinct articles that pass all filters.
        by: for each dimension's key, the articles by value as it stands in a query, under all
            filters but its own; an article with two countries counts once in each. Every value of
            the dataset is there, with 0 if need be, the most frequent of the whole dataset first.
        names: for each dimension's key, the name of each value.
        months: one row a month from the dataset's first to its last, no gaps; ``all`` counts every
            article, ``linked`` those that pass all filters but the period's, ``selected`` those
            that pass all.
    """

    total: int
    by: Mapping[str, Mapping[str, int]]
    names: Mapping[str, Mapping[str, str]]
    months: pd.DataFrame

    @property
    def without_country(self) -> int:
        """Articles that name no country, under all filters but the country's."""
        return self.by["country"].get(NO_COUNTRY, 0)


def count(dataset: Dataset, filters: Filters) -> Counts:
    """Count the dataset's articles under linked filters."""
    parts = masks(dataset, filters)

    def rows(without: str | None = None) -> pd.DataFrame:
        kept = (mask for key, mask in parts.items() if key != without)
        return dataset.frame[combine(dataset, kept)]

    selected = rows()
    by = {d.key: _by_value(dataset.frame[d.column], rows(d.key)[d.column], d) for d in DIMENSIONS}
    names = {d.key: _names(dataset.frame[d.column], d) for d in DIMENSIONS}
    months = _months(dataset.frame["month"], rows(PERIOD)["month"], selected["month"])
    return Counts(len(selected), by, names, months)


def _by_value(every: pd.Series, linked: pd.Series, dimension: Dimension) -> dict[str, int]:
    overall, counted = _totals(every, dimension), _totals(linked, dimension)
    ranked = sorted(overall, key=lambda key: (-overall[key], key))
    return {key: counted.get(key, 0) for key in ranked}


def _totals(column: pd.Series, dimension: Dimension) -> Counter[str]:
    totals: Counter[str] = Counter()
    for cell, number in column.value_counts().items():
        for key in keys_of(dimension, str(cell)):
            totals[key] += int(number)
    return totals


def _names(column: pd.Series, dimension: Dimension) -> dict[str, str]:
    values = (v for cell in column.cat.categories for v in values_of(dimension, cell))
    return {dimension.keyed(value): value for value in values}


def _months(every: pd.Series, linked: pd.Series, selected: pd.Series) -> pd.DataFrame:
    columns = {"all": every, "linked": linked, "selected": selected}
    counted = pd.DataFrame({name: months.value_counts() for name, months in columns.items()})
    if every.empty:
        return counted.astype(int)
    span = pd.date_range(every.min(), every.max(), freq="MS")
    return counted.reindex(span).fillna(0).astype(int)
