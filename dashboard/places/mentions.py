"""Countries whose names stand in running text; names only, no adjectives.

Tries of words hold every spelling of ``spellings``, the declined Russian ones of
``data/country_declensions.csv``, the phrases of ``data/country_traps.csv``, which hide a name
or say whose it is, and the names of states that are gone. The longest one wins. Chinese
characters are words of their own, so that one rule serves texts with and without spaces; a word
that ends as a name begins, such as 湖南 before 非法, is a trap as well.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, islice, product
from typing import Any, NamedTuple

from dashboard.errors import DataError
from dashboard.places import iso, persons, spellings, traps
from dashboard.settings import ROOT

TRAPS = ROOT / "data" / "country_traps.csv"
DECLENSIONS = ROOT / "data" / "country_declensions.csv"

_HAN = "\u3400-\u9fff"
_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+")
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
_END = ""
_NOTHING: dict[str, Any] = {}


class Spelling(NamedTuple):
    """What a phrase of the trie means.

    Attributes:
        code: of the country, empty if the phrase hides a name.
        capitals: positions of the words that need a capital letter.
        shouted: positions of the words that need all capitals, in a text that is not all capitals.
        languages: it is looked for in; empty is all.
        beside: words or phrases one of which has to stand in the text too; empty is none.
    """

    code: str
    capitals: tuple[int, ...] = ()
    shouted: tuple[int, ...] = ()
    languages: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()


class _Text(NamedTuple):
    """A text that is being looked through.

    Attributes:
        plain: without accents and vowel signs.
        pattern: what a word is.
        words: as they are written.
        lower: the same in small letters.
        language: as for :func:`find`; empty is all.
        loud: whether it is all capitals.
    """

    plain: str
    pattern: re.Pattern[str]
    words: Sequence[str]
    lower: Sequence[str]
    language: str
    loud: bool


def find(text: str, language: str = "") -> tuple[str, ...]:
    """Return the codes of the countries whose names stand in a text, each once, in its order.

    Args:
        text: plain text in English, French, Spanish, Portuguese, Arabic, Russian or Chinese.
        language: ISO 639-1; empty or another one: names in all of these are looked for.

    >>> find("Unrest in Guinea-Bissau and Niger, not in Nigeria"), find("Atlanta, Georgia")
    (('GNB', 'NER', 'NGA'), ())
    """
    plain = _plain(text)
    pattern = _ASCII_WORD if plain.isascii() else _WORD
    words = pattern.findall(plain)
    lower = [word.lower() for word in words]
    if _phrases().keys().isdisjoint(lower):
        return ()
    language = language if language in iso.SPELLED else ""
    read = _Text(plain, pattern, words, lower, language, plain.isupper())
    return tuple(dict.fromkeys(_codes(read)))


def _codes(text: _Text) -> Iterator[str]:
    phrases, position = _phrases(), 0
    while position < len(text.lower):
        stop, code = position + 1, ""
        if text.lower[position] in phrases:
            stop, code = _longest(text, position)
        if code and not (stop == position + 1 and _is_given_name(text, position)):
            yield code
        position = stop


def _longest(text: _Text, position: int) -> tuple[int, str]:
    """Return where the longest phrase that begins at a known word ends, and its country."""
    for stop, meanings in reversed(_paths(text.lower, position)):
        meaning = _first(meanings, text, position, stop)
        if meaning:
            return stop, meaning.code
    return position + 1, ""


def _is_given_name(text: _Text, position: int) -> bool:
    if text.lower[position] not in persons.names() or position + 1 == len(text.lower):
        return False
    after = text.lower[position + 1]
    if after in _phrases() and _longest(text, position + 1)[1]:
        return False  # another country
    start, end = next(islice(text.pattern.finditer(text.plain), position, None)).span()
    return persons.is_given_name(text.plain, start, end)


def _paths(lower: Sequence[str], position: int) -> list[tuple[int, tuple[Spelling, ...]]]:
    """Return the phrases that begin at a known word, shortest first, each with its end."""
    found: list[tuple[int, tuple[Spelling, ...]]] = []
    node, end = _trie(lower[position]), position + 1
    while node:
        if _END in node:
            found.append((end, node[_END]))
        node = node.get(lower[end], _NOTHING) if end < len(lower) else _NOTHING
        end += 1
    return found


def _first(
    meanings: tuple[Spelling, ...], text: _Text, position: int, stop: int
) -> Spelling | None:
    written = text.words[position:stop]
    for meaning in meanings:
        if text.language and meaning.languages and text.language not in meaning.languages:
            continue
        if any(not written[i][0].isupper() for i in meaning.capitals):
            continue
        quiet = any(not written[i].isupper() for i in meaning.shouted)
        if quiet or (text.loud and meaning.shouted):
            continue
        if not meaning.beside or _stands(meaning.beside, text.lower):
            return meaning
    return None


def _stands(phrases: frozenset[str], lower: Sequence[str]) -> bool:
    """Whether one of some phrases is among the words of a text."""
    if not phrases.isdisjoint(lower):
        return True
    joined = f" {' '.join(lower)} "
    return any(f" {phrase} " in joined for phrase in phrases if " " in phrase)


def _plain(text: str) -> str:
    """Return text without accents and vowel signs, its case kept."""
    if text.isascii():
        return text
    return _MARKS.sub("", unicodedata.normalize("NFKD", text))


@cache
def _trie(first: str) -> dict[str, Any]:
    """Return the trie of what follows a word, with the meanings of a phrase that ends in ``_END``.

    It is made when a text has the word: few texts have any of them, and no one has all.
    """
    trie: dict[str, Any] = {}
    for words, spelling in _phrases()[first]:
        node = trie
        for word in words[1:]:
            node = node.setdefault(word.lower(), {})
        node[_END] = _joined(node.get(_END, ()), _needing(words, spelling))
    return trie


@cache
def _phrases() -> Mapping[str, Sequence[tuple[Sequence[str], Spelling]]]:
    """Return first word → the words of phrases, each with its meaning.

    What ``data/country_traps.csv`` says comes first, and there what depends on other words; then
    the states that are gone.
    """
    phrases: dict[str, list[tuple[Sequence[str], Spelling]]] = {}
    for phrase, spelling in chain(_trap_spellings(), _gone_spellings(), _name_spellings()):
        words = _WORD.findall(_plain(phrase))
        first = words[0].lower()
        for start in _with_prefixes(first) if _ARABIC.match(first) else (first,):
            phrases.setdefault(start, []).append((words, spelling))
    return phrases


def _joined(known: tuple[Spelling, ...], spelling: Spelling) -> tuple[Spelling, ...]:
    for other in known:
        if other._replace(languages=spelling.languages) == spelling:
            both = other.languages and spelling.languages
            union = other.languages | spelling.languages if both else frozenset[str]()
            return tuple(o._replace(languages=union) if o is other else o for o in known)
    return (*known, spelling)


def _name_spellings() -> Iterator[tuple[str, Spelling]]:
    for language in iso.SPELLED:
        for name, code in iso.names(language):
            yield name, Spelling(code, languages=frozenset({language}))
    for name, code in chain(spellings.aliases(), spellings.abbreviations()):
        yield name, Spelling(code)
    for row in iso.rows(DECLENSIONS, ("iso3", "form")):
        yield row["form"], Spelling(row["iso3"], languages=frozenset({"ru"}))


def _trap_spellings() -> Iterator[tuple[str, Spelling]]:
    rows = iso.rows(TRAPS, ("phrase", "means", "beside"))
    for row in sorted(rows, key=lambda row: not row["beside"]):
        if row["means"] and not iso.is_code(row["means"]):
            raise DataError(f"{TRAPS}: no such country: {row['means']!r}")
        beside = frozenset(_plain(row["beside"]).lower().split(";")) - {""}
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
