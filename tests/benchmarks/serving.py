"""Answers that are kept beside a FastAPI route of a constant; light ones beside an export.

``python -m tests.benchmarks.serving``; both are served alike, by one process of uvicorn, and
asked alike, by ``CONNECTIONS`` that stay open. A constant is as many bytes as the answer it stands
beside.
"""

import asyncio
import itertools
import json
import multiprocessing
import socket
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch
from urllib.parse import urlsplit

import uvicorn
from fastapi import FastAPI, Response
from rich.console import Console
from rich.table import Table

from dashboard import create_app
from dashboard.articles import sample
from dashboard.articles.cells import FORM
from dashboard.commands import logs, serving
from dashboard.settings import Settings
from tests.benchmarks.linked import Fixed, generated
from tests.benchmarks.timing import RUNS

CONNECTIONS, SECONDS, GOAL = 4, 1.0, 0.5
LOOKS, SLOWER = 60, 3
_LIGHT = {"/health": "/health", "list": "/view?from=1997&page={}"}
_unheard = itertools.count(1)  # so that no list is one that was kept
_PLACES = {
    "list": "/view?country=KEN",
    "counts": f"/counts/{FORM}/{{version}}?country=KEN",
    "cells": f"/cells/{FORM}/{{version}}",
    "plain page": "/articles?country=KEN",
}


def constant_app() -> FastAPI:
    """Return an app that answers any number of bytes."""
    app = FastAPI()
    made: dict[int, bytes] = {}

    @app.get("/constant/{size}")
    async def constant(size: int) -> Response:
        return Response(made.setdefault(size, bytes(size)))

    return app


def _serve(listener: socket.socket, articles: int) -> None:
    """Serve generated articles as the command does; the constants when there are none."""
    settings = Settings.read(archive="none", requests_per_minute=0, log_level="warning")
    logs.configure(settings)
    serving.take_turns()
    with patch("dashboard.factory.Served", lambda *_: Fixed(generated(articles))):
        app = create_app(settings) if articles else constant_app()
    config = uvicorn.Config(app, http="h11", log_config=None, access_log=False)
    uvicorn.Server(config).run([listener])


@contextmanager
def _served(articles: int) -> Iterator[str]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        process = multiprocessing.get_context("spawn").Process(
            target=_serve, args=(listener, articles)
        )
        process.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            process.terminate()
            process.join()


async def _one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> bytes:
    lines = (f"GET {path} HTTP/1.1", "Host: bench", "Accept-Encoding: gzip", "", "")
    writer.write("\r\n".join(lines).encode())
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    assert head.startswith(b"http/1.1 200"), head
    return await reader.readexactly(int(head.split(b"content-length: ")[1].split(b"\r\n")[0]))


async def _asking(url: str, path: str, until: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(url).port)
    answered = 0
    while time.perf_counter() < until:
        await _one(reader, writer, path)
        answered += 1
    writer.close()
    return answered


async def _size(url: str, path: str) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(url).port)
    size = len(await _one(reader, writer, path))
    writer.close()
    return size


async def _rate(url: str, path: str) -> float:
    start = time.perf_counter()
    asking = (_asking(url, path, start + SECONDS) for _ in range(CONNECTIONS))
    return sum(await asyncio.gather(*asking)) / (time.perf_counter() - start)


async def _version(url: str) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(url).port)
    version = json.loads(await _one(reader, writer, "/version"))["dataset_version"]
    writer.close()
    return str(version)


def _measured(ours: str, plain: str) -> Iterator[tuple[str, int, float, float]]:
    version = asyncio.run(_version(ours))
    for name, place in _PLACES.items():
        path = place.format(version=version)
        size = asyncio.run(_size(ours, path))
        pairs = [
            (asyncio.run(_rate(ours, path)), asyncio.run(_rate(plain, f"/constant/{size}")))
            for _ in range(RUNS)
        ]
        rates = [statistics.median(each) for each in zip(*pairs, strict=True)]
        yield name, size, *rates


def run() -> Table:
    """Measure and return the table."""
    table = Table("kept answers", "bytes", "requests/s", "constant", "ratio", title="serving")
    with _served(sample.COUNT) as ours, _served(0) as plain:
        for what, size, rate, constant in _measured(ours, plain):
            ratio = f"{rate / constant:.2f} (≥ {GOAL})"
            table.add_row(what, f"{size:,}", f"{rate:.0f}", f"{constant:.0f}", ratio)
    return table


def beside_export(articles: int = 1_000_000) -> Table:
    """Measure light answers beside an export of all articles, and return the table."""
    table = Table(
        "light answers", "idle", "beside an export", "ratio", title=f"{articles:,} articles"
    )
    with _served(articles) as url:
        asyncio.run(_version(url))
        for what, path in _LIGHT.items():
            idle = asyncio.run(_median(url, path))
            busy = asyncio.run(_beside(url, path))
            times = (f"{1000 * idle:.1f} ms", f"{1000 * busy:.1f} ms")
            table.add_row(what, *times, f"{busy / idle:.1f} (≤ {SLOWER})")
    return table


async def _median(url: str, path: str) -> float:
    """Return the median seconds of an answer; each is asked for after a pause, as people do."""
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(url).port)
    took = []
    for _ in range(LOOKS):
        await asyncio.sleep(0.02)
        start = time.perf_counter()
        await _one(reader, writer, path.format(next(_unheard)))
        took.append(time.perf_counter() - start)
    writer.close()
    return statistics.median(took)


async def _beside(url: str, path: str) -> float:
    export = asyncio.create_task(_exporting(url))
    await asyncio.sleep(1)
    took = await _median(url, path)
    assert not export.done(), "the export was over too soon"
    export.cancel()
    return took


async def _exporting(url: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(url).port)
    writer.write(b"GET /export.csv HTTP/1.1\r\nHost: bench\r\n\r\n")
    try:
        while await reader.read(1 << 16):
            pass
    finally:
        writer.close()


if __name__ == "__main__":
    Console().print(run(), beside_export())
