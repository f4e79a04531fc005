"""Names of countries: from a name, a list or a title's prefix to codes, and back to the name.

A code is ISO 3166-1 alpha-3, or XKX for Kosovo, which ISO has not coded.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise

from dashboard.places import spellings
from dashboard.places.iso import LANGUAGES, codes, display, is_code
from dashboard.text import fold

__all__ = [
    "LANGUAGES",
    "PREFIX_ENDS",
    "Places",
    "codes",
    "display",
    "has_code",
    "has_name",
    "is_code",
    "prefix",
    "resolve",
    "spelled",
    "split",
]

_BRACKET = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]*)[)\]]\s*")
_INVERTED = re.compile(r"([^,،、，]+)[,،、，]([^,،、，]+)")
_AROUND = " \t\"'[]*"
_BETWEEN_LISTS = re.compile(r"[;|/\n•]+")
_AND = r"(?:and|et|y|e|и|&)"
# Space is looked at from its begin, and several commas are one, or long runs would take for ever.
_SPACE = r"(?<!\s)\s++"
_SEPARATOR = re.compile(
    rf"(?:{_SPACE})?[,،、，][\s,،、，]*+(?:{_AND}\s+)?|{_SPACE}(?:{_AND}|[-–+])\s+", re.IGNORECASE
)
PREFIX_ENDS = re.compile(r"[:：]|\s[-–—]\s")
"""What stands after the countries that a title begins with."""

_PREFIX_LENGTH = 120
_OWNERS = frozenset("AUS CHN DNK FIN FRA GBR ISR MAR NLD NOR NZL SRB USA".split())  # noqa: SIM905
_LONG_CODE = 3


@dataclass(frozen=True)
class Places:
    """What a text names, each once and in its order.

    Attributes:
        codes: of its countries.
        unknown: names not known, as written.
        groups: names of regions and of states that are gone, as written; they give no country.
    """

    codes: tuple[str, ...]
    unknown: tuple[str, ...]
    groups: tuple[str, ...] = ()


def resolve(name: str) -> str | None:
    """Return the code of a country's name in any known language, None if it is not known.

    Case, accents, punctuation and articles make no difference. A code, and an abbreviation that is
    a word, stand for themselves only as written. A code in brackets says more than the name beside
    it, other than of the country a territory belongs to, as any name of a country there is; what is
    no country behind a comma or in brackets may be the beginning of a name.

    >>> resolve("Korea, Republic of"), resolve("la Côte d'Ivoire"), resolve("NA")
    ('KOR', 'CIV', 'NAM')
    >>> resolve("Aruba (Netherlands)"), resolve("Samoa, American"), resolve("Southern Africa")
    ('ABW', 'ASM', None)
    >>> resolve("Congo (COD)"), resolve("Guam (USA)"), resolve("Information technology (IT)")
    ('COD', 'GUM', None)
    """
    code = _find(name)
    if code is None and (parts := _BRACKET.fullmatch(name)):
        return _bracketed(parts[1], parts[2].strip())
    if code is None and (parts := _INVERTED.fullmatch(name)):
        return None if _find(parts[2]) else _find(f"{parts[2]} {parts[1]}")
    return code


def split(text: str) -> Places:
    """Return the countries that a text names, each once.

    Names are parted by a comma, semicolon, bar, slash, line end or the word "and" (en, fr, es,
    pt, ru). Commas and "and" also stand within names: the longest known name is taken first.

    >>> split("Congo, Democratic Republic, Trinidad and Tobago and Atlantis")
    Places(codes=('COD', 'TTO'), unknown=('Atlantis',), groups=())
    >>> split("Europe and Central Asia, Kenya")
    Places(codes=('KEN',), unknown=(), groups=('Europe and Central Asia',))
    """
    codes: dict[str, None] = {}
    unknown: dict[str, None] = {}
    groups: dict[str, None] = {}
    for part in _BETWEEN_LISTS.split(text):
        for name, code in _parsed(part):
            if code:
                codes[code] = None
            elif _is_group(name):
                groups[name] = None
            elif fold(name):
                unknown[name] = None
    return Places(tuple(codes), tuple(unknown), tuple(groups))


def prefix(title: str) -> tuple[str, ...]:
    """Return the codes of the countries that a title begins with, before a colon or a dash.

    Nothing else than countries, regions and states that are gone may stand there. Codes are not
    understood, because "IT:" and "AI -" begin other titles.

    >>> prefix("DRC/Rwanda: Open letter"), prefix("Report: Kenya")
    (('COD', 'RWA'), ())
    """
    if not spellings.may_begin(title):
        return ()
    ends = [match.start() for match in PREFIX_ENDS.finditer(title, 0, _PREFIX_LENGTH)]
    for end in reversed(ends):
        places = split(title[:end])
        if places.codes and not places.unknown and not has_code(title[:end]):
            return places.codes
    return ()


def has_code(text: str) -> bool:
    """Whether a list of countries gives one of them by its bare ISO code, which may be a word.

    >>> has_code("IT"), has_code("Kenya, UG"), has_code("UK, USA"), has_code("Trinidad AND Tobago")
    (True, True, False, False)
    """
    return any(_is_code(name) for part in _BETWEEN_LISTS.split(text) for name, _ in _parsed(part))


def has_name(text: str) -> bool:
    """Whether a list of countries gives one of them by more than its bare ISO code.

    >>> has_name("Kenya, UG"), has_name("KE, UG"), has_name("USA, IT"), has_name("Law, IT")
    (True, False, True, False)
    """
    parsed = chain.from_iterable(map(_parsed, _BETWEEN_LISTS.split(text)))
    return any(code and not _is_code(name) for name, code in parsed)


def spelled(text: str) -> str:
    """Return a list that has ISO codes and nothing but countries with their English names.

    Any other text stays as it is.

    >>> spelled("KE, Uganda"), spelled("Kenya, Uganda"), spelled("AI law")
    ('Kenya; Uganda', 'Kenya, Uganda', 'AI law')
    """
    if not has_code(text) or (found := split(text)).unknown:
        return text
    return "; ".join(display(code, "en") for code in found.codes)


def _is_code(name: str) -> bool:
    words = re.findall(r"\w+", name)
    return bool(words) and _bare_codes().issuperset(words)


@cache
def _bare_codes() -> frozenset[str]:
    """Return the codes of ISO that are no abbreviation or name people write, such as USA."""
    known, written = spellings.countries(), dict(spellings.abbreviations())
    return frozenset(
        code for code in spellings.as_written().keys() - written if fold(code) not in known
    )


def _find(name: str) -> str | None:
    code = spellings.as_written().get(name.strip(_AROUND))
    known = spellings.countries()
    return code or next((known[key] for key in spellings.keys(name) if key in known), None)


def _bracketed(name: str, inside: str) -> str | None:
    """Return the code of a name with brackets behind it."""
    code, other = _find(name), _find(inside)
    if other is None:
        return _find(f"{inside} {name}")
    if other != code and inside in _bare_codes() and _is_meant(name, inside, code, other):
        return other
    return code


def _is_meant(name: str, written: str, code: str | None, other: str) -> bool:
    """Whether a code in brackets goes before a name: (GA) behind Georgia is a state of the USA."""
    if code and len(written) == _LONG_CODE and other not in _OWNERS:
        return True
    words = set(fold(name).split())
    return any(words.issubset(key.split()) for key in _spellings_of(other)) if words else False


def _spellings_of(code: str) -> Iterator[str]:
    return (key for key, its in spellings.countries().items() if its == code)


def _is_group(name: str) -> bool:
    parts = _BRACKET.fullmatch(name)
    written = (name, parts[1]) if parts else (name,)
    return any(key in spellings.groups() for part in written for key in spellings.keys(part))


@lru_cache(maxsize=8192)
def _parsed(text: str) -> tuple[tuple[str, str | None], ...]:
    """Return each name of a list as written, with its code if it is known."""
    return tuple(_coded(text) or _named(text))


def _coded(text: str) -> list[tuple[str, str]]:
    """Return the codes parted by spaces that a text is; none when it holds other words."""
    known = spellings.as_written()
    words = text.split()
    return [(word, known[word]) for word in words] if all(w in known for w in words) else []


def _named(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield each name of a list as written, with its code if it is known."""
    borders = [(0, 0), *(match.span() for match in _SEPARATOR.finditer(text)), (len(text),) * 2]
    parts = [text[start:end].strip() for (_, start), (end, _) in pairwise(borders)]
    first, last = 0, len(parts)
    while first < last:
        for end in range(min(last, first + _longest()), first, -1):
            name = text[borders[first][1] : borders[end][0]].strip()
            code = None if _are_several(parts, first, end) else resolve(name)
            if code or end == first + 1 or _is_group(name):
                break
        yield name, code
        first = end


def _are_several(parts: Sequence[str], first: int, end: int) -> bool:
    """Whether parts of a longer list are countries of their own: "Armenia, Georgia, USA"."""
    if end == first + 1 or (first, end) == (0, len(parts)):
        return False
    return all(map(resolve, parts[first:end]))


@cache
def _longest() -> int:
    """Return how many parts of a list the longest known name seems to be."""
    pairs = chain(spellings.known(), spellings.aliases())
    names = chain((name for name, _ in pairs), spellings.group_names())
    return 1 + max(len(_SEPARATOR.findall(name)) for name in names)
