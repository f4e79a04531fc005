"""The commands: ``python -m dashboard serve`` and ``python -m dashboard import FILE…``."""

import json
import shlex
import sys
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from dashboard.articles.archive import CONTENT, Archive, Changes
from dashboard.articles.model import Article
from dashboard.errors import DashboardError
from dashboard.settings import Settings
from dashboard.sources.columns import field_of
from dashboard.sources.importing import WHOLE_FILE, Import, read_files
from dashboard.sources.row import FIELDS

_MOST_SHOWN = 10
# A day begins earlier east of Greenwich: no article is of the future because of where it was read.
_AHEAD = timedelta(hours=14)

app = typer.Typer(
    help="Defenders Map: an atlas of articles about human rights defenders.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run a command; what goes wrong on purpose is told in one line, with exit code 1."""
    try:
        app()
    except DashboardError as error:
        Console(stderr=True, soft_wrap=True).print(f"[red]error:[/] {_plain(error)}")
        sys.exit(1)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.", min=0, max=65535)] = None,
) -> None:
    """Serve the dashboard."""
    import uvicorn  # not above: importing articles does not need a server

    from dashboard import create_app

    settings = Settings.read(host=host, port=port)
    server = create_app(settings)
    uvicorn.run(server, host=settings.host, port=settings.port, access_log=False)


@app.command(name="import")
def import_(
    files: Annotated[
        list[Path], typer.Argument(exists=True, dir_okay=False, help="Listing pages or CSV files.")
    ],
    source: Annotated[
        str, typer.Option(help="Who published the articles, where the file does not say it.")
    ] = "",
    mapped: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="Column of a field; can be repeated."),
    ] = None,
    *,
    dry_run: Annotated[bool, typer.Option(help="Tell what would change; change nothing.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object on standard output.")
    ] = False,
) -> None:
    """Put the articles of saved files into the archive, as one version."""
    archive = Archive(Settings.read().archive)
    now = datetime.now(UTC)
    found = read_files(
        files, mapping=_mapping(mapped or []), source=source, today=(now + _AHEAD).date()
    )
    command = shlex.join(["import", *map(str, files)])
    changes = (
        archive.compare(found.articles, now)
        if dry_run
        else archive.upsert(found.articles, command, now)
    )
    if as_json:
        articles = [_values(article) for article in found.articles]
        print(json.dumps({"articles": articles, "summary": found.summary(changes)}))  # noqa: T201
    _report(found, changes, archive, dry_run=dry_run, console=Console(stderr=as_json))
    if not found.articles:
        raise typer.Exit(1)


def _mapping(pairs: list[str]) -> dict[str, str]:
    """Return field → column from texts such as ``title=Headline`` or ``country=Land``."""
    read: dict[str, str] = {}
    for pair in pairs:
        name, _, column = pair.partition("=")
        field = field_of(name)
        if field is None or not column.strip():
            fields = ", ".join(FIELDS)
            raise typer.BadParameter(f"--map {pair}: not FIELD=COLUMN with a field of {fields}")
        read[field] = column.strip()
    return read


def _values(article: Article) -> dict[str, object]:
    values = {name: value for name, value in asdict(article).items() if name in CONTENT}
    return {**values, "date": article.date.isoformat()}


def _report(
    found: Import, changes: Changes, archive: Archive, *, dry_run: bool, console: Console
) -> None:
    rejects, unknown = list(found.rejects), found.unknown_countries
    table = Table("new", "changed", "unchanged", "rejected", "names not known")
    numbers = (len(changes.new), len(changes.changed), changes.unchanged, len(rejects))
    table.add_row(*map(str, (*numbers, unknown.total())))
    console.print(table)
    lines = [f"rejected: {_where(name, r.number)}{r.reason}" for name, r in rejects]
    lines += [f"left out: {_where(name, note.number)}{note.text}" for name, note in found.notes]
    lines += [f"country not known: {name} ({n})" for name, n in unknown.most_common()]
    for line in lines[:_MOST_SHOWN]:
        console.print(_plain(line), soft_wrap=True)
    if len(lines) > _MOST_SHOWN:
        console.print(f"… and {len(lines) - _MOST_SHOWN} lines more, all with --json")
    version = archive.version()
    done = "none yet" if version is None else f"version {version}"
    done = "nothing changed" if dry_run else done
    console.print(f"archive {archive.location}: {done}", soft_wrap=True)


def _where(name: str, row: int) -> str:
    """Return the place of a row; the reason for a whole file names the file itself."""
    return "" if row == WHOLE_FILE else f"{name}, row {row}: "


def _plain(text: object) -> str:
    """Return text that the terminal library takes literally."""
    from rich.markup import escape

    return escape(str(text))
