"""Every visible string, and dates and numbers as people of a language read them.

A language is one JSON file in this folder. A text is a sentence with ``{placeholders}``, or one
sentence for each plural form of the language (CLDR: ``one``, ``many``, ``other`` …), chosen by
the placeholder ``count``.
"""

import json
import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from babel import Locale, negotiate_locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_decimal

Text = str | Mapping[str, str]
_FOLDER = Path(__file__).parent
_ACCEPTED = re.compile(r"\s*([a-z0-9-]+)\s*(?:;\s*q=([01](?:\.\d*)?)\s*)?")


@dataclass(frozen=True, slots=True)
class Texts:
    """The strings of one language.

    Calling it returns the text of a key with its placeholders filled; numbers among the values
    are written as the language writes them. An unknown key raises KeyError.
    """

    language: str
    locale: Locale
    strings: Mapping[str, Text]

    def __call__(self, key: str, **values: str | int) -> str:
        """Return the text of a key; ``count``, when given, chooses the plural form."""
        text = self.strings[key]
        if not isinstance(text, str):
            text = text.get(self.locale.plural_form(int(values["count"])), text["other"])
        return text.format(**{name: self._shown(value) for name, value in values.items()})

    def name(self, key: str, value: str, written: str) -> str:
        """Return the name of a usual category or topic in this language.

        Args:
            key: query key of the dimension, such as ``category``.
            value: the value as it stands in a query.
            written: its name as published, which names outside the locale files keep.
        """
        return str(self.strings.get(f"{key}.{value}", written))

    def _shown(self, value: str | int) -> str:
        return self.number(value) if isinstance(value, int) else value

    def number(self, number: int) -> str:
        """Return a number with the language's separators."""
        return str(format_decimal(number, locale=self.locale))

    def day(self, day: date) -> str:
        """Return a day in full, such as "November 17, 2015"."""
        return str(format_date(day, "long", locale=self.locale))

    def month(self, day: date) -> str:
        """Return the month of a day, such as "November 2015"."""
        moment = datetime(day.year, day.month, 1, tzinfo=UTC)
        return str(format_skeleton("yMMMM", moment, locale=self.locale))

    def period(self, start: date, end: date) -> str:
        """Return a period of whole days, in years or months where it consists of such."""
        begins_month = start.day == 1
        if begins_month and ends_month(end):
            whole_years = start.month == 1 and end.month == 12
            skeleton = "y" if whole_years else "yMMMM"
        else:
            skeleton = "yMMMd"
        return str(format_interval(start, end, skeleton, locale=self.locale))

    def language_name(self, code: str) -> str:
        """Return the name of a language, the code itself when it has none."""
        return str(self.locale.languages.get(code, code))

    @property
    def direction(self) -> str:
        """Return ``ltr`` or ``rtl``, as in the HTML attribute ``dir``."""
        return str(self.locale.text_direction)


def ends_month(day: date) -> bool:
    """Say whether a day is the last of its month."""
    return day.day == monthrange(day.year, day.month)[1]


@cache
def language_codes() -> frozenset[str]:
    """Return the ISO 639-1 codes that CLDR has a name for, whatever texts there are here."""
    return frozenset(code for code in map(str, Locale.parse("en").languages) if len(code) == 2)


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages there are, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.json")))


@cache
def texts(language: str) -> Texts:
    """Return the strings of one of :func:`languages`."""
    strings = json.loads((_FOLDER / f"{language}.json").read_text("utf-8"))
    return Texts(language, Locale.parse(language), strings)


def choose(wanted: str | None, accepted: str, default: str) -> str:
    """Return the language to show.

    Args:
        wanted: the code a visitor chose, if any.
        accepted: the browser's Accept-Language header, or an empty text.
        default: the code to use when neither of both is available.
    """
    if wanted in languages():
        return str(wanted)
    found = negotiate_locale(_ranked(accepted), languages(), sep="-")
    return found or (default if default in languages() else "en")


def _ranked(accepted: str) -> list[str]:
    """Return the languages of an Accept-Language header, the most wanted first."""
    matches = filter(None, map(_ACCEPTED.fullmatch, accepted.lower().split(",")))
    weights = {match[1]: float(match[2] or 1) for match in matches}
    return sorted(filter(weights.get, weights), key=lambda code: -weights[code])
