"""An update: the feeds that are followed in, what is new of them into the archive."""

import asyncio
import shlex
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from dashboard.articles.archive import Archive
from dashboard.articles.changes import Changes
from dashboard.errors import DashboardError
from dashboard.sources.answers import Fetched, NotModified, Seen
from dashboard.sources.feeds import Feed
from dashboard.sources.importing import Import, Importer
from dashboard.sources.memory import Memory
from dashboard.sources.network import shown
from dashboard.sources.rejects import Table
from dashboard.sources.source import Source


class Fetch(Protocol):
    """Gives what an address holds; raises SourceError."""

    def __call__(self, address: str, /, *, seen: Seen | None) -> Awaitable[Fetched | NotModified]:
        """Return the content, or that it is what it was when it was seen."""


_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one feed gave.

    Attributes:
        feed: its entry.
        found: what it holds; None when nothing was fetched.
        changes: what of it is in the archive now.
        error: why it gave nothing, or not all; empty when all is well.
        moved: the address to write into its entry from now on, or empty.
    """

    feed: Feed
    found: Import | None = None
    changes: Changes | None = None
    error: str = ""
    moved: str = ""

    @property
    def not_modified(self) -> bool:
        """Whether it holds what it held when it landed last."""
        return self.found is None and not self.error

    @property
    def failed(self) -> bool:
        """Whether it gave no article for another reason than that nothing is new."""
        nothing = self.found is None or not len(self.found.articles)
        return nothing and bool(self.error or (self.found and self.found.rejects.count))


@dataclass(frozen=True, slots=True)
class Updater:
    """Fetches feeds side by side; each lands as a version of its own, one after the other.

    Attributes:
        archive: where the articles go.
        memory: what servers said when feeds landed.
        fetch: see :class:`Fetch`.
        rejects: where rows go that a feed's articles land without.
        folder: where what is read waits; to be removed when the outcomes are told.
        now: time of arrival, UTC.
        today: the last day that is no future.
        fresh: whether feeds come anew that have not changed.
        in_text: see :class:`dashboard.sources.importing.Importer`.
    """

    archive: Archive
    memory: Memory
    fetch: Fetch
    rejects: Table
    folder: Path
    now: datetime
    today: date
    fresh: bool = False
    in_text: bool = True

    async def update(
        self, feeds: Sequence[Feed], told: Callable[[int], object] = lambda _: None
    ) -> list[Outcome]:
        """Return what each feed gave; a slow or broken one keeps no other waiting.

        Args:
            feeds: what is fetched.
            told: called with 1 when a feed is done.

        Raises:
            ArchiveError: the archive cannot be opened; nothing was fetched.
        """
        table = await asyncio.to_thread(self.archive.table_id)
        few, landing = asyncio.Semaphore(_AT_ONCE), asyncio.Lock()

        async def one(feed: Feed) -> Outcome:
            async with few:
                outcome = await self._outcome(feed, table, landing)
            told(1)
            return outcome

        async with asyncio.TaskGroup() as group:  # which, unlike gather, waits when cancelled
            tasks = [group.create_task(one(feed)) for feed in feeds]
        return [task.result() for task in tasks]

    async def _outcome(self, feed: Feed, table: str | None, landing: asyncio.Lock) -> Outcome:
        seen = None if self.fresh else self.memory.recall(feed, table)
        try:
            fetched = await self.fetch(feed.url, seen=seen)
            if isinstance(fetched, NotModified):
                return Outcome(feed, moved=fetched.moved)
            async with landing:
                return await _finished(asyncio.to_thread(self._land, feed, fetched))
        except DashboardError as error:
            return Outcome(feed, error=str(error))
        except Exception as error:  # noqa: BLE001  a fault of one feed must not stop the others
            return Outcome(feed, error=f"{shown(feed.url)}: {type(error).__name__}: {error}")

    def _land(self, feed: Feed, fetched: Fetched) -> Outcome:
        """Import a feed, and remember it once its articles are in the archive."""
        name, folder = shown(feed.url), self.folder / feed.key
        folder.mkdir()
        importer = Importer(folder, today=self.today, in_text=self.in_text)
        source = Source(name, fetched.content, base=fetched.location, charset=fetched.charset)
        importer.add(source, feed.defaults)
        found = importer.finish()
        command = shlex.join(["update", feed.name])
        with self.rejects.holding(found.rejects):
            changes = self.archive.upsert(found.articles, command, self.now)
        outcome = Outcome(feed, found, changes, next(iter(found.unread), ""), fetched.moved)
        table = self.archive.table_id()
        if outcome.error or table is None:
            return outcome
        try:
            self.memory.remember(feed, table, fetched.seen)
        except DashboardError as error:
            return replace(outcome, error=str(error))
        return outcome


async def _finished(landing: Awaitable[Outcome]) -> Outcome:
    """Return what comes of a landing; whoever wants to stop waits for its end."""
    task = asyncio.ensure_future(landing)
    try:
        return await asyncio.shield(task)
    finally:
        await asyncio.wait([task])
