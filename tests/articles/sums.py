"""Counts by span added up to what a view shows, apart from how the browser does it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.articles.counts import count
from dashboard.articles.dataset import Dataset
from dashboard.articles.filters import Filters


@dataclass(frozen=True)
class Sums:
    """What a view shows: ``months`` has ``all``, ``linked`` and ``selected`` by month."""

    total: int
    by: Mapping[str, Mapping[str, int]]
    months: pd.DataFrame


def sums(dataset: Dataset, filters: Filters) -> Sums:
    """Count a dataset and add up the spans within the filters' period."""
    counted = count(dataset, filters)
    spans = [edge.date() for edge in counted.edges[:-1]]
    last = filters.end or date.max
    inside = [(filters.start or date.min) <= day <= last for day in spans]
    by = {
        key: dict(zip(counted.keys[key], map(int, table[inside].sum(axis=0)), strict=True))
        for key, table in counted.by.items()
    }
    rows = {"all": counted.every, "linked": counted.linked, "selected": counted.linked * inside}
    months = pd.DataFrame(rows, index=counted.edges[:-1].to_period("M")).groupby(level=0).sum()
    return Sums(int(rows["selected"].sum()), by, months.to_timestamp())
