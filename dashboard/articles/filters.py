"""Filters: which articles are meant. One query string, one value, one meaning everywhere."""

import calendar
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Self
from urllib.parse import parse_qs, urlencode

from dashboard.errors import FilterError
from dashboard.places import names
from dashboard.text import slug

NO_COUNTRY = "-"
MOST_WORDS = 16  # each costs a pass over every title
_MAX_LENGTH = 8192
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_LANGUAGE = re.compile(r"[a-z]{2}")


def _country(text: str) -> str:
    code = text.upper()
    return code if code == NO_COUNTRY or names.is_code(code) else ""


def _language(text: str) -> str:
    code = text.lower()
    return code if _LANGUAGE.fullmatch(code) else ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """A filter of the kind "any of the chosen values".

    Attributes:
        key: query key, and name of the field of Filters.
        column: column of the dataset's frame.
        keyed: how a value, written in the column or in a query, stands in a query; empty when
            it has no meaning.
        many: whether the column holds signatures of several values.
        empty: how "no value" stands in a query; None when that cannot be chosen.
    """

    key: str
    column: str
    keyed: Callable[[str], str]
    many: bool = False
    empty: str | None = None


DIMENSIONS = (
    Dimension("country", "countries", _country, many=True, empty=NO_COUNTRY),
    Dimension("category", "category", slug),
    Dimension("topic", "topics", slug, many=True),
    Dimension("source", "source", slug),
    Dimension("language", "language", _language),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles are meant; an empty field does not filter.

    Attributes:
        country: ISO alpha-3 codes, or ``-`` for articles that name no country.
        category, topic, source: slugs of names.
        language: ISO 639-1 codes.
        start, end: first and last day meant, both included.
        q: search text: words, ``"phrases"``, ``-excluded`` words.
        since: moment in UTC, to the millisecond; articles that came to the archive after it.
    """

    country: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    q: str = ""
    since: datetime | None = None

    @classmethod
    def from_query(cls, query: str) -> tuple[Self, tuple[FilterError, ...]]:
        """Return the filters a query string means, and a problem for every value without meaning.

        A value without meaning does not filter; unknown parameters are ignored.
        """
        given = decode(query)
        problems: list[FilterError] = []
        read: dict[str, Any] = {d.key: _chosen(d, given, problems) for d in DIMENSIONS}
        read["start"] = _read_day("from", given, problems, last=False)
        read["end"] = _read_day("to", given, problems, last=True)
        if read["start"] and read["end"] and read["start"] > read["end"]:
            problems.append(FilterError("from", given["from"][-1], "problem.order"))
            read["start"] = read["end"] = None
        read["q"] = _read_words(given, problems)
        read["since"] = _read_moment("since", given, problems)
        return cls(**read), tuple(problems)

    def to_query(self) -> dict[str, str]:
        """Return the query parameters that mean these filters, in one fixed order."""
        query = {d.key: ",".join(getattr(self, d.key)) for d in DIMENSIONS}
        query["from"] = _write_day(self.start, last=False)
        query["to"] = _write_day(self.end, last=True)
        query["q"] = self.q
        query["since"] = _write_moment(self.since)
        return {key: value for key, value in query.items() if value}

    def toggled(self, key: str, value: str) -> Self:
        """Return the filters with one value more or, if it is chosen already, one less."""
        chosen: tuple[str, ...] = getattr(self, key)
        others = tuple(v for v in chosen if v != value)
        return self.choosing(key, others if value in chosen else (*chosen, value))

    def choosing(self, key: str, values: tuple[str, ...]) -> Self:
        """Return the filters with exactly these values chosen in one dimension."""
        changed: dict[str, Any] = {key: values}
        return replace(self, **changed)


def decode(query: str) -> dict[str, list[str]]:
    """Return the values of each parameter of a query string; what is no character becomes "?"."""
    text = query[:_MAX_LENGTH].removeprefix("?")
    return parse_qs(text.encode("utf-8", "replace").decode())


def encode(query: Mapping[str, str]) -> str:
    """Return query parameters as text, with commas left readable."""
    return urlencode(query, safe=",")


def _chosen(
    dimension: Dimension, given: Mapping[str, Iterable[str]], problems: list[FilterError]
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    texts = (text.strip() for text in ",".join(given.get(dimension.key, ())).split(","))
    for text in filter(None, texts):
        value = dimension.keyed(text)
        if value:
            found[value] = None
        else:
            problems.append(FilterError(dimension.key, text, f"problem.{dimension.key}"))
    return tuple(found)


def _read_words(given: Mapping[str, Iterable[str]], problems: list[FilterError]) -> str:
    words = " ".join(given.get("q", ())).split()
    if len(words) > MOST_WORDS:
        problems.append(FilterError("q", str(MOST_WORDS), "problem.q"))
    return " ".join(words[:MOST_WORDS])


def _read_day(
    key: str, given: Mapping[str, list[str]], problems: list[FilterError], *, last: bool
) -> date | None:
    text = given.get(key, [""])[-1].strip()
    if not text:
        return None
    with suppress(ValueError):
        if match := _DAY.fullmatch(text):
            return _day(*(int(part) for part in match.groups() if part), last=last)
    problems.append(FilterError(key, text, "problem.date"))
    return None


def _read_moment(
    key: str, given: Mapping[str, list[str]], problems: list[FilterError]
) -> datetime | None:
    """Return a moment; one without a time zone is in UTC."""
    text = given.get(key, [""])[-1].strip()
    if not text:
        return None
    with suppress(ValueError, OverflowError):
        moment = datetime.fromisoformat(text)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    problems.append(FilterError(key, text, "problem.since"))
    return None


def _day(year: int, month: int | None = None, day: int | None = None, *, last: bool) -> date:
    """Return a day; a month or day that is not given is the first or the last there is."""
    if month is None:
        month = 12 if last else 1
    if day is None:
        day = calendar.monthrange(year, month)[1] if last else 1
    return date(year, month, day)


def _write_day(day: date | None, *, last: bool) -> str:
    """Write a day, or only its month where that means the same day."""
    if day is None:
        return ""
    whole_month = day == _day(day.year, day.month, last=last)
    return day.isoformat()[:7] if whole_month else day.isoformat()


def _write_moment(moment: datetime | None) -> str:
    if moment is None:
        return ""
    precision = "milliseconds" if moment.microsecond else "seconds"
    return moment.replace(tzinfo=None).isoformat(timespec=precision) + "Z"
