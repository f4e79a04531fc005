"""Dates as sources write them → the day of publication."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Literal

from babel import Locale

from dashboard.text import fold

Order = Literal["dmy", "mdy"]

FIRST_YEAR = 1945
# Arabic has three sets of month names; a region stands for each.
_LOCALES = ("en", "fr", "es", "ar", "ar_LB", "ar_DZ", "ar_MA", "ru", "zh")
_CLOCK = re.compile(
    r"(?:(?<=\d)T|[\s,]*\b(?:at\s+|à\s+|a las\s+)?)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?"
    r"(?:\s*[ap]\.?m\.?\b)?(?:\s*(?:[A-Z]{1,5}\b)?(?:[+-]\d{1,2}:?(?:\d{2})?)?)?",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_SHORT_YEAR = re.compile(r"(\d{1,2}[-/. ][^\W\d_]+\.?[-/. ])(\d{2})")
_SERIAL = re.compile(r"([3-5]\d{4})(?:\.\d+)?")
_LAST_OF_2000 = "68"
_SERIAL_START = date(1899, 12, 30)
_CHINESE = re.compile(r"(?<=\d)\s*(?:[年日号]|(月))")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|ero|o|º)?")
_YEAR = re.compile(r"\d{4}")
_SMALL_WORDS = frozenset(["the", "of", "on", "le", "du", "de", "del", "el", "la", "г", "года"])


class DateError(ValueError):
    """A text is no day that an article can have; the message says why and quotes it."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A date as written: month and day are known, or only that they are ``first, second``."""

    year: int
    first: int
    second: int
    order: Order | None = "mdy"

    def days(self) -> set[date]:
        orders = ("mdy", "dmy") if self.order is None else (self.order,)
        found = {self.day(order) for order in orders}
        return {day for day in found if day}

    def day(self, order: str) -> date | None:
        month, day = (self.first, self.second) if order == "mdy" else (self.second, self.first)
        try:
            return date(self.year, month, day)
        except ValueError:
            return None


def is_date(text: str) -> bool:
    """Whether text is written as a date, even one that no calendar has."""
    return _written(text) is not None


def order(samples: Iterable[str]) -> Order | None:
    """Return which of day and month stands first in the numeric dates of one file.

    A number above 12 tells. None when no date tells or when they contradict each other.
    """
    found: set[Order] = set()
    for text in samples:
        written = _written(text)
        if written and written.order is None:
            found |= {"dmy"} if written.first > 12 else set()
            found |= {"mdy"} if written.second > 12 else set()
    return found.pop() if len(found) == 1 else None


def read(text: str, *, order: Order | None, today: date) -> date:
    """Return the day that text names; of a time with a zone, the day as written.

    Args:
        text: such as ``2015-11-17T23:30:00-05:00``, ``November 17, 2015``, ``1er mai 2015``,
            ``17/11/2015``, in any of the six languages of the United Nations, ``17-Nov-15``, or
            the number that spreadsheets keep for a day, ``42325``.
        order: of numeric dates, see :func:`order`.
        today: the last day that is no future.

    Raises:
        DateError: text is empty, no date, ambiguous, before 1945 or in the future.
    """
    if not text.strip():
        raise DateError("no date")
    written = _written(text)
    if written is None:
        raise DateError(f"date {text!r} is not understood")
    return _bounded(_chosen(written, order, text), text, today)


def _chosen(written: _Written, order: Order | None, text: str) -> date:
    days = written.days()
    if not days:
        raise DateError(f"date {text!r} is in no calendar")
    if len(days) == 1:
        return days.pop()
    day = written.day(order) if order else None
    if day is None:
        raise DateError(
            f"date {text!r} is ambiguous: no date in the file tells whether day or month is first"
        )
    return day


def _bounded(day: date, text: str, today: date) -> date:
    if day.year < FIRST_YEAR:
        raise DateError(f"date {text!r} is before {FIRST_YEAR}")
    if day > today:
        raise DateError(f"date {text!r} is in the future")
    return day


@lru_cache(maxsize=4096)
def _written(text: str) -> _Written | None:
    if len(text) > 80:
        return None
    bare = _CLOCK.sub(" ", text).strip()
    if found := _YEAR_FIRST.fullmatch(bare):
        year, month, day = (
            int(part) for part in (*found.group(1, 3, 4), *found.group(5, 6, 7)) if part
        )
        return _Written(year, month, day)
    if found := _YEAR_LAST.fullmatch(bare):
        return _Written(int(found[4]), int(found[1]), int(found[3]), None)
    if found := _SERIAL.fullmatch(bare):
        counted = _SERIAL_START + timedelta(days=int(found[1]))
        return _Written(counted.year, counted.month, counted.day)
    if found := _SHORT_YEAR.fullmatch(bare):
        bare = f"{found[1]}{'19' if found[2] > _LAST_OF_2000 else '20'}{found[2]}"
    return _in_words(fold(_CHINESE.sub(r"\1 ", bare)).split())


def _in_words(words: list[str]) -> _Written | None:
    numbers = [word for word in words if word[0].isdigit() and not word.endswith("月")]
    names = [word for word in words if word not in numbers and word not in _SMALL_WORDS]
    years = [word for word in numbers if _YEAR.fullmatch(word)]
    days = [found for word in numbers if (found := _DAY.fullmatch(word))]
    month = _month(names)
    if month is None or len(numbers) != 2 or len(years) != 1 or len(days) != 1:
        return None
    return _Written(int(years[0]), month, int(days[0][1]))


def _month(names: list[str]) -> int | None:
    """Return the month that names spell, before or after the name of a week day or alone."""
    spelled = [names]
    if names and names[0] in _week_days():
        spelled.append(names[1:])
    if names and names[-1] in _week_days():
        spelled.append(names[:-1])
    return next((_months()[key] for key in map(" ".join, spelled) if key in _months()), None)


@cache
def _months() -> dict[str, int]:
    return {
        fold(name): number
        for locale in _LOCALES
        for names in Locale.parse(locale).months.values()
        for width in ("wide", "abbreviated")
        for number, name in names[width].items()
    }


@cache
def _week_days() -> frozenset[str]:
    return frozenset(
        fold(name)
        for locale in _LOCALES
        for names in Locale.parse(locale).days.values()
        for width in ("wide", "abbreviated")
        for name in names[width].values()
    )
