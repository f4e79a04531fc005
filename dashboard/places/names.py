"""Names of countries: from a name to its code, from a code to the name people read.

A code is ISO 3166-1 alpha-3, or XKX for Kosovo, which ISO has not coded. Names come from ISO
(pycountry), Unicode CLDR in six languages (Babel), ``data/country_names.csv`` and
``data/country_aliases.csv``. Matching is exact after folding, never a guess.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

import pycountry
from babel import Locale, UnknownLocaleError

from dashboard.errors import DataError
from dashboard.settings import ROOT
from dashboard.text import fold

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
ALIASES = ROOT / "data" / "country_aliases.csv"
NAMES = ROOT / "data" / "country_names.csv"

_ARTICLES = {"le", "la", "les", "l", "el", "los", "las"}
_BRACKET = re.compile(r"(.+?)\s*[(\[]([^()\[\]]*)[)\]]\s*")
_AROUND = " \t\"'[]"
_BETWEEN_LISTS = re.compile(r"[;|/\n•]+")
_AND = r"(?:and|et|y|e|и|&)"
_SEPARATOR = re.compile(rf"\s*[,،、，]\s*(?:{_AND}\s+)?|\s+(?:{_AND}|[-–+])\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Places:
    """What a text names: the codes of its countries in its order, and the names not known."""

    codes: tuple[str, ...]
    unknown: tuple[str, ...]


def resolve(name: str) -> str | None:
    """Return the code of a country's name in any of the six languages, None if it is not known.

    Case, accents, punctuation and articles make no difference. A code stands for itself in
    capitals only. A country in brackets is the one a territory belongs to.

    >>> resolve("Korea, Republic of"), resolve("la Côte d'Ivoire"), resolve("NA")
    ('KOR', 'CIV', 'NAM')
    >>> resolve("Aruba (Netherlands)"), resolve("Atlantis")
    ('ABW', None)
    """
    code = _codes_in_capitals().get(name.strip(_AROUND)) or _find(name)
    if code is None and (parts := _BRACKET.fullmatch(name)):
        inner = _codes_in_capitals().get(parts[2].strip()) or _find(parts[2])
        code = _find(parts[1]) if inner else None
    return code


def split(text: str) -> Places:
    """Return the countries that a text names, each once.

    Names are parted by a comma, semicolon, bar, slash, line end or the word "and" (en, fr, es,
    ru). Commas and "and" also stand within names: the longest known name is taken first.

    >>> split("Congo, Democratic Republic, Trinidad and Tobago and Atlantis")
    Places(codes=('COD', 'TTO'), unknown=('Atlantis',))
    """
    codes: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for part in _BETWEEN_LISTS.split(text):
        for name, code in _coded(part) or _named(part):
            if code:
                codes[code] = None
            elif fold(name):
                unknown[name] = None
    return Places(tuple(codes), tuple(unknown))


def display(code: str, language: str) -> str:
    """Return the name of a country as people read it; of an unknown code, the code.

    It is the short name of the United Nations where that differs from CLDR's, see
    ``data/README.md``, else CLDR's, in any language that Babel knows, English if it knows none.

    >>> display("PSE", "en"), display("TUR", "fr"), display("DEU", "pt")
    ('State of Palestine', 'Türkiye', 'Alemanha')
    """
    return _display_names(language).get(code, code)


@cache
def codes() -> tuple[str, ...]:
    """Return every code, sorted: the 249 of ISO 3166-1 and XKX."""
    return tuple(sorted(_alpha_2()))


def is_code(text: str) -> bool:
    """Say whether a text is one of the codes."""
    return text in _alpha_2()


def index(
    names: Iterable[tuple[str, str]], aliases: Iterable[tuple[str, str]]
) -> Mapping[str, str]:
    """Return folded name → code for pairs of name and code; aliases win over names.

    Raises:
        DataError: two codes share a name, and no alias says whose it is.
    """
    settled = _folded(aliases, {})
    return {**_folded(names, settled), **settled}


def _folded(pairs: Iterable[tuple[str, str]], settled: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, code in pairs:
        for key in _keys(name):
            if key not in settled and found.setdefault(key, code) != code:
                raise DataError(f"{ALIASES}: {name!r} is {found[key]} or {code}; add a line for it")
    return found


def _keys(name: str) -> tuple[str, str]:
    """Return what a name is looked up by: it folded, and it without the article around it."""
    words = fold(name.replace("&", " and ")).split()
    words = ["saint" if word == "st" else word for word in words if word != "the"]
    first = 1 if words and words[0] in _ARTICLES else 0
    last = -1 if words and words[-1] in _ARTICLES else None
    return " ".join(words), " ".join(words[first:last])


def _find(name: str) -> str | None:
    return next((_index()[key] for key in _keys(name) if key in _index()), None)


def _coded(text: str) -> list[tuple[str, str]]:
    """Return the codes parted by spaces that a text is; none when it holds other words."""
    known = _codes_in_capitals()
    words = text.split()
    return [(word, known[word]) for word in words] if all(w in known for w in words) else []


def _named(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield each name of a list as written, with its code if it is known."""
    borders = [(0, 0), *(match.span() for match in _SEPARATOR.finditer(text)), (len(text),) * 2]
    first, last = 0, len(borders) - 1
    while first < last:
        for end in range(min(last, first + _longest()), first, -1):
            name = text[borders[first][1] : borders[end][0]].strip()
            code = resolve(name)
            if code or end == first + 1:
                break
        yield name, code
        first = end


