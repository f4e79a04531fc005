"""Results of other threads, taken in order."""

import gc
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from itertools import count, islice

import pytest

from dashboard.threads import TURN, each, in_turn, short_turns


def done(result: int) -> Future[int]:
    future: Future[int] = Future()
    future.set_result(result)
    return future


@pytest.mark.parametrize("ahead", [0, 1, 5])
def test_results_come_in_their_order_and_few_are_under_way(ahead: int) -> None:
    begun: list[int] = []

    def futures() -> Iterator[Future[int]]:
        for number in count():
            begun.append(number)
            yield done(number)

    for number in islice(in_turn(futures(), ahead), 20):
        assert begun[-1] - number <= ahead
        assert number == begun[0]
        begun.pop(0)


def test_what_fails_is_raised_after_all_before_it() -> None:
    failed: Future[int] = Future()
    failed.set_exception(ValueError("third"))
    results = in_turn([done(1), done(2), failed, done(4)], 3)
    assert [next(results), next(results)] == [1, 2]
    with pytest.raises(ValueError, match="third"):
        next(results)


def test_what_is_made_of_each_comes_in_order() -> None:
    assert [*each(str, range(50))] == [str(number) for number in range(50)]


def test_turns_are_short_meanwhile_only() -> None:
    before = sys.getswitchinterval(), gc.get_freeze_count()
    with short_turns():
        assert sys.getswitchinterval() == pytest.approx(TURN)
        assert gc.get_freeze_count() > before[1]
    assert (sys.getswitchinterval(), gc.get_freeze_count()) == before
