"""A long answer comes whole, and others are answered between its pieces."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from dashboard.web.turns import in_turns


def test_the_pieces_come_in_order_from_another_thread() -> None:
    threads = set()

    def pieces() -> Iterator[bytes]:
        for number in range(5):
            threads.add(threading.current_thread())
            yield bytes([number])

    async def gathered() -> list[bytes]:
        return [piece async for piece in in_turns(pieces())]

    assert asyncio.run(gathered()) == [bytes([number]) for number in range(5)]
    assert threading.main_thread() not in threads


def test_it_rests_after_each_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    rests: list[float] = []

    async def rest(seconds: float) -> None:
        rests.append(seconds)

    async def whole() -> None:
        async for _ in in_turns([b"a", b"b", b"c"]):
            pass

    monkeypatch.setattr("dashboard.web.turns.asyncio.sleep", rest)
    asyncio.run(whole())
    assert len(rests) == 3
    assert all(seconds > 0 for seconds in rests)
