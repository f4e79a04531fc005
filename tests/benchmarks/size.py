"""A million articles: an import beside pandas, its memory, and a small import into the million.

``python -m tests.benchmarks.size``. Each measure is taken in a process of its own, pandas and the
import in turns. On a busy machine the seconds of the processor tell more than those of the clock.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import pandas as pd
from rich.console import Console
from rich.table import Table

from dashboard.articles import sample
from dashboard.articles.archive import Archive
from dashboard.articles.table import CONTENT
from dashboard.settings import ROOT
from dashboard.sources.importing import Importer
from dashboard.sources.source import Source

QUARTER, MILLION, FEW = 250_000, 1_000_000, 50
RUNS = 5
COLUMNS = [name for name in CONTENT.names if name not in {"id", "basis"}]


@dataclass(frozen=True, slots=True)
class Cost:
    """What some work took.

    Attributes:
        seconds: of the clock.
        processor: seconds of all threads together.
        resident: highest megabytes in memory, more than before the work.
        own: of them those that are no pages of a file, which the system takes back when it needs.
    """

    seconds: float
    processor: float
    resident: float
    own: float


def by_pandas(source: Path, folder: Path) -> None:
    """Read a CSV and write it as Parquet."""
    pd.read_csv(source).to_parquet(folder / "articles.parquet")


def by_import(source: Path, folder: Path) -> None:
    """Import a CSV into the archive of a folder."""
    with tempfile.TemporaryDirectory(dir=folder) as staged:
        importer = Importer(Path(staged), today=date(2026, 1, 1))
        importer.add(Source(source.name, source))
        Archive(str(folder / "archive")).upsert(importer.finish().articles, "bench")


WORK: dict[str, Callable[[Path, Path], None]] = {"pandas": by_pandas, "import": by_import}


def measured(work: Callable[[], None]) -> Cost:
    """Return what some work takes in this process."""
    before, peaks, done = _memory(), [0.0, 0.0], threading.Event()

    def watch() -> None:
        while not done.wait(0.02):
            peaks[:] = map(max, peaks, _memory())

    watching = threading.Thread(target=watch)
    watching.start()
    start, used = time.perf_counter(), time.process_time()
    work()
    seconds, processor = time.perf_counter() - start, time.process_time() - used
    done.set()
    watching.join()
    resident, own = (max(0.0, peak - was) for peak, was in zip(peaks, before, strict=True))
    return Cost(seconds, processor, resident, own)


def _memory() -> tuple[float, float]:
    """Return the megabytes in memory now, and those of them that are no pages of a file."""
    with Path("/proc/self/statm").open() as file:
        _, resident, shared, *_ = map(int, file.read().split())
    page = os.sysconf("SC_PAGE_SIZE") / 1e6
    return resident * page, (resident - shared) * page


def apart(name: str, source: Path, folder: Path) -> Cost:
    """Return what one of ``WORK`` takes in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.size", name, str(source), str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    return Cost(**json.loads(done.stdout))


def written(folder: Path, count: int) -> Path:
    """Write generated articles as staff have them: a CSV of what a source can say."""
    path = folder / f"{count}.csv"
    sample.frame(count)[COLUMNS].to_csv(path, index=False)
    return path


def changed(source: Path) -> Path:
    """Write some of the articles of a CSV with another title, from all over it."""
    path = source.with_name("changed.csv")
    rows = pd.read_csv(source, dtype=str, keep_default_na=False)
    few = rows.iloc[:: len(rows) // FEW].head(FEW)
    few.assign(title=few["title"] + ", corrected").to_csv(path, index=False)
    return path


def main() -> None:
    """Print the table."""
    table = Table("1 million rows of CSV", "seconds", "processor", "resident", "of it own memory")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, quarter = written(folder, MILLION), written(folder, QUARTER)
        found: dict[str, list[Cost]] = {"pandas": [], "import": [], "few": []}
        for number in range(RUNS):
            place = folder / str(number)
            place.mkdir()
            for kind in WORK:
                found[kind].append(apart(kind, source, place))
            found["few"].append(apart("import", changed(source), place))
        (folder / "quarter").mkdir()
        small = apart("import", quarter, folder / "quarter")
    costs = {kind: _median(each) for kind, each in found.items()}
    _row(table, "pandas: read_csv, to_parquet", costs["pandas"])
    _row(table, "import", costs["import"])
    _row(table, f"import of {QUARTER:,} rows", small)
    _row(table, f"import of {FEW} changed rows into the million", costs["few"])
    console = Console()
    console.print(table)
    ours, theirs = costs["import"], costs["pandas"]
    ratios = ours.seconds / theirs.seconds, ours.processor / theirs.processor
    console.print("import / pandas (goal 4): {:.1f} by clock, {:.1f} by processor".format(*ratios))
    grown = f"{ours.own - small.own:+.0f} MB own memory, {ours.resident - small.resident:+.0f}"
    console.print(f"from {QUARTER:,} to {MILLION:,} rows: {grown} MB resident; medians of {RUNS}")


def _median(costs: list[Cost]) -> Cost:
    names = asdict(costs[0])
    return Cost(**{name: statistics.median(getattr(c, name) for c in costs) for name in names})


def _row(table: Table, name: str, cost: Cost) -> None:
    times = (f"{cost.seconds:.2f} s", f"{cost.processor:.2f} s")
    table.add_row(name, *times, f"{cost.resident:.0f} MB", f"{cost.own:.0f} MB")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        kind, source, folder = sys.argv[1:]
        cost = measured(lambda: WORK[kind](Path(source), Path(folder)))
        print(json.dumps(asdict(cost)))
    else:
        main()
