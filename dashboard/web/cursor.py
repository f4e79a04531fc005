"""Where a list of articles was left, so that it goes on there whatever has changed meanwhile."""

import base64
import binascii
from bisect import bisect_left, bisect_right
from datetime import date
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from dashboard.articles import terms
from dashboard.articles.dataset import Dataset
from dashboard.articles.model import ID_LENGTH
from dashboard.articles.select import Sort
from dashboard.errors import FilterError

Key = tuple[int, int, str]


class Place(NamedTuple):
    """The last article that was given.

    Attributes:
        sort: order of the list.
        key: what decides in that order: relevance and day, both negative, and id.
    """

    sort: Sort
    key: Key

    @classmethod
    def read(cls, text: str, sort: Sort) -> Self:
        """Return the place that a cursor means.

        Raises:
            FilterError: it is none, or one of a list in another order.
        """
        try:
            padded = text + "=" * (-len(text) % 4)
            order, score, day, article = base64.urlsafe_b64decode(padded).decode().split("|")
            key = (-int(score), -date.fromisoformat(day).toordinal(), article)
        except (binascii.Error, ValueError) as error:
            raise FilterError("cursor", text, "problem.cursor") from error
        if order != sort or len(article) > ID_LENGTH:
            raise FilterError("cursor", text, "problem.cursor")
        return cls(sort, key)

    def write(self) -> str:
        """Return the cursor that means this place."""
        score, day, article = self.key
        told = f"{self.sort}|{-score}|{date.fromordinal(-day)}|{article}"
        return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


class List:
    """Articles in an order in which each has its place.

    Args:
        dataset: holds the articles.
        found: their positions in its frame, in the order.
        sort: the order.
        q: the search, which decides the relevance.
    """

    def __init__(self, dataset: Dataset, found: NDArray[np.intp], sort: Sort, q: str) -> None:
        self.found, self._sort = found, sort
        self._days = dataset.frame["date"].to_numpy("datetime64[D]")
        self._ids = dataset.frame["id"]
        by_relevance = sort is Sort.RELEVANCE
        self._scores = dataset.index.relevance(terms.read(q)) if by_relevance else None

    def after(self, cursor: str) -> int:
        """Return where the list goes on; 0 without a cursor.

        Raises:
            FilterError: the cursor is of no list in this order.
        """
        if not cursor:
            return 0
        key = Place.read(cursor, self._sort).key
        if self._sort is Sort.OLDEST:
            return len(self.found) - bisect_left(self.found[::-1], key, key=self._key)
        return bisect_right(self.found, key, key=self._key)

    def cursor(self, end: int) -> str | None:
        """Return what leads to the articles from a place of the list on; None when none follow."""
        if end >= len(self.found):
            return None
        return Place(self._sort, self._key(int(self.found[end - 1]))).write()

    def _key(self, position: int) -> Key:
        score = 0 if self._scores is None else int(self._scores[position])
        return -score, -self._days[position].item().toordinal(), str(self._ids.iat[position])
