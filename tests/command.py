"""The commands in a process of their own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from dashboard.articles.archive import Archive
from dashboard.cli import app
from dashboard.errors import DashboardError

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Command:
    """Runs commands on an archive of its own; all else they keep lies beside it."""

    archive: Archive

    @property
    def environment(self) -> dict[str, str]:
        """The variables that a command runs with."""
        place = self.archive.location
        kept = {
            "DASHBOARD_ARCHIVE": place,
            "DASHBOARD_REJECTS": f"{place}-rejects",
            "DASHBOARD_STATE": f"{place}-state",
        }
        return {**os.environ, **kept, "COLUMNS": "200"}

    def __call__(self, *arguments: object, code: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "dashboard", *map(str, arguments)],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        return done

    def inside(self, *arguments: object, code: int = 0) -> str:
        """Run in this process, which takes a tenth of the time.

        Returns:
            the output, or the error that the command would tell.
        """
        result = CliRunner().invoke(app, [*map(str, arguments)], env=self.environment)
        error = result.exception
        assert isinstance(error, DashboardError | SystemExit | None), error
        assert result.exit_code == code, error or result.output
        return str(error) if isinstance(error, DashboardError) else result.stdout

    def answer(self, *arguments: object, code: int = 0) -> dict[str, Any]:
        """Return the JSON object on standard output."""
        answer: dict[str, Any] = json.loads(self(*arguments, "--json", code=code).stdout)
        return answer
