"""The listing page of a programme, saved as HTML or copied from a browser as text.

An entry is an optional title, optional paragraphs of summary, an optional "read more ..." and a
line of date, topics, category and countries (:mod:`dashboard.sources.meta`). That line ends the
entry, so the page is cut into blocks behind those lines (:mod:`dashboard.sources.blocks`, where it
stands elsewhere), and in each block what is no part of the entry stands above it: an introduction,
counters, the head of a section.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.places import names
from dashboard.sources import blocks, furniture, joining, lines, lost, meta
from dashboard.sources.blocks import Block, may_be_shifted
from dashboard.sources.dates import is_date
from dashboard.sources.lines import Line
from dashboard.sources.row import WHOLE_FILE, Note, Record, Reject, Row
from dashboard.sources.source import Source

NAME = "listing page"

_PREFIX = re.compile(r"([^:：]{2,80})[:：]")
_QUOTED = 200
_SHIFTED = (
    "text stands below the last line of date: if such lines stand above their titles, each title "
    "has the date of the one before it; of a page with one entry that text is left out"
)


@dataclass(frozen=True, slots=True)
class _Layout:
    """What holds for the whole page.

    Attributes:
        gap: the usual number of blank lines between two lines.
        level: of the headings that are titles, 0 when titles are no headings.
        is_bare: whether no entry but perhaps the first has more than a title.
    """

    gap: int
    level: int
    is_bare: bool


def detect(source: Source) -> bool:
    """Whether the page has a line that could end an entry and names something known."""
    told = (meta.read(line.text) for line in joining.join(lines.read(source)))
    return any(line is not None and (line.is_known or line.unclear) for line in told)


def read(source: Source) -> Iterator[Record]:
    """Return the entries; their numbers count the lines that end one, from 1.

    A reject is an entry whose last line cannot be told apart, or text that begins like an entry
    and has no such line, also where it runs on into the next entry.

    Raises:
        SourceError: the page nests elements thousands deep.
    """
    page = joining.join(lines.read(source))
    found, rest = blocks.cut(page)
    layout = _Layout(_usual_gap(page), _title_level(found), _is_bare(found))
    records = _without_shared_links([*_records(found, rest, layout)])
    return iter([*records, *([Note(WHOLE_FILE, _SHIFTED)] if may_be_shifted(found, rest) else [])])


def _without_shared_links(records: Sequence[Record]) -> list[Record]:
    """Return the records without the links that entries of several titles have: to a country, say.

    The address tells articles apart, so such a link would make one article of them.
    """
    titles: dict[str, set[str]] = {}
    for row in records:
        if isinstance(row, Row):
            titles.setdefault(row.url, set()).add(row.title)
    return [
        replace(row, url="") if isinstance(row, Row) and len(titles[row.url]) > 1 else row
        for row in records
    ]


def _records(found: Sequence[Block], rest: Sequence[Line], layout: _Layout) -> Iterator[Record]:
    for number, block in enumerate(found, start=1):
        begin = _start(block, layout)
        start = begin if layout.level else begin + _last_title(block, begin)
        yield from lost.rejects(number, block.lines[begin if block.is_first else 0 : start])
        yield from lost.notes(number, () if block.is_first else block.lines[:start])
        yield from lost.ends(number, block.lines[start + 1 :])
        yield _record(number, block, start, layout)
    yield from lost.rejects(len(found) + 1, rest)


def _last_title(block: Block, start: int) -> int:
    stated = {code for text in block.meta.countries for code in names.split(text).codes}
    return lost.last_title(block.lines[start:], stated, is_first=block.is_first)


def _usual_gap(page: Sequence[Line]) -> int:
    gaps = Counter(line.gap for line in page[1:]).most_common(1)
    return max(1, gaps[0][0]) if gaps else 1


def _title_level(found: Sequence[Block]) -> int:
    levels = Counter(_lowest_level(block.lines) for block in found if block.lines)
    level, count = levels.most_common(1)[0] if levels else (0, 0)
    return level if 2 * count > levels.total() else 0


def _is_bare(found: Sequence[Block]) -> bool:
    sizes = [len(block.lines) for block in found[1:]]
    return bool(sizes) and max(sizes) <= 1


def _lowest_level(block: Sequence[Line]) -> int:
    """Return the level of the last heading, 0 when a link that is a title stands below it."""
    named = (line for line in reversed(block) if not furniture.is_read_more(line.text))
    titles = (line for line in named if not furniture.is_sentence(line.text))
    return next((line.level for line in titles if line.level or line.is_link), 0)


def _start(block: Block, layout: _Layout) -> int:
    """Return where in the block the entry starts."""
    start = 0
    under = [*block.lines[1:], None]
    for i, (line, following) in enumerate(zip(block.lines, under, strict=False)):
        if _parts(line, layout) or _may_part(line, following, block.is_first, layout):
            start = i + 1
        elif layout.level and line.level == layout.level:
            start = i
    return _below_introduction(block, start, layout) if block.is_first else start


def _below_introduction(block: Block, start: int, layout: _Layout) -> int:
    """Return where the entry starts below an introduction that nothing marks as one."""
    texts = [i for i, line in enumerate(block.lines) if i >= start and not _is_more(line)]
    if not texts or layout.level:
        return start
    titles = [i for i in texts if not furniture.is_sentence(block.lines[i].text)]
    if furniture.is_sentence(block.lines[texts[0]].text):
        return titles[0] if titles else start
    is_bare = layout.is_bare and start == 0 and not _is_more(block.lines[-1])
    return texts[-1] if is_bare and texts[-1] in titles else start


def _parts(line: Line, layout: _Layout) -> bool:
    """Whether a line stands above an entry, whatever is around it."""
    if furniture.is_control(line.text) or furniture.is_section_head(line.text):
        return True
    return line.level > 0 and (not layout.level or line.level < layout.level)


def _may_part(line: Line, following: Line | None, is_first: bool, layout: _Layout) -> bool:
    """Whether a line stands above an entry, seen with the text that follows in its block."""
    if following is None or _is_more(following):
        return False
    if _is_more(line) or furniture.without_read_more(line.text) != line.text:
        return True
    if following.gap > layout.gap:
        return is_first or furniture.is_topic(line.text) or furniture.is_news_head(line.text)
    if furniture.is_sentence(following.text):
        return is_first and furniture.is_topic(line.text)
    if is_first and is_date(line.text):
        return True
    return furniture.is_head(line.text)


def _is_more(line: Line) -> bool:
    return furniture.is_read_more(line.text)


def _record(number: int, block: Block, start: int, layout: _Layout) -> Record:
    told = block.meta
    if told.unclear:
        return Reject(number, f"{told.unclear} in the line {block.line.text[:_QUOTED]!r}")
    title, lead, more = _told(block, start, layout)
    prefix = _PREFIX.match(title.text) if title else None
    links = [*([title] if title else lead[:1]), *more]
    return Row(
        number,
        title=title.text if title else "",
        date=told.date,
        category=told.category,
        summary="\n\n".join(furniture.without_read_more(line.text) for line in lead),
        url=next((line.href for line in links if line.href), ""),
        topics=told.topics,
        countries=told.countries,
        fallback_countries=(prefix[1].strip(),) if prefix else (),
    )


def _told(
    block: Block, start: int, layout: _Layout
) -> tuple[Line | None, Sequence[Line], Sequence[Line]]:
    """Return the title, the lines of the summary and those of "read more"."""
    more = [line for line in block.lines[start:] if _is_more(line)]
    texts = [line for line in block.lines[start:] if not _is_more(line)]
    if not block.is_first and _is_head_of_its_own(texts, bool(more), layout):
        # It may be a title after all: then nothing is lost.
        texts[:2] = reversed(texts[:2])
    # A lead that stands alone above its "read more" has lost its title.
    is_untitled = not texts or (len(texts) == 1 and bool(more) and furniture.is_lead(texts[0].text))
    return (None, texts, more) if is_untitled else (texts[0], texts[1:], more)


def _is_head_of_its_own(texts: Sequence[Line], has_more: bool, layout: _Layout) -> bool:
    """Whether the first line is worded like a head and stands apart from the title under it."""
    if len(texts) < (3 if has_more else 2) or texts[1].gap <= layout.gap:
        return False
    return furniture.may_be_section_head(texts[0].text) and not texts[1].text.endswith(".")
