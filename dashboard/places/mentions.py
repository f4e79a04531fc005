"""Countries whose names stand in running text; names only, no adjectives.

Tries of words hold the phrases of ``phrases``, and the longest one wins. One rule serves texts
with and without spaces, because Chinese characters are words of their own.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

from dashboard.places import foreign, iso, persons, phrases, traps
from dashboard.places.names import PREFIX_ENDS
from dashboard.places.phrases import Spelling

_ASCII_WORD = re.compile(r"[A-Za-z0-9]+")
_FIRST = 60
_NOTHING: dict[str, Any] = {}


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
        language: ISO 639-1; names in all of these are looked for, but not those that are words of
            this one (sets ``foreign …``), nor those that :mod:`foreign` takes for a person's. It
            need not be right, for feeds often state a default.

    >>> find("Unrest in Guinea-Bissau and Niger, not in Nigeria"), find("Atlanta, Georgia")
    (('GNB', 'NER', 'NGA'), ())
    """
    read = _read(text, language)
    return tuple(dict.fromkeys(_codes(read))) if read else ()


def may_begin(title: str, code: str, language: str = "") -> bool:
    """Whether a title that begins with a name of a country is about it: not "Georgia: Atlanta".

    What is written beside a name decides as in :func:`find`; a name that is hidden without it may
    begin a title, other than those of the sets ``beginning`` and ``beginning pt``.
    """
    first = phrases.WORD.search(phrases.plain(title[:_FIRST]))
    if not first or not phrases.has_trap(first[0].lower()) or not (read := _read(title, language)):
        return True
    stop, meaning = _longest(read, 0)
    if not meaning or (meaning.code and not meaning.beside):
        return True
    if meaning.beside:
        return meaning.code == code
    elsewhere = chain(traps.words("beginning"), traps.words(f"beginning {read.language}"))
    begins = title.lower().startswith(tuple(map(str.lower, elsewhere)))
    return not begins and not _goes_on(read, stop)


def _goes_on(title: _Text, stop: int) -> bool:
    """Whether the first words of a title reach past the name that begins it."""
    return PREFIX_ENDS.search(title.plain, 0, _span(title, stop - 1)[1]) is not None


def _read(text: str, language: str) -> _Text | None:
    """Return a text to look through, None if no known word stands in it."""
    plain = phrases.plain(text)
    pattern = _ASCII_WORD if plain.isascii() else phrases.WORD
    words = pattern.findall(plain)
    if phrases.known().keys().isdisjoint(map(str.lower, words)):
        return None
    lower = [word.lower() for word in words]
    language = language if language in iso.SPELLED else ""
    return _Text(plain, pattern, words, lower, language, plain.isupper())


def _codes(text: _Text) -> Iterator[str]:
    known, position = phrases.known(), 0
    while position < len(text.lower):
        stop, meaning = position + 1, None
        if text.lower[position] in known:
            stop, meaning = _longest(text, position)
        if meaning and meaning.code and not _is_hidden(text, position, stop, meaning):
            yield meaning.code
        position = stop


def _longest(text: _Text, position: int) -> tuple[int, Spelling | None]:
    """Return where the longest phrase that begins at a known word ends, and what it means."""
    for stop, meanings in reversed(_paths(text.lower, position)):
        meaning = _first(meanings, text, position, stop)
        if meaning:
            return stop, meaning
    return position + 1, None


def _is_hidden(text: _Text, position: int, stop: int, meaning: Spelling) -> bool:
    """Whether what is written around a name says that it is no country's."""
    if stop == position + 1 and _is_given_name(text, position):
        return True
    if text.loud or not foreign.is_doubtful(meaning.own, text.language):
        return False
    start, end = _span(text, position)[0], _span(text, stop - 1)[1]
    return not foreign.is_country(text.plain, start, end)


def _span(text: _Text, position: int) -> tuple[int, int]:
    return next(islice(text.pattern.finditer(text.plain), position, None)).span()


def _is_given_name(text: _Text, position: int) -> bool:
    if text.lower[position] not in persons.names() or position + 1 == len(text.lower):
        return False
    after = text.lower[position + 1]
    if after in phrases.known() and (other := _longest(text, position + 1)[1]) and other.code:
        return False
    return persons.is_given_name(text.plain, *_span(text, position))


def _paths(lower: Sequence[str], position: int) -> list[tuple[int, tuple[Spelling, ...]]]:
    """Return the phrases that begin at a known word, shortest first, each with its end."""
    found: list[tuple[int, tuple[Spelling, ...]]] = []
    node, end = phrases.trie(lower[position]), position + 1
    while node:
        if phrases.END in node:
            found.append((end, node[phrases.END]))
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


def _stands(beside: frozenset[str], lower: Sequence[str]) -> bool:
    """Whether one of some phrases is among the words of a text."""
    if not beside.isdisjoint(lower):
        return True
    joined = f" {' '.join(lower)} "
    return any(f" {phrase} " in joined for phrase in beside if " " in phrase)
