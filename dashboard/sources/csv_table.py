"""Tables as text: a header line, then one article a line; commas, semicolons, tabs or bars."""

import csv
import io
import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice

from dashboard.errors import SourceError
from dashboard.sources import vocabulary
from dashboard.sources.columns import Columns, field_of, locate
from dashboard.sources.row import Record, Reject, Row
from dashboard.sources.source import Source
from dashboard.text import fold

NAME = "CSV table"

FIELD_LIMIT = 1024 * 1024
_DELIMITERS = ",;\t|"
_NOTHING = frozenset(["n/a", "none", "null", "nan", "-"])
_SAMPLE_ROWS = 50
_MOST_RECOVERIES = 20
_QUOTED = 200
_MARKUP = re.compile(r"\s*<[!?a-z]", re.IGNORECASE)
_EXCEL_HINT = re.compile(r"""\s*"?sep=([,;\t|])"?\s*[\r\n]""", re.IGNORECASE)

csv.field_size_limit(FIELD_LIMIT)


def detect(source: Source) -> bool:
    """Whether the header names the date and another field, or a column that was mapped by hand."""
    fields, mapped = _known(source)
    return (len(fields) >= 2 and "date" in fields) or mapped > 0


def has_header(source: Source) -> bool:
    """Whether the header names two fields of an article, or columns were mapped by hand."""
    return len(_known(source)[0]) >= 2 or bool(source.mapping)


def read(source: Source) -> Iterator[Record]:
    """Return the rows; their numbers count the rows under the header that are not blank, from 1.

    A row with more cells than the header is a reject, as is one with a quotation mark that is
    never closed or with a cell of more than a million characters. Cells that are missing at the
    end of a row are empty.

    Raises:
        SourceError: there is no header, a mapped column is missing, or none holds the date.
    """
    lines = _Lines(source)
    rows = _rows(lines, lines.delimiter or _delimiter(source))
    header = next(rows, None)
    if header is None or isinstance(header, str):
        raise SourceError(source.name, header or "there is no header line")
    header = [name.strip() for name in header]
    columns = locate(source.name, header, source.mapping)
    return (_record(number, cells, header, columns) for number, cells in enumerate(rows, start=1))


def _known(source: Source) -> tuple[set[str | None], int]:
    """Return the fields that the header names, and how many of its columns were mapped by hand."""
    if _MARKUP.match(source.head):
        return set(), 0
    header = [name.strip() for name in next(_sample(source, _delimiter(source)), [])]
    return {field_of(name) for name in header} - {None}, _mapped(source, header)


def _record(
    number: int, cells: Sequence[str] | str, header: Sequence[str], columns: Columns
) -> Record:
    if isinstance(cells, str):
        return Reject(number, cells)
    extra = cells[len(header) :]
    if any(cell.strip() for cell in extra):
        reason = f"{len(cells)} cells where the header has {len(header)}: {extra} has no column"
        return Reject(number, reason)
    found = {field: _filled(field, cells, places) for field, places in columns.items()}
    topics = (
        name for _, text in found.get("topics", []) for name in vocabulary.topics().split(text)
    )
    first = {field: texts[0][1] for field, texts in found.items() if texts}
    return Row(
        number,
        title=first.get("title", ""),
        date=first.get("date", ""),
        category=first.get("category", ""),
        summary=first.get("summary", ""),
        url=first.get("url", ""),
        topics=tuple(dict.fromkeys(topics)),
        countries=_best(found.get("countries", [])),
        language=first.get("language", ""),
        source=first.get("source", ""),
    )


def _filled(
    field: str, cells: Sequence[str], places: Sequence[tuple[int, int]]
) -> list[tuple[int, str]]:
    """Return rank and text of the cells that say something."""
    nothing = _NOTHING if field in {"category", "topics", "countries"} else frozenset[str]()
    texts = ((rank, cells[place].strip()) for rank, place in places if place < len(cells))
    return [(rank, text) for rank, text in texts if text and text.casefold() not in nothing]


def _best(filled: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """Return the texts of the best rank: columns of the same name add up."""
    return tuple(text for rank, text in filled if rank == filled[0][0])


class _Lines:
    """The lines of a table, which can be given again when a row turns out to have eaten them."""

    def __init__(self, source: Source) -> None:
        self._stream = iter(source.open())
        self._again: deque[str] = deque(islice(self._stream, 1))
        hint = _EXCEL_HINT.fullmatch(self._again[0]) if self._again else None
        self.delimiter = hint[1] if hint else None
        if hint:
            self._again.clear()
        self.ended = False
        self.taken: list[str] = []
        self._recoveries = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._stream, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self.taken.append(line)
        return line

    def recover(self) -> str:
        """Give all lines taken for this row again but the first; return what is lost."""
        first, *rest = self.taken
        lost = repr(first.strip()[:_QUOTED])
        # Rows that each eat all that follows would be read in quadratic time.
        if self._recoveries == _MOST_RECOVERIES:
            return f"{lost} and {len(rest)} lines after it"
        self._recoveries += 1
        self._again.extendleft(reversed(rest))
        self.ended = False
        return lost


def _rows(lines: _Lines, delimiter: str) -> Iterator[list[str] | str]:
    """Yield the cells of each row that is not blank, or why it has none."""
    table = csv.reader(lines, delimiter=delimiter)
    while not lines.ended:
        lines.taken = []
        try:
            cells = next(table, [])
        except csv.Error as error:
            yield f"{error}: {lines.recover()}"
            continue
        # The reader asks for a line after the last one only inside quotation marks.
        if cells and lines.ended:
            yield f"a quotation mark is never closed: {lines.recover()}"
        elif any(cell.strip() for cell in cells):
            yield cells


def _delimiter(source: Source) -> str:
    return max(_DELIMITERS, key=lambda delimiter: _fit(source, delimiter))


def _fit(source: Source, delimiter: str) -> tuple[int, float, int]:
    """Return how well a delimiter fits: columns known by name, share of even rows, columns."""
    header, *rows = [*_sample(source, delimiter)] or [[]]
    known = {field_of(name) for name in header} - {None}
    even = sum(len(row) == len(header) for row in rows) / max(len(rows), 1)
    return len(known) + _mapped(source, header), even, len(header)


def _mapped(source: Source, header: Sequence[str]) -> int:
    """Return how many of the columns that were mapped by hand a header has."""
    folded = {fold(name) for name in header}
    return sum(fold(name) in folded for name in source.mapping.values())


def _sample(source: Source, delimiter: str) -> Iterator[list[str]]:
    hint = _EXCEL_HINT.match(source.head)
    lines = io.StringIO(source.head[hint.end() if hint else 0 :], newline="")
    try:
        rows = csv.reader(lines, delimiter=delimiter)
        yield from islice((row for row in rows if any(c.strip() for c in row)), _SAMPLE_ROWS)
    except csv.Error:
        return
