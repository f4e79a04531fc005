"""From rows to articles: every decision about what a source wrote, without reading or writing."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache
from itertools import chain
from urllib.parse import urlsplit

from babel import Locale

from dashboard.articles.model import Article, identify
from dashboard.places import names
from dashboard.sources import dates, text, vocabulary
from dashboard.sources.dates import DateError, Order
from dashboard.sources.row import Record, Reject, Row
from dashboard.text import fold

_QUOTED = 200
_places = lru_cache(maxsize=4096)(names.split)


@dataclass(frozen=True, slots=True)
class Note:
    """Something of an accepted row that the article does not keep.

    Attributes:
        number: as in :class:`Row`.
        text: what and why, in words for the person who has the file.
    """

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What one row becomes.

    Attributes:
        number: as in :class:`Row`.
        article: the article.
        notes: what the article does not keep.
        unknown_countries: stated names that are no known country; the article goes without them.
    """

    number: int
    article: Article
    notes: tuple[Note, ...] = ()
    unknown_countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What one source gives.

    Attributes:
        articles: each once, in the order of their first row.
        rejects: rows that give no article.
        notes: what accepted rows lost on the way.
        unknown_countries: name as written → number of articles that state it.
        repeated: number of rows whose article an earlier row had given already.
    """

    articles: tuple[Article, ...] = ()
    rejects: tuple[Reject, ...] = ()
    notes: tuple[Note, ...] = ()
    unknown_countries: Counter[str] = field(default_factory=Counter)
    repeated: int = 0


def plan(rows: Iterable[Record], *, source: str, today: date) -> Plan:
    """Decide what the rows of one file become.

    Args:
        rows: as a reader gives them.
        source: who published them, for rows that do not say.
        today: the last day that is no future.
    """
    rows = tuple(rows)
    order = dates.order(row.date for row in rows if isinstance(row, Row))
    rejects: list[Reject] = []
    decisions: list[Decision] = []
    for row in rows:
        outcome = decide(row, source=source, today=today, order=order)
        if isinstance(outcome, Reject):
            rejects.append(outcome)
        else:
            decisions.append(outcome)
    articles, repeats = _each_once(decisions)
    unknown = Counter(name for decision in decisions for name in decision.unknown_countries)
    notes = sorted(chain(repeats, *(decision.notes for decision in decisions)), key=_by_number)
    return Plan(articles, tuple(rejects), tuple(notes), unknown, len(repeats))


def decide(row: Record, *, source: str, today: date, order: Order | None) -> Decision | Reject:
    """Decide what one row becomes; a reject stays one.

    Args:
        row: as a reader gives it.
        source: who published it, if the row does not say.
        today: the last day that is no future.
        order: of day and month in the file, see :func:`dashboard.sources.dates.order`.
    """
    if isinstance(row, Reject):
        return row
    try:
        day = dates.read(text.line(row.date), order=order, today=today)
    except DateError as error:
        return Reject(row.number, str(error))
    countries, unknown = _countries(row)
    article = Article(
        id="",
        title=text.line(row.title),
        date=day,
        category=_category(row),
        summary=text.paragraphs(row.summary),
        url=_web_address(row),
        topics=_topics(row),
        countries=countries,
        language=_language(row),
        source=text.line(row.source) or text.line(source),
    )
    return Decision(row.number, _identified(article, row), _notes(row, article), unknown)


def _identified(article: Article, row: Row) -> Article:
    # As written, because what is known of categories and countries grows between imports.
    detail = "\n".join((article.title, article.summary, row.category, *row.countries))
    identity = identify(article.url, article.source, article.date, article.title, detail)
    return replace(article, id=identity)


def _each_once(decisions: Sequence[Decision]) -> tuple[tuple[Article, ...], list[Note]]:
    """Return each article once, and a note for each that came again."""
    articles: dict[str, Article] = {}
    repeats: list[Note] = []
    nameless: Counter[str] = Counter()
    for number, article in ((decision.number, decision.article) for decision in decisions):
        if not article.url and not fold(article.title):
            nameless[article.id] += 1
            article = _nth(article, nameless[article.id])
        if article.id in articles:
            repeats.append(Note(number, "the same article stands above; they became one"))
            article = _merged(articles[article.id], article)
        articles[article.id] = article
    return tuple(articles.values()), repeats


def _nth(article: Article, n: int) -> Article:
    """Return one of several articles that nothing tells apart; they are not known to be one."""
    if n == 1:
        return article
    detail = f"{article.id}\n{n}"
    return replace(article, id=identify("", article.source, article.date, "", detail))


def _merged(earlier: Article, later: Article) -> Article:
    """Return the later article with what only the earlier one says."""
    return replace(
        later,
        category=later.category or earlier.category,
        summary=later.summary or earlier.summary,
        language=later.language or earlier.language,
        topics=tuple(dict.fromkeys(earlier.topics + later.topics)),
        countries=tuple(dict.fromkeys(earlier.countries + later.countries)),
    )


def _countries(row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes of the countries a row states, and the names that are not known."""
    stated = [_places(text.paragraphs(part)) for part in row.countries]
    if not any(places.codes or places.unknown for places in stated):
        fallback = (_places(text.line(part)) for part in row.fallback_countries)
        stated = [places for places in fallback if not places.unknown]
    codes = dict.fromkeys(code for places in stated for code in places.codes)
    unknown = dict.fromkeys(name for places in stated for name in places.unknown)
    return tuple(codes), tuple(unknown)


def _category(row: Row) -> str:
    category = text.line(row.category)
    return vocabulary.categories().find(category) or category


def _topics(row: Row) -> tuple[str, ...]:
    parts = (text.line(part) for topic in row.topics for part in topic.split(";"))
    known = vocabulary.topics()
    return tuple(dict.fromkeys(known.spell(part) for part in parts if part))


def _web_address(row: Row) -> str:
    url = text.line(row.url)
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname and " " not in url else ""


def _language(row: Row) -> str:
    language = re.split(r"[-_]", text.line(row.language).lower())[0]
    return language if len(language) == 2 and language in _languages() else ""


@cache
def _languages() -> frozenset[str]:
    return frozenset(Locale.parse("en").languages)


def _notes(row: Row, article: Article) -> tuple[Note, ...]:
    dropped = (
        (row.url, article.url, "is no http or https address"),
        (row.language, article.language, "is no ISO 639-1 language"),
    )
    return tuple(
        Note(row.number, f"{written[:_QUOTED]!r} {reason}; left empty")
        for written, kept, reason in dropped
        if written.strip() and not kept
    )


def _by_number(note: Note) -> int:
    return note.number
