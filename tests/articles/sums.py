"""Counts by span added up to what a view shows, apart from how the browser does it."""

from collections.abc import Mapping
from dataclasses import dataclass

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
    selected = counted.linked * counted.within(filters)
    rows = {"all": counted.every, "linked": counted.linked, "selected": selected}
    months = pd.DataFrame(rows, index=counted.edges[:-1].to_period("M")).groupby(level=0).sum()
    return Sums(int(selected.sum()), counted.totals(filters), months.to_timestamp())
