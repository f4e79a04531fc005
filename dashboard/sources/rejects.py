"""Rejected rows as a table that a person corrects and imports again."""

import csv
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from dashboard.errors import SourceError
from dashboard.sources.row import FIELDS
from dashboard.text import as_text

COLUMNS = ("file", "row", "reason", *FIELDS, "original")


def path(folder: Path, now: datetime) -> Path:
    """Return where the rejects of an import go that names no file for them."""
    return folder / f"{now:%Y-%m-%dT%H%M%S}-rejects.csv"


def write(rejects: Iterable[Mapping[str, Any]], path: Path) -> Path | None:
    """Write rejects as CSV, in UTF-8 with a mark that spreadsheets know it by.

    Args:
        rejects: ``file``, ``row``, ``reason`` and ``original`` (field → text as written).

    Returns:
        the file, None when there is nothing to write.

    Raises:
        SourceError: the file cannot be written.
    """
    rows = iter(rejects)
    first = next(rows, None)
    if first is None:
        return None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
            table = csv.DictWriter(file, COLUMNS, restval="")
            table.writeheader()
            table.writerow(_cells(first))
            table.writerows(map(_cells, rows))
    except OSError as error:
        reason = error.strerror or error
        raise SourceError(str(path), f"rejects cannot be written: {reason}") from error
    return path


def _cells(reject: Mapping[str, Any]) -> dict[str, str]:
    told = {name: str(reject[name]) for name in ("file", "row", "reason")}
    return {name: as_text(text) for name, text in {**reject["original"], **told}.items()}
