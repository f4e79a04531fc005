"""What a reader hands on: one article as its source wrote it, nothing decided yet."""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Reject:
    """A place in a file that gives no article.

    Attributes:
        number: as in :class:`Row`.
        reason: why not, in words for the person who has the file, naming the text at fault.
    """

    number: int
    reason: str


Record = Row | Reject
