"""The command that serves the dashboard."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from dashboard.commands import logs
from dashboard.settings import Settings
from dashboard.threads import TURN

_LONGEST_HEADERS = 32 << 10  # bytes


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.", min=0, max=65535)] = None,
    workers: Annotated[
        int | None, typer.Option(help="Processes that answer side by side.", min=1)
    ] = None,
) -> None:
    """Serve the dashboard."""
    from dashboard import create_app  # not above: importing articles does not need a server
    from dashboard.articles.archive import Archive

    settings = Settings.read(host=host, port=port, workers=workers)
    if settings.workers == 1:
        return run(settings, create_app(settings))
    Archive(settings.archive).version()  # what is wrong with it is told once, not by each worker
    with _counting_together():
        run(settings, f"{__name__}:worker")


def worker() -> Callable[..., Any]:
    """Return the app of one worker, in its process."""
    from dashboard import create_app

    settings = Settings.read()
    logs.configure(settings)
    take_turns()
    return create_app(settings)


def run(settings: Settings, app: Callable[..., Any] | str) -> None:
    """Serve an app, or what makes it in each worker, until the process is told to stop.

    Then no new request is taken, and those under way have ``stop_seconds`` to end.
    """
    import uvicorn

    logs.configure(settings)
    take_turns()
    uvicorn.run(
        app,
        factory=isinstance(app, str),
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        http="h11",  # httptools sets no bound to headers
        h11_max_incomplete_event_size=_LONGEST_HEADERS,
        access_log=False,  # it would hold addresses and queries
        log_config=None,
        proxy_headers=False,  # web/proxy.py does, for trusted proxies
        server_header=False,
        timeout_graceful_shutdown=settings.stop_seconds,
    )


def take_turns() -> None:
    """Let a light answer interrupt a heavy one sooner than after Python's 5 ms, many times each."""
    sys.setswitchinterval(TURN)


@contextmanager
def _counting_together() -> Iterator[None]:
    """Give the workers a folder in which their metrics add up."""
    with tempfile.TemporaryDirectory(prefix="defenders-map-") as folder:
        os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", folder)
        yield
