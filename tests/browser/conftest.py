"""A real server and a real browser; every request that leaves this machine fails its test."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from dashboard import create_app
from dashboard.articles.archive import Archive
from dashboard.articles.model import Status
from dashboard.articles.table import to_content
from dashboard.settings import Settings
from tests.articles import made
from tests.browser.install import MISSING, find

expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong
LOCAL = {"127.0.0.1", "localhost"}
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-gpu-rasterization",  # Debian switches it on; without a GPU it costs time
    f"--host-resolver-rules=MAP * ~NOTFOUND,{','.join(f'EXCLUDE {host}' for host in LOCAL)}",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
)


def serving(settings: Settings) -> AbstractContextManager[str]:
    """Serve a dashboard on a free port of this machine; give its address."""
    return serving_app(create_app(settings))


@contextmanager
def serving_app(app: FastAPI) -> Iterator[str]:
    """Serve an app on a free port of this machine; give its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()  # so that whoever comes before the server is up waits
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def sample_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a dashboard on the embedded sample."""
    archive = tmp_path_factory.mktemp("sample") / "archive"
    with serving(Settings.read(archive=str(archive))) as url:
        yield url


@pytest.fixture(scope="session")
def made_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a dashboard on the thirty articles that are counted by hand."""
    archive = made_archive(tmp_path_factory.mktemp("made"))
    with serving(Settings.read(archive=archive.location)) as url:
        yield url


def made_archive(folder: Path) -> Archive:
    """Return an archive, in a folder, of the thirty articles."""
    archive = Archive(str(folder / "archive"))
    shown = [a for a in made.articles() if a.status is Status.PUBLISHED]
    content = to_content(replace(a, id=a.id[1:].zfill(16)) for a in shown)
    archive.upsert(content, "made", made.ARRIVED)
    return archive


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one Chromium for all tests."""
    path = find()
    if path is None:
        pytest.fail(MISSING)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield chromium
        chromium.close()


@dataclass
class Faults:
    """What a page did that it must not do."""

    found: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Note requests that leave this machine, failed ones, script errors, CSP violations.

        Nothing is intercepted: that would switch the cache off, and each page would take longer.
        """
        page.on("request", self._request)
        page.on("pageerror", lambda error: self.found.append(f"script: {error}"))
        page.on("console", self._console)
        page.on("requestfailed", self._failed)
        page.on(
            "response",
            lambda r: self.found.append(f"{r.status}: {r.url}") if r.status >= 400 else None,
        )

    def _request(self, request: Request) -> None:
        host = urlsplit(request.url).hostname
        if host not in LOCAL and not request.url.startswith(("data:", "blob:")):
            self.found.append(f"left this machine: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        slow = "preloaded using link preload but not used within a few seconds" in message.text
        if message.type in {"error", "warning"} and not slow:
            self.found.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a page that is left drops what it asked for
            self.found.append(f"failed: {request.url} {request.failure}")


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page of a new visitor, with options of their context.

    With ``faults=False`` the page may lose its server.
    """
    contexts, seen = [], Faults()

    def open_page(locale: str = "en-GB", *, faults: bool = True, **options: Any) -> Page:
        context = browser.new_context(locale=locale, **options)
        contexts.append(context)
        page = context.new_page()
        if faults:
            seen.watch(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not seen.found


@pytest.fixture(scope="session")
def laptop(browser: Browser) -> BrowserContext:
    """Return the context whose cache the pages of most tests share, as one visitor's do."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    context.new_page()  # keeps the window open: a window takes longer than a page
    return context


@pytest.fixture
def page(laptop: BrowserContext) -> Iterator[Page]:
    """Open a page of the size of a laptop, in English."""
    faults = Faults()
    page = laptop.new_page()
    faults.watch(page)
    yield page
    page.close()
    assert not faults.found


@pytest.fixture
def fixtures() -> Path:
    """Folder of the saved pages that the readers' tests use."""
    return Path(__file__).parent.parent / "sources" / "fixtures"
