"""The commands: ``python -m dashboard``; each is a function of ``dashboard.commands``."""

import sys

import typer
from rich.console import Console
from rich.markup import escape

from dashboard.commands.importing import import_
from dashboard.commands.serving import serve
from dashboard.errors import DashboardError

app = typer.Typer(
    help="Defenders Map: an atlas of articles about human rights defenders.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(serve)
app.command(name="import")(import_)


def main() -> None:
    """Run a command; what goes wrong on purpose is told in one line, with exit code 1."""
    try:
        app()
    except DashboardError as error:
        Console(stderr=True, soft_wrap=True).print(f"[red]error:[/] {escape(str(error))}")
        sys.exit(1)
