"""Folding of text, so that what looks the same to a reader compares equal."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

END, GAP = "|", "/"
# Thai, Lao, Burmese, Khmer, Han and kana: scripts that put no space between words.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
)
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_BETWEEN_RUNS = re.compile(f"(?<=[{_UNSPACED}]) +(?=[{_UNSPACED}])")
_EACH = re.compile(f"[{_UNSPACED}{GAP}]")
_WORD = re.compile(rf"(?=\w)[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_NOT_WORD = re.compile(r"[\W_]+")
_BORDER = "\0"
_SIGNS = r"[=+\-@\t\r\n＝＋－＠]"
_FORMULA = re.compile(f"'*{_SIGNS}")
GUARDED = f"^'('*{_SIGNS})"  # a cell with an apostrophe of as_text, for pyarrow


def as_text(cell: str) -> str:
    """Return a cell so that no spreadsheet takes it for a formula: an apostrophe stands before it.

    One more is put before what looks as if it had been treated so; what :data:`GUARDED`
    finds has one to be taken away again. Source of the signs: OWASP, CSV Injection.

    >>> as_text("=1+1"), as_text("'=1+1"), as_text("'tis")
    ("'=1+1", "''=1+1", "'tis")
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_script(written: str) -> str:
    r"""Return JSON that means the same and cannot end a script that somebody puts it into.

    >>> as_script('{"title": "</script>"}')
    '{"title": "\\u003c/script>"}'
    """
    return written.replace("<", r"\u003c")


def fold(text: str) -> str:
    """Return text without case, accents and punctuation, words parted by one space.

    >>> fold("Côte d’Ivoire (the)")
    'cote d ivoire the'
    """
    return _NOT_WORD.sub(" ", bare(text)).strip()


def bare(text: str) -> str:
    """Return text without case and accents, its punctuation and spaces as they are.

    Each character becomes the same whatever stands beside it.
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    decomposed = unicodedata.normalize("NFKD", plain)
    for mark in filter(unicodedata.combining, set(decomposed)):
        decomposed = decomposed.replace(mark, "")
    return decomposed


def words(texts: Sequence[str]) -> list[str]:
    """Return the words of several texts in one list, ``END`` after each text.

    They are the words of :func:`fold`, but each character of a script that puts no space between
    words is a word of its own, and ``GAP`` stands where two runs of such characters meet. Many
    texts at a time take a third of the time of one after the other.

    >>> words(["Côte d’Ivoire", "人权，NGO"])
    ['cote', 'd', 'ivoire', '|', '人', '权', 'ngo', '|']
    """
    joined = bare(_BORDER.join(text.replace(_BORDER, " ") for text in texts))
    characters = set(joined) - {_BORDER}
    for character in characters:
        if not character.isalnum():
            joined = joined.replace(character, " ")
    if any(map(_IS_UNSPACED.match, characters)):
        joined = _EACH.sub(r" \g<0> ", _BETWEEN_RUNS.sub(GAP, joined))
    return [*joined.replace(_BORDER, f" {END} ").split(), END] if texts else []


def located(text: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the words of a text as :func:`words` has them, and where their characters come from.

    The second of each pair has one place in the text for each character of the word, and is empty
    for ``GAP``.
    """
    pieces = [*map(_bare_character, text)]
    places = [place for place, piece in enumerate(pieces) for _ in piece]
    before = None
    for word in _WORD.finditer("".join(pieces)):
        is_unspaced = _IS_UNSPACED.match(word[0])
        if before and is_unspaced and before.end() < word.start():
            yield GAP, ()
        yield word[0], tuple(places[word.start() : word.end()])
        before = word if is_unspaced else None


def ends_at(text: str, place: int) -> int:
    """Return where the character at a place ends: after the marks that belong to it."""
    place += 1
    while place < len(text) and not _bare_character(text[place]):
        place += 1
    return place


_bare_character = lru_cache(maxsize=4096)(bare)


def slug(text: str) -> str:
    """Return text as it stands in an address: folded, words joined by hyphens.

    >>> slug("Reports and Publications")
    'reports-and-publications'
    """
    return fold(text).replace(" ", "-")
