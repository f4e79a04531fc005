"""The command with which a person decides which articles are one."""

import json
import shlex
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import typer
from rich.console import Console

from dashboard.articles import decisions
from dashboard.articles.archive import Archive
from dashboard.articles.decisions import Decision
from dashboard.articles.model import ID_LENGTH, Verdict
from dashboard.commands import pairs, report
from dashboard.commands.pairs import Pair
from dashboard.commands.terminal import plain_console
from dashboard.errors import ArchiveError
from dashboard.settings import Settings
from dashboard.sources import review as waiting
from dashboard.sources import similar


def review(  # noqa: PLR0913  each is an option
    id_: Annotated[str, typer.Argument(metavar="[ID", help="Only the pairs of this article.")] = "",
    other: Annotated[str, typer.Argument(metavar="OTHER]", help="The article beside it.")] = "",
    *,
    same: Annotated[
        bool, typer.Option("--same", help="ID is the same article as OTHER: ID is withdrawn.")
    ] = False,
    different: Annotated[
        bool, typer.Option("--different", help="They are two articles; both stay.")
    ] = False,
    translation: Annotated[
        bool, typer.Option("--translation", help="ID is a translation of OTHER; both stay.")
    ] = False,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Only pairs of what came or changed since."),
    ] = None,
    decided: Annotated[
        bool, typer.Option("--decided", help="List what has been decided instead.")
    ] = False,
    listed: Annotated[
        bool, typer.Option("--list", help="List the pairs, also on a terminal; ask nothing.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object on standard output.")
    ] = False,
) -> None:
    """Decide which near duplicates and translations are one article.

    On a terminal it asks for one pair after the other; what is answered is kept at the end, as one
    version. A pair that was decided on is not asked again.
    """
    archive = Archive(Settings.read().archive)
    verdicts = {Verdict.SAME: same, Verdict.DIFFERENT: different, Verdict.TRANSLATION: translation}
    chosen = [verdict for verdict, is_given in verdicts.items() if is_given]
    if other or chosen:
        _record(archive, _decision(id_, other, chosen))
    elif decided:
        _show_decided(archive, as_json=as_json)
    else:
        found = _waiting(archive, id_, since)
        if as_json:
            print(json.dumps({"pairs": found}, ensure_ascii=False))  # noqa: T201
        elif listed or not (sys.stdin.isatty() and sys.stdout.isatty()):
            _list(found)
        else:
            _ask(archive, found)


def _decision(id_: str, other: str, chosen: list[Verdict]) -> Decision:
    if len(chosen) != 1:
        raise typer.BadParameter("one of --same, --different and --translation is needed")
    if not other or id_ == other:
        raise typer.BadParameter("two different articles are needed: ID and OTHER")
    for written in (id_, other):
        if len(written) != ID_LENGTH or set(written) - set("0123456789abcdef"):
            raise typer.BadParameter(f"{written!r} is no id of an article")
    return Decision(id_, other, chosen[0])


def _record(archive: Archive, made: Decision) -> None:
    command = shlex.join(["review", made.id, made.other, f"--{made.verdict}"])
    archive.decide([made], command)
    plain_console().print(report.version(archive), markup=False)


def _waiting(archive: Archive, id_: str, since: datetime | None) -> list[Pair]:
    """Return the pairs of all articles, of one, or of those that came or changed since a day."""
    console = Console(stderr=True)
    with console.status("comparing articles"):
        articles = archive.rows(waiting.COLUMNS)
        ids = None
        if id_:
            ids = {id_} & set(articles["id"].to_pylist())
            if not ids:
                raise ArchiveError(archive.location, f"holds no article {id_}")
        elif since:
            fresh = pc.greater_equal(articles["changed_at"], pa.scalar(since.replace(tzinfo=UTC)))
            ids = set(articles["id"].filter(fresh).to_pylist())
        return [*_pairs(waiting.waiting(articles, ids), articles)]


def _pairs(found: pd.DataFrame, articles: pa.Table) -> Iterator[Pair]:
    """Yield each pair with its articles, the earlier one first."""
    wanted = pa.array([*{*found["id"], *found["other"]}], pa.string())
    rows = articles.filter(pc.is_in(articles["id"], wanted)).select((*similar.CONTENT, "reason"))
    by_id = {row["id"]: _plain(row) for row in rows.to_pylist()}
    for row in found.to_dict("records"):
        both = sorted((by_id[row["id"]], by_id[row["other"]]), key=lambda a: (a["date"], a["id"]))
        yield {
            "kind": row["kind"],
            "score": row["score"],
            **dict(zip(("one", "other"), both, strict=True)),
        }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "date": row["date"].isoformat()}


def _list(found: list[Pair]) -> None:
    console = Console()
    pairs.show(found, console)
    _tell_number(found, console)


def _ask(archive: Archive, found: list[Pair]) -> None:
    console = Console()
    _tell_number(found, console)
    made = [*pairs.ask(found, console)]
    if made:
        archive.decide(made, f"review ({len(made)} pairs)")
        console.print(f"decided on {len(made)} of {len(found)} pairs")
        console.print(report.version(archive), markup=False, soft_wrap=True)


def _tell_number(found: list[Pair], console: Console) -> None:
    console.print(f"pairs to decide on: {len(found):,}")


def _show_decided(archive: Archive, *, as_json: bool) -> None:
    made = [*decisions.of(archive.rows(("id", "decisions")))]
    if as_json:
        told = [{"id": d.id, "other": d.other, "verdict": d.verdict} for d in made]
        print(json.dumps({"decisions": told}))  # noqa: T201
        return
    for one in made:
        plain_console().print(f"{one.id} {one.other} --{one.verdict}")
