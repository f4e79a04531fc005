"""The phrases that are looked for in running text, and what each means.

They are every spelling of ``spellings``, the declined Russian ones of
``data/country_declensions.csv``, the phrases of ``data/country_traps.csv``, which hide a name
or say whose it is, and the names of states that are gone. Chinese characters are words of their
own; a word that ends as a name begins, such as 湖南 before 非法, is a trap as well.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, product
from typing import Any, NamedTuple

from dashboard.errors import DataError
from dashboard.places import iso, spellings, traps
from dashboard.settings import ROOT

TRAPS = ROOT / "data" / "country_traps.csv"
DECLENSIONS = ROOT / "data" / "country_declensions.csv"
END = ""
"""Where a trie has the meanings of the phrase that ends there."""

_HAN = "\u3400-\u9fff"
WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+")
_MARKS = re.compile("[\u0300-\u036f\u0640\u064b-\u0655\u0670]")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_BEFORE = tuple(f"{a}{b}" for a, b in product(("", "و", "ف"), ("", "ب", "ك", "ل")))
_GENERIC = frozenset(
    (
        *("republique", "republica", "popular", "populaire", "democratique", "democratica"),
        *("royaume", "reino", "islas", "iles", "ilhas", "isla", "ile", "ilha", "etat", "estado"),
        *("territoire", "territorio", "federation", "federacion"),
        *("le", "la", "les", "el", "los", "las", "o"),
        *("республика", "республики", "республике", "республику", "республикой"),
        *("острова", "островов", "островах"),
    )
)


class Spelling(NamedTuple):
    """What a phrase of the trie means.

    Attributes:
        code: of the country, empty if the phrase hides a name.
        capitals: positions of the words that need a capital letter.
        shouted: positions of the words that need all capitals, in a text that is not all capitals.
        languages: it is looked for in; empty is all.
        beside: words or phrases one of which has to stand in the text too; empty is none.
        own: the languages whose name of the country it is; empty is all.
    """

    code: str
    capitals: tuple[int, ...] = ()
    shouted: tuple[int, ...] = ()
    languages: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()


@cache
def trie(first: str) -> dict[str, Any]:
    """Return the trie of what follows a word, with the meanings of a phrase that ends in ``END``.

    It is made when a text has the word: few texts have any of them, and no one has all.
    """
    root: dict[str, Any] = {}
    for phrase, spelling in known()[first]:
        node, words = root, WORD.findall(phrase)
        for word in words[1:]:
            node = node.setdefault(word.lower(), {})
        node[END] = _joined(node.get(END, ()), _needing(words, spelling))
    return root


@cache
def known() -> Mapping[str, Sequence[tuple[str, Spelling]]]:
    """Return first word → phrases, without accents and vowel signs, each with its meaning.

    What ``data/country_traps.csv`` says comes first, and there what depends on other words; then
    the states that are gone.
    """
    found: dict[str, list[tuple[str, Spelling]]] = {}
    pairs = [*chain(_trap_spellings(), _gone_spellings(), _name_spellings())]
    # One by one takes four times as long.
    joined = plain("\n".join(written for written, _ in pairs))
    for phrase, (_, spelling) in zip(joined.split("\n"), pairs, strict=True):
        first = next(WORD.finditer(phrase))[0].lower()
        for start in _with_prefixes(first) if _ARABIC.match(first) else (first,):
            found.setdefault(start, []).append((phrase, spelling))
    return found


def _joined(meanings: tuple[Spelling, ...], spelling: Spelling) -> tuple[Spelling, ...]:
    for other in meanings:
        if other._replace(languages=spelling.languages, own=spelling.own) == spelling:
            languages = _either(other.languages, spelling.languages)
            both = other._replace(languages=languages, own=_either(other.own, spelling.own))
            return tuple(both if o is other else o for o in meanings)
    return (*meanings, spelling)


def _either(some: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Return the languages of both; empty is all."""
    return some | others if some and others else frozenset()


def _name_spellings() -> Iterator[tuple[str, Spelling]]:
    for language in iso.SPELLED:
        own = frozenset((language,))
        for name, code in iso.names(language):
            yield name, Spelling(code, languages=_looked_for(name, language), own=own)
    for name, code in chain(spellings.aliases(), spellings.abbreviations()):
        yield name, Spelling(code)
    for row in iso.rows(DECLENSIONS, ("iso3", "form")):
        yield row["form"], Spelling(row["iso3"])


def _looked_for(name: str, own: str) -> frozenset[str]:
    """Return the languages that a name is looked for in: not where it means something else.

    What a text is said to be in is a default of its feed and often wrong, so that names in all
    languages are looked for, other than the words of the sets ``foreign en``, ``foreign fr`` ….
    """
    other = _foreign().get(plain(name))
    return frozenset(iso.SPELLED) - other | {own} if other else frozenset()


@cache
def _foreign() -> Mapping[str, frozenset[str]]:
    """Return the words of the sets ``foreign …``, each with the languages whose word it is."""
    words = {language: traps.words(f"foreign {language}") for language in iso.SPELLED}
    return {
        word: frozenset(language for language in words if word in words[language])
        for word in chain.from_iterable(words.values())
    }


def _trap_spellings() -> Iterator[tuple[str, Spelling]]:
    rows = iso.rows(TRAPS, ("phrase", "means", "beside"))
    for row in sorted(rows, key=lambda row: not row["beside"]):
        if row["means"] and not iso.is_code(row["means"]):
            raise DataError(f"{TRAPS}: no such country: {row['means']!r}")
        beside = frozenset(plain(row["beside"]).lower().split(";")) - {""}
        for phrase in traps.expanded(row["phrase"]):
            yield phrase, Spelling(row["means"], beside=beside)


def _gone_spellings() -> Iterator[tuple[str, Spelling]]:
    """Yield the names of states that are gone; in small letters "east Germany" is a region."""
    for name in spellings.gone_names():
        yield name, Spelling("", capitals=(0,) if name[0].isupper() else ())


def _needing(words: Sequence[str], spelling: Spelling) -> Spelling:
    """Return the spelling with the letters its words need; a trap has what it needs."""
    abbreviation = len(words) == 1 and 1 < len(words[0]) <= 5 and words[0].isupper()
    if abbreviation:
        return spelling._replace(shouted=(0,))
    upper = tuple(i for i, word in enumerate(words) if word[0].isupper())
    specific = tuple(i for i in upper if words[i].lower() not in _GENERIC)
    return spelling._replace(capitals=specific or upper) if spelling.code else spelling


def _with_prefixes(word: str) -> Iterator[str]:
    """Yield an Arabic word with the particles that are written onto it."""
    for before in _BEFORE:
        yield before + word
        if before.endswith("ل") and word.startswith("ال"):
            yield before + word[1:]


@cache
def has_trap(first: str) -> bool:
    """Whether a phrase that begins with a word hides a name, or depends on other words."""
    return any(not meaning.code or meaning.beside for _, meaning in known().get(first, ()))


def plain(text: str) -> str:
    """Return text without accents and vowel signs, its case kept."""
    if text.isascii():
        return text
    return _MARKS.sub("", unicodedata.normalize("NFKD", text))