@cache
def _index() -> Mapping[str, str]:
    return index(_known_names(), _aliases())


@cache
def _longest() -> int:
    """Return how many parts of a list the longest known name seems to be."""
    names = chain(_known_names(), _aliases())
    return 1 + max(len(_SEPARATOR.findall(name)) for name, _ in names)


def _aliases() -> list[tuple[str, str]]:
    return [(row["name"], row["iso3"]) for row in _rows(ALIASES, ("name", "iso3"))]


def _known_names() -> Iterator[tuple[str, str]]:
    """Yield the pairs of name and code of ISO, CLDR and ``data/country_names.csv``."""
    for country in pycountry.countries:
        for field in ("name", "common_name", "official_name"):
            if hasattr(country, field):
                yield getattr(country, field), country.alpha_3
    for language in LANGUAGES:
        for code, short in _alpha_2().items():
            yield Locale.parse(language).territories[short], code
            yield display(code, language), code


@lru_cache(maxsize=64)
def _display_names(language: str) -> Mapping[str, str]:
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        locale = Locale.parse("en")
    rows = _rows(NAMES, ("iso3", *LANGUAGES))
    english, own = Locale.parse("en").territories, locale.territories
    cldr = {code: own.get(short) or english[short] for code, short in _alpha_2().items()}
    united_nations = {row["iso3"]: row.get(locale.language) for row in rows}
    return {code: united_nations.get(code) or name for code, name in cldr.items()}


@cache
def _alpha_2() -> Mapping[str, str]:
    """Return alpha-3 → alpha-2 code."""
    iso = {country.alpha_3: country.alpha_2 for country in pycountry.countries}
    return iso | {"XKX": "XK"}


@cache
def _codes_in_capitals() -> Mapping[str, str]:
    return {spelling: code for code, short in _alpha_2().items() for spelling in (code, short)}


@cache
def _rows(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the rows of a table of countries.

    Raises:
        DataError: the file or a column is missing, or a row has a code that is not one.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows, header = list(reader), reader.fieldnames or ()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read: {error}") from error
    if missing := set(columns).difference(header):
        raise DataError(f"{path}: no column {', '.join(sorted(missing))}")
    for number, row in enumerate(rows, start=2):
        if not is_code(row["iso3"] or ""):
            raise DataError(f"{path}, line {number}: no such country: {row['iso3']!r}")
    return rows
