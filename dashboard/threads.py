"""Work in other threads, its results taken in order."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def in_turn(futures: Iterable[Future[T]], ahead: int) -> Iterator[T]:
    """Yield the results of futures in their order, so many more of them under way meanwhile."""
    waiting: deque[Future[T]] = deque()
    for future in futures:
        waiting.append(future)
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
