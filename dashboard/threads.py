"""Work in other threads, its results taken in order."""

import gc
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

# Half of what is done so holds Python's lock: more threads would wait for each other.
TOGETHER = 2
# Seconds after which a thread gives Python's lock to one that waits for it; by default 0.005.
TURN = 0.0005


@contextmanager
def short_turns() -> Iterator[None]:
    """Let no thread hold Python's lock for long meanwhile: each that leaves Arrow waits for it.

    Threads change sooner, and garbage is not sought among what was there before.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        sys.setswitchinterval(before)


def in_turn(futures: Iterable[Future[T]], ahead: int = TOGETHER) -> Iterator[T]:
    """Yield the results of futures in their order, so many more of them under way meanwhile."""
    waiting: deque[Future[T]] = deque()
    for future in futures:
        waiting.append(future)
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def each(work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """Yield what work makes of each item, in their order; a few are worked on at a time."""
    with ThreadPoolExecutor(TOGETHER) as threads:
        yield from in_turn(threads.submit(work, item) for item in items)
