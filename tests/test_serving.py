"""Workers in processes of their own: one may be killed, and all stop without breaking off."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.command import ROOT, Command

_SECONDS = 120


@dataclass(frozen=True)
class Server:
    """A dashboard served by two workers; its log is a file of JSON lines."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def lines(self) -> list[dict[str, str]]:
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]

    def workers(self) -> list[int]:
        """Return the processes in the order of their start."""
        started = [x["message"] for x in self.lines() if "Started server process" in x["message"]]
        return [int(message.split("[")[1].rstrip("]")) for message in started]

    def ready(self) -> int:
        """Return how many times a worker was ready to answer."""
        return sum("startup complete" in line["message"] for line in self.lines())

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
            return str(answer.read().decode())


@contextmanager
def _served(command: Command, folder: Path) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"DASHBOARD_LOG_FORMAT": "json", "DASHBOARD_METRICS": "true"}
    arguments = ("serve", "--port", str(port), "--workers", "2")
    log = folder / "log"
    with log.open("wb") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "dashboard", *arguments],
            env={**command.environment, **settings},
            cwd=ROOT,
            stderr=stderr,
        )
        server = Server(process, port, log)
        try:
            _until(lambda: server.ready() == 2)
            yield server
        finally:
            process.terminate()
            process.wait(_SECONDS)


def _until(is_so: object) -> None:
    deadline = time.monotonic() + _SECONDS
    while not is_so():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_worker_may_be_killed_and_all_end_what_they_began(
    command: Command, tmp_path: Path
) -> None:
    with _served(command, tmp_path) as server:
        os.kill(server.workers()[0], signal.SIGKILL)
        assert all(json.loads(server.get("/health"))["ready"] for _ in range(10))
        _until(lambda: server.ready() == 3)
        for _ in range(20):
            server.get("/view?q=secret")
        counted = server.get("/metrics")
        assert (
            'defenders_map_requests_total{method="GET",route="/view",status="200"} 20.0' in counted
        )

        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as slow:
            slow.sendall(
                b"POST /_dash-update-component HTTP/1.1\r\nHost: x\r\n"
                b"Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{"
            )
            time.sleep(0.5)
            server.process.terminate()
            time.sleep(0.5)
            slow.sendall(b"}")
            assert slow.recv(100).startswith(b"HTTP/1.1 400 ")
        assert server.process.wait(_SECONDS) in {0, -signal.SIGTERM}
        text = server.log.read_text("utf-8")
        assert '"path": "/view"' in text
        assert "secret" not in text
        assert "127.0.0.1:" not in text.replace(f"127.0.0.1:{server.port}", "")
        assert "Traceback" not in text
