"""Long answers leave room for short ones."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable


async def in_turns(pieces: Iterable[bytes]) -> AsyncIterator[bytes]:
    """Yield the pieces of a long answer, each made in a thread, and rest as long as it took.

    Python runs one thread at a time, so who makes pieces without a pause makes everybody wait.
    An export takes twice as long for it, when nothing else is asked.
    """
    made = iter(pieces)
    while True:
        start = time.perf_counter()
        piece = await asyncio.to_thread(next, made, None)
        if piece is None:
            return
        yield piece
        await asyncio.sleep(time.perf_counter() - start)
