"""The same article from two sources of which only one gives its address.

The address decides whether two articles are the same. Where one of them has none, source, day and
folded title decide, if exactly one article with an address has the same.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.articles.model import identify
from dashboard.articles.table import CONTENT
from dashboard.text import fold

COLUMNS = ("id", "title", "date", "url", "source")


def of_bare(bare: pa.Table, addressed: pa.Table) -> dict[str, str]:
    """Return id → id of the same article with an address.

    Args:
        bare: articles without an address, with the columns of ``COLUMNS``.
        addressed: articles with one, the same columns.
    """
    near = addressed.filter(pc.is_in(addressed["date"], pc.unique(bare["date"])))
    by_key: dict[str, set[str]] = {}
    for key, row in _keyed(near):
        by_key.setdefault(key, set()).add(row["id"])
    pairs = ((row["id"], by_key.get(key, set())) for key, row in _keyed(bare))
    return {own: next(iter(others)) for own, others in pairs if len(others) == 1}


def of_addressed(addressed: pa.Table, known: Mapping[str, str]) -> dict[str, str]:
    """Return id → id of the same article that came without an address at first.

    Args:
        addressed: articles with an address, with the columns of ``COLUMNS``.
        known: id → address of the articles that could be meant, empty while there is none.
    """
    candidates = [(row, key) for key, row in _keyed(addressed) if key in known]
    several = Counter(key for _, key in candidates)
    return {
        row["id"]: key
        for row, key in candidates
        if several[key] == 1 and known[key] in {"", row["url"]}
    }


def keys(addressed: pa.Table) -> list[str]:
    """Return the ids that articles with an address would have without it."""
    return [key for key, _ in _keyed(addressed)]


def renamed(content: pa.Table, ids: Mapping[str, str]) -> pa.Table:
    """Return articles under other ids (id → id), but for those that another of them has already."""
    taken = set(pc.unique(content["id"]).to_pylist()) if ids else set()
    free = {own: other for own, other in ids.items() if other not in taken}
    return content.set_column(0, CONTENT.field("id"), replaced(content["id"], free))


def replaced(column: pa.ChunkedArray, ids: Mapping[str, str]) -> pa.ChunkedArray:
    """Return a column of ids with some of them (id → id) replaced."""
    given = pa.array(ids.values(), pa.string()).take(
        pc.index_in(column, pa.array(ids, pa.string()))
    )
    return pc.if_else(pc.is_null(given), column, given)


def _keyed(rows: pa.Table) -> Iterator[tuple[str, dict[str, Any]]]:
    for batch in rows.select(COLUMNS).to_batches():
        for row in batch.to_pylist():
            if fold(row["title"]):
                yield identify("", row["source"], row["date"], row["title"]), row
