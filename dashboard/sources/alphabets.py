"""Which encoding a text is in, by the letters of languages: what no language writes is misread.

Read in a wrong encoding, é becomes a sign or a capital within a word (``GenŠve``), a letter of
another script, or one that no language has beside the others of its line. So the words of each
line are held against the alphabets of the languages that an encoding is used for.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

# One for the Romance languages, German and Dutch: a French text has the names of Spanish persons.
_WESTERN = ("àáâãäçèéêëìíîïñòóôõöùúûüÿßœæ·", "åäöæøéèêàáçñüóôíúã", "áæðéíóöúýþ")
_CENTRAL = (
    *("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű"),
    *("ăâîşţ", "čćđšž"),
)
_TURKISH = ("çğıöşüâîûİ",)
_CYRILLIC = ("а-яё", "а-ьюяґєії", "а-яёіў", "а-шђјљњћџ", "а-шѓѕјљњќџ")
_HEBREW = "א-ת\u05b0-\u05bc\u200e\u200f"
_ARABIC = "ء-غـ-ْٰپچژکگھی\u200c-\u200f"
_EQUALLY_WELL = 0.02
_ENDS = "ךםןףץ"  # letters of Hebrew that stand at the end of a word only
_BETWEEN = re.compile(r"[\s!-/:-@\[-`{-~\xa0’‘–—״׳]+")
_OPENING, _CLOSING = "«“„‚‹¿¡€£§©№°…·•", "»”“›™®°ªº€…·•½¼¾،؛؟"
_IDEOGRAPH = re.compile(r"[a-z]?[^\x00-\x7f\xa0][a-z]?")
_SIGNS = "、。，；：！？「」『』（）《》〈〉【】·—…“”‘’・ー々〇％～　"


class _Alphabet(NamedTuple):
    """What is looked at in a text of an encoding.

    Attributes:
        words: for each language what its words are like.
        are_characters: whether each character is a word of its own.
    """

    words: tuple[re.Pattern[str], ...]
    are_characters: bool = False


def likeliest(text: bytes) -> str:
    """Return the encoding in which most words are words of a language; of equals the most usual."""
    shares = {name: _share(text, name) for name in _alphabets()}
    best = max(shares.values())
    return next(name for name, share in shares.items() if share >= best - _EQUALLY_WELL)


def _share(text: bytes, name: str) -> float:
    """Return the share of the words beyond ASCII that are words of the language of their line."""
    alphabet = _alphabets()[name]
    read, fit = 0, 0
    for line in text.decode(name, errors="replace").splitlines():
        words = _IDEOGRAPH.findall(line) if alphabet.are_characters else [*_words(line)]
        read += len(words)
        fit += max(sum(1 for _ in filter(like.fullmatch, words)) for like in alphabet.words)
    return fit / read if read else 1.0


def _words(line: str) -> Iterator[str]:
    """Yield the words beyond ASCII, without the marks that may stand around one, not within."""
    bare = (word.lstrip(_OPENING).rstrip(_CLOSING) for word in _BETWEEN.split(line))
    return (word for word in bare if not word.isascii())


@cache
def _alphabets() -> dict[str, _Alphabet]:
    """Return encoding → alphabet, the more usual encodings first."""
    western, central, turkish = map(_latin, (_WESTERN, _CENTRAL, _TURKISH))
    # Hard and soft signs begin no word, and the hard one ends none.
    cyrillic = _Alphabet(
        tuple(re.compile(f"(?![ъыьЪЫЬ])(?:{_cased(x).pattern})(?<![ъЪ])") for x in _CYRILLIC)
    )
    hebrew = _Alphabet((re.compile(f"(?:(?![{_ENDS}].)[{_HEBREW}])+"),))
    arabic = _Alphabet((re.compile(f"[{_ARABIC}]+"),))
    greek = _Alphabet((re.compile("[Ά-ΏΑ-Ϋ]?(?:ς$|[ΐά-ρσ-ώ])*(?<!σ)|[Ά-ΏΑ-Ϋ]+"),))
    return {
        "cp1252": western,
        "cp1251": cyrillic,
        "cp1256": arabic,
        "cp1254": turkish,
        "cp1250": central,
        "cp1255": hebrew,
        "cp1253": greek,
        "koi8_r": cyrillic,
        "euc_kr": _of_codes("euc_kr", range(0xB0, 0xC9)),
        "gb18030": _of_codes("gb18030", range(0xB0, 0xD8)),
        "euc_jp": _of_codes("euc_jp", (0xA4, 0xA5, *range(0xB0, 0xD0))),
        "big5": _of_codes("big5", range(0xA4, 0xC7)),
        "shift_jis": _of_codes("shift_jis", (0x82, 0x83, *range(0x88, 0x99))),
        "mac_roman": western,
        "cp850": western,
        "cp866": cyrillic,
        "iso8859_6": arabic,
        "iso8859_5": cyrillic,
    }


def _latin(languages: Iterable[str]) -> _Alphabet:
    return _Alphabet(tuple(_cased(f"a-z{letters}") for letters in languages))


def _cased(letters: str) -> re.Pattern[str]:
    """Return what words of some letters are like: a capital at most at their begin, or all."""
    small, large = f"{letters}0-9", f"{letters.upper()}0-9"
    return re.compile(f"[{large}]?[{small}]*|[{large}]+")


def _of_codes(encoding: str, leads: Iterable[int]) -> _Alphabet:
    """Return the usual characters of an encoding, which are those of some first bytes."""
    pairs = (bytes((lead, trail)) for lead in leads for trail in range(0x40, 0xFF))
    letters = "".join(pair.decode(encoding, errors="ignore") for pair in pairs)
    return _Alphabet((re.compile(f"[{re.escape(letters)}{_SIGNS}]"),), are_characters=True)
