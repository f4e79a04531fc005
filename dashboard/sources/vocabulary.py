"""The known categories and topics, one line each in ``data/categories.csv``, ``data/topics.csv``.

Both lists are open: a name that is not in them is an article's category or topic all the same.
They tell the parts of a listing's line apart, keep names together that hold commas, and give one
spelling to what is written in several.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.errors import DataError
from dashboard.settings import ROOT
from dashboard.text import fold

_SEPARATORS = re.compile(r"[;|\n]")


@dataclass(frozen=True)
class Vocabulary:
    """Known names.

    Attributes:
        names: folded name or synonym → name as it is shown.
    """

    names: Mapping[str, str]

    def find(self, text: str) -> str | None:
        """Return the known name that text is written for, None when there is none."""
        return self.names.get(fold(text))

    def split(self, text: str) -> tuple[str, ...]:
        """Return the names in text, known ones as they are shown, the others as written.

        Semicolons and bars part names; without them commas do, except those within a known
        name, the longest first.

        >>> topics().split("Economic, Social and Cultural Rights, Human Rights Defenders")
        ('Economic, Social and Cultural Rights', 'Human Rights Defenders')
        """
        if _SEPARATORS.search(text):
            parts = [part.strip() for part in _SEPARATORS.split(text)]
        else:
            parts = self._split_commas(text)
        return tuple(dict.fromkeys(self.find(part) or part for part in parts if part))

    def covers(self, text: str) -> bool:
        """Whether text consists of known names only."""
        parts = self.split(text)
        return bool(parts) and all(self.find(part) for part in parts)

    def _split_commas(self, text: str) -> list[str]:
        pieces = [piece.strip() for piece in text.split(",")]
        longest = max((name.count(",") + 1 for name in self.names.values()), default=1)
        parts: list[str] = []
        while pieces:
            spans = range(min(longest, len(pieces)), 1, -1)
            size = next((n for n in spans if self.find(", ".join(pieces[:n]))), 1)
            parts.append(", ".join(pieces[:size]))
            pieces = pieces[size:]
        return parts


def load(path: Path) -> Vocabulary:
    """Return the names of a CSV file with columns ``name`` and ``synonyms`` (semicolons part them).

    Raises:
        DataError: the file is missing or has other columns.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = [(line["name"], line["synonyms"]) for line in csv.DictReader(file)]
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: needs columns name and synonyms ({error!r})") from error
    names: dict[str, str] = {}
    for name, synonyms in lines:
        for spelling in (name, *synonyms.split(";")):
            names.setdefault(fold(spelling), name)
    names.pop("", None)
    return Vocabulary(names)


@cache
def categories() -> Vocabulary:
    """The known categories.

    Raises:
        DataError: see :func:`load`.
    """
    return load(ROOT / "data" / "categories.csv")


@cache
def topics() -> Vocabulary:
    """The known topics.

    Raises:
        DataError: see :func:`load`.
    """
    return load(ROOT / "data" / "topics.csv")
