"""Whether two titles are the same one, written, cut or headed differently."""

import re
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from dashboard.text import fold

_CUT = re.compile(r"(?:…|\.{3}|\[\s*(?:…|\.{3})\s*\])\s*$")
_HEAD = re.compile(r"\A[^:\d]{1,40}:\s+")
_TAIL = re.compile(r"\s+\|\s+\D{1,60}$")
# Articles, prepositions and auxiliaries. Without "be": who is to be released is not released yet.
_SMALL_WORDS = frozenset(
    "a an the of in on at to for and is are was were been has have had "  # noqa: SIM905
    "le la les l de du des d et en au aux est sont etait etaient ete ont "
    "el los las y es son fue fueron ha han sido esta estan da do e foi foram tem".split()
)
_DIGITS = {
    word: str(number)
    for words in (
        "two three four five six seven eight nine ten eleven twelve",
        "deux trois quatre cinq six sept huit neuf dix onze douze",
        "dos tres cuatro cinco seis siete ocho nueve diez once doce",
        "dois tres quatro cinco seis sete oito nove dez onze doze",
    )
    for number, word in enumerate(words.split(), start=2)
}
_NUMBER = re.compile(r"\d+")
_SHORTEST = 12
SHORTEST_CUT = 20
_LONG = 60
_TYPO_LENGTH = 5
_TYPO = 80


def same_wording(one: str, two: str) -> float:
    """Return how alike two titles of one article are, from 0 to 1; 0 if they are not of one.

    Titles are of one article if they differ in typography and small words, in numbers up to
    twelve written as words, in slips of the pen within a word, in a head (``UPDATE:``,
    ``Kenya:``) or the publisher's name after a bar, or if one is the begin of the other and says
    that it is cut. A number, a name or a word more or less makes two articles of a series.
    """
    if _begins(one, two) or _begins(two, one):
        return 0.9
    (one, core), (two, core_2) = cores(one), cores(two)
    return max(_alike(fold(a), fold(b)) for a, b in ((core, two), (one, core_2), (one, two)))


def cores(title: str) -> tuple[str, str]:
    """Return a title without the publisher's name after a bar, and without its head as well."""
    named = _TAIL.sub("", title)
    return named, _HEAD.sub("", named)


def numbers(folded: str) -> str:
    """Return the numbers of a folded title, in digits, a space between two of them."""
    return " ".join(_NUMBER.findall(_in_digits(folded)))


def _in_digits(folded: str) -> str:
    return " ".join(_DIGITS.get(word, word) for word in folded.split())


def _alike(one: str, two: str) -> float:
    if min(len(one), len(two)) < _SHORTEST:
        return float(one == two != "")
    one, two = sorted(map(_in_digits, (one, two)))  # the matcher is not symmetric
    slips = all(_is_slip(*part) for part in _differences(one.split(), two.split()))
    return round(fuzz.ratio(one, two) / 100, 3) if slips else 0.0


def can_be_cut(title: str) -> bool:
    """Whether a title says that it is cut, or is long enough to be."""
    return len(title) > _LONG or _CUT.search(title) is not None


def _begins(short: str, long: str) -> bool:
    """Whether a title is the begin of another, cut there or within a word."""
    begin = _CUT.sub("", short)
    cut = begin != short or len(short) > _LONG
    start, whole = fold(begin), fold(long)
    if not cut or len(start) < SHORTEST_CUT or not whole.startswith(start) or start == whole:
        return False
    return begin != short or whole[len(start)] != " "


def _differences(one: list[str], two: list[str]) -> list[tuple[list[str], list[str]]]:
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    steps = matcher.get_opcodes()
    return [(one[i:j], two[k:m]) for step, i, j, k, m in steps if step != "equal"]


def _is_slip(one: list[str], two: list[str]) -> bool:
    """Whether words that stand for each other are one, slips of the pen and small words aside."""
    a, b = ("".join(word for word in words if word not in _SMALL_WORDS) for words in (one, two))
    if a == b:
        return True
    if min(len(a), len(b)) < _TYPO_LENGTH or a[0] != b[0] or any(map(str.isdigit, a + b)):
        return False
    return len(one) == len(two) and fuzz.ratio(a, b) >= _TYPO
