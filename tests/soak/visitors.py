"""Visit a dashboard of two workers: ``python -m tests.soak.visitors [--visitors N --seconds N]``.

On loopback, for a bounded time: 200 visitors look at views, counts, cells and plain pages and
read a while; an import lands every ten seconds; halfway one worker is killed. It fails when a
request fails that the killed worker did not hold, or when the memory of a worker grows.
"""

import argparse
import asyncio
import os
import random
import re
import signal
import socket
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
from rich.console import Console
from rich.table import Table

from dashboard.articles import sample
from dashboard.articles.archive import Archive
from dashboard.articles.cells import FORM
from tests.command import ROOT, Command

WORKERS, IMPORT_EVERY, READING = 2, 10.0, (0.5, 3.5)
_START, _DYING, _KILL_ECHO, _GROWTH = 120.0, 0.25, 3.0, 1.25
# Loopback speaks no TLS; each client would read the system's certificates, 20 ms of this process.
_NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_VIEWS = (
    "",
    "country=KEN",
    "country=BRA,DZA&from=2006&to=2012",
    "category=urgent-interventions",
    "q=water",
    "from=2010-01&to=2011-06",
    "topic=human-rights-defenders&page=2",
)
_PATHS = (
    "/articles?{query}",
    "/feed.rss?{query}",
    "/view?{query}",
    "/view?{query}",
    f"/counts/{FORM}/{{version}}?{{query}}",
    f"/cells/{FORM}/{{version}}",
)


@dataclass
class Soak:
    """What happened so far; times in seconds since the start of the process.

    Attributes:
        took: of each answer.
        failed: when and what failed.
        begun, under_way: requests so far, and now.
        held: requests that the worker may have had when it was killed.
        memory: bytes of each worker, by process, over time.
    """

    took: list[float] = field(default_factory=list)
    failed: list[tuple[float, str]] = field(default_factory=list)
    begun: int = 0
    under_way: int = 0
    held: int = 0
    killed_at: float = float("inf")
    imports: int = 0
    versions: set[str] = field(default_factory=set)
    memory: dict[int, list[int]] = field(default_factory=dict)

    async def get(self, client: httpx2.AsyncClient, address: str) -> httpx2.Response | None:
        """Ask and note how long it took, or what failed; 404 is the end of a version."""
        start = time.monotonic()
        self.begun += 1
        self.under_way += 1
        try:
            answer = await client.get(address)
            if answer.status_code not in {200, 404}:
                self.failed.append((start, f"{answer.status_code} {address}"))
        except httpx2.HTTPError as error:
            self.failed.append((time.monotonic(), f"{type(error).__name__} {address}"))
            return None
        finally:
            self.under_way -= 1
        self.took.append(time.monotonic() - start)
        return answer

    def faults(self) -> list[str]:
        """Return what must not be: failures beside the kill, more than it held, memory growing."""
        near = [at for at, _ in self.failed if 0 <= at - self.killed_at < _KILL_ECHO]
        found = [what for at, what in self.failed if not 0 <= at - self.killed_at < _KILL_ECHO]
        if len(near) > self.held:
            found.append(f"{len(near)} requests lost with a worker, which held {self.held} at most")
        found += [
            f"worker {pid} grew: {told(seen)}" for pid, seen in self.memory.items() if grew(seen)
        ]
        return found


def grew(seen: list[int]) -> bool:
    """Tell whether memory in the last quarter is more than in the one after the first half."""
    quarter = len(seen) // 4
    if quarter < 2:
        return False
    return statistics.mean(seen[-quarter:]) > _GROWTH * statistics.mean(seen[quarter : 2 * quarter])


