"""Entries of a listing that have lost the line under them, and how they are told from others.

What is left of such an entry runs on into the next one. A line that begins with countries and a
colon tells where that begins.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from dashboard.places import names
from dashboard.sources import blocks, furniture
from dashboard.sources.lines import Line
from dashboard.sources.row import Note, Reject

_COLON = re.compile(r"[^:：]{2,80}[:：]")
_QUOTED = 200


def last_title(lines: Sequence[Line], stated: AbstractSet[str], *, is_first: bool) -> int:
    """Return where the last title stands among the lines of what seems to be one entry.

    A further line that begins with countries is a title when the stated ones fit it no worse than
    the title above. Above the first entry of a page stands no other, but perhaps an introduction.

    Args:
        lines: from the title on.
        stated: codes of the countries in the line under the entry.
        is_first: whether the entry is the first of its page.
    """
    title = 0
    for i, line in enumerate(lines):
        if i and _is_another(line, lines[title], stated, is_first=is_first):
            title = i
    return title


def rejects(number: int, above: Sequence[Line]) -> Iterator[Reject]:
    """Yield a reject for each part of the text above or below entries that begins like one."""
    begins = [*_begins(above), len(above)]
    for begin, end in pairwise(begins):
        title, *others = above[begin:end]
        reason = f"no line with date and category stands under {title.text[:_QUOTED]!r}"
        summary = "\n\n".join(line.text for line in others if not _is_more(line))
        yield Reject(number, reason, {"title": title.text, "summary": summary, "url": title.href})


def notes(number: int, above: Sequence[Line]) -> Iterator[Note]:
    """Yield a note on each sentence above an entry that neither it nor a reject holds."""
    for line in above[: next(_begins(above), len(above))]:
        if furniture.is_sentence(line.text) and not furniture.is_control(line.text):
            text = f"{line.text[:_QUOTED]!r} stands above it and belongs to no entry; left out"
            yield Note(number, text)


def ends(number: int, within: Sequence[Line]) -> Iterator[Note]:
    """Yield a note on each date above other lines of an entry, where another one may end."""
    for line in within[:-1]:
        if blocks.is_lone_date(line):
            yield Note(number, f"{line.text!r} stands alone within it; another entry may end there")


def _is_another(line: Line, title: Line, stated: AbstractSet[str], *, is_first: bool) -> bool:
    countries, above = _countries(line), _countries(title)
    is_text = furniture.is_lead(line.text) or (title.is_link and not line.is_link)
    if not countries or is_text or line.text == title.text:
        return False
    is_open = not line.text.endswith(".")
    if not above:
        return is_first and is_open
    gain = _fit(countries, stated) - _fit(above, stated)
    return gain > 0 or (gain == 0 and is_open)


def _fit(countries: AbstractSet[str], stated: AbstractSet[str]) -> int:
    return bool(countries & stated) + (countries == stated)


def _countries(line: Line) -> frozenset[str]:
    """Return the codes of the countries that a line begins with, before a colon."""
    return frozenset(names.prefix(line.text) if _COLON.match(line.text) else ())


def _begins(above: Sequence[Line]) -> Iterator[int]:
    is_within = False
    for i, line in enumerate(above):
        if _is_more(line):
            is_within = False
        elif _opens(line, above[i + 1 : i + 3], is_within=is_within):
            is_within = True
            yield i


def _opens(line: Line, following: Sequence[Line], *, is_within: bool) -> bool:
    if is_within:
        return bool(_countries(line)) and not furniture.is_sentence(line.text)
    return bool(_countries(line)) or any(map(_is_more, following))


def _is_more(line: Line) -> bool:
    return furniture.is_read_more(line.text)
