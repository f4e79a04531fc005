"""The commands that fetch, run as a person runs them."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import typer

from dashboard.commands.updating import period, repeat
from dashboard.errors import ArchiveError
from tests.command import ROOT, Command
from tests.sources.internet import Internet, answer, in_turn, once, redirect, serving

TABLE = b"title,date,country\nA lawyer is heard,2015-11-17,Kenya\nA teacher,someday,Peru\n"


@pytest.fixture
def internet() -> Iterator[Internet]:
    with serving() as served:
        yield served


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The list of feeds, which is empty."""
    path = tmp_path / "sources.toml"
    path.touch()
    monkeypatch.setenv("DASHBOARD_SOURCES", str(path))
    return path


ALERTS = [(b"Alert one", 1, 1), (b"Alert two", 2, 2)]


def follow(listed: Path, **feeds: str) -> None:
    """Add feeds to the list."""
    entries = [f'[[feed]]\nname = "{name}"\nurl = "{url}"\n' for name, url in feeds.items()]
    listed.write_text(listed.read_text() + "".join(entries))


def table(**headers: str) -> bytes:
    return answer("200 OK", TABLE, **headers)


def test_update_tells_what_each_feed_gave(
    command: Command, internet: Internet, listed: Path
) -> None:
    good = in_turn(table(etag='"1"'), answer("304 Not Modified", b""))
    follow(
        listed,
        good=internet.at("/good", good),
        moved=internet.at("/moved", redirect("/twin", "301 Moved")),
        missing=internet.origin + "/missing",
    )
    internet.at("/twin", once(answer("200 OK", TABLE.replace(b"2015", b"2016"))))
    told = command("update")
    assert told.stderr == ""
    for words in (
        "missing: " + internet.origin + "/missing: the server answered 404 Not Found",
        f"moved: has moved for good, write {internet.origin}/twin into its entry",
        "row 2: ",
        "someday",
        "version 1",
    ):
        assert words in told.stdout
    answered = command.answer("update")
    assert {name: feed["not_modified"] for name, feed in answered.items()} == {
        "good": True,
        "moved": True,
        "missing": False,
    }
    assert command.archive.version() == 1


def test_json_holds_what_import_would_tell(
    command: Command, internet: Internet, listed: Path
) -> None:
    follow(listed, one=internet.at("/one", once(table())), two=internet.origin + "/missing")
    answered = command.answer("update")
    (article,) = answered["one"]["import"]["articles"]
    assert (article["title"], article["countries"]) == ("A lawyer is heard", ["KEN"])
    summary = answered["one"]["import"]["summary"]
    assert (summary["new"], len(summary["rejected"])) == (1, 1)
    assert answered["two"]["import"] is None
    assert "404" in answered["two"]["error"]


def test_an_article_that_takes_the_place_of_another_is_told(
    command: Command, internet: Internet, listed: Path
) -> None:
    rows = (b"title,date,url\n%s,2015-11-1%d,https://example.org/alerts#%d\n" % r for r in ALERTS)
    follow(listed, one=internet.at("/one", in_turn(*(answer("200 OK", row) for row in rows))))
    command("update")
    told = "one: 1 other articles under known addresses: "
    assert told in (shown := command("update").stdout)
    assert "was 'Alert one' and is 'Alert two'" in shown


def test_rejected_rows_wait_for_correction(
    command: Command, internet: Internet, listed: Path, tmp_path: Path
) -> None:
    follow(listed, one=internet.at("/one", once(table())))
    command("update")
    (rejects,) = (tmp_path / "archive-rejects").iterdir()
    corrected = tmp_path / "corrected.csv"
    corrected.write_text(rejects.read_text("utf-8").replace("someday", "2015-11-18"), "utf-8")
    assert command.answer("import", corrected)["summary"]["new"] == 1


def test_only_named_feeds_are_fetched(command: Command, internet: Internet, listed: Path) -> None:
    follow(listed, one=internet.at("/one", once(table())), two=internet.at("/two", once(table())))
    command("update", "two")
    assert [asked.path for asked in internet.asked] == ["/two"]
    told = " ".join(command("update", "two", "three", code=2).stderr.split())
    assert "lists no feed three, only one, two" in told


