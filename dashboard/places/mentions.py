"""Countries whose names stand in running text; names only, no adjectives.

Tries of words hold every spelling of ``spellings``, the declined Russian ones of
``data/country_declensions.csv``, and the phrases of ``data/country_traps.csv``, which hide a name
or say whose it is. The longest one wins. Chinese characters are words of their own, so that one
rule serves texts with and without spaces.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, product
from typing import Any, NamedTuple

from dashboard.errors import DataError
from dashboard.places import iso, spellings
from dashboard.settings import ROOT

TRAPS = ROOT / "data" / "country_traps.csv"
TRAP_WORDS = ROOT / "data" / "country_trap_words.csv"
DECLENSIONS = ROOT / "data" / "country_declensions.csv"

_HAN = "\u3400-\u9fff"
_WORD = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+")
_MARKS = re.compile("[\u0300-\u036f\u0640\u064b-\u0655\u0670]")
_SET = re.compile(r"\{(\w+)\}")
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
        beside: words one of which has to stand in the text too; empty is none.
    """

    code: str
    capitals: tuple[int, ...] = ()
    shouted: tuple[int, ...] = ()
    languages: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()


def find(text: str, language: str = "") -> tuple[str, ...]:
    """Return the codes of the countries whose names stand in a text, each once, in its order.

    Args:
        text: plain text in English, French, Spanish, Portuguese, Arabic, Russian or Chinese.
        language: ISO 639-1; empty or another one: names in all of these are looked for.

    >>> find("Unrest in Guinea-Bissau and Niger, not in Nigeria"), find("Atlanta, Georgia")
    (('GNB', 'NER', 'NGA'), ())
    """
    plain = _plain(text)
    words = (_ASCII_WORD if plain.isascii() else _WORD).findall(plain)
    lower = [word.lower() for word in words]
    if _phrases().keys().isdisjoint(lower):
        return ()
    language = language if language in iso.SPELLED else ""
    return tuple(dict.fromkeys(_codes(words, lower, language, plain.isupper())))


def _codes(words: Sequence[str], lower: Sequence[str], language: str, loud: bool) -> Iterator[str]:
    phrases, position = _phrases(), 0
    while position < len(lower):
        end = position + 1
        if lower[position] in phrases:
            for stop, meanings in reversed(_paths(lower, position)):
                written = words[position:stop]
                meaning = _first(meanings, written, lower, language, loud)
                if meaning:
                    end = stop
                    if meaning.code:
                        yield meaning.code
                    break
        position = end


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
    meanings: tuple[Spelling, ...],
    written: Sequence[str],
    lower: Sequence[str],
    language: str,
    loud: bool,
) -> Spelling | None:
    for meaning in meanings:
        if language and meaning.languages and language not in meaning.languages:
            continue
        if any(not written[i][0].isupper() for i in meaning.capitals):
            continue
        if meaning.shouted and (loud or any(not written[i].isupper() for i in meaning.shouted)):
            continue
        if not meaning.beside or not meaning.beside.isdisjoint(lower):
            return meaning
    return None


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

    What ``data/country_traps.csv`` says comes first, and there what depends on other words.
    """
    phrases: dict[str, list[tuple[Sequence[str], Spelling]]] = {}
    for phrase, spelling in chain(_trap_spellings(), _name_spellings()):
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
        for phrase in _expanded(row["phrase"]):
            yield phrase, Spelling(row["means"], beside=beside)


def _needing(words: Sequence[str], spelling: Spelling) -> Spelling:
    """Return the spelling with the letters its words need; a trap needs none."""
    abbreviation = len(words) == 1 and 1 < len(words[0]) <= 5 and words[0].isupper()
    if abbreviation:
        return spelling._replace(shouted=(0,))
    upper = tuple(i for i, word in enumerate(words) if word[0].isupper())
    specific = tuple(i for i in upper if words[i].lower() not in _GENERIC)
    return spelling._replace(capitals=(specific or upper) if spelling.code else ())


def _with_prefixes(word: str) -> Iterator[str]:
    """Yield an Arabic word with the particles that are written onto it."""
    for before in _BEFORE:
        yield before + word
        if before.endswith("ل") and word.startswith("ال"):
            yield before + word[1:]


def _expanded(phrase: str) -> Iterator[str]:
    """Yield a phrase with each word of the sets that it names in braces."""
    sets = _SET.findall(phrase)
    for words in product(*(_words(name) for name in sets)):
        yield _SET.sub("{}", phrase).format(*words)


@cache
def _words(name: str) -> tuple[str, ...]:
    rows = iso.rows(TRAP_WORDS, ("set", "words"))
    return tuple(chain.from_iterable(r["words"].split(";") for r in rows if r["set"] == name))
