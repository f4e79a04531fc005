"""Precision and recall of countries found in text: ``python -m tests.benchmarks.mentions``.

The table is ``tests/places/mentions.csv``: invented lines, the language, the codes expected, and
whether a line is a trap. Two lines in five, chosen by a checksum of their text, are held out: the
phrases of ``data/country_traps.csv`` were not made to fit them.
"""

import csv
import statistics
import time
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from dashboard.places.mentions import find

LINES = Path(__file__).parent.parent / "places" / "mentions.csv"
RUNS = 7


@dataclass(frozen=True)
class Line:
    """A line of the table, with what it should give."""

    language: str
    text: str
    codes: tuple[str, ...]
    trap: bool

    @property
    def held_out(self) -> bool:
        """Whether the phrases were not made to fit it."""
        return zlib.crc32(self.text.encode()) % 5 < 2


@dataclass(frozen=True)
class Score:
    """How many countries were found rightly, found wrongly, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of what is right that was found."""
        return self.right / max(1, self.right + self.missed)


def lines() -> list[Line]:
    """Return the table."""
    with LINES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Line(row["language"], row["text"], tuple(row["codes"].split()), row["trap"] == "yes")
        for row in rows
    ]


def score(table: Iterable[Line], *, told: bool) -> Score:
    """Compare what is found with what should be, the language told or not."""
    right = wrong = missed = 0
    for line in table:
        found = set(find(line.text, line.language if told else ""))
        right += len(found & set(line.codes))
        wrong += len(found - set(line.codes))
        missed += len(set(line.codes) - found)
    return Score(right, wrong, missed)


def microseconds(table: Sequence[Line]) -> float:
    """Return the median time a line takes, of several runs over the table."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        for line in table:
            find(line.text)
        times.append(time.perf_counter() - start)
    return 1e6 * statistics.median(times) / len(table)


def main() -> None:
    """Print the table of scores, the lines that fail and the time."""
    console, every = Console(width=110), lines()
    table = Table("", "lines", "traps", "precision", "recall", "precision*", "recall*")
    for held_out in (False, True):
        part = [line for line in every if line.held_out == held_out]
        for language in ("", *dict.fromkeys(line.language for line in every)):
            some = [line for line in part if language in {"", line.language}]
            blind, told = score(some, told=False), score(some, told=True)
            figures = (blind.precision, blind.recall, told.precision, told.recall)
            name = f"{'held out' if held_out else 'tuned on'} {language or 'all'}"
            traps = str(sum(line.trap for line in some))
            table.add_row(name, str(len(some)), traps, *(f"{figure:.3f}" for figure in figures))
    console.print(table, "* the language told to find")
    for line in every:
        if (found := find(line.text)) != line.codes:
            kind = "held out" if line.held_out else "tuned on"
            console.print(f"{kind}: {line.text!r} gives {found}, not {line.codes}", markup=False)
    console.print(f"{microseconds(every):.1f} µs a line, median of {RUNS} runs")


if __name__ == "__main__":
    main()
