"""Linked views under a moving hand, beside a plain Dash callback in the same run.

``python -m tests.benchmarks.linked [articles …]``; 4,778 and 1 million by default. Times are
medians of ``MOVES`` or ``CLICKS`` in headless Chromium; a busy machine slows the plain one too.
"""

import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from rich.console import Console
from rich.table import Table

from dashboard.articles import dataset as datasets
from dashboard.articles import sample
from dashboard.articles.dataset import Dataset, Served
from dashboard.settings import Settings
from tests.benchmarks.plain import plain_app
from tests.browser.conftest import QUIET, serving, serving_app
from tests.browser.hand import settled, visit
from tests.browser.install import find

SIZES = (sample.COUNT, 1_000_000)
MANY = 5_000_000  # articles, of which only the work per move is measured
MOVES, CLICKS, SECONDS = 40, 24, 3
_WORK = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")
_FRAMES = """(seconds) => new Promise((done) => {
    const tasks = [], end = performance.now() + 1000 * seconds;
    const watch = new PerformanceObserver((l) => tasks.push(...l.getEntries()));
    watch.observe({ entryTypes: ['longtask'] });
    let frames = 0;
    const frame = (now) => {
        frames += 1;
        if (now < end) requestAnimationFrame(frame);
        else setTimeout(() => {
            watch.disconnect();
            done([frames / seconds, Math.max(0, ...tasks.map((t) => t.duration))]);
        }, 100);
    };
    requestAnimationFrame(frame);
})"""
_PAINTED = """async ([x, y]) => {
    const painted = () => new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
    await painted();
    await new Promise((go) => setTimeout(go, 17 * Math.random())); /* any moment of a frame */
    const plot = document.querySelector('#timeline .plot');
    const start = performance.now();
    plot.dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: y, bubbles: true,
        isPrimary: true, pointerId: 1, pointerType: 'mouse' }));
    await painted();
    return performance.now() - start;
}"""
_CLICK = """(code) => new Promise((done) => {
    const start = performance.now();
    const watch = new MutationObserver(() => {
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    });
    watch.observe(document.getElementById('articles'), { childList: true, subtree: true });
    defenders.navigate('?country=' + code);
})"""
_PLAIN = """(year) => new Promise((done) => {
    const start = performance.now();
    document.querySelector('#map .js-plotly-plot').once('plotly_afterplot', () =>
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))));
    window.dash_clientside.set_props('start', { data: year });
})"""


class Fixed(Served):
    """A dataset that is served as it is."""

    def __init__(self, dataset: Dataset) -> None:
        self.current, self._failing = dataset, False

    def start(self) -> None:
        """Follow nothing."""

    def stop(self) -> None:
        """There is nothing to stop."""


@dataclass(frozen=True)
class Speed:
    """What was measured: milliseconds, and frames a second."""

    work: float
    painted: float
    drag: tuple[float, float]
    play: tuple[float, float]
    click: float
    plain: float


def generated(count: int) -> Dataset:
    """Return the dataset of generated articles."""
    return datasets.from_frame(f"bench.{count}", sample.frame(count))


def measure(browser: Browser, served: Dataset) -> Speed:
    """Measure one dataset."""
    with _opened(browser, served) as page:
        _look(page)
        click = statistics.median(_clicks(page))
        _look(page)
        work, painted = _moves(page)
        return Speed(work, painted, _dragged(page), _played(page), click, _plain(browser, served))


def work_of(browser: Browser, served: Dataset) -> float:
    """Return the work of a pointer move, in milliseconds."""
    with _opened(browser, served) as page:
        _look(page)
        return _moves(page)[0]


def _look(page: Page) -> None:
    """Show two years, and wait for everything, cells too."""
    visit(page, page.url.split("?")[0] + "?from=2004-01&to=2005-12")
    settled(page)
    page.wait_for_timeout(1000)


@contextmanager
def _opened(browser: Browser, served: Dataset) -> Iterator[Page]:
    with (
        tempfile.TemporaryDirectory() as empty,
        patch("dashboard.factory.Served", lambda *_: Fixed(served)),
        serving(Settings.read(archive=f"{empty}/archive")) as url,
    ):
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
        page.set_default_timeout(120_000)
        page.goto(url + "/")
        yield page
        page.close()


def _work(session: CDPSession) -> float:
    found = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    return 1000.0 * float(sum(found[name] for name in _WORK))


