"""The versions of an archive, as its history tells them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

COUNTS = ("new", "changed", "gone")


@dataclass(frozen=True, slots=True)
class Version:
    """One entry of the archive's history.

    Attributes:
        number: of the version.
        at: when it was written, UTC.
        command: what wrote it.
        counts: how many articles are ``new``, ``changed`` and ``gone``; none where they could not
            be counted, as when a damaged version was left.
    """

    number: int
    at: datetime
    command: str
    counts: Mapping[str, int]


def told(entry: Mapping[str, Any]) -> Version:
    """Return what an entry of the history tells; earlier releases wrote less into it."""
    has_counts = any(name in entry for name in COUNTS)
    return Version(
        number=int(entry.get("number", entry["version"])),
        at=datetime.fromtimestamp(entry["timestamp"] / 1000, UTC),
        command=entry.get("command", ""),
        counts={name: int(entry.get(name, 0)) for name in COUNTS} if has_counts else {},
    )
