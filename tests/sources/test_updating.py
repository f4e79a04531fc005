"""Feeds side by side: what each gives lands, and is remembered only then."""

import asyncio
import csv
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import stamina

from dashboard.articles.archive import Archive
from dashboard.errors import ArchiveError, SourceError
from dashboard.sources.answers import Fetched, Limits, NotModified, Seen
from dashboard.sources.feeds import Feed
from dashboard.sources.fetch import fetch
from dashboard.sources.memory import Memory
from dashboard.sources.rejects import Table
from dashboard.sources.updating import Outcome, Updater
from tests.sources.internet import FEED, Asked, Internet, answer, in_turn, once, redirect, serving

TABLE = (
    b"title,date,country\nA lawyer is heard,2015-11-17,Kenya\nA teacher is free,2015-11-18,Peru\n"
)
LIMITS = Limits(read=0.2, total=2)


@pytest.fixture
def internet() -> Iterator[Internet]:
    with serving() as served:
        yield served


@pytest.fixture(autouse=True)
def _no_waits() -> Iterator[None]:
    with stamina.set_testing(True, attempts=2, cap=True):
        yield


class Run:
    """Updates an archive of its own, each time as another process would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.archive = Archive(str(folder / "archive"))
        self.rejects = folder / "rejects.csv"
        self.turns = 0

    def __call__(self, *feeds: Feed, fresh: bool = False) -> list[Outcome]:
        self.turns += 1
        folder = self.folder / f"turn-{self.turns}"
        folder.mkdir()
        updater = Updater(
            self.archive,
            Memory(self.folder / "state", self.archive.location),
            partial(fetch, limits=LIMITS),
            Table(self.rejects),
            folder=folder,
            now=datetime.now(UTC),
            today=date(2016, 1, 1),
            fresh=fresh,
        )
        return asyncio.run(updater.update(feeds))


@pytest.fixture
def update(tmp_path: Path) -> Run:
    return Run(tmp_path)


def numbers(outcome: Outcome) -> tuple[int, int, int]:
    assert outcome.changes is not None, outcome.error
    return outcome.changes.new, outcome.changes.changed, outcome.changes.unchanged


def table(**headers: str) -> bytes:
    return answer("200 OK", TABLE, **headers)


def titles(archive: Archive) -> set[str]:
    return set(archive.read()[1]["title"].to_pylist())


def test_a_feed_lands_as_a_version_of_its_own(internet: Internet, update: Run) -> None:
    one = Feed(name="one", url=internet.at("/1", once(table())))
    other = TABLE.replace(b"2015", b"2014")
    two = Feed(name="number two", url=internet.at("/2", once(answer("200 OK", other))))
    assert [numbers(outcome) for outcome in update(one, two)] == [(2, 0, 0), (2, 0, 0)]
    commands = {version.command for version in update.archive.history()}
    assert commands == {"update one", "update 'number two'"}


def test_what_a_feed_does_not_say_is_in_its_entry(internet: Internet, update: Run) -> None:
    body = b"title,date,source,category\nOne,2015-11-17,,\nTwo,2015-11-18,Another,Events\n"
    feed = Feed(
        name="one",
        url=internet.at("/1", once(answer("200 OK", body))),
        source="Organisation",
        category="Statements",
        language="fr",
        topics=("Water",),
    )
    update(feed)
    rows = update.archive.read()[1].sort_by("title").to_pylist()
    names = ("title", "source", "category", "language", "topics")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("One", "Organisation", "Statements", "fr", ["Water"]),
        ("Two", "Another", "Events", "fr", ["Water"]),
    ]


@pytest.mark.parametrize("headers", [{"etag": '"1"'}, {"last_modified": "then"}, {}], ids=str)
def test_what_has_landed_is_not_imported_again(
    internet: Internet, update: Run, headers: dict[str, str]
) -> None:
    def script(asked: Asked) -> Iterator[bytes]:
        knows = {"if-none-match", "if-modified-since"} & set(asked.headers)
        yield answer("304 Not Modified", b"") if knows else table(**headers)

    feed = Feed(name="one", url=internet.at("/1", script))
    assert [outcome.not_modified for outcome in update(feed)] == [False]
    (again,) = update(feed)
    assert (again.not_modified, again.failed, again.error) == (True, False, "")
    (fresh,) = update(feed, fresh=True)
    assert numbers(fresh) == (0, 0, 2)
    (changed,) = update(feed.model_copy(update={"language": "en"}))
    assert numbers(changed) == (0, 2, 0)


def test_nothing_is_remembered_for_an_archive_made_anew(internet: Internet, update: Run) -> None:
    feed = Feed(name="one", url=internet.at("/1", once(table(etag='"1"'))))
    update(feed)
    update.archive = Archive(str(update.folder / "archive"))
    (update.folder / "archive").rename(update.folder / "gone")
    assert numbers(update(feed)[0]) == (2, 0, 0)


class Full(Archive):
    """An archive on a disk that is full."""

    def upsert(self, *_: Any) -> Any:
        """Write nothing."""
        raise ArchiveError(self.location, "cannot be used: no space left on device")


def test_what_has_not_landed_is_fetched_again(internet: Internet, update: Run) -> None:
    feed = Feed(name="one", url=internet.at("/1", once(table(etag='"1"'))))
    location = update.archive.location
    update(Feed(name="first", url=internet.at("/0", once(table()))))
    update.archive = Full(location)
    (failed,) = update(feed)
    assert failed.failed
    assert "no space left" in failed.error
    update.archive = Archive(location)
    assert numbers(update(feed)[0]) == (0, 0, 2)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02" * 99, "binary"),
        (
            b"<!DOCTYPE html><title>Log in</title><form><input name=password></form>",
            "known formats",
        ),
        (b'{"error": "no such page"}', ""),
    ],
)
def test_what_is_no_feed_is_told_each_time(
    internet: Internet, update: Run, body: bytes, words: str
) -> None:
    update(Feed(name="first", url=internet.at("/0", once(table()))))
    feed = Feed(name="one", url=internet.at("/1", once(answer("200 OK", body, etag='"1"'))))
    for _ in range(2):
        (outcome,) = update(feed)
        assert outcome.failed
        assert outcome.error.startswith(f"{feed.url}: ")
        assert words in outcome.error


def test_no_feed_stops_another(internet: Internet, update: Run) -> None:
    async def odd(address: str, /, *, seen: Seen | None) -> Fetched | NotModified:
        if address.endswith("/fault"):
            raise ZeroDivisionError("a fault of ours")
        return await fetch(address, seen=seen, limits=LIMITS)

    feeds = [
        Feed(name=path, url=internet.origin + path)
        for path in ("/fault", "/missing", "/silent", "/broken", "/circle", "/refused", "/good")
    ]
    feeds.append(Feed(name="nobody", url="http://127.0.0.1:1/"))
    internet.at("/silent", internet.silent(table()[:-1]))
    internet.at("/broken", once(table()[:-1]))
    internet.at("/circle", redirect("/circle"))
    internet.at("/refused", redirect("http://127.0.0.9/"))
    internet.at("/good", once(table()))
    outcomes = asyncio.run(_updater(update, odd).update(feeds))
    assert [outcome.feed for outcome in outcomes] == feeds
    told = {outcome.feed.name: outcome.error for outcome in outcomes if outcome.failed}
    assert set(told) == {feed.name for feed in feeds} - {"/good"}
    assert all(error.startswith("http://127.0.0.1:") for error in told.values())
    assert "ZeroDivisionError: a fault of ours" in told["/fault"]
    assert titles(update.archive) == {"A lawyer is heard", "A teacher is free"}


def _updater(update: Run, fetch: object) -> Updater:
    memory = Memory(update.folder / "state", update.archive.location)
    now, table = datetime.now(UTC), Table(update.rejects)
    return Updater(update.archive, memory, fetch, table, update.folder, now, date(2016, 1, 1))  # type: ignore[arg-type]


def test_only_some_are_fetched_at_once(update: Run) -> None:
    running: list[int] = [0, 0]

    async def counted(address: str, /, *, seen: Seen | None) -> Fetched | NotModified:
        running[0] += 1
        running[1] = max(running)
        await asyncio.sleep(0)
        running[0] -= 1
        return NotModified()

    feeds = [Feed(name=str(n), url=f"https://example.org/{n}") for n in range(50)]
    asyncio.run(_updater(update, counted).update(feeds))
    assert running == [0, 8]


def test_a_memory_that_cannot_be_written_does_not_undo_the_landing(
    internet: Internet, update: Run
) -> None:
    (update.folder / "state").touch()
    (outcome,) = update(Feed(name="one", url=internet.at("/1", once(table()))))
    assert numbers(outcome) == (2, 0, 0)
    assert not outcome.failed
    assert "DASHBOARD_STATE" in outcome.error


def test_an_archive_that_cannot_be_opened_is_told_before_anything_is_fetched(
    internet: Internet, update: Run
) -> None:
    log = Path(update.archive.location, "_delta_log")
    log.mkdir(parents=True)
    (log / f"{0:020}.json").write_text("damaged")
    feed = Feed(name="one", url=internet.at("/1", once(table())))
    with pytest.raises(ArchiveError, match="cannot be used"):
        update(feed)
    assert internet.asked == []


def test_a_feed_that_has_moved_for_good_says_where(internet: Internet, update: Run) -> None:
    new = internet.at("/new", in_turn(table(etag='"1"'), answer("304 Not Modified", b"")))
    feed = Feed(name="one", url=internet.at("/old", redirect("/new", "301 Moved")))
    assert [outcome.moved for outcome in (*update(feed), *update(feed))] == [new, new]


def test_a_stop_waits_for_what_is_landing(internet: Internet, update: Run) -> None:
    feed = Feed(name="one", url=internet.at("/1", once(table())))
    slow = Feed(name="slow", url="https://example.org/")
    begun, stopped = threading.Event(), threading.Event()

    class Slow(Archive):
        """An archive that writes once the stop has been asked for."""

        def upsert(self, *arguments: Any) -> Any:
            """Write."""
            begun.set()
            stopped.wait(5)
            return super().upsert(*arguments)

    async def get(address: str, /, *, seen: Seen | None) -> Fetched | NotModified:
        if address == slow.url:
            await asyncio.Event().wait()
        return await fetch(address, seen=seen)

    async def run() -> None:
        running = asyncio.ensure_future(_updater(update, get).update([feed, slow]))
        await asyncio.to_thread(begun.wait, 5)
        running.cancel()
        stopped.set()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert titles(update.archive) == {"A lawyer is heard", "A teacher is free"}

    update.archive = Slow(update.archive.location)
    asyncio.run(run())


def test_the_stated_encoding_is_used(internet: Internet, update: Run) -> None:
    body = "title,date\nСуд,2015-11-17\n".encode("koi8-r")
    script = once(answer("200 OK", body, content_type="text/csv; charset=koi8-r"))
    update(Feed(name="one", url=internet.at("/1", script)))
    assert titles(update.archive) == {"Суд"}


def test_a_fetch_that_fails_is_a_source_error(update: Run) -> None:
    async def failing(address: str, /, *, seen: Seen | None) -> Fetched | NotModified:
        raise SourceError(address, "is gone")

    feed = Feed(name="one", url="https://example.org/1")
    (outcome,) = asyncio.run(_updater(update, failing).update([feed]))
    assert (outcome.error, outcome.failed) == ("https://example.org/1: is gone", True)


def test_links_refer_to_where_the_feed_was_found(internet: Internet, update: Run) -> None:
    body = FEED.replace(b"https://example.org/", b"")
    internet.at("/new/feed", once(answer("200 OK", body, content_type="text/html")))
    feed = Feed(name="one", url=internet.at("/old", redirect("/new/feed")), language="en")
    assert numbers(update(feed)[0]) == (2, 0, 0)
    urls = set(update.archive.read()[1]["url"].to_pylist())
    assert urls == {f"{internet.origin}/new/{n}" for n in (1, 2)}


def test_rejects_of_all_feeds_lie_in_one_file(internet: Internet, update: Run) -> None:
    bodies = [b"title,date,country\nA,2015-11-17,Kenya\nB,soon,Peru\n", b"title,date\nC,later\n"]
    places = [internet.at(f"/{n}", once(answer("200 OK", body))) for n, body in enumerate(bodies)]
    update(*(Feed(name=place, url=place) for place in places))
    rows = list(csv.DictReader(update.rejects.read_text("utf-8-sig").splitlines()))
    assert {(row["file"], row["title"]) for row in rows} == {(places[0], "B"), (places[1], "C")}


def test_a_feed_whose_rejects_cannot_be_kept_does_not_land(internet: Internet, update: Run) -> None:
    body = b"title,date,country\nA,2015-11-17,Kenya\nB,soon,Peru\n"
    feed = Feed(name="one", url=internet.at("/1", once(answer("200 OK", body, etag='"1"'))))
    update.rejects = Path("/dev/null/rejects.csv")
    (outcome,) = update(feed)
    assert "rejects cannot be written" in outcome.error
    assert update.archive.version() is None
    update.rejects = update.folder / "rejects.csv"
    assert numbers(update(feed)[0]) == (1, 0, 0)
