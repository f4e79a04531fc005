"""Articles that may be one: near duplicates and translations, found for a person to decide on."""

from collections.abc import Iterator
from functools import cached_property

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from dashboard.sources import neighbours, translated, wordings
from dashboard.sources.address import host
from dashboard.text import fold

CONTENT = ("id", "title", "date", "countries", "language", "source", "url")
COLUMNS = ("id", "other", "kind", "score")
NEAR_DUPLICATE = "near duplicate"
TRANSLATION = "translation"
DAYS = 3
# Whoever is less alike is not looked at by words: measured on tests/sources/similar_titles.py.
_ALIKE = 80
Found = Iterator[tuple[int, int, str, float]]
"""The rows of two articles that may be one, what they may be, and how surely."""


def pairs(fresh: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of articles that may be one, each once, the likeliest first.

    Two articles can be a pair if they have the same countries and at most ``DAYS`` days lie
    between them; where thousands have, see :func:`dashboard.sources.neighbours.pairs`. A near
    duplicate has the same title but for its typography, see
    :func:`dashboard.sources.wordings.same_wording`. A translation has countries, the same source
    or host and another stated language, and evidence, see
    :func:`dashboard.sources.translated.evidence`.

    Args:
        fresh: the articles to compare, with the columns ``CONTENT``; ``date`` is a timestamp,
            ``countries`` is ``KEN;UGA``.
        known: the articles to compare them with, the same columns; it may hold fresh ones.

    Returns:
        ``id`` of a fresh article, ``other``, ``kind`` and ``score`` from 0 to 1.
    """
    order, pool, is_fresh = _pool(fresh, known)
    articles = _Comparable(pool)
    ids = pool["id"].to_numpy()
    found = pd.DataFrame(
        [
            (*_named(ids[one], ids[two], is_fresh[two]), kind, score)
            for part in neighbours.pairs(order, articles.folded, is_fresh, DAYS)
            for one, two, kind, score in articles.decided(*part)
        ],
        columns=[*COLUMNS],
    )
    ranks = ["score", "id", "other"]
    return found.sort_values(ranks, ascending=[False, True, True], ignore_index=True)


def _pool(fresh: pd.DataFrame, known: pd.DataFrame) -> tuple[np.ndarray, pd.DataFrame, np.ndarray]:
    """Return key, content and freshness of the fresh articles and of those near them, by key."""
    columns = {"countries": str}
    both = pd.concat([part[["countries", "date"]].astype(columns) for part in (fresh, known)])
    order = neighbours.keys(both)
    near = neighbours.near(order[len(fresh) :], order[: len(fresh)], DAYS)
    near &= ~known["id"].isin(fresh["id"]).to_numpy()
    parts = [part[[*CONTENT]].drop(columns="date").astype(str) for part in (fresh, known[near])]
    order = np.concatenate([order[: len(fresh)], order[len(fresh) :][near]])
    sorting = np.argsort(order, kind="stable")
    pool = pd.concat(parts, ignore_index=True).iloc[sorting]
    return order[sorting], pool, sorting < len(fresh)


def _named(one: str, two: str, both_fresh: bool) -> tuple[str, str]:
    return (min(one, two), max(one, two)) if both_fresh else (one, two)


class _Comparable:
    """Articles, each column prepared once for all the pairs it is in."""

    def __init__(self, pool: pd.DataFrame) -> None:
        self._columns = {name: pool[name].to_numpy(object) for name in pool}
        titles = self._columns["title"]
        self.folded = np.array([fold(title) for title in titles], object)
        self._numbers = _codes(wordings.numbers(title) for title in self.folded)
        self._begins = _codes(title[: wordings.SHORTEST_CUT] for title in self.folded)
        self._can_be_cut = np.array([wordings.can_be_cut(title) for title in titles], bool)

    @cached_property
    def _cores(self) -> tuple[np.ndarray, np.ndarray]:
        """Titles without the publisher's name, folded, and without their head as well."""
        titles = [wordings.cores(title) for title in self._columns["title"]]
        named, headless = ([fold(core) for core in part] for part in zip(*titles, strict=True))
        return np.array(named, object), np.array(headless, object)

    def decided(self, one: np.ndarray, two: np.ndarray) -> Found:
        """Yield those of the pairs of rows that may be one article."""
        yield from self._near_duplicates(one, two)
        yield from self._translations(one, two)

    def _near_duplicates(self, one: np.ndarray, two: np.ndarray) -> Found:
        titled = (self.folded[one] != "") & (self.folded[two] != "")
        one, two = one[titled], two[titled]
        if not len(one):
            return
        cut = self._can_be_cut[one] | self._can_be_cut[two]
        wanted = cut & (self._begins[one] == self._begins[two])
        same = np.flatnonzero(~wanted & (self._numbers[one] == self._numbers[two]))
        wanted[same] = self._alike(one[same], two[same])
        titles = self._columns["title"]
        for a, b in zip(one[wanted].tolist(), two[wanted].tolist(), strict=True):
            if score := wordings.same_wording(titles[a], titles[b]):
                yield a, b, NEAR_DUPLICATE, score

    def _alike(self, one: np.ndarray, two: np.ndarray) -> np.ndarray:
        """Return which titles are alike, or one and the other without its head."""
        named, headless = self._cores
        found = np.zeros(len(one), bool)
        for a, b in ((named, named), (headless, named), (named, headless)):
            rows = np.flatnonzero(~found)
            if len(rows):
                texts = a[one[rows]].tolist(), b[two[rows]].tolist()
                found[rows] = process.cpdist(*texts, scorer=fuzz.ratio, score_cutoff=_ALIKE) > 0
        return found

    def _translations(self, one: np.ndarray, two: np.ndarray) -> Found:
        languages, sources = self._columns["language"], self._columns["source"]
        stated = (languages[one] != "") & (languages[two] != "")
        stated &= (languages[one] != languages[two]) & (self._columns["countries"][one] != "")
        for a, b in zip(one[stated].tolist(), two[stated].tolist(), strict=True):
            same = sources[a] == sources[b] != "" or self._host(a) == self._host(b) != ""
            if same and (score := translated.evidence(self._told(a), self._told(b))):
                yield a, b, TRANSLATION, score

    def _host(self, row: int) -> str:
        return host(self._columns["url"][row])

    def _told(self, row: int) -> translated.Told:
        title, url, language = (self._columns[name][row] for name in ("title", "url", "language"))
        return title, url, language


def _codes(texts: Iterator[str]) -> np.ndarray:
    return pd.factorize(np.array([*texts], object))[0]
