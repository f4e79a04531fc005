"""The commands: ``python -m dashboard``; each is a function of ``dashboard.commands``."""

import sys

import typer

from dashboard.commands import report
from dashboard.commands.importing import import_
from dashboard.commands.keeping import check, history, restore, withdraw
from dashboard.commands.reviewing import review
from dashboard.commands.serving import serve
from dashboard.commands.updating import update
from dashboard.errors import DashboardError

app = typer.Typer(
    help="Defenders Map: an atlas of articles about human rights defenders.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(serve)
app.command(name="import")(import_)
for command in (review, history, restore, withdraw, check):
    app.command()(command)
app.command()(update)


def main() -> None:
    """Run a command; what goes wrong on purpose is told in one line, with exit code 1."""
    try:
        app()
    except DashboardError as error:
        report.show_error(error)
        sys.exit(1)
