"""Folding of text, so that what looks the same to a reader compares equal."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return text without case, accents and punctuation, words parted by one space.

    >>> fold("Côte d’Ivoire (the)")
    'cote d ivoire the'
    """
    if text.isascii():
        return _NOT_WORD.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFKD", text).casefold()
    decomposed = unicodedata.normalize("NFKD", plain)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", bare).strip()


def slug(text: str) -> str:
    """Return text as it stands in an address: folded, words joined by hyphens.

    >>> slug("Reports and Publications")
    'reports-and-publications'
    """
    return fold(text).replace(" ", "-")
