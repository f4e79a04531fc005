"""Names of months, days of the week and parts of the day, as CLDR has them in every language."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from babel import Locale

from dashboard.text import bare, fold

# Arabic has three sets of month names; a region stands for each. Portugal abbreviates days
# otherwise than Brazil, Mexico months otherwise than Spain.
_LOCALES = (
    *("en", "en_GB", "fr", "fr_CA", "es", "es_MX", "pt", "pt_PT", "de"),
    *("ar", "ar_LB", "ar_DZ", "ar_MA", "ru", "zh", "zh_Hant"),
)
_CHINESE = ("zh", "zh_Hant")
_WIDTHS = ("wide", "abbreviated")
# The second form of the Academies, and those of Egypt, which the United Nations write in Arabic.
_OTHER_MONTHS = {"setiembre": 9, "يونيه": 6, "يوليه": 7}


def month(words: Sequence[str]) -> int | None:
    """Return the month that folded words spell, before or after the name of a week day or alone."""
    without_day = (words[size:] for size in (1, 2) if is_week_day(words[:size]))
    without_day_behind = (words[:-size] for size in (1, 2) if is_week_day(words[-size:]))
    spelled = (words, *without_day, *without_day_behind)
    return next(filter(None, map(_spelled, spelled)), None)


def is_week_day(words: Sequence[str]) -> bool:
    """Whether folded words are the name of a day of the week."""
    return " ".join(words) in _week_days()


def _spelled(words: Sequence[str]) -> int | None:
    """Return the month of words that are its name, or two names of the same month.

    The United Nations write both names that Arabic has: تشرين الثاني/نوفمبر.
    """
    if one := _months().get(" ".join(words)):
        return one
    halves = ((" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words)))
    both = ([_months().get(name) for name in names] for names in halves)
    return next((first for first, second in both if first and first == second), None)


@cache
def short_months() -> tuple[str, ...]:
    """Return the names of months that look like a zone, as in ``10:30 March 5``."""
    return tuple(name for name in _months() if name.isascii() and len(name) <= 5)


@cache
def _months() -> Mapping[str, int]:
    named = {
        fold(name): number
        for locale in map(Locale.parse, _LOCALES)
        for widths in locale.months.values()
        for width in _WIDTHS
        for number, name in widths[width].items()
    }
    without_article = {name.replace(" ال", " "): number for name, number in named.items()}
    padded = {f"0{number}月": number for number in range(1, 10)}
    return _OTHER_MONTHS | named | without_article | padded


@cache
def _week_days() -> frozenset[str]:
    return frozenset(
        fold(name)
        for locale in map(Locale.parse, _LOCALES)
        for widths in locale.days.values()
        for width in _WIDTHS
        for name in widths[width].values()
    )


@cache
def parts_of_day() -> tuple[str, ...]:
    """Return what is written behind a time of day, longest first: ``pm``, ``du matin``, ``م``."""
    return _longest_first(_parts_of_day(_LOCALES))


@cache
def chinese_parts_of_day() -> tuple[str, ...]:
    """Return what Chinese writes before a time of day: ``下午``."""
    return _longest_first(_parts_of_day(_CHINESE))


def _parts_of_day(locales: Sequence[str]) -> Iterator[str]:
    for locale in map(Locale.parse, locales):
        for widths in locale.day_periods.values():
            for width in _WIDTHS:
                yield from widths[width].values()


def _longest_first(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(sorted({bare(name) for name in names}, key=lambda name: (-len(name), name)))
