"""How commands write to a terminal: what comes from outside is text, and brief."""

from rich.console import Console
from rich.text import Text

from dashboard.sources.text import bounded

_LONGEST = 500


def plain_console(*, on_error_output: bool = False) -> Console:
    """Return what writes lines as they are, however long.

    What rich would highlight is found by patterns that a cell of digits keeps busy for minutes.
    """
    return Console(stderr=on_error_output, soft_wrap=True, highlight=False)


def brief(told: str) -> Text:
    """Return what is told as it stands in a table or a line: cut, and without markup."""
    return Text(bounded(told, _LONGEST) or told)
