"""The command that puts articles into the archive."""

import shlex
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from dashboard.articles.archive import Archive
from dashboard.commands import opening, report
from dashboard.errors import SourceError
from dashboard.settings import Settings
from dashboard.sources import network, rejects, review
from dashboard.sources.columns import field_of
from dashboard.sources.importing import Import, Importer
from dashboard.sources.intake import Defaults
from dashboard.sources.intake import language as language_of
from dashboard.sources.row import FIELDS
from dashboard.sources.source import Source

# A day begins earlier east of Greenwich: no article is of the future because of where it was read.
AHEAD = timedelta(hours=14)


def _language(written: str) -> str:
    code = language_of(written)
    if written and not code:
        raise typer.BadParameter(f"{written!r} is no ISO 639-1 language such as 'en'")
    return code


def import_(  # noqa: PLR0913  each is an option
    files: Annotated[
        list[str],
        typer.Argument(
            parser=opening.check,
            metavar="FILE|ADDRESS…",
            help="Files or addresses, in any known format.",
        ),
    ],
    *,
    source: Annotated[
        str, typer.Option(help="Who published the articles, where the file does not say it.")
    ] = "",
    category: Annotated[str, typer.Option(help="Their category, where the file has none.")] = "",
    language: Annotated[
        str,
        typer.Option(
            parser=_language, metavar="CODE", help="Their language, ISO 639-1, where none is said."
        ),
    ] = "",
    mapped: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="Column of a field; can be repeated."),
    ] = None,
    sheet: Annotated[str, typer.Option(help="Sheet of a workbook: its name or number.")] = "",
    rejected: Annotated[
        Path | None,
        typer.Option(
            "--rejects",
            help="CSV for the rejected rows, to be corrected; a number is added when it is there.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option(help="Tell what would change; change and write nothing.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object on standard output.")
    ] = False,
) -> None:
    """Put the articles of files or http(s) addresses into the archive, as one version."""
    settings, mapping, now = Settings.read(), _mapping(mapped or []), datetime.now(UTC)
    archive = Archive(settings.archive)
    source_of = partial(opening.open_, mapping=mapping, sheet=sheet, contact=settings.contact)
    defaults = Defaults(source, category, language)
    with opening.waiting_room() as folder:
        with report.progress("rows read", opening.size(files)) as told:
            today, in_text = (now + AHEAD).date(), settings.countries_from_text
            importer = Importer(folder, today=today, in_text=in_text, told=told)
            found = read(importer, files, source_of, defaults)
        table = rejects.Table(rejected or rejects.path(settings.rejects, now))
        if dry_run:
            changes, waiting, done = archive.compare(found.articles), None, "nothing changed"
        else:
            command = shlex.join(["import", *map(network.shown, files)])
            with table.holding(found.rejects):
                changes = archive.upsert(found.articles, command, now)
            waiting = review.count_fresh(archive, [changes])
            done = report.done(archive, waiting)
        if as_json:
            more = {"pairs_to_review": waiting, "rejects_file": table.path and str(table.path)}
            report.write_json(found, changes, more)
            print()  # noqa: T201
        report.show(found, changes, table.path, done, on_error_output=as_json)
        if not len(found.articles):
            raise typer.Exit(1)


def read(
    importer: Importer,
    files: Iterable[str],
    source_of: Callable[[str], Source],
    defaults: Defaults,
) -> Import:
    """Return what files give."""
    for name in files:
        try:
            importer.add(source_of(name), defaults)
        except SourceError as error:
            importer.fail(network.shown(name), error)
    return importer.finish()


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
