"""What ISO 3166-1 (pycountry) and Unicode CLDR (Babel) say about countries.

A code is ISO 3166-1 alpha-3, or XKX for Kosovo, which ISO has not coded.
"""

import csv
import gettext
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

import pycountry
from babel import Locale, UnknownLocaleError

from dashboard.errors import DataError
from dashboard.settings import ROOT

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
NAMES = ROOT / "data" / "country_names.csv"

_LOCALES = {
    "en": ("en",),
    "fr": ("fr",),
    "es": ("es",),
    "pt": ("pt", "pt_PT"),
    "ar": ("ar",),
    "ru": ("ru",),
    "zh": ("zh", "zh_Hant", "zh_Hant_HK"),
}
SPELLED = tuple(_LOCALES)
"""The languages whose names are recognised."""

_TRANSLATIONS = {"pt": ("pt", "pt_BR"), "zh": ("zh_CN", "zh_TW", "zh_HK")}
_INVERTIBLE = re.compile(r"(.+ of)(?: the)? (.+)")
_REGION = re.compile(r"\d{3}|EU|EZ|UN")
_AUSTRALASIA = "053"


@cache
def alpha_2() -> Mapping[str, str]:
    """Return alpha-3 → alpha-2 code."""
    iso = {country.alpha_3: country.alpha_2 for country in pycountry.countries}
    return iso | {"XKX": "XK"}


@cache
def codes() -> tuple[str, ...]:
    """Return every code, sorted: the 249 of ISO 3166-1 and XKX."""
    return tuple(sorted(alpha_2()))


def is_code(text: str) -> bool:
    """Say whether a text is one of the codes."""
    return text in alpha_2()


def display(code: str, language: str) -> str:
    """Return the name of a country as people read it; of an unknown code, the code.

    It is the short name of the United Nations where that differs from CLDR's, see
    ``data/README.md``, else CLDR's, in any language that Babel knows, English if it knows none.

    >>> display("PSE", "en"), display("TUR", "fr"), display("DEU", "pt")
    ('State of Palestine', 'Türkiye', 'Alemanha')
    """
    return _display_names(language).get(code, code)


@cache
def names(language: str) -> tuple[tuple[str, str], ...]:
    """Return pairs of name and code: ISO's, CLDR's and those shown, in one of ``SPELLED``."""
    return tuple(dict.fromkeys(_names(language)))


def _names(language: str) -> Iterator[tuple[str, str]]:
    for locale in map(Locale.parse, _LOCALES[language]):
        territories = locale.territories
        for code, short in alpha_2().items():
            if short in territories:
                yield territories[short], code
    for code in codes():
        yield display(code, language), code
    yield from _iso_names(language)


def regions(language: str) -> Iterator[str]:
    """Yield CLDR's names of the world and its regions, in one of ``SPELLED``.

    Left out is 053, which the United Nations call "Australia and New Zealand".
    """
    for locale in map(Locale.parse, _LOCALES[language]):
        for area, name in locale.territories.items():
            if _REGION.fullmatch(area) and area != _AUSTRALASIA:
                yield name


def region(m49: str, language: str) -> str:
    """Return CLDR's name of a region of the United Nations' M49, English if there is no other."""
    own = Locale.parse(language.replace("-", "_")).territories
    name: str = own.get(m49) or Locale.parse("en").territories[m49]
    return name[0].upper() + name[1:]


@cache
def rows(path: Path, columns: tuple[str, ...]) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a table.

    Raises:
        DataError: the file or a column is missing, or a row has a code that is not one.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, restval="")
            table, header = list(reader), reader.fieldnames or ()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read: {error}") from error
    if missing := set(columns).difference(header):
        raise DataError(f"{path}: no column {', '.join(sorted(missing))}")
    for number, row in enumerate(table, start=2):
        code = row.get("iso3")
        if code is not None and not is_code(code):
            raise DataError(f"{path}, line {number}: no such country: {code!r}")
    return tuple(table)


def _iso_names(language: str) -> Iterator[tuple[str, str]]:
    fields = ("name", "common_name", "official_name")
    for catalogue in _catalogues(language):
        for country in pycountry.countries:
            for english in (getattr(country, field, "") for field in fields):
                name = catalogue.gettext(english) if english else ""
                if name and (name != english or language == "en"):
                    yield name, country.alpha_3
                    yield from _inverted(name, country.alpha_3)


def _catalogues(language: str) -> Iterator[gettext.NullTranslations]:
    if language == "en":
        yield gettext.NullTranslations()
        return
    for locale in _TRANSLATIONS.get(language, (language,)):
        yield gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[locale])


def _inverted(name: str, code: str) -> Iterator[tuple[str, str]]:
    if parts := _INVERTIBLE.fullmatch(name):
        yield f"{parts[2]}, {parts[1]}", code


@lru_cache(maxsize=64)
def _display_names(language: str) -> Mapping[str, str]:
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        locale = Locale.parse("en")
    table = rows(NAMES, ("iso3", *LANGUAGES))
    english, own = Locale.parse("en").territories, locale.territories
    cldr = {code: own.get(short) or english[short] for code, short in alpha_2().items()}
    united_nations = {row["iso3"]: row.get(locale.language) for row in table}
    return {code: united_nations.get(code) or name for code, name in cldr.items()}
