"""What an import tells the person or the program that called it."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from itertools import chain, islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

from dashboard.articles.archive import Archive
from dashboard.articles.changes import Changes, Exchange
from dashboard.commands.terminal import brief, plain_console
from dashboard.sources import rejects
from dashboard.sources.importing import Import
from dashboard.sources.row import WHOLE_FILE

_MOST_SHOWN = 10
_ROWS = (
    "rows are counted from 1: below the header of a table, without blank ones, so in a sheet with "
    "nothing above its header row 1 stands in line 2; elsewhere entry by entry"
)


@contextmanager
def progress(done: str, whole: int | None) -> Iterator[Callable[[int, int | None], object]]:
    """Show on a terminal a bar, and beside it how many are done, such as ``rows read``.

    Args:
        done: what is counted.
        whole: the place at which the bar is full; None if nobody knows.

    Yields:
        what takes how many more are done, and the place the bar is at; None lets it pulse.
    """
    count = TextColumn(f"{{task.fields[count]:,}} {done}")
    columns = (BarColumn(), TaskProgressColumn(), count, TimeElapsedColumn())
    console = plain_console(on_error_output=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        bar.add_task("", total=None, count=0)
        (task,) = bar.tasks

        def told(more: int, place: int | None) -> None:
            task.total = None if place is None else whole
            count = task.fields["count"] + more
            bar.update(task.id, completed=place or 0, count=count)

        yield told


def summary(found: Import, changes: Changes) -> dict[str, Any]:
    """Return the numbers of an import, as plain values."""
    return {
        "new": changes.new,
        "changed": changes.changed,
        "unchanged": changes.unchanged,
        "exchanged": changes.exchanged,
        "exchanges": [asdict(exchange) for exchange in changes.exchanges],
        "repeated": found.repeated,
        "empty": found.empty,
        "unknown_countries": dict(found.unknown_countries.most_common()),
        "regions_and_former_states": dict(found.groups.most_common()),
        "reasons": [
            {"rows": number, "for_example": reject["reason"]}
            for reject, number in rejects.kinds(found.rejects)
        ],
    }


def write_json(found: Import, changes: Changes, more: Mapping[str, object]) -> None:
    """Write an import to standard output as one JSON object, row by row, without a line end.

    ``articles`` are those accepted, ``summary`` has the numbers and what was rejected or left out.

    Args:
        more: what else the summary has.
    """
    sys.stdout.write('{"articles": ')
    _write_list(_articles(found))
    told = json.dumps({**summary(found, changes), **more}, ensure_ascii=False)
    sys.stdout.write(f', "summary": {told[:-1]}, "rejected": ')
    _write_list(
        {name: reject[name] for name in ("file", "row", "reason")} for reject in found.rejects
    )
    sys.stdout.write(', "notes": ')
    _write_list(found.notes)
    sys.stdout.write("}}")


def _articles(found: Import) -> Iterator[dict[str, Any]]:
    for batch in found.articles.to_batches():
        for row in batch.to_pylist():
            yield {**row, "date": row["date"].isoformat()}


def _write_list(values: Iterable[object]) -> None:
    sys.stdout.write("[")
    for number, value in enumerate(values):
        sys.stdout.write((", " if number else "") + json.dumps(value, ensure_ascii=False))
    sys.stdout.write("]")


def show_error(error: Exception) -> None:
    """Tell in one line what went wrong."""
    console = plain_console(on_error_output=True)
    console.print("[red]error:[/] ", end="")
    console.print(str(error), markup=False)


def version(archive: Archive) -> str:
    """Return in words where the archive stands."""
    newest = archive.version()
    return f"archive {archive.location}: " + ("none yet" if newest is None else f"version {newest}")


def show(
    found: Import, changes: Changes, path: Path | None, outcome: str, *, on_error_output: bool
) -> None:
    """Tell a person what an import did, or would do.

    Args:
        path: where the rejected rows are, None when they are nowhere.
        outcome: what became of the archive.
    """
    console = plain_console(on_error_output=on_error_output)
    console.print(_table(found, changes))
    show_lines([found], console)
    show_rejects(path, console)
    console.print(outcome, markup=False)


def show_lines(imports: Sequence[Import], console: Console) -> None:
    """Print the first lines of what imports did not take as it was, and that there are more."""
    shown = list(islice(chain.from_iterable(map(_lines, imports)), _MOST_SHOWN + 1))
    for line in shown[:_MOST_SHOWN]:
        console.print(brief(line))
    if len(shown) > _MOST_SHOWN:
        console.print("… and more, all with --json")
    if any(found.rejects.count + found.notes.count > len(found.unread) for found in imports):
        console.print(_ROWS)


def show_rejects(path: Path | None, console: Console) -> None:
    """Print where the rejected rows are, if they are anywhere."""
    if path:
        told = f"rejected rows: {path} — correct them and import that file"
        console.print(told, markup=False)


def done(archive: Archive, waiting: int | None) -> str:
    """Return in words what became of the archive.

    Args:
        waiting: how many pairs of articles may be one; None if nobody has counted.
    """
    told = f"{waiting} pairs of articles may be one: decide on them with review" if waiting else ""
    if waiting is None:
        told = "articles that may be there twice: see review"
    return f"{told}\n{version(archive)}".strip()


def exchange(told: Exchange) -> str:
    """Return in words which article took the place of which."""
    return f"{told.id} was {told.before!r} and is {told.after!r}"


def _table(found: Import, changes: Changes) -> Table:
    table = Table("articles", "number", "for example")
    rejected = (reject for reject in found.rejects if reject["row"] != WHOLE_FILE)
    for name, number, example in (
        ("new", changes.new, ""),
        ("changed", changes.changed, ""),
        ("of them other articles", changes.exchanged, next(map(exchange, changes.exchanges), "")),
        ("unchanged", changes.unchanged, ""),
        ("rejected", found.rejects.count - len(found.unread), next(map(_reject, rejected), "")),
        ("files not read", len(found.unread), next(iter(found.unread), "")),
        ("left out of some", found.notes.count, next(map(_note, found.notes), "")),
        (
            "country not known",
            found.unknown_countries.total(),
            next(iter(found.unknown_countries), ""),
        ),
        ("region or former state", found.groups.total(), next(iter(found.groups), "")),
    ):
        table.add_row(name, f"{number:,}", brief(example))
    return table


def _lines(found: Import) -> Iterator[str]:
    yield from (f"not read: {reason}" for reason in found.unread)
    yield from (f"{name}: no article in it" for name in found.empty)
    for reject, number in rejects.kinds(found.rejects):
        if reject["row"] != WHOLE_FILE:
            like = f" ({number:,} rows like this)" if number > 1 else ""
            yield f"rejected: {_reject(reject)}{like}"
    yield from (f"left out: {_note(note)}" for note in found.notes)
    for name, number in found.unknown_countries.most_common():
        yield f"country not known: {name} ({number})"
    for name, number in found.groups.most_common():
        yield f"no country but a region or a former state: {name} ({number})"


def _reject(reject: Mapping[str, Any]) -> str:
    return f"{_where(reject)}{reject['reason']}"


def _note(note: Mapping[str, Any]) -> str:
    return f"{_where(note)}{note['note']}"


def _where(told: Mapping[str, Any]) -> str:
    row = "" if told["row"] == WHOLE_FILE else f", row {told['row']}"
    return f"{told['file']}{row}: "
