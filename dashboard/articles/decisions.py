"""What people decided about two articles: kept with one of them, in the archive.

``DIFFERENT`` and ``TRANSLATION`` change nothing else. ``SAME`` withdraws the article in favour of
the other one, or with it when that has been withdrawn itself; whatever is decided on them later
publishes it again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.articles.model import Status, Verdict
from dashboard.articles.table import SCHEMA
from dashboard.errors import ReviewError

PATTERN = f"^({'|'.join(Verdict)}) [0-9a-f]{{16}}$"
"""What each text of an article's ``decisions`` is like: ``same 00000000000000aa``."""
_SAME = "The same article as "
_Rows = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Decision:
    """That an article is the same as, is different from or is a translation of the other."""

    id: str
    other: str
    verdict: Verdict


def of(rows: pa.Table) -> Iterator[Decision]:
    """Yield the decisions that articles keep, of a table with ``id`` and ``decisions``."""
    lists = rows["decisions"].combine_chunks()
    ids = rows["id"].take(lists.value_parent_indices()).to_pylist()
    for id_, text in zip(ids, lists.flatten().to_pylist(), strict=True):
        verdict, _, other = text.partition(" ")
        yield Decision(id_, other, Verdict(verdict))


def decided(rows: pa.Table, decisions: Iterable[Decision], now: datetime) -> pa.Table:
    """Return those of the rows that decisions change, as they make them.

    Args:
        rows: the articles that are decided on, with the columns of ``SCHEMA``.
        decisions: the later one wins.
        now: when articles leave the lists or come back, UTC.

    Raises:
        ReviewError: an article is to give way to one that has given way itself.
    """
    before: _Rows = {row["id"]: row for row in rows.to_pylist()}
    after = {id_: dict(row) for id_, row in before.items()}
    for decision in decisions:
        _forget(after, decision.id, decision.other, now)
        _forget(after, decision.other, decision.id, now)
        _decide(after, decision, now)
    changed = [row for id_, row in after.items() if _said(row) != _said(before[id_])]
    return pa.Table.from_pylist(changed, SCHEMA)


def gave_way(reasons: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return which reasons of withdrawals say that an article gave way to another one."""
    return pc.starts_with(reasons, _SAME)


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "changed_at"}


def _forget(articles: _Rows, id_: str, other: str, now: datetime) -> None:
    """Take back what one article keeps of another."""
    article = articles[id_]
    article["decisions"] = [text for text in article["decisions"] if not text.endswith(other)]
    if article["reason"].startswith(_reason(other)):
        article |= {"status": str(Status.PUBLISHED), "reason": "", "changed_at": now}


def _decide(articles: _Rows, decision: Decision, now: datetime) -> None:
    article = articles[decision.id]
    article["decisions"] = sorted([*article["decisions"], f"{decision.verdict} {decision.other}"])
    if decision.verdict != Verdict.SAME or _is_withdrawn(article):
        return
    other, reason = articles[decision.other], _reason(decision.other)
    if other["reason"].startswith(_SAME):
        raise ReviewError(f"{decision.other} is withdrawn: {decision.id} cannot give way to it")
    if _is_withdrawn(other):
        reason = f"{reason}: {other['reason']}"
    article |= {"status": str(Status.WITHDRAWN), "reason": reason, "changed_at": now}


def _is_withdrawn(article: Mapping[str, Any]) -> bool:
    return bool(article["status"] == Status.WITHDRAWN)


def _reason(other: str) -> str:
    return f"{_SAME}{other}"
