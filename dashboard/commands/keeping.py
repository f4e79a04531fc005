"""The commands that look after the archive: its history, withdrawals and its soundness."""

import json
import shlex
from datetime import UTC
from typing import Annotated

import pyarrow.compute as pc
import typer
from rich.table import Table

from dashboard.articles.archive import Archive
from dashboard.articles.model import Status
from dashboard.articles.versions import COUNTS, Version
from dashboard.commands import report
from dashboard.commands.terminal import brief, plain_console
from dashboard.errors import ArchiveError
from dashboard.settings import Settings

_REASON_LIMIT = 500
_MOST_TOLD = 5
_AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]


def history(*, as_json: _AsJson = False) -> None:
    """List the versions of the archive, newest first."""
    versions = _archive().history()
    if as_json:
        print(json.dumps({"versions": [_values(version) for version in versions]}))  # noqa: T201
        return
    table = Table("version", "time (UTC)", *COUNTS, "command")
    for version in versions:
        at = version.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
        numbers = (f"{version.counts[name]:,}" if version.counts else "?" for name in COUNTS)
        table.add_row(str(version.number), at, *numbers, brief(version.command))
    plain_console().print(table)


def restore(number: Annotated[int, typer.Argument(help="Version to go back to.")]) -> None:
    """Go back to a version, as a new one: what came since stays in the history."""
    archive = _archive()
    before = _withdrawn(archive)
    archive.restore(number, f"restore {number}")
    if back := sorted(before - _withdrawn(archive)):
        _tell(f"no longer withdrawn: {len(back)} ({', '.join(back[:_MOST_TOLD])})")
    _tell(report.version(archive))


def withdraw(
    ids: Annotated[list[str], typer.Argument(metavar="ID…", help="Articles to withdraw.")],
    *,
    reason: Annotated[str, typer.Option(help="Why, in words that are published.")],
) -> None:
    """Withdraw articles: they leave every list and count, and stay as tombstones."""
    reason = " ".join(reason.split())
    if not reason or len(reason) > _REASON_LIMIT:
        raise typer.BadParameter(f"--reason: 1 to {_REASON_LIMIT} characters are needed")
    archive = _archive()
    done = archive.withdraw(ids, reason, shlex.join(["withdraw", *ids, "--reason", reason]))
    _tell(f"withdrawn: {done} of {len(set(ids))}")
    _tell(report.version(archive))


def check(*, as_json: _AsJson = False) -> None:
    """Read every file of the archive and hold every row against the rules; change nothing."""
    archive = _archive()
    faults = archive.faults()
    if as_json:
        print(json.dumps({"version": archive.version(), "faults": faults}))  # noqa: T201
    else:
        for fault in faults:
            _tell(fault)
        _tell(f"{report.version(archive)}: {'no fault' if not faults else 'faults'}")
    if faults:
        raise typer.Exit(1)


def _archive() -> Archive:
    return Archive(Settings.read().archive)


def _withdrawn(archive: Archive) -> set[str]:
    """Return the ids of withdrawn articles, none of a version that is damaged: one may leave it."""
    try:
        rows = archive.rows(("id", "status"))
    except ArchiveError:
        return set()
    return set(rows["id"].filter(pc.equal(rows["status"], str(Status.WITHDRAWN))).to_pylist())


def _tell(text: str) -> None:
    plain_console().print(text, markup=False)


def _values(version: Version) -> dict[str, object]:
    return {
        "version": version.number,
        "at": version.at.isoformat(),
        "command": version.command,
        **{name: version.counts.get(name) for name in COUNTS},
    }
