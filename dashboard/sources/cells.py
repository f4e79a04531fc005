"""The cells of a workbook as text, read by a process of its own.

Calamine, which reads every format of spreadsheets and is the fastest by far, keeps a sheet as a
full grid: two cells in opposite corners, a file of two kilobytes, make it ask for half a terabyte,
and then it ends its process (github.com/tafia/calamine/issues/693). Here that ends this module's
process only, which is also bound in memory and time.

It is asked in lines, for the place of a sheet, and answers each in a line of JSON, ``{"error": …}``
or the sheets' names, or a sheet's links with a stream of Arrow behind them.
"""

import json
import re
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO, NamedTuple, cast

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sources import cell_links
from dashboard.sources.cell_links import Place

# As in the settings, which take longer to load than a workbook.
_ROOT = Path(__file__).parents[2]
MOST_MEMORY = 6 * 1024**3
MOST_SECONDS = 300
_NO_ANSWER = "it is damaged, or takes more memory or time to read than a workbook may"
_MIDNIGHT = "^([0-9]{4}-[0-9]{2}-[0-9]{2}) 00:00:00$"
_TRUTHS = pa.array(["true", "false"])
_ERRORS = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
    "GettingData": "#GETTING_DATA",
}
_ERROR = re.compile(r"Error\((\w+)\)")


class Cells(NamedTuple):
    """What stands on a sheet.

    Attributes:
        columns: one array of texts a column; empty cells are null.
        links: row and column of a cell → web address that it leads to; None when there are some
            and they cannot be told, see :mod:`dashboard.sources.cell_links`.
    """

    columns: list[pa.Array]
    links: Mapping[Place, str] | None


class CellsError(Exception):
    """A workbook cannot be read; the message says why."""


class Workbook:
    """A workbook that is being read.

    Attributes:
        names: of its sheets, in their order.
    """

    def __init__(self, questions: BinaryIO, answers: BinaryIO) -> None:
        self._questions, self._answers = questions, answers
        self.names: list[str] = self._answer()["names"]

    def cells(self, sheet: int) -> Cells:
        """Return the cells of a sheet.

        Dates are ISO 8601, errors as they are shown (``#REF!``), formulas their last values.

        Args:
            sheet: place among the names, the first is 0.

        Raises:
            CellsError: the sheet is damaged or too large.
        """
        try:
            self._questions.write(f"{sheet}\n".encode())
            self._questions.flush()
            links = self._answer()["links"]
            table = pa.ipc.open_stream(self._answers).read_all()
        except (pa.ArrowException, OSError) as error:
            raise CellsError(_NO_ANSWER) from error
        columns = [column.combine_chunks() for column in table.columns]
        told = None if links is None else {(row, column): to for row, column, to in links}
        return Cells(columns, told)

    def _answer(self) -> dict[str, Any]:
        line = self._answers.readline()
        answer: dict[str, Any] = json.loads(line) if line else {"error": _NO_ANSWER}
        if "error" in answer:
            raise CellsError(answer["error"])
        return answer


@contextmanager
def open_workbook(content: bytes | Path) -> Iterator[Workbook]:
    """Open a workbook.

    Args:
        content: of a file of Excel or OpenDocument, or the file.

    Raises:
        CellsError: it is damaged, encrypted or too large.
    """
    if isinstance(content, bytes):
        with NamedTemporaryFile(prefix="defenders-map-") as file:
            file.write(content)
            file.flush()
            with open_workbook(Path(file.name)) as workbook:
                yield workbook
        return
    command = [sys.executable, "-m", __name__, str(content.resolve())]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere, cwd=_ROOT) as child:  # noqa: S603
        try:
            yield Workbook(cast(BinaryIO, child.stdin), cast(BinaryIO, child.stdout))
        finally:
            child.kill()


def main(path: str) -> None:
    """Answer the questions about a workbook until there are no more."""
    import fastexcel  # only this process needs it

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    try:
        reader = fastexcel.read_excel(path)
        _say({"names": reader.sheet_names})
        for line in sys.stdin:
            sheet = reader.load_sheet(int(line), header_row=None, dtypes="string")
            cells, errors = sheet.to_arrow_with_errors()
            links = cell_links.read(Path(path), sheet.name, (cells.num_rows, cells.num_columns))
            _say({"links": links if links is None else [[*place, links[place]] for place in links]})
            _send(cells, errors.errors if errors else [])
    except fastexcel.FastExcelError as error:
        _say({"error": str(error).splitlines()[0]})


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.flush()


def _send(cells: pa.RecordBatch, errors: list[Any]) -> None:
    columns = [_mended(column) for column in cells.columns]
    found: dict[int, dict[int, str]] = {}
    for error in errors:
        row, column = error.offset_position
        kind = _ERROR.search(error.detail)
        found.setdefault(column, {})[row] = _ERRORS.get(kind[1], kind[0]) if kind else error.detail
    for place, shown in found.items():
        texts = columns[place].to_pylist()
        columns[place] = pa.array([shown.get(n, text) for n, text in enumerate(texts)], pa.string())
    table = pa.table(columns, names=[str(number) for number in range(len(columns))])
    with pa.ipc.new_stream(sys.stdout.buffer, table.schema) as stream:
        stream.write_table(table)
    sys.stdout.buffer.flush()


def _mended(column: pa.Array) -> pa.Array:
    """Return a column of texts in which a day has no clock, and truth values are as shown."""
    column = pc.replace_substring_regex(column.cast(pa.string()), _MIDNIGHT, r"\1")
    return pc.if_else(pc.is_in(column, _TRUTHS), pc.utf8_upper(column), column)


if __name__ == "__main__":
    main(sys.argv[1])
