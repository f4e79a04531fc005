"""What shows that two articles in two languages are one article and its translation."""

import re
from urllib.parse import urlsplit

from dashboard.text import fold

Told = tuple[str, str, str]
"""Title, address and language of an article."""

_SAME_ADDRESS = 1.0
_SAME_NUMBER = 0.9
_SAME_NAMES = 0.7
_NAMES = 3
# Of bodies that speak in every language: two articles share them without being one.
_BODIES = frozenset(
    "human rights watch amnesty international united nations commission council front line "  # noqa: SIM905
    "defenders observatory onu union africa".split()
)
_NUMBER = re.compile(r"(?<!\d)\d{4,12}(?!\d)")
_YEAR_OR_DAY = re.compile(r"(?:19|20)\d\d(?:[01]\d(?:[0-3]\d)?)?")
_NAME = re.compile(r"(?<=[^\W_] )[^\W\d_a-z][^\W_’']{2,}")
_PARTS = re.compile(r"([/?&=._-])")


def evidence(one: Told, two: Told) -> float:
    """Return how sure it is that one article is the other's translation, 0 if nothing shows it.

    Their addresses differ in nothing but the language; or they end in the same number, which is no
    year and no day; or their titles share three names or numbers, each within the title, where
    a capital letter means something.
    """
    if one[1] and one[1] != two[1] and _neutral(one) == _neutral(two):
        return _SAME_ADDRESS
    if _numbers(one[1]) & _numbers(two[1]):
        return _SAME_NUMBER
    return _SAME_NAMES if len(_names(one[0]) & _names(two[0])) >= _NAMES else 0.0


def _neutral(told: Told) -> str:
    """Return the address with a star for every part of it that is the article's language."""
    parts = _PARTS.split(told[1].lower().rstrip("/"))
    return "".join("*" if part == told[2] else part for part in parts)


def _numbers(url: str) -> set[str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return set()
    place = f"{parts.path.rstrip('/').rpartition('/')[2]}?{parts.query}"
    return {number for number in _NUMBER.findall(place) if not _YEAR_OR_DAY.fullmatch(number)}


def _names(title: str) -> set[str]:
    words = set(_NAME.findall(title)) if not title.isupper() else set()
    numbers = {number for number in re.findall(r"\d+", title) if not _YEAR_OR_DAY.match(number)}
    return ({fold(word) for word in words} - _BODIES) | numbers
