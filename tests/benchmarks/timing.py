"""How long work takes."""

import statistics
import time
from collections.abc import Callable

RUNS = 7


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds that some work takes once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median(work: Callable[[], object], runs: int = RUNS) -> float:
    """Return the median seconds of several runs of some work."""
    return statistics.median(seconds(work) for _ in range(runs))
