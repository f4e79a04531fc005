"""What an update of the feeds tells the person or the program that called it."""

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from rich.table import Column, Table

from dashboard.commands import report
from dashboard.commands.terminal import brief, plain_console
from dashboard.sources.updating import Outcome

_NUMBERS = ("new", "changed", "unchanged", "rejected")


def write_json(outcomes: Sequence[Outcome]) -> None:
    """Write one line to standard output, an object of feed → what it gave.

    ``import`` is what the command of that name would write of it, null when nothing was fetched;
    ``error`` and ``moved`` are empty when all is well.
    """
    for number, outcome in enumerate(outcomes):
        told = {name: getattr(outcome, name) for name in ("error", "moved", "not_modified")}
        start = json.dumps({outcome.feed.name: told}, ensure_ascii=False).removeprefix("{")[:-2]
        sys.stdout.write((", " if number else "{") + start + ', "import": ')
        if outcome.found and outcome.changes:
            report.write_json(outcome.found, outcome.changes, {})
        else:
            sys.stdout.write("null")
        sys.stdout.write("}")
    sys.stdout.write("}\n")
    sys.stdout.flush()


def show(outcomes: Sequence[Outcome], path: Path | None, done: str, *, as_json: bool) -> None:
    """Tell a person what each feed gave.

    Args:
        path: where the rejected rows are, None when there are none.
        done: what became of the archive.
        as_json: whether standard output is for a program.
    """
    console = plain_console(on_error_output=as_json)
    console.print(_table(outcomes))
    for line in chain.from_iterable(map(_failings, outcomes)):
        console.print(brief(line))
    report.show_lines([outcome.found for outcome in outcomes if outcome.found], console)
    report.show_rejects(path, console)
    console.print(done, markup=False)


def _table(outcomes: Sequence[Outcome]) -> Table:
    table = Table("feed", "", *(Column(name, justify="right") for name in _NUMBERS))
    for outcome in outcomes:
        table.add_row(brief(outcome.feed.name), _state(outcome), *_numbers(outcome))
    return table


def _state(outcome: Outcome) -> str:
    if outcome.not_modified:
        return "not modified"
    return "failed" if outcome.failed else "error" if outcome.error else ""


def _numbers(outcome: Outcome) -> Iterator[str]:
    if outcome.found and outcome.changes:
        changes = outcome.changes
        numbers = (changes.new, changes.changed, changes.unchanged, outcome.found.rejects.count)
        yield from (f"{number:,}" for number in numbers)


def _failings(outcome: Outcome) -> Iterator[str]:
    name = outcome.feed.name
    if outcome.error:
        yield f"{name}: {outcome.error}"
    if outcome.changes and outcome.changes.exchanged:
        told = report.exchange(outcome.changes.exchanges[0])
        yield f"{name}: {outcome.changes.exchanged} other articles under known addresses: {told}"
    if outcome.moved:
        yield f"{name}: has moved for good, write {outcome.moved} into its entry"
