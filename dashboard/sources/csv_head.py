"""Where a table of text begins: the lines above its header, and what parts its cells."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from dashboard.sources.columns import fields_of, is_header, mapped
from dashboard.sources.source import Source

_DELIMITERS = ",;\t|"
_HEADER_WITHIN = 20
_SAMPLE_ROWS = 70
# Of the rows under a header that others stand above; a page's line of filters has fewer.
EVEN = 0.75
_DIGIT = re.compile(r"\d")
_MARKUP = re.compile(r"\s*<[!?a-z]", re.IGNORECASE)
_EXCEL_HINT = re.compile(r"""\s*"?sep=([,;\t|])"?\s*[\r\n]+""", re.IGNORECASE)
# Lines such as "# Counting rule: …" above the header, also with the cells that a spreadsheet adds.
_REMARKS = re.compile(r"""(?:"?#[ ][^,;\t|:\r\n]+:[^\r\n]*[\r\n]+)+""")
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Head:
    """The begin of a table.

    Attributes:
        delimiter: of the cells.
        above: number of characters above the header.
        names: of the columns; none in a document in markup or when all is blank.
        even: share of the rows under the header that have as many cells, of some of them.
    """

    delimiter: str
    above: int
    names: Sequence[str]
    even: float


def find(source: Source) -> Head:
    """Return where a table begins, with the delimiter that fits best: most columns are known.

    The header is the first row that names the date and another field or has a mapped column. Above
    it may stand a line that names the delimiter, lines of ``#`` and a word with a colon, and up to
    20 other rows if three in four of those below have as many cells and a digit. Where no row is
    such a header it is the first one.
    """
    hint = _EXCEL_HINT.match(source.head)
    start = hint.end() if hint else 0
    remarks = _REMARKS.match(source.head, start)
    start = remarks.end() if remarks else start
    heads = [_head(source, start, delimiter) for delimiter in (hint[1] if hint else _DELIMITERS)]
    return max(heads, key=lambda head: _fit(source, head))


def _fit(source: Source, head: Head) -> tuple[int, float, int]:
    known = len(fields_of(head.names)) + mapped(head.names, source.mapping)
    even = head.even if len(head.names) > 1 else 0.0  # of a single column all rows are
    return known, even, len(head.names)


def _head(source: Source, start: int, delimiter: str) -> Head:
    text = "" if _MARKUP.match(source.head) else source.head[start:]
    sample = [*_sample(text, delimiter)]
    rows = [row for _, row in sample]
    places = range(min(len(rows), _HEADER_WITHIN + 1))
    place = next((place for place in places if _begins(source, rows, place)), 0)
    if not rows:
        return Head(delimiter, start, (), 0.0)
    lines = islice(io.StringIO(text, newline=""), sample[place][0])
    return Head(delimiter, start + sum(map(len, lines)), rows[place], _even(rows[place:]))


def _begins(source: Source, rows: Rows, place: int) -> bool:
    """Whether a row is the header; prose and pages have lines that read like one."""
    header, *below = rows[place:]
    like = sum(len(row) == len(header) and _DIGIT.search("".join(row)) is not None for row in below)
    is_above = len(header) > 1 and like >= EVEN * len(below) > 0
    return (is_above or place == 0) and is_header(header, source.mapping)


def _even(rows: Rows) -> float:
    header, *below = rows
    return sum(len(row) == len(header) for row in below) / max(len(below), 1)


def _sample(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the first rows that are not blank, each with the number of lines above it."""
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found, above = 0, 0
    try:
        for row in table:
            if any(cell.strip() for cell in row):
                yield above, [cell.strip() for cell in row]
                found += 1
            if found == _SAMPLE_ROWS:
                return
            above = table.line_num
    except csv.Error:
        return
