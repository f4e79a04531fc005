"""How names of countries, regions and states that are gone are spelled, and what they look up.

Countries come from ``iso``, with ``data/country_aliases.csv`` above it; groups from CLDR's regions
and ``data/country_groups.csv``. Matching is exact after folding, never a guess.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from dashboard.errors import DataError
from dashboard.places import iso
from dashboard.settings import ROOT
from dashboard.text import fold

ALIASES = ROOT / "data" / "country_aliases.csv"
GROUPS = ROOT / "data" / "country_groups.csv"

_FIRST = 200  # no first word of a name has as many letters
_ARTICLES = {"le", "la", "les", "l", "el", "los", "las", "o", "os", "as"}
_SMALL = {"the", "and", "et", "y", "e", "и"}
_SHORT = {
    "st": "saint",
    "rep": "republic",
    "dem": "democratic",
    "democ": "democratic",
    "fed": "federal",
    "terr": "territory",
    "is": "islands",
    "herz": "herzegovina",
    "herzeg": "herzegovina",
}


def keys(name: str) -> tuple[str, str]:
    """Return what a name is looked up by: it folded, and it without the article around it."""
    words = fold(name.replace("&", " and ")).split()
    words = [_SHORT.get(word, word) for word in words if word != "the"]
    first = 1 if words and words[0] in _ARTICLES else 0
    last = -1 if words and words[-1] in _ARTICLES else None
    return " ".join(words), " ".join(words[first:last])


def index(
    names: Iterable[tuple[str, str]], aliases: Iterable[tuple[str, str]]
) -> Mapping[str, str]:
    """Return folded name → code for pairs of name and code; aliases win over names.

    Raises:
        DataError: two codes share a name, and no alias says whose it is.
    """
    settled = _folded(aliases, {})
    return {**_folded(names, settled), **settled}


@cache
def countries() -> Mapping[str, str]:
    """Return folded name → code."""
    return index(known(), aliases())


@cache
def groups() -> frozenset[str]:
    """Return the folded names of regions and of states that are gone."""
    return frozenset(key for name in group_names() for key in keys(name)) - countries().keys()


def may_begin(text: str) -> bool:
    """Whether a text may begin with a known name; False is certain."""
    first, _, _ = (fold(text[:_FIRST].partition(" ")[0]) or fold(text)).partition(" ")
    return first in _first_words()


@cache
def _first_words() -> frozenset[str]:
    known = chain(countries(), groups(), map(fold, as_written()))
    return frozenset(key.partition(" ")[0] for key in known) | _ARTICLES | _SHORT.keys() | _SMALL


@cache
def as_written() -> Mapping[str, str]:
    """Return the spellings that count only exactly as written, such as CAR → code."""
    iso_codes = {word: code for code, short in iso.alpha_2().items() for word in (code, short)}
    return iso_codes | dict(abbreviations())


def known() -> Iterator[tuple[str, str]]:
    """Yield the pairs of name and code of ISO, CLDR and ``data/country_names.csv``."""
    return chain.from_iterable(map(iso.names, iso.SPELLED))


def aliases() -> list[tuple[str, str]]:
    """Return the pairs of name and code of ``data/country_aliases.csv`` that any case matches."""
    return [(row["name"], row["iso3"]) for row in _alias_rows() if not row["as_written"]]


def abbreviations() -> list[tuple[str, str]]:
    """Return those that would be words in another case."""
    return [(row["name"], row["iso3"]) for row in _alias_rows() if row["as_written"]]


def group_names() -> Iterator[str]:
    """Yield the names of regions and of states that are gone."""
    yield from chain.from_iterable(map(iso.regions, iso.SPELLED))
    yield from (row["name"] for row in iso.rows(GROUPS, ("name", "kind")))


def gone_names() -> Iterator[str]:
    """Yield the names of states that are gone, without those made of several names of today."""
    yield from (row["name"] for row in iso.rows(GROUPS, ("name", "kind")) if row["kind"] == "gone")


def _alias_rows() -> Sequence[Mapping[str, str]]:
    return iso.rows(ALIASES, ("name", "iso3", "as_written"))


def _folded(pairs: Iterable[tuple[str, str]], settled: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, code in pairs:
        for key in keys(name):
            if key not in settled and found.setdefault(key, code) != code:
                raise DataError(f"{ALIASES}: {name!r} is {found[key]} or {code}; add a line for it")
    return found
