"""What an article is."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dashboard.text import fold

ID_LENGTH = 16


class Status(StrEnum):
    """Whether an article is shown; a withdrawn one stays as a tombstone."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Basis(StrEnum):
    """How a country of an article was found."""

    STATED = "stated"
    TAG = "tag"
    TITLE = "title"
    TEXT = "text"


class Verdict(StrEnum):
    """What a person decided about an article beside another one."""

    SAME = "same"
    DIFFERENT = "different"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class Article:
    """One published article.

    Attributes:
        id: stable identity, see :func:`identify`.
        title: plain text, empty when the source has none.
        summary: plain text, may be empty.
        url: http or https address, or empty.
        date: day of publication.
        category: what kind of article, an open list.
        topics: programmes or themes; a name never holds a semicolon.
        countries: ISO 3166-1 alpha-3 in the article's order, ``XKX`` for Kosovo; may be empty.
        basis: how each of the countries was found: its source states it, tags the article with
            it, or it was read from the title's prefix or from the text.
        language: ISO 639-1, or empty.
        source: who published it.
        status: published or withdrawn.
        reason: why it was withdrawn, in words; empty while it is published.
        imported_at: first arrival in the archive, UTC; None before it.
        changed_at: last change in the archive, UTC; None before it.
        decisions: what people decided about it beside others, see
            :mod:`dashboard.articles.decisions`.
    """

    id: str
    title: str
    date: date
    category: str
    summary: str = ""
    url: str = ""
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = ()
    language: str = ""
    source: str = ""
    status: Status = Status.PUBLISHED
    reason: str = ""
    imported_at: datetime | None = None
    changed_at: datetime | None = None
    decisions: tuple[str, ...] = ()


def identify(url: str, source: str, day: date, title: str, detail: str = "") -> str:
    """Return the stable id of an article: 16 hexadecimal digits.

    The address decides when there is one, else source, day and folded title. An article that
    has neither address nor title is told from others of its day by ``detail``, whatever else
    its source says, as written.
    """
    (found,) = digests([url or "\n".join((source, day.isoformat(), fold(title) or detail))])
    return found


def digests(texts: Iterable[str]) -> list[str]:
    """Return for each text the 16 hexadecimal digits that stand for it."""
    return [hashlib.sha256(text.encode()).hexdigest()[:ID_LENGTH] for text in texts]
