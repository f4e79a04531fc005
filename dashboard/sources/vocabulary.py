"""The known categories and topics, one line each in ``data/categories.csv``, ``data/topics.csv``.

Both lists are open: a name that is not in them is an article's category or topic all the same.
They tell the parts of a listing's line apart, keep names together that hold commas, and give one
spelling to what is written in several.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from dashboard.errors import DataError
from dashboard.settings import ROOT
from dashboard.text import fold

_SEPARATORS = re.compile(r"[;|\n]")


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Known names.

    Attributes:
        names: folded name or synonym → name as it is shown.
    """

    names: Mapping[str, str]

    def find(self, text: str) -> str | None:
        """Return the known name that text is written for, None when there is none."""
        return self.names.get(fold(text))

    def spell(self, text: str) -> str:
        """Return a known name as it is shown, another as written.

        A known name that differs in case or punctuation only stays as written as well, unless it
        is all small or all capital letters.

        >>> topics().spell("Violence Against Women"), topics().spell("TORTURE")
        ('Violence Against Women', 'Torture')
        """
        known = self.find(text)
        if known is None or (fold(known) == fold(text) and _is_mixed(text)):
            return text
        return known

    def split(self, text: str) -> tuple[str, ...]:
        """Return the names in text, each as :meth:`spell` has it.

        Semicolons and bars part names; without them commas do, except those within a known
        name, the longest first.

        >>> topics().split("Economic, Social and Cultural Rights, Human Rights Defenders")
        ('Economic, Social and Cultural Rights', 'Human Rights Defenders')
        """
        return _split(self, text)

    def covers(self, text: str) -> bool:
        """Whether text consists of known names only."""
        parts = self.split(text)
        return bool(parts) and all(self.find(part) for part in parts)

    @cached_property
    def longest(self) -> int:
        """The number of parts between commas that the longest name has."""
        return max((name.count(",") + 1 for name in self.names.values()), default=1)


def _is_mixed(text: str) -> bool:
    return not text.islower() and not text.isupper()


@lru_cache(maxsize=4096)
def _split(known: Vocabulary, text: str) -> tuple[str, ...]:
    if _SEPARATORS.search(text):
        parts = [part.strip() for part in _SEPARATORS.split(text)]
    else:
        pieces = (part.strip() for part in text.split(","))
        parts = _split_commas(known, [part for part in pieces if part])
    return tuple(dict.fromkeys(known.spell(part) for part in parts if fold(part)))


def _split_commas(known: Vocabulary, pieces: Sequence[str]) -> list[str]:
    parts: list[str] = []
    start = 0
    while start < len(pieces):
        ends = range(min(start + known.longest, len(pieces)), start + 1, -1)
        end = next((n for n in ends if known.find(", ".join(pieces[start:n]))), start + 1)
        parts.append(", ".join(pieces[start:end]))
        start = end
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
