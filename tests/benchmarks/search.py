"""Speed and memory of the search: ``python -m tests.benchmarks.search``.

The baseline is ``str.contains`` of pandas on titles and summaries, ignoring case: it knows no
accents, no beginnings of words and no order of results.
"""

from dataclasses import dataclass, fields

import pandas as pd
from rich.console import Console
from rich.table import Table

from dashboard.articles import sample, search, terms
from dashboard.articles.search import Column, Index
from tests.benchmarks.timing import RUNS, median, seconds

SIZES = (sample.COUNT, 1_000_000)
QUERIES = {
    "1 letter": "l",
    "3 letters": "law",
    "6 letters": "lawyer",
    "two words": "guide pratique",
    "phrase": '"practical guide"',
    "exclusion": "-lawyer",
    "phrase, a word less": '"practical guide" -lawyers',
}


@dataclass(frozen=True)
class Built:
    """An index, and what it took to make it."""

    index: Index
    seconds: float

    @property
    def megabytes(self) -> float:
        """Memory that stays taken."""
        arrays = (
            getattr(column, field.name)
            for column in (self.index.title, self.index.summary)
            for field in fields(Column)
        )
        return float(sum(array.nbytes for array in arrays)) / 1e6


def build(frame: pd.DataFrame) -> Built:
    """Make the index of a frame once."""
    made: list[Index] = []
    took = seconds(lambda: made.append(search.index(frame)))
    return Built(made[0], took)


def contains(frame: pd.DataFrame, text: str) -> pd.Series:
    """Search as one would without an index."""
    needle = text.strip('-"')
    return frame["title"].str.contains(needle, case=False, regex=False) | frame[
        "summary"
    ].str.contains(needle, case=False, regex=False)


def measure(size: int) -> Table:
    """Return the table of one size."""
    frame = sample.frame(size)[["title", "summary"]].astype("str")
    built = build(frame)
    told = f"{size:,} articles: index made in {built.seconds:.2f} s, {built.megabytes:.0f} MB"
    table = Table(
        "search", "found", "first", "median", "relevance", "str.contains", "ratio", title=told
    )
    for name, query in QUERIES.items():
        table.add_row(name, *_row(built.index, frame, query))
    return table


def _row(index: Index, frame: pd.DataFrame, query: str) -> list[str]:
    def find() -> int:
        return int(index.matching(terms.read(query)).sum())

    first = seconds(find)
    again = median(find)
    relevance = median(lambda: index.relevance(terms.read(query)))
    plain = median(lambda: contains(frame, query), 3)
    times = [f"{1000 * time:.1f} ms" for time in (first, again, relevance, plain)]
    return [f"{find():,}", *times, f"{plain / again:.0f}"]


def main() -> None:
    """Print a table for each of ``SIZES``."""
    console = Console()
    for size in SIZES:
        console.print(measure(size))
    console.print(f"medians of {RUNS} runs; ratio: str.contains / median")


if __name__ == "__main__":
    main()
