"""A listing page cut into entries, wherever their lines of date stand: below, above or within.

On the usual page title and summary stand above the line of date. Where titles are headings or
links, they tell when that line stands above the title instead, or between title and summary.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import TypeAlias

from dashboard.sources import furniture, meta
from dashboard.sources.dates import is_date
from dashboard.sources.lines import Line
from dashboard.sources.meta import Meta

# Three parts, or a month in words; a bare number may be anything.
_DAY = re.compile(r"(?=.*(?:[^\W\d_]|\d[./-]\d+[./-]\d))[\w ,./'’،-]{6,60}")
_IsTitle: TypeAlias = Callable[[Line], bool]


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of an entry, perhaps with others above, and what its line of date says."""

    lines: Sequence[Line]
    meta: Meta
    line: Line
    is_first: bool


def cut(page: Sequence[Line]) -> tuple[list[Block], list[Line]]:
    """Return the blocks as on the usual page, and the lines that are below all entries.

    A date that stands alone between two titles, or below the last one, ends an entry as well.
    """
    blocks: list[Block] = []
    open_lines: list[Line] = []
    for line in page:
        if told := meta.read(line.text):
            blocks.append(Block(open_lines, told, line, is_first=not blocks))
            open_lines = []
        else:
            open_lines.append(line)
    return _arranged(blocks, open_lines)


def may_be_shifted(blocks: Sequence[Block], rest: Sequence[Line]) -> bool:
    """Whether each line of date may say when the article below it came out.

    Of a page with one entry nothing tells where that has its line.
    """
    texts = any(not furniture.is_control(line.text) for line in rest)
    return bool(blocks) and (len(blocks) == 1 or not blocks[0].lines) and texts


def is_lone_date(line: Line) -> bool:
    """Whether a line is nothing but a day in full; numbers and counts of months are none."""
    return _DAY.fullmatch(line.text) is not None and is_date(line.text)


def _arranged(blocks: list[Block], rest: list[Line]) -> tuple[list[Block], list[Line]]:
    """Return blocks and rest with each line of date below its entry."""
    below = [*(block.lines for block in blocks[1:]), rest]
    is_title = _title(below[:-1])
    if is_title is None:
        return blocks, rest
    if _are_above(blocks[0].lines, below, is_title):
        last = _end(rest, max(map(len, below[:-1])), is_title)
        entries = [*below[:-1], rest[:last]]
        moved = [replace(b, lines=e, is_first=False) for b, e in zip(blocks, entries, strict=True)]
        return moved, rest[last:]
    if _are_within(blocks, below, is_title):
        return _joined(blocks, below, is_title)
    if is_title is _is_no_text:
        return blocks, rest
    parted = [part for block in blocks for part in _parted(block, is_title)]
    return _with_last(parted, rest, is_title)


def _joined(
    blocks: Sequence[Block], below: Sequence[Sequence[Line]], is_title: _IsTitle
) -> tuple[list[Block], list[Line]]:
    """Return blocks with the summaries that stand below their lines of date."""
    *summaries, last = (_summary(lines, is_title) for lines in below)
    summaries.append(last[: max(map(len, summaries))])
    others = [0, *map(len, summaries)]
    titles = [block.lines[n:] for block, n in zip(blocks, others, strict=False)]
    entries = [[*title, *summary] for title, summary in zip(titles, summaries, strict=True)]
    moved = [replace(b, lines=e) for b, e in zip(blocks, entries, strict=True)]
    return moved, [*below[-1][others[-1] :]]


def _parted(block: Block, is_title: _IsTitle) -> Iterator[Block]:
    """Yield the entries of a block that holds dates which stand alone between two titles."""
    start, is_first = 0, block.is_first
    for i, line in enumerate(block.lines):
        above, under = block.lines[start:i], block.lines[i + 1 :]
        if is_lone_date(line) and _ends(above, is_title, is_first) and any(map(is_title, under)):
            yield Block(above, Meta(line.text), line, is_first)
            start, is_first = i + 1, False
    yield replace(block, lines=block.lines[start:], is_first=is_first)


