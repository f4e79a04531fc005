"""Kill imports, and let two race: ``python -m tests.soak.keeping [--kills N] [--rounds N]``.

Killed at any moment, the archive opens, holds the version before or the new one whole, ``check``
finds nothing, and the next import works. Of two imports at once both land.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dashboard.articles.archive import Archive
from tests.command import ROOT, Command

_ROWS = 50
# The last moments of an import are those that write.
_LATE = 0.5


def killed(folder: Path, kills: int, seed: int = 1) -> Iterator[str]:
    """Kill so many imports, each at a random moment; yield what the archive held afterwards.

    Args:
        folder: an empty one, for the archive and all else.
        kills: how many.
        seed: of the moments.
    """
    archive, chance, count = Archive(str(folder / "archive")), random.Random(seed), 0
    command, lasts = Command(archive), _whole_import(folder / "whole")
    for _ in range(kills):
        table = _table(folder / "table.csv", count + _ROWS)
        moment = chance.uniform(0 if chance.random() > _LATE else 0.6 * lasts, 1.1 * lasts)
        was_killed = _import_for(command, table, moment)
        there = 0 if archive.version() is None else len(archive.read()[1])
        assert there in {count, count + _ROWS}, f"{there} articles, {count} before"
        assert archive.version() is None or archive.faults() == []
        state = "the version before" if there == count else "the new version"
        yield f"{'killed' if was_killed else 'not killed'}: {state}"
        count = there
    done = command("import", _table(folder / "table.csv", count + _ROWS))
    assert len(archive.read()[1]) == count + _ROWS, done.stdout
    assert archive.faults() == []


def raced(folder: Path, rounds: int) -> Iterator[str]:
    """Let two imports run at once, so many times; yield what landed, and as which versions."""
    archive, kept = Archive(str(folder / "archive")), set[str]()
    command = Command(archive)
    for number in range(rounds):
        tables = []
        for writer in "ab":
            name = f"{writer}{number}"
            tables.append(_table(folder / f"{name}.csv", _ROWS, name))
            kept |= {f"https://example.org/{name}-{n}" for n in range(_ROWS)}
        processes = [_started(command, table) for table in tables]
        assert [process.wait() for process in processes] == [0, 0]
        assert set(archive.read()[1]["url"].to_pylist()) == kept
        assert archive.faults() == []
        yield f"both landed: versions {2 * number} and {archive.version()}"
    assert len(archive.history()) == 2 * rounds


def _table(path: Path, rows: int, name: str = "") -> Path:
    lines = (f"Title {name} {n},2015-11-17,https://example.org/{name}-{n}" for n in range(rows))
    path.write_text("\n".join(["title,date,url", *lines]))
    return path


def _started(command: Command, table: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "dashboard", "import", str(table)],
        env={**command.environment, "TMPDIR": str(table.parent)},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _import_for(command: Command, table: Path, seconds: float) -> bool:
    """Import, and kill it after so many seconds; return whether it still ran."""
    process = _started(command, table)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def _whole_import(folder: Path) -> float:
    """Return how many seconds an import takes."""
    folder.mkdir()
    start = time.monotonic()
    Command(Archive(str(folder / "archive")))("import", _table(folder / "table.csv", _ROWS))
    return time.monotonic() - start


def main() -> None:
    """Try both, and print how often came what."""
    parser = argparse.ArgumentParser(description="Kill imports, and let two race.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=10)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        told = Counter(killed(Path(one), given.kills))
        print(f"{given.kills} imports:", ", ".join(f"{n} {what}" for what, n in told.items()))
        print(f"{len([*raced(Path(two), given.rounds)])} rounds of two imports: all landed")


if __name__ == "__main__":
    main()
