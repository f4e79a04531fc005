"""Rejected rows as a table that a person corrects and imports again."""

import csv
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Any

from dashboard.errors import SourceError
from dashboard.sources.beside import ABOUT, ORIGINAL
from dashboard.sources.row import FIELDS, WHOLE_FILE
from dashboard.text import as_text

COLUMNS = (*ABOUT, *FIELDS, ORIGINAL)
# What of a reason belongs to one row: quoted texts and numbers.
_OWN = re.compile(r"'[^']*'|\"[^\"]*\"|\d+")
_MOST_KINDS = 1000


class Table:
    """A CSV of rejected rows, in UTF-8 with a mark that spreadsheets know it by.

    No file that is there is written over: a number is added to the name of this one instead.

    Args:
        wanted: the file to make once there is a row.

    Attributes:
        path: the file; None while there is no row.
    """

    def __init__(self, wanted: Path) -> None:
        self._wanted = wanted
        self.path: Path | None = None

    @contextmanager
    def holding(self, rejects: Iterable[Mapping[str, Any]]) -> Iterator[None]:
        """Write rejects, and take them away again when what is done meanwhile fails.

        Those of whole files are left out, for there is no row in them to correct.

        Args:
            rejects: ``file``, ``row``, ``reason`` and ``original`` (field → text as written).

        Raises:
            SourceError: they cannot be written.
        """
        size = self.path.stat().st_size if self.path else 0
        try:
            self._write(reject for reject in rejects if reject["row"] != WHOLE_FILE)
            yield
        except BaseException:
            self._cut(size)
            raise

    def _write(self, rejects: Iterator[Mapping[str, Any]]) -> None:
        first = next(rejects, None)
        if first is None:
            return
        is_new = self.path is None
        try:
            self.path = self.path or _made(self._wanted)
            with self.path.open("a", encoding="utf-8-sig", errors="replace", newline="") as file:
                table = csv.DictWriter(file, COLUMNS, restval="")
                if is_new:
                    table.writeheader()
                table.writerows(map(_cells, chain([first], rejects)))
        except OSError as error:
            reason = f"rejects cannot be written, so nothing is imported: {error.strerror or error}"
            raise SourceError(str(self.path or self._wanted), reason) from error

    def _cut(self, size: int) -> None:
        if self.path is None or not self.path.is_file():
            return
        with suppress(OSError):
            if size:
                os.truncate(self.path, size)
            else:
                self.path.unlink()
                self.path = None


def path(folder: Path, now: datetime) -> Path:
    """Return where the rejects of an import go that names no file for them."""
    return folder / f"{now:%Y-%m-%dT%H%M%S}-rejects.csv"


def kinds(rejects: Iterable[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], int]]:
    """Return the first reject of each kind of reason and how many there are, the most first.

    What comes after a thousand kinds is one more. A whole file is a kind of its own.
    """
    counts: Counter[str] = Counter()
    examples: dict[str, Mapping[str, Any]] = {}
    for reject in rejects:
        reason = str(reject["reason"])
        kind = reason if reject["row"] == WHOLE_FILE else _OWN.sub("…", reason)
        kind = kind if kind in counts or len(counts) < _MOST_KINDS else ""
        counts[kind] += 1
        examples.setdefault(kind, reject)
    return [(examples[kind], number) for kind, number in counts.most_common()]


def _made(wanted: Path) -> Path:
    """Make an empty file that no other import has, and return it; a device is taken as it is."""
    wanted.parent.mkdir(parents=True, exist_ok=True)
    if wanted.exists() and not wanted.is_file():
        return wanted
    numbered = (wanted.with_stem(f"{wanted.stem}-{number}") for number in count(2))
    for free in chain([wanted], numbered):
        with suppress(FileExistsError):
            free.touch(exist_ok=False)
            break
    return free


def _cells(reject: Mapping[str, Any]) -> dict[str, str]:
    told = {name: str(reject[name]) for name in ABOUT}
    return {name: as_text(text) for name, text in {**reject["original"], **told}.items()}
