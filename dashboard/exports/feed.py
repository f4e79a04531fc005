"""A view as a feed, whatever its format: what stands in it, all decided."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dashboard.articles.dataset import Dataset, split_signature
from dashboard.articles.filters import DIMENSIONS, Filters, encode
from dashboard.articles.values import names
from dashboard.articles.wording import head, label
from dashboard.locales import Texts

SIZE = 50  # entries of a page
_NOTHING_YET = datetime(1970, 1, 1, tzinfo=UTC)
_ARTICLES = uuid.UUID("6f1c3f0e-5b0a-4c39-9d0e-2f6a7c1d9b48")  # of all ids of articles
_LABELS = ("country", "category", "topic")


class Label(NamedTuple):
    """What an entry is about: a country, a category or a topic."""

    kind: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a feed.

    Attributes:
        id: the same in every feed, for ever.
        url: of the article, or of the view of its day where it has no address.
        day: of publication.
        changed: when it last changed in the archive, UTC.
        labels: what it is about.
    """

    id: str
    title: str
    summary: str
    url: str
    day: date
    changed: datetime
    language: str
    source: str
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An article that was withdrawn: its id as in :class:`Entry`, when, and why."""

    id: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Feed:
    """One page of a feed.

    Attributes:
        home: address of the view that it is the feed of.
        links: relation → address, ``self`` among them, and the other pages (RFC 5005).
        updated: when the dataset last changed, UTC.
    """

    title: str
    description: str
    publisher: str
    language: str
    home: str
    links: Mapping[str, str]
    updated: datetime
    entries: Sequence[Entry]
    tombstones: Sequence[Tombstone]


@dataclass(frozen=True, slots=True)
class Channel:
    """What holds for every page of a feed.

    Attributes:
        publisher: title of the dashboard.
        base: address of the dashboard.
        home: address of the view.
    """

    publisher: str
    base: str
    home: str


class Part(NamedTuple):
    """What stands on one page.

    Attributes:
        found: positions of its articles in the dataset's frame.
        gone: those of its tombstones in the frame of the withdrawn articles.
        links: as in :class:`Feed`.
    """

    found: NDArray[np.intp]
    gone: NDArray[np.intp]
    links: Mapping[str, str]


def entry_id(article: str) -> str:
    """Return the id that an article has in feeds: a URN (RFC 9562), whatever the server's name."""
    return uuid.uuid5(_ARTICLES, article).urn


def feed(dataset: Dataset, filters: Filters, channel: Channel, part: Part, texts: Texts) -> Feed:
    """Return one page of the feed of a view.

    Args:
        dataset: holds the articles.
        filters: which of them are meant.
        channel: what holds for every page.
        part: what stands on this one.
        texts: the language to write in.
    """
    shown = head(0, filters, names(dataset), texts).text.split(", ", 1)[1:]
    notice = [texts("sample.notice") + "."] if dataset.is_sample else []
    return Feed(
        " – ".join([*shown, channel.publisher]),
        " ".join([*notice, texts("page.description") + ".", texts("page.unit")]),
        channel.publisher,
        texts.language,
        channel.home,
        part.links,
        dataset.as_of or _NOTHING_YET,
        [_entry(row, dataset, channel, texts) for row in _rows(dataset, part.found)],
        [_tombstone(row) for row in _rows(dataset.withdrawn, part.gone)],
    )


def _rows(dataset: Dataset | None, positions: NDArray[np.intp]) -> list[dict[Any, Any]]:
    return [] if dataset is None else dataset.frame.iloc[positions].to_dict("records")


def _entry(row: Mapping[Any, Any], dataset: Dataset, channel: Channel, texts: Texts) -> Entry:
    day = row["date"].date()
    view = encode({"from": day.isoformat(), "to": day.isoformat()})
    return Entry(
        entry_id(row["id"]),
        row["title"] or texts("list.untitled"),
        row["summary"],
        row["url"] or f"{channel.base}?{view}",
        day,
        row["changed_at"].to_pydatetime(),
        row["language"],
        row["source"],
        tuple(_labels(row, dataset, texts)),
    )


def _labels(row: Mapping[Any, Any], dataset: Dataset, texts: Texts) -> list[Label]:
    known = names(dataset)
    return [
        Label(d.key, key, label(d.key, key, known, texts))
        for d in DIMENSIONS
        if d.key in _LABELS
        for value in (split_signature(row[d.column]) if d.many else [row[d.column]])
        if (key := d.keyed(value))
    ]


def _tombstone(row: Mapping[Any, Any]) -> Tombstone:
    return Tombstone(entry_id(row["id"]), row["changed_at"].to_pydatetime(), row["reason"])
