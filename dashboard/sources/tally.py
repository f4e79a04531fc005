"""What the columns of a file do not take, told once for each with a count."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sources import beside
from dashboard.sources.row import WHOLE_FILE, Note, Record, Rows

_WHY = {
    beside.CODE: "is a code of the system it comes from and no name; left out",
    beside.ERROR: "is an error of a spreadsheet and counts as nothing",
}


@dataclass(slots=True)
class _Count:
    first: int
    text: str
    rows: int = 0


def told(records: Iterable[Record]) -> Iterator[Record]:
    """Yield the records of a file, and behind them a note on each field that lost something."""
    counts: dict[tuple[str, str], _Count] = {}
    for record in records:
        if isinstance(record, pa.Table):
            _add(counts, record)
        yield record
    for (reason, name), found in counts.items():
        more = f", and {found.rows - 1} more" if found.rows > 1 else ""
        where = f"{name} of row {found.first}{more}"
        yield Note(WHOLE_FILE, f"{found.text!r} {_WHY[reason]} ({where})")


def _add(counts: dict[tuple[str, str], _Count], rows: Rows) -> None:
    for reason, name, texts in beside.left(rows):
        lost = texts.is_valid()
        if reason == beside.CODE:
            lost = pc.and_(lost, pc.equal(rows[name], ""))
        numbers = rows["number"].filter(lost)
        if len(numbers):
            first = _Count(numbers[0].as_py(), texts.filter(lost)[0].as_py())
            counts.setdefault((reason, name), first).rows += len(numbers)
