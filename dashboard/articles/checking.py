"""Whether the rows of an archive are articles as :mod:`dashboard.articles.model` has them."""

from collections.abc import Callable, Iterator
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.articles import decisions
from dashboard.articles.model import Basis, Status
from dashboard.locales import language_codes
from dashboard.places.names import codes

FIRST_DAY = date(1945, 1, 1)
_MOST_TOLD = 5


def faults(rows: pa.Table) -> Iterator[str]:
    """Yield a sentence for each rule that rows break, with their number and the first ids.

    Args:
        rows: with the columns of ``table.SCHEMA``.
    """
    withdrawn = pc.equal(rows["status"], str(Status.WITHDRAWN))
    rules = {
        "id is not 16 hexadecimal digits": _unlike(rows["id"], "^[0-9a-f]{16}$"),
        "address is not http or https": pc.and_(
            pc.not_equal(rows["url"], ""), _unlike(rows["url"], "^https?://[^/]")
        ),
        "date is before 1945": pc.less(rows["date"], pa.scalar(FIRST_DAY)),
        "language is no ISO 639-1 code": pc.invert(
            pc.is_in(rows["language"], pa.array(["", *language_codes()]))
        ),
        "country is no code": _has_other(rows["countries"], codes()),
        "basis is not known": _has_other(rows["basis"], [str(basis) for basis in Basis]),
        "countries and their basis are not as many": pc.not_equal(
            pc.list_value_length(rows["countries"]), pc.list_value_length(rows["basis"])
        ),
        "status is not known": pc.invert(pc.is_in(rows["status"], pa.array(map(str, Status)))),
        "decision is none": _has_unlike(rows["decisions"], decisions.PATTERN),
        "reason of a withdrawal on an article that is published": pc.and_(
            pc.not_equal(rows["reason"], ""), pc.invert(withdrawn)
        ),
    }
    for rule, broken in rules.items():
        ids = rows["id"].filter(broken).to_pylist()
        if ids:
            yield f"{rule}: {len(ids)} articles, {', '.join(ids[:_MOST_TOLD])}"


def _unlike(column: pa.ChunkedArray, pattern: str) -> pa.ChunkedArray:
    return pc.invert(pc.match_substring_regex(column, pattern))


def _has_other(lists: pa.ChunkedArray, known: object) -> pa.Array:
    """Return which lists hold a value that is not known."""
    known = pa.array(known, pa.string())
    return _has(lists, lambda values: pc.invert(pc.is_in(values, known)))


def _has_unlike(lists: pa.ChunkedArray, pattern: str) -> pa.Array:
    """Return which lists hold a text that is not like a pattern."""
    return _has(lists, lambda values: _unlike(values, pattern))


def _has(lists: pa.ChunkedArray, condition: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """Return which lists hold a value that fulfils a condition."""
    lists = lists.combine_chunks()
    other = condition(lists.flatten())
    rows = pc.list_parent_indices(lists).filter(other)
    return pc.is_in(pa.array(range(len(lists)), rows.type), rows)
