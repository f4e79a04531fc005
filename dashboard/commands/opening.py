"""Where articles are imported from, as a person writes it, and where they wait meanwhile."""

import asyncio
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import typer

from dashboard.errors import SettingError, SourceError
from dashboard.sources import network
from dashboard.sources.fetch import fetch
from dashboard.sources.source import Source


@contextmanager
def waiting_room() -> Iterator[Path]:
    """Yield a folder for what waits until an import is whole; it is removed afterwards.

    Raises:
        SettingError: it cannot be made or written, such as on a full disk.
    """
    try:
        with TemporaryDirectory(prefix="defenders-map-") as folder:
            yield Path(folder)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else error
        place = f"temporary folder {gettempdir()} (TMPDIR)"
        raise SettingError(f"{place} cannot be written: {reason}") from error


def check(written: str) -> str:
    """Return the name of a file or an address; raises BadParameter if it cannot be one."""
    if not network.is_address(written):
        if Path(written).is_dir() or not Path(written).exists():
            raise typer.BadParameter(f"{written!r} is no file")
        return written
    try:
        return network.check(written)
    except SourceError as error:
        raise typer.BadParameter(str(error)) from error


def size(places: Sequence[str]) -> int | None:
    """Return how many bytes there are at some places, None when one is an address."""
    if any(map(network.is_address, places)):
        return None
    return sum(Path(place).stat().st_size for place in places)


def open_(place: str, *, mapping: Mapping[str, str], sheet: str, contact: str) -> Source:
    """Return the source at a place, fetched if it is an address; raises SourceError."""
    if not network.is_address(place):
        return Source(place, Path(place), mapping, sheet)
    fetched = asyncio.run(fetch(place, contact=contact))
    return Source(
        network.shown(place), fetched.content, mapping, sheet, fetched.location, fetched.charset
    )
