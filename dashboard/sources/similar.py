"""Articles that may be one: near duplicates and translations, found for a person to decide on."""

from collections.abc import Iterator

import pandas as pd
from rapidfuzz import fuzz, process

from dashboard.sources import wordings
from dashboard.sources.address import host
from dashboard.sources.translated import evidence
from dashboard.text import fold

COLUMNS = ("id", "other", "kind", "score")
NEAR_DUPLICATE = "near duplicate"
TRANSLATION = "translation"
DAYS = 3
# Whoever is less alike is not looked at by words: measured on tests/sources/similar_titles.csv.
_ALIKE = 80
_PART_ALIKE = 95
_CHUNK = 5_000


def pairs(fresh: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of articles that may be one, each once, the likeliest first.

    Two articles can be a pair if they have the same countries and at most ``DAYS`` days lie
    between them. A near duplicate has the same title but for its typography, see
    :func:`dashboard.sources.wordings.same_wording`. A translation has countries, the same source
    or host and another stated language, and evidence, see
    :func:`dashboard.sources.translated.evidence`.

    Args:
        fresh: the articles to compare; ``id``, ``title``, ``date`` (timestamp), ``countries``
            (``KEN;UGA``), ``language``, ``source`` and ``url``.
        known: the articles to compare them with, the same columns; it may hold fresh ones.

    Returns:
        ``id`` of a fresh article, ``other``, ``kind`` and ``score`` from 0 to 1.
    """
    fresh = _comparable(fresh)
    pool = pd.concat([_comparable(_near(known, fresh)), fresh]).drop_duplicates("id")
    found = pd.DataFrame(
        [row for part in _candidates(fresh, pool) for row in _decided(part)], columns=[*COLUMNS]
    )
    order = ["score", "id", "other"]
    return found.sort_values(order, ascending=[False, True, True], ignore_index=True)


def _near(known: pd.DataFrame, fresh: pd.DataFrame) -> pd.DataFrame:
    """Return the known articles that are about the time and countries of the fresh ones."""
    margin = pd.Timedelta(days=DAYS)
    first, last = fresh["date"].min() - margin, fresh["date"].max() + margin
    timely = known[known["date"].between(first, last)]
    return timely[timely["countries"].astype(str).map(_signature).isin(set(fresh["countries"]))]


def _comparable(articles: pd.DataFrame) -> pd.DataFrame:
    columns = ["id", "title", "countries", "language", "source", "url"]
    frame = articles[columns].astype(str)
    frame["countries"] = frame["countries"].map(_signature)
    frame["date"] = articles["date"].dt.normalize().astype("datetime64[s]")
    frame["folded"] = frame["title"].map(fold)
    frame["numbers"] = frame["folded"].str.replace(r"\D+", " ", regex=True).str.strip()
    frame["is_cut"] = frame["title"].map(wordings.is_cut)
    return frame


def _signature(countries: str) -> str:
    return ";".join(sorted(countries.split(";")))


def _candidates(fresh: pd.DataFrame, pool: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield the pairs of the same countries and about the same day, some thousand at a time."""
    both = set(fresh["id"])
    offsets = pd.to_timedelta(range(-DAYS, DAYS + 1), unit="D")
    for start in range(0, len(fresh), _CHUNK):
        chunk = fresh.iloc[start : start + _CHUNK]
        days = pd.concat([chunk.assign(date=chunk["date"] + offset) for offset in offsets])
        pair = days.merge(pool, on=["countries", "date"], suffixes=("", "_2"))
        once = (pair["id"] < pair["id_2"]) | ~pair["id_2"].isin(both)
        yield pair[once & (pair["id"] != pair["id_2"])]


def _decided(pair: pd.DataFrame) -> Iterator[tuple[str, str, str, float]]:
    yield from _near_duplicates(pair)
    yield from _translations(pair)


def _near_duplicates(pair: pd.DataFrame) -> Iterator[tuple[str, str, str, float]]:
    same_numbers = pair["numbers"] == pair["numbers_2"]
    titled = pair[
        (pair["folded"] != "")
        & (pair["folded_2"] != "")
        & (same_numbers | pair["is_cut"] | pair["is_cut_2"])
    ]
    if titled.empty:
        return
    one, two = titled["folded"].tolist(), titled["folded_2"].tolist()
    alike = process.cpdist(one, two, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    part = process.cpdist(one, two, scorer=fuzz.partial_ratio, score_cutoff=_PART_ALIKE)
    for row in titled[(alike > 0) | (part > 0)].itertuples():
        if score := wordings.same_wording(str(row.title), str(row.title_2)):
            yield str(row.id), str(row.id_2), NEAR_DUPLICATE, score


def _translations(pair: pd.DataFrame) -> Iterator[tuple[str, str, str, float]]:
    stated = (pair["language"] != "") & (pair["language_2"] != "") & (pair["countries"] != "")
    pair = pair[stated & (pair["language"] != pair["language_2"])]
    hosts, hosts_2 = pair["url"].map(host), pair["url_2"].map(host)
    same = (pair["source"] == pair["source_2"]) & (pair["source"] != "")
    for row in pair[same | ((hosts == hosts_2) & (hosts != ""))].itertuples():
        one = (str(row.title), str(row.url), str(row.language))
        two = (str(row.title_2), str(row.url_2), str(row.language_2))
        if score := evidence(one, two):
            yield str(row.id), str(row.id_2), TRANSLATION, score