def test_code_1_is_for_all_that_failed(command: Command, internet: Internet, listed: Path) -> None:
    follow(listed, one=internet.origin + "/missing", two="http://127.0.0.1:1/")
    command("update", "one", code=1)
    follow(listed, three=internet.at("/three", once(table())))
    command("update", "one", "three")


def test_a_list_without_a_feed_is_told(command: Command, listed: Path) -> None:
    assert f"error: {listed}: lists no feed yet" in command("update", code=1).stderr
    listed.write_text("[[feeds]]")
    assert f"error: {listed}: feeds: Extra inputs" in command("update", code=1).stderr


def test_a_passing_failure_leaves_no_line(
    command: Command, internet: Internet, listed: Path
) -> None:
    script = in_turn(answer("503 Busy", b"", retry_after="0"), table())
    follow(listed, one=internet.at("/one", script))
    assert command("update").stderr == ""
    assert internet.count("/one") == 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_every_goes_on_until_it_is_stopped(
    command: Command, internet: Internet, listed: Path, number: signal.Signals
) -> None:
    follow(listed, one=internet.at("/one", once(table())), two=internet.origin + "/missing")
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "dashboard", "update", "--every", "1h"],
        env=command.environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        while "version 0" not in process.stdout.readline():
            assert process.poll() is None
        process.send_signal(number)
        assert process.wait(20) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""


@pytest.mark.parametrize(
    ("written", "minutes"), [("15m", 15), ("2h", 120), (" 1D ", 1440), ("1m", 1)]
)
def test_a_period_is_read(written: str, minutes: int) -> None:
    assert period(written) == timedelta(minutes=minutes)


@pytest.mark.parametrize("written", ["", "0m", "15", "m", "-5m", "1.5h", "10s", "99999m", "1h30m"])
def test_other_periods_are_told(written: str) -> None:
    with pytest.raises(typer.BadParameter, match="is no period such as 15m"):
        period(written)


def test_addresses_are_imported_beside_files(
    command: Command, internet: Internet, tmp_path: Path
) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes(TABLE.replace(b"2015", b"2014"))
    internet.at("/table", once(table(content_type="application/octet-stream")))
    address = internet.origin.replace("//", "//user:secret@") + "/table"
    summary = command.answer("import", file, address)["summary"]
    assert (summary["new"], len(summary["rejected"])) == (2, 2)
    assert {reject["file"] for reject in summary["rejected"]} == {
        str(file),
        internet.origin + "/table",
    }
    (version,) = command.archive.history()
    assert version.command == f"import {file} {internet.origin}/table"
    assert internet.asked[0].headers["authorization"].startswith("Basic ")


def test_an_address_that_gives_nothing_does_not_stop_the_others(
    command: Command, internet: Internet
) -> None:
    missing, good = internet.origin + "/missing", internet.at("/good", once(table()))
    summary = command.answer("import", missing, good)["summary"]
    assert summary["new"] == 1
    assert (summary["rejected"][0]["file"], summary["rejected"][0]["row"]) == (missing, 0)
    assert "404" in summary["rejected"][0]["reason"]
    command("import", missing, code=1)


@pytest.mark.parametrize("address", ["ftp://example.org/feed", "file:///etc/passwd", "http://"])
def test_other_addresses_are_wrong_usage(command: Command, address: str) -> None:
    assert "address" in command("import", address, code=2).stderr


def test_a_contact_that_no_header_may_hold_is_told(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_CONTACT", "me\r\nCookie: a=b")
    assert "DASHBOARD_CONTACT=" in command("import", "http://127.0.0.1:1/", code=1).stderr


def test_an_error_does_not_end_the_turns(capsys: pytest.CaptureFixture[str]) -> None:
    turns: list[str] = []

    async def turn() -> None:
        turns.append("turn")
        if len(turns) == 1:
            raise ArchiveError("here", "cannot be used")
        if len(turns) == 2:
            raise OSError(28, "No space left on device")
        signal.raise_signal(signal.SIGTERM)
        await asyncio.Event().wait()

    before = signal.getsignal(signal.SIGTERM)
    asyncio.run(repeat(turn, timedelta(milliseconds=1)))
    assert len(turns) == 3
    told = capsys.readouterr().err
    assert "error: archive here: cannot be used" in told
    assert "No space left" in told
    assert signal.getsignal(signal.SIGTERM) == before
