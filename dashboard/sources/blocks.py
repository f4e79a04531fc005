"""A listing page cut into entries, wherever their lines of date stand: below, above or within.

On the usual page title and summary stand above the line of date. Where titles are headings or
links, they tell when that line stands above the title instead, or between title and summary.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TypeAlias

from dashboard.sources import furniture, meta
from dashboard.sources.dates import is_date
from dashboard.sources.lines import Line
from dashboard.sources.meta import Meta

_MOST_ABOVE_A_DATE = 4  # title, two paragraphs of a summary, "read more"
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

    A date that stands alone under what looks like an entry ends it as well.
    """
    blocks: list[Block] = []
    open_lines: list[Line] = []
    for line in page:
        told = meta.read(line.text) or _lone_date(line, open_lines, is_first=not blocks)
        if told:
            blocks.append(Block(open_lines, told, line, is_first=not blocks))
            open_lines = []
        else:
            open_lines.append(line)
    return _arranged(blocks, open_lines)


def may_be_shifted(blocks: Sequence[Block], rest: Sequence[Line]) -> bool:
    """Whether each line of date may say when the article below it came out."""
    texts = any(not furniture.is_control(line.text) for line in rest)
    return len(blocks) > 1 and not blocks[0].lines and texts


def _lone_date(line: Line, above: Sequence[Line], *, is_first: bool) -> Meta | None:
    """Return what a date alone says under an entry; the head of a page may state one as well."""
    if not above or not is_date(line.text):
        return None
    is_entry = furniture.is_sentence(above[-1].text) or furniture.is_read_more(above[-1].text)
    is_entry = is_entry or [one.is_link for one in above[-2:]] == [True, False]
    if not is_first and not is_entry:
        is_entry = len(above) <= _MOST_ABOVE_A_DATE and not any(map(_is_furniture, above))
    return Meta(line.text) if is_entry else None


def _is_furniture(line: Line) -> bool:
    return furniture.is_control(line.text) or furniture.is_head(line.text)


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
        summaries = [_summary(lines, is_title) for lines in below]
        others = [len(summary) for summary in ((), *summaries)]
        titles = [block.lines[n:] for block, n in zip(blocks, others, strict=False)]
        entries = [[*title, *summary] for title, summary in zip(titles, summaries, strict=True)]
        moved = [replace(b, lines=e) for b, e in zip(blocks, entries, strict=True)]
        return moved, rest[others[-1] :]
    return blocks, rest


def _title(entries: Sequence[Sequence[Line]]) -> _IsTitle | None:
    """Return what tells titles from other lines, None when nothing does."""
    levels = Counter(level for lines in entries for level in {one.level for one in lines} - {0})
    level, count = levels.most_common(1)[0] if levels else (0, 0)
    if 2 * count > len(entries):
        return lambda line: line.level == level
    linked = [sum(map(_is_link, lines)) for lines in entries]
    if 2 * linked.count(1) > len(linked):
        return _is_link
    is_text_above = all(lines and _is_text(lines[0]) > _is_text(lines[-1]) for lines in entries)
    return (lambda line: not _is_text(line)) if entries and is_text_above else None


def _is_text(line: Line) -> bool:
    return furniture.is_sentence(line.text)


def _is_link(line: Line) -> bool:
    return line.is_link and not furniture.is_read_more(line.text)


def _are_above(first: Sequence[Line], below: Sequence[Sequence[Line]], is_title: _IsTitle) -> bool:
    """Whether lines of date stand above titles: above the first no title, below each one."""
    begins = (next((one for one in lines if not _is_furniture(one)), None) for lines in below)
    return not any(map(is_title, first)) and all(one and is_title(one) for one in begins)


def _are_within(
    blocks: Sequence[Block], below: Sequence[Sequence[Line]], is_title: _IsTitle
) -> bool:
    """Whether lines of date stand between title and summary: under them most have sentences."""
    ends = all(block.lines and is_title(block.lines[-1]) for block in blocks)
    return ends and 2 * sum(bool(_summary(lines, is_title)) for lines in below) > len(below)


def _summary(lines: Sequence[Line], is_title: _IsTitle) -> list[Line]:
    """Return the sentences with which some lines begin, before any title, and "read more"."""
    return [*takewhile(lambda one: _goes_on(one) and not is_title(one), lines)]


def _goes_on(line: Line) -> bool:
    return _is_text(line) or furniture.is_read_more(line.text)


def _end(rest: Sequence[Line], most: int, is_title: _IsTitle) -> int:
    """Return where the last entry ends: before another heading, after as many lines as others."""
    places = (i for i, one in enumerate(rest) if i and (is_title(one) or one.level))
    return min(next(places, len(rest)), most)