def _ends(above: Sequence[Line], is_title: _IsTitle, is_first: bool) -> bool:
    """Whether a date can end what stands above it; the head of a page may state the day, too."""
    if not is_first or is_title is not _is_link:
        return any(map(is_title, above))
    return [is_title(one) for one in above[-2:]] == [True, False]


def _with_last(
    blocks: list[Block], rest: list[Line], is_title: _IsTitle
) -> tuple[list[Block], list[Line]]:
    """Return blocks and rest with entries at its begin that end in nothing but a date."""
    place = next((i for i, line in enumerate(rest) if is_lone_date(line)), None)
    above = rest[:place]
    if place is None or not above or not is_title(above[0]) or sum(map(is_title, above)) > 1:
        return blocks, rest
    last = Block(above, Meta(rest[place].text), rest[place], is_first=False)
    return _with_last([*blocks, last], rest[place + 1 :], is_title)


def _title(entries: Sequence[Sequence[Line]]) -> _IsTitle | None:
    """Return what tells titles from other lines, None when nothing does."""
    levels = Counter(level for lines in entries for level in {one.level for one in lines} - {0})
    level, count = levels.most_common(1)[0] if levels else (0, 0)
    if 2 * count > len(entries):
        return lambda line: line.level == level
    linked = [0 < sum(map(_is_link, one)) <= 1 + sum(map(is_lone_date, one)) for one in entries]
    if 2 * sum(linked) > len(linked):
        return _is_link
    is_text_above = all(lines and _is_text(lines[0]) > _is_text(lines[-1]) for lines in entries)
    return _is_no_text if entries and is_text_above else None


def _is_text(line: Line) -> bool:
    return furniture.is_sentence(line.text)


def _is_no_text(line: Line) -> bool:
    return not _is_text(line)


def _is_link(line: Line) -> bool:
    return line.is_link and not furniture.is_read_more(line.text)


def _are_above(first: Sequence[Line], below: Sequence[Sequence[Line]], is_title: _IsTitle) -> bool:
    """Whether lines of date stand above titles: above the first no title, below each one.

    Links of a menu are told from titles by the sentences that stand under these.
    """
    begins = (next((one for one in lines if not _is_furniture(one)), None) for lines in below)
    if not all(one and is_title(one) for one in begins):
        return False
    if is_title is _is_link and all(_is_told(lines, is_title) for lines in below):
        return not _is_told(first, is_title)
    return not any(map(is_title, first))


def _is_told(lines: Sequence[Line], is_title: _IsTitle) -> bool:
    return any(is_title(one) and _is_text(other) for one, other in pairwise(lines))


def _is_furniture(line: Line) -> bool:
    return furniture.is_control(line.text) or furniture.is_head(line.text)


def _are_within(
    blocks: Sequence[Block], below: Sequence[Sequence[Line]], is_title: _IsTitle
) -> bool:
    """Whether lines of date stand between title and summary: under them most have sentences."""
    ends = all(block.lines and is_title(block.lines[-1]) for block in blocks)
    return ends and 2 * sum(bool(_summary(lines, is_title)) for lines in below) > len(below)


def _summary(lines: Sequence[Line], is_title: _IsTitle) -> list[Line]:
    """Return the sentences with which some lines begin, before any title, and one "read more"."""
    told = [*takewhile(lambda one: _is_text(one) and not is_title(one), lines)]
    more = lines[len(told) : len(told) + 1]
    return [*told, *(one for one in more if furniture.is_read_more(one.text))]


def _end(rest: Sequence[Line], most: int, is_title: _IsTitle) -> int:
    """Return where the last entry ends: before another heading, after as many lines as others."""
    places = (i for i, one in enumerate(rest) if i and (is_title(one) or one.level))
    return min(next(places, len(rest)), most)
