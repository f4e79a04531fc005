"""The search text ``q`` read: which words and phrases it asks for, and which it excludes."""

import re
from dataclasses import dataclass

from dashboard.text import fold, words

_TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')


@dataclass(frozen=True, slots=True)
class Part:
    """Words that must stand side by side, in this order, in a title or in a summary.

    Attributes:
        words: as :func:`dashboard.text.words` gives them, one or more.
        is_open: whether the last of them may be the beginning of a word.
    """

    words: tuple[str, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase of a search.

    Attributes:
        written: as the visitor wrote it, without its quotation marks and minus.
        parts: what an article must have all of, one or more.
        excluded: whether articles that have it are left out.
    """

    written: str
    parts: tuple[Part, ...]
    excluded: bool


def read(query: str) -> tuple[Term, ...]:
    """Return the terms of a search text: words, ``"phrases"``, ``-excluded`` words and phrases.

    What has no letter or digit is no term. A word with punctuation within it (``well-known``) is
    as many words, in any order; a run of characters without spaces between words (``人权``) is a
    phrase of them.
    """
    found = (
        Term(phrase or word, _phrase(phrase) if phrase else _word(word), bool(minus))
        for minus, phrase, word in _TERM.findall(query)
    )
    return tuple(term for term in found if term.parts)


def wanted(query: str) -> tuple[Term, ...]:
    """Return the terms of a search text that an article must have."""
    return tuple(term for term in read(query) if not term.excluded)


def _phrase(text: str) -> tuple[Part, ...]:
    *inside, _ = words([text])
    return (Part(tuple(inside), is_open=False),) if inside else ()


def _word(text: str) -> tuple[Part, ...]:
    return tuple(Part(tuple(words([one])[:-1]), is_open=True) for one in fold(text).split())
