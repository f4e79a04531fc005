"""Text that was read in a wrong encoding, made right where there is no doubt.

``ftfy`` repairs UTF-8 that was read as an encoding of Western Europe. It leaves alone what mixes
such text with sound one, and does not know the second kind: Cyrillic (cp1251) and Arabic (cp1256)
read as Western European, where every letter became an accented one.
"""

import re
from collections.abc import Callable

import ftfy

_CONFIG = ftfy.TextFixerConfig(replace_lossy_sequences=False, decode_inconsistent_utf8=False)
_WESTERN = "sloppy-windows-1252"
# Not Mac Roman and code page 437: in them sound French, "l’État", is UTF-8 as well.
_TRUSTED = {"latin-1", _WESTERN, *(f"sloppy-windows-125{n}" for n in (0, 1, 4)), "windows-1252"}
# "AMANHÃ”", "CHÃ»": a capital at the end of a word in capitals, and the closing mark after it.
_DOUBTFUL = re.compile(r"[^\W\d_a-z][ÂÃ][”“’‘»›](?!\w)")
# Beside sound text: dashes and quotation marks, and small accented letters within small ones.
_CERTAIN = re.compile(
    r"â(?:€[“”œ™˜¦¢\x9d]|„¢|‚¬)|(?<=[a-zß-ÿ])Ã[\x80-\xbf]|Ã[©¨ª«¢®¯§¼´³±\xad](?=[a-z])"
)
_ACCENTED = re.compile(r"[\xa8\xaa\xb2-\xb4\xb8-\xba\xbf-\xff]{3}")
_WORD = re.compile(r"[^\s!-/:-@\[-`{-~\u2010-\u2027«»]+")
_MANY_LETTERS = 10
_CYRILLIC = re.compile(r"[А-ЯЁІЇЄҐ]?[а-яёіїєґ]+|[А-ЯЁІЇЄҐ]+")
_CYRILLIC_VOWELS = re.compile(r"[аеёиоуыэюяіїє]", re.IGNORECASE)
_ARABIC = re.compile(
    r"[\u0621-\u063a\u0640-\u0652\u067e\u0686\u0698\u06a9\u06af\u060c\u061b\u061f]+"
)


def repaired(text: str) -> str:
    """Return text as it was written if it is certain that it was read in a wrong encoding.

    Text in doubt stays as it is. Comes before anything that removes control characters: some
    stand for letters then.

    >>> repaired("CÃ´te dâ€™Ivoire"), repaired("SÃO PAULO")
    ('Côte d’Ivoire', 'SÃO PAULO')
    """
    if text.isascii() or _DOUBTFUL.search(text):
        return text
    fixed = _CERTAIN.sub(_utf8, _undone(text))
    if _ACCENTED.search(fixed):
        return _as(fixed, "cp1251", _is_cyrillic) or _as(fixed, "cp1256", _is_arabic) or fixed
    return fixed


def _undone(text: str) -> str:
    fixed, steps = ftfy.fix_encoding_and_explain(text, _CONFIG)
    encodings = {step.parameter for step in steps or () if step.action == "encode"}
    return fixed if encodings <= _TRUSTED else text


def _utf8(found: re.Match[str]) -> str:
    try:
        return found[0].encode(_WESTERN).decode()
    except UnicodeError:
        return found[0]


def _as(text: str, encoding: str, is_language: Callable[[list[str]], bool]) -> str | None:
    """Return text read in an encoding, None if its accented words do not become a language's."""
    try:
        read = text.encode(_WESTERN).decode(encoding)
    except UnicodeError:
        return None
    words = [word for word in _WORD.findall(read) if not word.isascii()]
    letters = sum(map(len, words))
    return read if len(words) > 1 and letters >= _MANY_LETTERS and is_language(words) else None


def _is_cyrillic(words: list[str]) -> bool:
    vowels = sum(len(_CYRILLIC_VOWELS.findall(word)) for word in words)
    share = vowels / sum(map(len, words))
    return all(map(_CYRILLIC.fullmatch, words)) and 0.3 < share < 0.6


def _is_arabic(words: list[str]) -> bool:
    return all(map(_ARABIC.fullmatch, words)) and any(word.startswith("ال") for word in words)
