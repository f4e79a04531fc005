"""Which articles are compared: those of the same countries and about the same day."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

Places = tuple[np.ndarray, np.ndarray]
"""Two arrays of row numbers of the same length: the pairs."""

_CHUNK = 500_000
# Countries and day stand in one number; the days of the years 1 to 9999 need 22 bits and a sign.
_SPAN = 1 << 24
# Of more articles than this of the same countries and days, only some are compared.
_CROWD = 2_000
_BESIDE = 20


def keys(articles: pd.DataFrame) -> np.ndarray:
    """Return one number for countries, in any order, and day: ``n`` days apart, the number is too.

    Args:
        articles: ``countries`` (``KEN;UGA``) and ``date`` (timestamp).
    """
    codes, names = pd.factorize(articles["countries"].astype(str))
    groups, _ = pd.factorize(np.array([";".join(sorted(n.split(";"))) for n in names], object))
    days = articles["date"].to_numpy().astype("datetime64[D]").astype(np.int64)
    return (groups[codes] if len(groups) else codes).astype(np.int64) * _SPAN + _SPAN // 2 + days


def near(places: np.ndarray, others: np.ndarray, days: int) -> np.ndarray:
    """Return for each key whether one of the others is of the same countries and about its day."""
    others = np.unique(others)
    at = np.searchsorted(others, places - days)
    found = np.zeros(len(places), bool)
    inside = at < len(others)
    found[inside] = others[at[inside]] <= places[inside] + days
    return found


def pairs(order: np.ndarray, titles: np.ndarray, fresh: np.ndarray, days: int) -> Iterator[Places]:
    """Yield the pairs of rows to compare, each pair once, some hundred thousand at a time.

    Args:
        order: key of each row, ascending.
        titles: title of each row, folded; of crowds only those near each other in the order of
            the alphabet are compared, because a crowd of n has n² pairs.
        fresh: whether a row is to be compared; the others are what it is compared with.
        days: between two articles of a pair, at most.
    """
    start, end = np.searchsorted(order, order - days), np.searchsorted(order, order + days, "right")
    crowded = end - start > _CROWD
    rows = np.flatnonzero(fresh & ~crowded)
    for chunk in _chunks(end[rows] - start[rows]):
        one = np.repeat(rows[chunk], (end - start)[rows[chunk]])
        two = _ranges(start[rows[chunk]], end[rows[chunk]])
        once = (two > one) | ~(fresh[two] & ~crowded[two])
        yield one[once & (one != two)], two[once & (one != two)]
    yield from _of_crowds(np.flatnonzero(crowded), order, titles, fresh, days)


def _of_crowds(
    rows: np.ndarray, order: np.ndarray, titles: np.ndarray, fresh: np.ndarray, days: int
) -> Iterator[Places]:
    rows = rows[np.lexsort((rows, pd.factorize(titles[rows], sort=True)[0], order[rows] // _SPAN))]
    for distance in range(1, min(_BESIDE + 1, len(rows))):
        one, two = rows[:-distance], rows[distance:]
        one, two = np.where(fresh[one], one, two), np.where(fresh[one], two, one)
        wanted = fresh[one] & (np.abs(order[one] - order[two]) <= days)
        yield one[wanted], two[wanted]


def _chunks(counts: np.ndarray) -> Iterator[slice]:
    total = np.cumsum(counts)
    start = 0
    while start < len(counts):
        done = total[start - 1] if start else 0
        end = max(start + 1, int(np.searchsorted(total, done + _CHUNK, "right")))
        yield slice(start, end)
        start = end


def _ranges(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return the numbers from each start to its end, one range after the other."""
    counts = end - start
    before = np.cumsum(counts) - counts
    places: np.ndarray = np.arange(counts.sum()) + np.repeat(start - before, counts)
    return places