def _hold(page: Page) -> tuple[float, float, float]:
    """Take the period in the hand; return where, and how wide the timeline is."""
    page.locator("#timeline .plot").scroll_into_view_if_needed()
    plot = page.locator("#timeline .plot").bounding_box()
    whole = page.locator("#timeline .whole").bounding_box()
    assert plot
    assert whole
    x, y = whole["x"] + whole["width"] / 2, plot["y"] + plot["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    return x, y, plot["width"]


def _moves(page: Page) -> tuple[float, float]:
    """Return the work of a move by some months, and how long after it all is painted."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    x, y, width = _hold(page)
    works, waits = [], []
    for number in range(MOVES):
        to = x + width * 0.4 * (number % 20 + 1) / 20
        before = _work(session)
        waits.append(page.evaluate(_PAINTED, [to, y]))
        works.append(_work(session) - before)
    page.mouse.up()
    settled(page)
    return statistics.median(works), statistics.median(waits)


def _dragged(page: Page) -> tuple[float, float]:
    """Return frames a second and the longest task of a drag."""
    x, y, width = _hold(page)
    page.evaluate(f"() => {{ window.frames_ = ({_FRAMES})({SECONDS}); }}")
    start = page.evaluate("performance.now()")
    while (now := page.evaluate("performance.now()") - start) < 1000 * SECONDS:
        swing = abs((now / 1000) % 2 - 1)  # there and back in two seconds
        page.mouse.move(x - 0.3 * width * swing, y)
    found = page.evaluate("() => window.frames_")
    page.mouse.up()
    settled(page)
    return found[0], found[1]


def _played(page: Page) -> tuple[float, float]:
    page.get_by_label("Speed").select_option("fast")
    page.get_by_role("button", name="Play or pause").click()
    found = page.evaluate(_FRAMES, SECONDS)
    page.get_by_role("button", name="Play or pause").click()
    settled(page)
    return found[0], found[1]


def _clicks(page: Page) -> Iterator[float]:
    for number in range(CLICKS):
        codes = ("BRA", "DZA", "FRA", "KEN", "COL", "IND", "NPL", "PER")
        yield page.evaluate(_CLICK, codes[number % len(codes)])
        settled(page)
        page.wait_for_timeout(200)


def _plain(browser: Browser, served: Dataset) -> float:
    with serving_app(plain_app(Fixed(served))) as url:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(120_000)
        page.goto(url)
        page.locator("#map .choroplethlayer path").nth(20).wait_for(state="attached")
        page.wait_for_timeout(1000)
        waits = [page.evaluate(_PLAIN, 2000 + number % 12) for number in range(CLICKS)]
        page.close()
    return float(statistics.median(waits))


def table(speeds: dict[int, Speed], work_of_many: float) -> Table:
    """Return the table of the goals."""
    shown = Table("linked views", "goal", *(f"{count:,} articles" for count in speeds))

    def row(name: str, goal: str, *values: Any) -> None:
        shown.add_row(name, goal, *map(str, values))

    every = [*speeds.values()]
    row("work per pointer move", "≤ 8 ms", *(f"{s.work:.1f} ms" for s in every))
    row("pointer move → painted", "", *(f"{s.painted:.0f} ms" for s in every))
    row("plain Dash callback → painted", "", *(f"{s.plain:.0f} ms" for s in every))
    row("plain / ours", "≥ 15", *(f"{s.plain / s.painted:.0f}" for s in every))
    for name, picked in (("drag", [s.drag for s in every]), ("playback", [s.play for s in every])):
        row(f"{name} of {SECONDS} s", "≥ 50", *(f"{fps:.0f} frames/s" for fps, _ in picked))
        row(f"longest task of the {name}", "≤ 50 ms", *(f"{t:.0f} ms" for _, t in picked))
    row("country → list painted", "≤ 60 / 120 ms", *(f"{s.click:.0f} ms" for s in every))
    first = every[0].work
    row("growth of work per move", "≤ 2", *(f"{s.work / first:.1f}" for s in every))
    many = f"{work_of_many:.1f} ms, {work_of_many / first:.1f}"
    row(f"the same with {MANY:,} articles", "≤ 2", many)
    return shown


def run(sizes: tuple[int, ...] = SIZES) -> Table:
    """Measure datasets of these sizes."""
    speeds = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(QUIET))
        for count in sizes:
            speeds[count] = measure(browser, generated(count))
        many = work_of(browser, generated(MANY))
        browser.close()
    return table(speeds, many)


if __name__ == "__main__":
    Console().print(run(tuple(int(size) for size in sys.argv[1:]) or SIZES))
