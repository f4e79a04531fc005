"""Names of countries that are the given name of a person: Jordan Neely, Chad Wolf."""

import re
from functools import cache

from dashboard.places import traps

_WORD = re.compile(r"[^\W\d_]+")
_AFTER = re.compile(r" ([^\W\d_]+)")
_BEFORE = re.compile(r"([^\W\d_]+)[ ]\Z")
_SHORT = 3


def names() -> frozenset[str]:
    """Return the names of countries, in small letters, that are given names as well."""
    return _set("person")


def is_given_name(text: str, start: int, end: int) -> bool:
    """Whether one of :func:`names` between two places of a text is part of a person's name.

    A capitalised word follows it, other than those that follow the name of a country
    (``Government``), and its line is in sentence case, so that the capital says something; or who
    the person is stands before it (``lawyer``). No preposition stands before it.

    >>> is_given_name("Chad Wolf testifies", 0, 4), is_given_name("Chad Jails Critics", 0, 4)
    (True, False)
    """
    surname = _AFTER.match(text, end)
    if not surname or not _is_name(surname[1]):
        return False
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before = _BEFORE.search(text[first:start])
    word = before[1].lower() if before else ""
    if word in _set("preposition"):
        return False
    rest = text[surname.end() : last if last >= 0 else None]
    return word in _set("role") or _is_sentence(
        f"{text[first:start]} . {rest}", begins=first < start
    )


def _is_name(word: str) -> bool:
    is_acronym = len(word) > 1 and word.isupper()
    return word[0].isupper() and not is_acronym and word.lower() not in _set("follower")


def _is_sentence(rest: str, *, begins: bool) -> bool:
    """Whether most words are small, short ones and the first of a line aside."""
    words = [word for word in _WORD.findall(rest)[begins:] if len(word) > _SHORT]
    return len([word for word in words if word[0].islower()]) * 2 > len(words)


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in traps.words(name))
