"""Dates as sources write them → the day of publication."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal
from unicodedata import decimal

from dashboard.sources import calendar_names, clocks
from dashboard.text import bare, fold


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two dates of one file of which one has the day first and the other the month."""

    dmy: str
    mdy: str


_First = Literal["dmy", "mdy"]
Order = _First | Contradiction

FIRST_YEAR = 1945
_LONGEST = 80  # characters
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_SHORT_YEAR = re.compile(r"((?:[^\W\d_]{2,9},\s*)?\d{1,2}[-/. ][^\W\d_]+\.?[-/. ])(\d{2})")
# As ISO 8601 has them: week dates, days of the year.
_WEEK = re.compile(r"(\d{4})-?w(\d\d)-?([1-7])")
_DAY_OF_YEAR = re.compile(r"(\d{4})-(\d{3})")
_WITHOUT_DAY = re.compile(r"\d{4}|\d{4}[-/.]\d{1,2}|\d{1,2}[-/.]\d{4}")
_OTHER_CALENDAR = re.compile(
    r"هـ|محرم|صفر|ربيع (?:ال)?(?:أول|أو|ثان|آخر)|جمادى|رجب|شعبان|رمضان|شوال|ذو ال|ذي ال|พ\.?ศ"
    r"|昭和|平成|令和|民國|民国|\b(?:muharram|safar|rabi|jumada|rajab|shaban|ramadan|shawwal|dhu)\b"
    r"|\d\s*A\.?H\.?\b",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"([3-5]\d{4})(?:\.\d+)?")
_LAST_OF_2000 = "68"
_SERIAL_START = date(1899, 12, 30)
_BESIDE_WEEK_DAY = re.compile(
    r"([^\W\d]\D{0,30}[ ,،])?([\d./-]{8,10})(?:,? ?\(?([^\W\d]\D{0,30}))?"
)
_CHINESE = re.compile(r"(?<=\d)\s*(?:[年日号號]|(月))")
_YEAR_MARK = re.compile(r"(?<=\d{4}) ?(?:г(?:ода)?|م(?:يلادي)?)(?!\w)\.?")
# Marks of direction, and the line that stretches Arabic letters.
_UNSEEN = re.compile(r"[\u0640\u061c\u200c-\u200f]")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|ero|o|º)?")
_YEAR = re.compile(r"\d{4}")
_SMALL_WORDS = frozenset(["the", "of", "on", "le", "du", "de", "del", "el", "la"])


