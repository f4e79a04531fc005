"""The articles of one import, on disk until all of them are known."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.articles import twins
from dashboard.articles.model import digests
from dashboard.articles.table import CONTENT, keys, whole
from dashboard.sources.intake import STAGED
from dashboard.text import fold

_SAID_BY_EITHER = ("category", "summary", "url", "language")
SCHEMA = pa.schema([*STAGED, pa.field("file", pa.int32())])


class Stage:
    """Articles as they are decided, in one file; memory holds eight bytes of each.

    Args:
        path: where the file is made.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer = pa.ipc.new_file(str(path), SCHEMA)
        self._nameless: Counter[tuple[int, str]] = Counter()
        self._keys: list[np.ndarray] = []
        self._has_bare = self._has_addressed = False

    def add(self, articles: pa.Table, file: int) -> None:
        """Add articles of one file, with the columns of ``intake.STAGED``."""
        articles = self._told_apart(articles, file)
        self._keys.append(keys(articles["id"]))
        files = pa.repeat(pa.scalar(file, pa.int32()), len(articles))
        self._writer.write_table(articles.append_column("file", files).cast(SCHEMA))

    def close(self) -> tuple[pa.Table, list[tuple[int, int]]]:
        """Return each article once, and file and number of the rows that repeat an earlier one.

        The table has the columns of ``articles.table.CONTENT`` and lies in a file.
        """
        self._writer.close()
        table = _mapped(self._path)
        ids = pd.Series(np.concatenate([np.empty(0, np.uint64), *self._keys]))
        if self._has_bare and self._has_addressed:
            table = _one_id_each(table)
            ids = pd.Series(keys(table["id"]))
        again = ids.duplicated().to_numpy()
        repeated = table.select(["file", "number"]).filter(pa.array(again)).to_pylist()
        if repeated:
            several = ids.duplicated(keep=False).to_numpy()
            merged = _merged(table.filter(pa.array(several)))
            path = self._path.with_suffix(".once")
            with pa.ipc.new_file(str(path), CONTENT) as writer:
                for part in _once(table, again, several, merged):
                    writer.write_table(part)
            table = _mapped(path)
        return table.select(CONTENT.names), [(row["file"], row["number"]) for row in repeated]

    def _told_apart(self, articles: pa.Table, file: int) -> pa.Table:
        """Give an id of their own to articles that nothing tells apart; they may be several."""
        has_address = pc.not_equal(articles["url"], "")
        self._has_addressed |= pc.any(has_address).as_py() or False
        if pc.all(has_address).as_py():
            return articles
        self._has_bare = True
        texts = zip(articles["url"].to_pylist(), articles["title"].to_pylist(), strict=True)
        bare = pa.array([not url and not fold(title) for url, title in texts], pa.bool_())
        ids = [self._nth(file, one) for one in articles["id"].filter(bare).to_pylist()]
        column = whole(articles["id"])
        column = pc.replace_with_mask(column, bare, pa.array(ids, pa.string()))
        return articles.set_column(0, CONTENT.field("id"), column)

    def _nth(self, file: int, identity: str) -> str:
        self._nameless[file, identity] += 1
        count = self._nameless[file, identity]
        return identity if count == 1 else digests([f"{identity}\n{count}"])[0]


def _mapped(path: Path) -> pa.Table:
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


def _one_id_each(table: pa.Table) -> pa.Table:
    """Return articles that came both with and without an address under the id of the address."""
    has_address = pc.not_equal(table["url"], "")
    bare, addressed = table.filter(pc.invert(has_address)), table.filter(has_address)
    ids = twins.replaced(table["id"], twins.of_bare(bare, addressed))
    return table.set_column(0, SCHEMA.field("id"), ids)


def _once(
    table: pa.Table, again: np.ndarray, several: np.ndarray, merged: Mapping[str, dict[str, Any]]
) -> Iterator[pa.Table]:
    """Yield the rows that are the first of their article, with what the later ones say."""
    start = 0
    for batch in table.select(CONTENT.names).to_batches():
        rows = slice(start, start + len(batch))
        start += len(batch)
        part = pa.Table.from_batches([batch])
        first = several[rows] & ~again[rows]
        ids = part["id"].filter(pa.array(first)).to_pylist()
        own = pa.Table.from_pylist([merged[one] for one in ids], schema=CONTENT)
        others = part.filter(pa.array(~several[rows]))
        places = np.concatenate([np.flatnonzero(first), np.flatnonzero(~several[rows])])
        yield pa.concat_tables([own, others]).take(pa.array(np.argsort(places)))


def _merged(rows: pa.Table) -> dict[str, dict[str, Any]]:
    """Return each article with what the last of its rows says, and what only others say."""
    merged: dict[str, dict[str, Any]] = {}
    for row in rows.to_pylist():
        merged[row["id"]] = _joined(merged[row["id"]], row) if row["id"] in merged else row
    return merged


def _joined(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: later[name] or earlier[name] for name in _SAID_BY_EITHER}
    bases = {
        code: basis
        for row in (later, earlier)
        for code, basis in zip(row["countries"], row["basis"], strict=True)
    }
    countries = list(dict.fromkeys([*earlier["countries"], *later["countries"]]))
    return {
        **later,
        **kept,
        "topics": list(dict.fromkeys([*earlier["topics"], *later["topics"]])),
        "countries": countries,
        "basis": [bases[code] for code in countries],
    }
