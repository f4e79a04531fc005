"""Counting in the browser and what it takes on the wire: ``python -m tests.benchmarks.cells``.

The cells are those of the sample, and as many as there may be (``MOST_CELLS``), drawn at random.
The baseline is one plain sum over the numbers of all cells in the same page.
"""

from base64 import b64encode

import numpy as np
import pandas as pd
from playwright.sync_api import Page, sync_playwright
from rich.console import Console
from rich.table import Table

from dashboard.articles import dataset
from dashboard.articles.cells import MOST_CELLS, Cells, cells, pack_cells
from dashboard.articles.sample import SEED
from dashboard.articles.values import Ints, Values
from dashboard.settings import ROOT
from dashboard.web.numbers import zipped
from tests.browser.conftest import QUIET
from tests.browser.install import find

RUNS = 40
QUERIES = ("", "country=v1,v2&category=v1", "country=v7&category=v1&topic=v2,v3&source=v1")
SPANS = 228  # months of nineteen years, as in the sample
# Values and signatures of each dimension, and the most values of one signature.
SHAPES = {
    "country": (250, 2000, 3),
    "category": (6, 6, 1),
    "topic": (12, 400, 3),
    "source": (5, 5, 1),
    "language": (6, 6, 1),
}
_TIMES = """([packed, queries, runs]) => {
    const { linked } = window.defenders;
    const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
    const start = performance.now();
    const cells = linked.prepare(linked.unpack(bytes.buffer));
    const prepared = performance.now() - start;
    const median = (work) => {
        const times = Array.from({ length: runs }, () => {
            const start = performance.now();
            work();
            return performance.now() - start;
        });
        return times.sort((a, b) => a - b)[Math.floor(runs / 2)];
    };
    const sum = () => cells.arrays.number.reduce((all, one) => all + one, 0);
    const count = (query) => linked.count(cells, linked.filters(query));
    const counted = queries.map((query) => median(() => count(query)));
    const counts = count(queries[0]);
    const period = [0, counts.edges.length - 1];
    const moved = median(() => linked.within(counts, period));
    return { prepared, counted, moved, plain: median(sum) };
}"""


def drawn(most: int) -> Cells:
    """Return so many cells of random signatures."""
    random = np.random.default_rng(SEED)
    dimensions: dict[str, Values] = {}
    signature: dict[str, Ints] = {}
    for key, (size, signatures, longest) in SHAPES.items():
        lengths = random.integers(1, longest + 1, signatures)
        offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        members = random.integers(0, size, offsets[-1]).astype(np.int32)
        keys = tuple(f"v{place}" for place in range(size))
        signature[key] = random.integers(0, signatures, most).astype(np.int32)
        dimensions[key] = Values(keys, offsets, members, signature[key])
    edges = pd.date_range("1997-01-01", periods=SPANS + 1, freq="MS")
    span = np.sort(random.integers(0, SPANS, most)).astype(np.int32)
    number = random.integers(1, 20, most).astype(np.int32)
    every = np.bincount(span, number, SPANS).astype(np.int32)
    return Cells("month", edges, every, dimensions, span, number, signature)


def _row(page: Page, made: Cells) -> list[str]:
    packed = pack_cells(made)
    times = page.evaluate(_TIMES, [b64encode(packed).decode(), QUERIES, RUNS])
    counted = [f"{time:.1f} ms" for time in times["counted"]]
    prepared, moved = f"{times['prepared']:.0f} ms", f"{times['moved']:.2f} ms"
    wire = f"{len(zipped(packed)) / 1000:.0f} KB"
    ratio = f"{max(times['counted']) / times['plain']:.0f}" if times["plain"] else "—"
    return [f"{len(made.span):,}", wire, prepared, *counted, moved, ratio]


def run() -> Table:
    """Measure, and return the table."""
    heads = ("cells", "gzip", "prepare", "no filter", "2 filters", "4 filters", "move", "ratio")
    told = f"counting in the browser: medians of {RUNS}, goal 10 ms; ratio to one plain sum"
    table = Table(*heads, title=told)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(QUIET))
        page = browser.new_page()
        page.add_script_tag(path=ROOT / "assets" / "linked.js")
        for made in (cells(dataset.from_sample()), drawn(MOST_CELLS)):
            table.add_row(*_row(page, made))
        browser.close()
    return table


if __name__ == "__main__":
    Console().print(run())
