"""What a reader hands on: articles as their source wrote them, nothing decided yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

FIELDS = (
    "title",
    "date",
    "category",
    "summary",
    "url",
    "topics",
    "countries",
    "language",
    "source",
)
_BESIDE = ("fallback_countries", "fallback_source", "tags", "points")
WHOLE_FILE = 0
# Parts several texts of one field; no text holds it, because it is taken out of every text.
UNIT = "\x1f"
ROWS = pa.schema(
    [
        pa.field("number", pa.int64()),
        *(pa.field(name, pa.string()) for name in (*FIELDS, *_BESIDE)),
    ]
)
Rows: TypeAlias = pa.Table


@dataclass(frozen=True, slots=True)
class Row:
    """One article as text.

    Attributes:
        number: place in the file, the first row is 1.
        title, summary, url, date, category, language, source: as written, stripped.
        topics: topic names, already parted from each other.
        countries: one text that may name several countries, or several texts.
        fallback_countries: used only when ``countries`` is empty, each text only when it consists
            of countries, such as the part of a title before a colon; never reported as unknown.
        fallback_source: used only when neither the article nor the person who imports names one,
            such as the title of a feed.
        tags: what a feed labels the article with: countries, a category or topics.
        points: places of the article as longitude and latitude, degrees in WGS 84.
    """

    number: int
    title: str = ""
    date: str = ""
    category: str = ""
    summary: str = ""
    url: str = ""
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    fallback_countries: tuple[str, ...] = ()
    language: str = ""
    source: str = ""
    fallback_source: str = ""
    tags: tuple[str, ...] = ()
    points: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Reject:
    """A place in a file that gives no article.

    Attributes:
        number: as in :class:`Row`.
        reason: why not, in words for the person who has the file, naming the text at fault.
        original: field → text as written, so that it can be corrected; ``original`` → what else
            the row holds, all of it where its fields cannot be told apart.
    """

    number: int
    reason: str
    original: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that is not kept of a row that gives an article, or of a whole file.

    Attributes:
        number: as in :class:`Row`, or ``WHOLE_FILE``.
        text: what and why, in words for the person who has the file.
    """

    number: int
    text: str


# A reader of tables hands on many rows at once: a table with the columns of ``ROWS``, and behind
# them those of :mod:`dashboard.sources.beside`.
Record: TypeAlias = Row | Reject | Note | Rows


def to_rows(rows: Sequence[Row]) -> Rows:
    """Return rows as one table with the columns of ``ROWS``."""
    columns = {
        name: [_text(getattr(row, name), name) for row in rows]
        for name in ROWS.names
        if name != "number"
    }
    return pa.table({"number": [row.number for row in rows], **columns}, schema=ROWS)


def as_written(row: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a row of ``ROWS`` as its source wrote them, for a reject."""
    return {name: row[name].replace(";" + UNIT, "; ").replace(UNIT, "; ") for name in FIELDS}


def numbered(rows: Rows, above: int) -> Rows:
    """Return rows that are numbered from 1 as those that follow so many others."""
    return rows.set_column(0, ROWS.field("number"), pc.add(rows["number"], above))


def join(name: str, parts: Iterable[str]) -> str:
    """Return several texts of a field as the one text that a column of ``ROWS`` holds."""
    # A semicolon says that a comma within the name parts nothing.
    end = ";" if name == "topics" else ""
    return UNIT.join(part.replace(UNIT, " ") + end for part in parts)


def split_points(text: str) -> tuple[tuple[float, float], ...]:
    """Return the points that a column ``points`` of ``ROWS`` holds as text."""
    pairs = (pair.split(" ") for pair in text.split(UNIT) if pair)
    return tuple((float(lon), float(lat)) for lon, lat in pairs)


def _text(value: str | tuple[str, ...] | tuple[tuple[float, float], ...], name: str) -> str:
    if isinstance(value, str):
        # Half of a surrogate pair, as JSON can hold, is no character of a table.
        return value.encode(errors="ignore").decode()
    parts = (p if isinstance(p, str) else f"{p[0]!r} {p[1]!r}" for p in value)
    return _text(join(name, parts), name)
