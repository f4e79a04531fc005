"""The command that follows feeds."""

import asyncio
import random
import re
import signal
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Annotated

import typer

from dashboard.articles.archive import Archive
from dashboard.commands import feed_report, opening, report
from dashboard.commands.importing import AHEAD
from dashboard.errors import DashboardError, SettingError
from dashboard.settings import Settings
from dashboard.sources import feeds, rejects, review
from dashboard.sources.feeds import Feed
from dashboard.sources.fetch import fetch
from dashboard.sources.memory import Memory
from dashboard.sources.updating import Updater

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
# So that the dashboards of the world do not all ask at the same minute.
_JITTER = 0.1


def period(written: str) -> timedelta:
    """Return a period from a text such as ``15m``, ``2h`` or ``1d``."""
    found = re.fullmatch(r"([1-9]\d{0,3})([mhd])", written.strip().lower())
    if not found:
        raise typer.BadParameter(f"{written!r} is no period such as 15m, 2h or 1d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def update(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]…", help="Feeds; without any, all of them.")
    ] = None,
    *,
    every: Annotated[
        timedelta | None,
        typer.Option(parser=period, metavar="PERIOD", help="Keep on, such as every 15m, 2h or 1d."),
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Also import what has not changed since last time.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line on standard output.")
    ] = False,
) -> None:
    """Fetch the feeds that are listed and put what is new into the archive."""
    settings = Settings.read()
    _chosen(settings.sources, names or ())
    turn = partial(run, settings, names or (), fresh=fresh, as_json=as_json)
    if every:
        asyncio.run(repeat(turn, every))
    elif not asyncio.run(turn()):
        raise typer.Exit(1)


def _chosen(path: Path, names: Sequence[str]) -> list[Feed]:
    """Return the feeds of these names, or all.

    Raises:
        SettingError: the list cannot be read or is empty.
        BadParameter: it has no feed of a name.
    """
    listed = {feed.name: feed for feed in feeds.read(path)}
    if not listed:
        raise SettingError(f"{path}: lists no feed yet; it says how to")
    if unknown := [name for name in names if name not in listed]:
        known = ", ".join(listed)
        raise typer.BadParameter(f"{path} lists no feed {', '.join(unknown)}, only {known}")
    return [listed[name] for name in dict.fromkeys(names)] or list(listed.values())


async def run(settings: Settings, names: Sequence[str], *, fresh: bool, as_json: bool) -> bool:
    """Update once and tell what each feed gave; return whether any did not fail."""
    archive, now = Archive(settings.archive), datetime.now(UTC)
    rejected = rejects.Table(rejects.path(settings.rejects, now))
    with opening.waiting_room() as folder:
        updater = Updater(
            archive,
            Memory(settings.state, archive.location),
            partial(fetch, contact=settings.contact),
            rejected,
            folder=folder,
            now=now,
            today=(now + AHEAD).date(),
            fresh=fresh,
            in_text=settings.countries_from_text,
        )
        listed, place = _chosen(settings.sources, names), count(1)
        with report.progress("feeds done", len(listed)) as told:
            outcomes = await updater.update(listed, lambda done: told(done, next(place)))
        if as_json:
            feed_report.write_json(outcomes)
        waiting = review.count_fresh(archive, [o.changes for o in outcomes if o.changes])
        done = report.done(archive, waiting)
        feed_report.show(outcomes, rejected.path, done, as_json=as_json)
    return not all(outcome.failed for outcome in outcomes)


async def repeat(turn: Callable[[], Awaitable[object]], every: timedelta) -> None:
    """Take turns until SIGINT or SIGTERM; an error in one is told and does not end them.

    Args:
        turn: what is done; when it is to stop it is cancelled.
        every: time from one beginning to the next, give or take a tenth.
    """
    loop = asyncio.get_running_loop()
    with _stopping() as stop:
        while not stop.is_set():
            start = loop.time()
            try:
                await _unless(stop, turn())
            except (DashboardError, OSError) as error:
                report.show_error(error)
            pause = every.total_seconds() * random.uniform(1 - _JITTER, 1 + _JITTER)  # noqa: S311
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), start + pause - loop.time())


@contextmanager
def _stopping() -> Iterator[asyncio.Event]:
    """Yield an event that SIGINT and SIGTERM set."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    signals = (signal.SIGINT, signal.SIGTERM)
    before = [
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set)) for number in signals
    ]
    try:
        yield stop
    finally:
        for number, handler in zip(signals, before, strict=True):
            signal.signal(number, handler)


async def _unless(stop: asyncio.Event, turn: Awaitable[object]) -> None:
    """Wait for a turn, and cancel it when it is to stop; what is landing lands."""
    task, stopping = asyncio.ensure_future(turn), asyncio.ensure_future(stop.wait())
    await asyncio.wait([task, stopping], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
