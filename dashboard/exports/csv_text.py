"""CSV: lines about the articles that begin with ``#``, a header, one article a line.

Every cell of an article stands in quotation marks, so that readers who are told that ``#`` begins
a comment (pandas, R) do not find one within a title.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from dashboard.exports.about import About
from dashboard.exports.records import COLUMNS, Record
from dashboard.text import as_text

_QUOTED = r"\1'"
_BOM = "\ufeff"
# A spreadsheet parts these lines too: no part may be a formula, or begin a cell that goes on.
_PART = re.compile(r"([,;|]\s*)(?=[=+\-@])")


def write(blocks: Iterable[list[Record]], about: About, *, mark: bool = False) -> Iterator[bytes]:
    """Yield the file in UTF-8, a block at a time.

    Args:
        blocks: the articles.
        about: what stands above them.
        mark: whether the file begins with a byte order mark, by which Excel knows UTF-8.
    """
    lines = (_comment(label, text) for label, text in about.lines())
    yield ((_BOM if mark else "") + "".join(lines) + ",".join(COLUMNS) + "\r\n").encode()
    for block in blocks:
        written = io.StringIO()
        table = csv.writer(written, quoting=csv.QUOTE_ALL)
        table.writerows([_cell(record[name], name) for name in COLUMNS] for record in block)
        yield written.getvalue().encode(errors="replace")


def _comment(label: str, text: str) -> str:
    line = " ".join(f"{label}: {text}".replace('"', "'").split())
    return f"# {_PART.sub(_QUOTED, line)}\r\n"


def _cell(value: str | tuple[str, ...], name: str) -> str:
    if isinstance(value, str):
        return as_text(value)
    # The one at the end says that a comma within a topic's name parts nothing.
    end = ";" if name == "topics" and any("," in part for part in value) else ""
    return as_text("; ".join(value) + end)
