"""Fuzz every reader: ``python -m tests.soak.readers [--seconds N] [--only NAME]``.

Each reader has a process of its own, because atheris fuzzes one target a process and a crash has
to name its reader. Its seeds are the fixtures. An input that raises anything but a SourceError, or
takes longer than ``_SLOWEST`` seconds, ends the run and is left in ``soak/`` for a test case.
"""

import argparse
import importlib.util
import subprocess
import sys
import tempfile
from pathlib import Path

_SLOWEST = 20
_LONGEST = 20_000
_CRASHES = Path("soak")
# Reader → how the names of its seeds end. Workbooks are last: each input starts a process.
TARGETS = {
    "csv": (".csv",),
    "listing": (".txt", ".html"),
    "feed": (".xml", ".rss", ".rdf"),
    "json": ("feed.json", "articles.json", "reliefweb.json", ".jsonl"),
    "tables": (".parquet", ".arrow"),
    "packed": (".zip",),
    "workbooks": (".xlsx", ".xls", ".ods"),
}


def main() -> int:
    """Give every target its share of the time; return 0 when none found anything."""
    parser = argparse.ArgumentParser(description="Fuzz the readers of sources.")
    parser.add_argument("--seconds", type=int, default=600, help="for all readers together")
    parser.add_argument("--only", choices=TARGETS, help="one reader")
    parser.add_argument("--fuzz", choices=TARGETS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        print("atheris is not installed: pip install -r requirements-soak.txt (Linux only)")
        return 2
    if given.fuzz:
        _fuzz(given.fuzz, given.seconds)
    targets = [given.only] if given.only else list(TARGETS)
    share = max(given.seconds // len(targets), 1)
    failed = [name for name in targets if not _run(name, share)]
    print(f"{len(targets)} readers, {share} s each:", ", ".join(failed) or "nothing found")
    return len(failed) > 0


def _run(name: str, seconds: int) -> bool:
    command = [sys.executable, "-m", __spec__.name, "--fuzz", name, "--seconds", str(seconds)]
    print(f"{name}: {seconds} s", flush=True)
    return subprocess.run(command, check=False).returncode == 0


def _fuzz(name: str, seconds: int) -> None:
    """Fuzz one reader; does not return."""
    import atheris

    with atheris.instrument_imports(include=["dashboard.sources", "feedparser"]):
        from tests.sources.mutations import SEEDS, try_out

    def target(data: bytes) -> None:
        try_out(data)

    _CRASHES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for seed, data in SEEDS.items():
            if seed.endswith(TARGETS[name]):
                (Path(folder) / seed).write_bytes(data)
        options = [
            f"-max_total_time={seconds}",
            f"-timeout={_SLOWEST}",
            f"-max_len={_LONGEST}",
            "-rss_limit_mb=4096",
            f"-artifact_prefix={_CRASHES}/{name}-",
            "-print_final_stats=1",
            "-verbosity=0",
        ]
        atheris.Setup([sys.argv[0], *options, folder], target)
        atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