def told(seen: list[int]) -> str:
    """Return memory at the start, in the middle and at the end."""
    return " → ".join(f"{seen[i] >> 20} MB" for i in (0, len(seen) // 2, -1))


async def visitor(soak: Soak, base: str, until: float) -> None:
    """Look at one view after the other until a moment."""
    await asyncio.sleep(random.uniform(0, READING[1]))
    limits = httpx2.Limits(max_keepalive_connections=2)
    async with httpx2.AsyncClient(
        base_url=base, timeout=30, limits=limits, verify=_NO_TLS
    ) as client:
        await soak.get(client, "/")
        while time.monotonic() < until:
            asked = await soak.get(client, "/version")
            if asked is None:
                continue
            version = asked.json()["dataset_version"]
            soak.versions.add(version)
            path = random.choice(_PATHS).format(query=random.choice(_VIEWS), version=version)
            await soak.get(client, path)
            await asyncio.sleep(random.uniform(*READING))


async def importing(soak: Soak, command: Command, folder: Path, until: float) -> None:
    """Import new articles every few seconds, by the command."""
    table = folder / "new.csv"
    while (start := time.monotonic()) < until:
        rows = (f"Sample {soak.imports}-{n},2015-11-17,Kenya" for n in range(50))
        table.write_text("\n".join(["title,date,country", *rows]))
        await asyncio.to_thread(command, "import", table)
        soak.imports += 1
        await asyncio.sleep(max(IMPORT_EVERY - (time.monotonic() - start), 0))


async def watching(soak: Soak, log: Path, until: float) -> None:
    """Note the memory of each worker every few seconds."""
    while time.monotonic() < until:
        for pid in workers(log):
            with suppress(OSError):
                pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
                if pages:  # none: it was killed
                    soak.memory.setdefault(pid, []).append(pages * os.sysconf("SC_PAGE_SIZE"))
        await asyncio.sleep(2)


async def killing(soak: Soak, log: Path, after: float) -> None:
    """Kill the first worker."""
    await asyncio.sleep(after)
    pid = workers(log)[0]
    soak.held, soak.killed_at = soak.under_way, time.monotonic()
    os.kill(pid, signal.SIGKILL)
    before = soak.begun
    await asyncio.sleep(_DYING)  # until the system has closed its connections, it takes requests
    soak.held += soak.begun - before
    soak.memory.pop(pid, None)


def workers(log: Path) -> list[int]:
    """Return the processes of the workers, in the order of their start."""
    return [int(pid) for pid in re.findall(r"Started server process \[(\d+)\]", log.read_text())]


async def run(command: Command, folder: Path, visitors: int, seconds: float) -> Soak:
    """Serve, and let everything happen at once."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log, soak = folder / "log", Soak()
    options = ("--port", str(port), "--workers", str(WORKERS))
    with log.open("wb") as stderr:
        environment = {**command.environment, "DASHBOARD_REQUESTS_PER_MINUTE": "0"}
        server = subprocess.Popen(
            [sys.executable, "-m", "dashboard", "serve", *options],
            env=environment,
            cwd=ROOT,
            stderr=stderr,
        )
    try:
        await _ready(log)
        until = time.monotonic() + seconds
        base = f"http://127.0.0.1:{port}"
        await asyncio.gather(
            importing(soak, command, folder, until - 5),
            watching(soak, log, until),
            killing(soak, log, seconds / 2),
            *(visitor(soak, base, until) for _ in range(visitors)),
        )
    finally:
        server.terminate()
        server.wait(60)
    return soak


async def _ready(log: Path) -> None:
    deadline = time.monotonic() + _START
    while log.read_text().count("startup complete") < WORKERS:
        assert time.monotonic() < deadline, log.read_text()
        await asyncio.sleep(0.2)


def main() -> int:
    """Soak and print; return 0 when nothing is wrong."""
    parser = argparse.ArgumentParser(description="Visit a dashboard of two workers.")
    parser.add_argument("--visitors", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=120)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        command, articles = Command(Archive(f"{name}/archive")), Path(name) / "articles.csv"
        sample.write(articles)
        command("import", articles)
        soak = asyncio.run(run(command, Path(name), given.visitors, given.seconds))
    cuts = statistics.quantiles(soak.took, n=100)
    table = Table(title=f"{given.visitors} visitors, {WORKERS} workers, {given.seconds:.0f} s")
    for column in ("requests", "a second", "median", "p99", "failed", "held by the killed one"):
        table.add_column(column)
    table.add_row(
        f"{len(soak.took):,}",
        f"{len(soak.took) / given.seconds:.0f}",
        f"{1000 * cuts[49]:.0f} ms",
        f"{1000 * cuts[98]:.0f} ms",
        str(len(soak.failed)),
        f"{soak.held} at most",
    )
    console = Console()
    console.print(table)
    console.print(f"{soak.imports} imports, {len(soak.versions)} versions seen")
    for pid, seen in soak.memory.items():
        console.print(f"worker {pid}: {told(seen)}")
    faults = soak.faults()
    console.print("\n".join(faults[:20]) or "nothing is wrong")
    return len(faults) > 0


if __name__ == "__main__":
    sys.exit(main())
