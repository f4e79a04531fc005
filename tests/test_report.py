import io
from functools import partial

import pytest
from rich.console import Console

from dashboard.commands import report
from dashboard.commands.terminal import brief


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    written = io.StringIO()
    made = partial(Console, file=written, force_terminal=True, width=100)
    monkeypatch.setattr(report, "plain_console", lambda on_error_output: made())
    return written


@pytest.mark.parametrize("told", ["C:\\", "[bold]x", ":smile:", "[/]"])
def test_what_comes_from_outside_is_shown_as_it_is(told: str) -> None:
    console = Console(file=io.StringIO(), width=100)
    console.print(brief(told))
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue() == f"{told}\n"


def test_a_bar_shows_the_share_that_has_been_read(terminal: io.StringIO) -> None:
    with report.progress("rows read", 200) as told:
        told(1000, 20)
        told(500, 100)
    assert "50%" in terminal.getvalue()
    assert "1,500 rows read" in terminal.getvalue()


@pytest.mark.parametrize(("whole", "place"), [(None, 20), (200, None)])
def test_a_bar_pulses_while_the_share_is_not_known(
    terminal: io.StringIO, whole: int | None, place: int | None
) -> None:
    with report.progress("rows read", whole) as told:
        told(10, 20)
        told(5, place)
    assert "15 rows read" in terminal.getvalue()
    assert "%" not in terminal.getvalue().rpartition("15 rows")[0].rpartition("\n")[2]
