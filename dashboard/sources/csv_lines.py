"""The rows of a table of text as a person wrote it, one line after the other."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

FIELD_LIMIT = 1024 * 1024
_MOST_AGAIN = 2_000_000
_QUOTED = 200
_OPEN = "a quotation mark is never closed"

csv.field_size_limit(FIELD_LIMIT)


@dataclass(frozen=True, slots=True)
class Broken:
    """A row whose cells cannot be told apart.

    Attributes:
        reason: why not, with the beginning of the text at fault.
        original: the text, at most all of it that is left of the file.
    """

    reason: str
    original: str


class Lines:
    """The lines of a table, which can be given again when a row turns out to have eaten them."""

    def __init__(self, stream: Iterable[str]) -> None:
        self._stream = iter(stream)
        self._again: deque[str] = deque()
        self.ended = False
        self.count = 0
        self.taken: list[str] = []
        self._given_again = 0

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._stream, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self.taken.append(line)
        self.count += 1
        return line

    def recover(self, reason: str) -> Broken:
        """Give all lines taken for this row again but the first; return what is lost."""
        first, *rest = self.taken
        lost = f"{reason}: {first.strip()[:_QUOTED]!r}"
        # Rows that each eat all that follows would be read in quadratic time.
        if self._given_again + len(rest) > _MOST_AGAIN:
            return Broken(f"{lost} and {len(rest)} lines after it", "".join(self.taken))
        self._given_again += len(rest)
        self._again.extendleft(reversed(rest))
        self.count -= len(rest)
        self.ended = False
        return Broken(lost, first)


def rows(lines: Lines, delimiter: str) -> Iterator[list[str] | Broken]:
    """Yield the cells of each row that is not blank, or why it has none.

    A quotation mark that opens a cell closes at its end: where text follows, the mark of another
    row was taken for the closing one. On a single line nothing else is eaten, and text may follow.
    """
    table = csv.reader(lines, delimiter=delimiter, strict=True)
    while not lines.ended:
        lines.taken = []
        try:
            cells = next(table, [])
        except csv.Error as error:
            yield _alone(lines, delimiter) or lines.recover(_reason(error))
            continue
        # The reader asks for a line after the last one only inside quotation marks.
        if cells and lines.ended:
            yield lines.recover(_OPEN)
        elif any(cell.strip() for cell in cells):
            yield cells


def _alone(lines: Lines, delimiter: str) -> list[str]:
    """Return the cells of a row that stands on one line, none of another."""
    try:
        return next(csv.reader(lines.taken, delimiter=delimiter)) if len(lines.taken) == 1 else []
    except csv.Error:
        return []


def _reason(error: csv.Error) -> str:
    return str(error) if "limit" in str(error) else _OPEN
