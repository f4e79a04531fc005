"""Names of countries that are the given name of a person: Jordan Neely, Chad Wolf."""

import re
from functools import cache

from dashboard.places import phrases, traps

_WORD = re.compile(r"[^\W\d_]+")
AFTER = re.compile(r" ([^\W\d_]+)")
BEFORE = re.compile(r"([^\W\d_]+)[ ]\Z")
_SHORT = 3
_LONGEST = 4


def names() -> frozenset[str]:
    """Return the names of countries, in small letters, that are given names as well."""
    return _set("person")


def is_given_name(text: str, start: int, end: int) -> bool:
    """Whether one of :func:`names` between two places of a text is part of a person's name.

    A capitalised word follows it, other than those that follow the name of a country
    (``Government``), and its line is in sentence case, so that the capital says something; or who
    the person is stands before it (``lawyer``), or that word is a second given name (``Elena``). No
    preposition stands before it.

    >>> is_given_name("Chad Wolf testifies", 0, 4), is_given_name("Chad Jails Critics", 0, 4)
    (True, False)
    """
    surname = AFTER.match(text, end)
    if not surname or not _is_name(surname[1]):
        return False
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before = BEFORE.search(text[first:start])
    word = before[1].lower() if before else ""
    if word in _set("preposition"):
        return False
    if word in _set("role") or surname[1].lower() in _set("second"):
        return True
    rest = text[_name_end(text, end) : last if last >= 0 else None]
    return _is_sentence(f"{text[first:start]} . {rest}", begins=first < start)


def _name_end(text: str, end: int) -> int:
    """Return where the capitalised words end that follow a place of a text."""
    for _ in range(_LONGEST):
        word = AFTER.match(text, end)
        if not word or not word[1][0].isupper():
            break
        end = word.end()
    return end


def _is_name(word: str) -> bool:
    is_acronym = len(word) > 1 and word.isupper()
    return word[0].isupper() and not is_acronym and word.lower() not in _set("follower")


def _is_sentence(rest: str, *, begins: bool) -> bool:
    """Whether most words are small: short ones, the first of a line and known names aside."""
    words = [word for word in _WORD.findall(rest)[begins:] if len(word) > _SHORT]
    small = len([word for word in words if word[0].islower()])
    known = len([word for word in words if word[0].isupper() and word.lower() in phrases.known()])
    return small * 2 > len(words) - known


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in traps.words(name))
