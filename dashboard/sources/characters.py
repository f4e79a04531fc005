"""Which characters of a source are kept: nothing unseen, nothing that steers what stands beside it.

Removed are controls, overrides and isolates of direction (they can make a text read as another,
see Unicode Technical Report 36), tag characters and surplus variation selectors (they can hide a
message in a word), soft hyphens, zero-width spaces and what is no character at all. What Arabic,
Persian, Hebrew and the languages of India need stays: U+061C, U+200C to U+200F.
"""

import re

LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
# Braille and Hangul have characters that are letters to Unicode and blanks to the eye.
_SPACE = re.compile(r"[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164\uffa0]")
_NO_CHARACTERS = "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
_UNWANTED = re.compile(
    rf"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u17b4\u17b5\u180e\u200b\u202a-\u202e"
    rf"\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ud800-\udfff\U0001d173-\U0001d17a"
    rf"\U000e0000-\U000e007f{_NO_CHARACTERS}]"
)
_SELECTOR = r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_IDEOGRAPH = r"[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]"
# A selector chooses the form of the one sign or ideograph before it.
_SURPLUS = re.compile(
    rf"(?<={_SELECTOR}){_SELECTOR}|(?<!{_IDEOGRAPH})[\U000e0100-\U000e01ef]"
    rf"|(?<![^\s\w]|\d|{_IDEOGRAPH})[\ufe00-\ufe0f]"
)
_MARKS = " \u061c\u200c\u200d\u200e\u200f"


def seen(text: str) -> str:
    """Return the characters of text that a reader sees or needs; all kinds of space are plain ones.

    Runs of spaces and line ends stay. A text of which nothing can be seen is empty.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = _SURPLUS.sub("", _UNWANTED.sub("", _SPACE.sub(" ", text)))
    return kept if kept.strip(_MARKS) else ""