class DateError(ValueError):
    """A text is no day that an article can have; the message says why and quotes it."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A date as written: month and day are known, or only that they are ``first, second``."""

    year: int
    first: int
    second: int
    order: _First | None = "mdy"

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

    A number above 12 tells. None when no date tells, the two texts when they contradict each
    other. The texts need be given once each.
    """
    told: dict[_First, str] = {}
    for text in samples:
        written = _written(text)
        if written and written.order is None and len(written.days()) == 1 and _tells(written):
            told.setdefault("dmy" if written.first > 12 else "mdy", text)
        if len(told) == 2:
            return Contradiction(told["dmy"], told["mdy"])
    return next(iter(told), None)


def _tells(written: _Written) -> bool:
    return max(written.first, written.second) > 12


def read(text: str, *, order: Order | None, today: date) -> date:
    """Return the day that text names; of a time with a zone, the day as written.

    That is the day on which the publisher published: converted to UTC, what New York publishes
    in the evening would be of the next day. A date without its day, and one of another calendar
    than the Gregorian, is refused; nothing is guessed.

    Args:
        text: such as ``2015-11-17T23:30:00-05:00``, ``November 17, 2015``, ``1er mai 2015``,
            ``17/11/2015 - 10:30``, ``2015年11月17日``, in any of the six languages of the United
            Nations, Portuguese or German, beside a clock and a day of the week or not,
            ``17-Nov-15``, or the number that spreadsheets keep for a day, ``42325``.
        order: of numeric dates, see :func:`order`.
        today: the last day that is no future.

    Raises:
        DateError: text is empty, no date, ambiguous, before 1945 or in the future.
    """
    if not text.strip():
        raise DateError("no date")
    written = _written(text)
    if written is None:
        raise DateError(f"date {text!r} {_why_not(text)}")
    return _bounded(_chosen(written, order, text), text, today)


def _why_not(text: str) -> str:
    day = _CHINESE.sub(r"\1 ", _YEAR_MARK.sub("", _plain(text[:_LONGEST]))).strip()
    words = fold(day).split()
    names = [word for word in words if not word.isdigit() and word not in _SMALL_WORDS]
    years = [word for word in words if _YEAR.fullmatch(word)]
    in_words = len(years) == 1 and len(names) == len(words) - 1 and calendar_names.month(names)
    if _WITHOUT_DAY.fullmatch(day) or in_words:
        return "is not understood: the day is missing"
    if _OTHER_CALENDAR.search(text[:_LONGEST]):
        return "is not understood: it is of another calendar than the Gregorian"
    return "is not understood"


def _chosen(written: _Written, order: Order | None, text: str) -> date:
    days = written.days()
    if not days:
        raise DateError(f"date {text!r} is in no calendar")
    if len(days) == 1:
        return days.pop()
    day = written.day(order) if isinstance(order, str) else None
    if day is None:
        why = "no date in the file tells whether day or month is first"
        if isinstance(order, Contradiction):
            why = f"both {order.dmy!r} and {order.mdy!r} stand in the file"
        either = " or ".join(map(str, sorted(days)))
        raise DateError(
            f"date {text!r} is ambiguous: {why}; write {either}, or the month as a word"
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
    if len(text) > _LONGEST:
        return None
    day = _YEAR_MARK.sub("", clocks.without(_plain(text)))
    if (found := _WEEK.fullmatch(day) or _DAY_OF_YEAR.fullmatch(day)) is not None:
        return _counted(found)
    if found := _SERIAL.fullmatch(day):
        counted = _SERIAL_START + timedelta(days=int(found[1]))
        return _Written(counted.year, counted.month, counted.day)
    if found := _BESIDE_WEEK_DAY.fullmatch(day):
        return _in_numbers(found)
    if found := _SHORT_YEAR.fullmatch(day):
        day = f"{found[1]}{'19' if found[2] > _LAST_OF_2000 else '20'}{found[2]}"
    return _in_words(fold(_CHINESE.sub(r"\1 ", day)).split())


def _plain(text: str) -> str:
    """Return text without case, accents and what is unseen, with digits of ASCII, single spaces."""
    plain = bare(text)
    if not plain.isascii():
        seen = _UNSEEN.sub("", plain)
        plain = "".join(str(decimal(c)) if c.isdecimal() else c for c in seen)
    return " ".join(plain.split())


def _in_numbers(found: re.Match[str]) -> _Written | None:
    if not all(
        calendar_names.is_week_day(fold(name).split()) for name in found.group(1, 3) if name
    ):
        return None
    if parts := _YEAR_FIRST.fullmatch(found[2]):
        year, month, day = (int(part) for part in parts.groups() if part and part.isdigit())
        return _Written(year, month, day)
    if parts := _YEAR_LAST.fullmatch(found[2]):
        return _Written(int(parts[4]), int(parts[1]), int(parts[3]), None)
    return None


def _counted(found: re.Match[str]) -> _Written | None:
    """Return the day of a week or year that is counted, None when there is none."""
    year, count, *day = (int(part) for part in found.groups())
    try:
        start = date.fromisocalendar(year, count, *day) if day else date(year, 1, 1)
        counted = start if day else start + timedelta(days=count - 1)
    except (ValueError, OverflowError):
        return None
    return (
        _Written(counted.year, counted.month, counted.day) if counted.year == year or day else None
    )


def _in_words(words: list[str]) -> _Written | None:
    numbers = [word for word in words if word[0].isdigit() and not word.endswith("月")]
    names = [word for word in words if word not in numbers and word not in _SMALL_WORDS]
    years = [word for word in numbers if _YEAR.fullmatch(word)]
    days = [found for word in numbers if (found := _DAY.fullmatch(word))]
    month = calendar_names.month(names)
    if month is None or len(numbers) != 2 or len(years) != 1 or len(days) != 1:
        return None
    if _is_year_within(words, words.index(years[0]), words.index(days[0][0])):
        return None
    return _Written(int(years[0]), month, int(days[0][1]))


def _is_year_within(words: list[str], year: int, day: int) -> bool:
    """Whether the year stands between month and day, as in a count: "May 2019 (5)"."""
    beside = words[:year] if year < day else words[year + 1 :]
    return calendar_names.month([word for word in beside if not word[0].isdigit()]) is not None
