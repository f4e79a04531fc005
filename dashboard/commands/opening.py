"""Where articles are imported from: files and addresses, as a person writes them."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import typer

from dashboard.errors import SourceError
from dashboard.sources import network
from dashboard.sources.fetch import fetch
from dashboard.sources.source import Source


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


def open_(place: str, *, mapping: Mapping[str, str], sheet: str, contact: str) -> Source:
    """Return the source at a place, fetched if it is an address; raises SourceError."""
    if not network.is_address(place):
        return Source(place, Path(place), mapping, sheet)
    fetched = asyncio.run(fetch(place, contact=contact))
    return Source(
        network.shown(place), fetched.content, mapping, sheet, fetched.location, fetched.charset
    )
