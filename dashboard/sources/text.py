"""Text of a source made safe to keep: nothing in it steers a terminal, a page or its direction."""

import re

_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
# Controls, overrides of the direction of text, and what is no character at all. Marks that help
# Arabic and Hebrew (U+200E, U+200F) stay.
_HARMFUL = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def line(text: str) -> str:
    """Return text as one line, stripped; runs of spaces stay."""
    return _HARMFUL.sub("", _LINE_END.sub(" ", text).replace("\t", " ")).strip()


def paragraphs(text: str) -> str:
    """Return text as lines parted by ``\\n``, at most one of them blank in a row."""
    lines = (line(part) for part in _LINE_END.split(text))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
