"""Speed of the main paths: ``make bench``. Medians; ratios to a baseline of the same run.

The machine may be busy: compare ratios, not seconds.
"""

import statistics
import tempfile
from pathlib import Path

import pandas as pd
from rich.console import Console
from rich.table import Table

from dashboard.articles import dataset, sample
from dashboard.articles.archive import Archive
from dashboard.articles.counts import count
from dashboard.articles.filters import Filters
from dashboard.articles.select import select
from dashboard.sources.importing import Importer
from dashboard.sources.source import Source
from tests.benchmarks import cells, linked, search, serving, similar, size
from tests.benchmarks.follow import seconds_until_shown
from tests.benchmarks.timing import RUNS, median

QUERY = "country=BRA,DZA&from=2006&to=2012&category=events&q=training"


def views(table: Table) -> None:
    """Measure what one view takes: the counts and the rows of a filtered sample."""
    shown = dataset.from_sample()
    filters, _ = Filters.from_query(QUERY)
    plain = median(lambda: shown.frame["category"].value_counts())
    for name, work in (
        ("one value_counts (baseline)", lambda: shown.frame["category"].value_counts()),
        ("linked counts, no filter", lambda: count(shown, Filters())),
        ("linked counts, five filters", lambda: count(shown, filters)),
        ("rows of five filters", lambda: select(shown, filters)),
    ):
        seconds = median(work)
        table.add_row(name, f"{1000 * seconds:.1f} ms", f"{seconds / plain:.1f}")


def imports(table: Table, folder: Path) -> None:
    """Measure an import of a CSV of 4,778 articles beside pandas reading and writing it."""
    path = folder / "articles.csv"
    sample.write(path)
    baseline = median(lambda: pd.read_csv(path).to_parquet(folder / "articles.parquet"))
    table.add_row("pandas: CSV to Parquet (baseline)", f"{1000 * baseline:.0f} ms", "1.0")
    numbers = iter(range(1000))

    def bring() -> None:
        place = folder / str(next(numbers))
        place.mkdir()
        importer = Importer(place, today=pd.Timestamp.now().date())
        importer.add(Source(path.name, path))
        Archive(str(place / "archive")).upsert(importer.finish().articles, "bench")

    seconds = median(bring)
    table.add_row("import of the same CSV", f"{1000 * seconds:.0f} ms", f"{seconds / baseline:.1f}")


def main() -> None:
    """Print the tables."""
    console = Console()
    with tempfile.TemporaryDirectory() as name:
        table = Table("4,778 articles", "median", "ratio", title=f"medians of {RUNS} runs")
        views(table)
        imports(table, Path(name))
        console.print(table)
        waits = seconds_until_shown(Path(name) / "live", RUNS)
        told = f"median {statistics.median(waits):.1f} s, longest {max(waits):.1f} s"
        console.print(f"import command ended → shown in the open page: {told} of {len(waits)}")
    search.main()
    size.main()
    similar.main()
    console.print(cells.run())
    console.print(linked.run())
    console.print(serving.run(), serving.beside_export())


if __name__ == "__main__":
    main()
