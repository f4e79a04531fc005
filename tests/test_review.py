"""The command that asks which articles are one, run as a person and as a program runs it."""

import json
import os
import pty
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from rich.console import Console

from dashboard.articles.archive import Archive
from dashboard.articles.model import Article, Basis, Verdict
from dashboard.articles.table import to_content
from dashboard.commands import pairs
from dashboard.sources import similar
from tests.command import ROOT, Command


class Inside(Command):
    """Runs commands in this process."""

    def __call__(self, *arguments: object, code: int = 0) -> str:  # type: ignore[override]
        return self.inside(*arguments, code=code)

    def answer(self, *arguments: object, code: int = 0) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self(*arguments, "--json", code=code))
        return answer


def article(number: int, title: str, day: int, language: str = "", url: str = "") -> Article:
    made = Article(
        f"{number:016x}",
        title,
        date(2015, 11, day),
        "Events",
        countries=("KEN",),
        basis=(Basis.TAG,),
    )
    return replace(made, source="Example Watch", language=language, url=url)


ONE = article(1, "Kenya: Lawyer Jane Doe released", 17)
TWO = article(2, "Kenya: Lawyer Jane Doe Released", 18)
ENGLISH = article(3, "Release", 18, "en", "https://example.org/en/23847")
FRENCH = article(4, "Libération", 19, "fr", "https://example.org/fr/23847")
OTHER = article(5, "The harvest of last year", 18)
TOLD = dict.fromkeys((*similar.CONTENT, "reason"), "")
ONE_TOLD, TWO_TOLD = (TOLD | {"id": article.id} for article in (ONE, TWO))
FIRST, SECOND = (ONE.id, TWO.id), (ENGLISH.id, FRENCH.id)


@pytest.fixture
def command(tmp_path: Path) -> Inside:
    command = Inside(Archive(str(tmp_path / "archive")))
    command.archive.upsert(to_content([ONE, TWO, ENGLISH, FRENCH, OTHER]), "import")
    return command


def waiting(command: Inside, *arguments: object) -> list[tuple[str, str]]:
    found = command.answer("review", *arguments)["pairs"]
    return [(pair["one"]["id"], pair["other"]["id"]) for pair in found]


def decided(command: Inside) -> list[tuple[str, str, str]]:
    found = command.answer("review", "--decided")["decisions"]
    return sorted((d["id"], d["other"], d["verdict"]) for d in found)


def on_a_terminal(command: Inside, written: str) -> str:
    """Answer on a terminal; return what it showed."""
    mine, its = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "dashboard", "review"],
        env={**command.environment, "TERM": "dumb"},
        cwd=ROOT,
        stdin=its,
        stdout=its,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(its)
    os.write(mine, written.encode())
    shown = b""
    try:
        while part := os.read(mine, 65536):
            shown += part
    except OSError:  # Linux, when the other end is closed
        pass
    assert process.communicate()[1] == ""
    assert process.returncode == 0
    return shown.decode()


def test_pairs_are_listed_until_they_are_decided_on(command: Inside) -> None:
    assert waiting(command) == [FIRST, SECOND]
    assert waiting(command, ONE.id) == [FIRST]
    assert waiting(command, OTHER.id) == []
    assert "pairs to decide on: 2" in command("review")
    command("review", *FIRST, "--different")
    command("review", *SECOND, "--translation")
    assert waiting(command) == []
    assert decided(command) == [(*FIRST, "different"), (*SECOND, "translation")]
    assert "review" in command.archive.history()[0].command
    assert f"{ONE.id} {TWO.id} --different" in command("review", "--decided")
    assert "no fault" in command("check")


def test_one_article_gives_way_and_comes_back(command: Inside) -> None:
    command("review", *FIRST, "--same")
    assert waiting(command) == [SECOND]
    command("review", *FIRST, "--different")
    assert waiting(command) == [SECOND]
    command("restore", 0)
    assert waiting(command) == [FIRST, SECOND]


def test_what_comes_back_after_a_withdrawal_waits_for_a_decision(
    command: Inside, tmp_path: Path
) -> None:
    command("withdraw", ONE.id, TWO.id, "--reason", "Asked for")
    assert waiting(command) == [SECOND]
    table = tmp_path / "table.csv"
    url = "https://example.org/again"
    table.write_text(
        f"title,date,country,url\nKenya: lawyer Jane Doe released,2015-11-18,KEN,{url}\n"
    )
    assert "may be one" in command("import", table)
    back = [pair for pair in waiting(command) if pair != SECOND]
    assert {other for pair in back for other in pair} >= {ONE.id, TWO.id}
    assert "(withdrawn: Asked for)" in " ".join(command("review", "--list").split())
    (again,) = {id_ for pair in back for id_ in pair} - {ONE.id, TWO.id}
    command("review", again, ONE.id, "--same")
    assert waiting(command) == [SECOND]
    assert "no fault" in command("check")


def test_pairs_of_what_came_since(command: Inside) -> None:
    assert len(waiting(command, "--since", "2020-01-01")) == 2
    assert waiting(command, "--since", "2999-01-01") == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (FIRST, 2),
        ((*FIRST, "--same", "--different"), 2),
        ((ONE.id, "--same"), 2),
        ((ONE.id, ONE.id, "--same"), 2),
        ((ONE.id, "x", "--same"), 2),
        ((ONE.id, "f" * 16, "--same"), 1),
        (("f" * 16,), 1),
    ],
)
def test_what_cannot_be_decided_changes_nothing(
    command: Inside, arguments: tuple[str, ...], code: int
) -> None:
    command("review", *arguments, code=code)
    assert command.archive.version() == 0


def test_answers_on_a_terminal_are_kept_as_one_version(command: Inside) -> None:
    shown = on_a_terminal(command, "what?\ns1\nt2\n")
    assert "1 of 2: near duplicate" in shown
    assert decided(command) == [(*FIRST[::-1], "same"), (*SECOND, "translation")]
    assert command.archive.history()[0].command == "review (2 pairs)"
    assert command.archive.version() == 1


PAIR = {"kind": "", "score": 1, "one": ONE_TOLD, "other": TWO_TOLD}
ANSWERS = [
    (["s1", "q"], [(TWO.id, ONE.id, Verdict.SAME)]),
    ([" S2", "q"], [(ONE.id, TWO.id, Verdict.SAME)]),
    (["t1", "q"], [(TWO.id, ONE.id, Verdict.TRANSLATION)]),
    (["t2", "q"], [(ONE.id, TWO.id, Verdict.TRANSLATION)]),
    (["s3", "d", "q"], [(ONE.id, TWO.id, Verdict.DIFFERENT)]),
    (["", "q"], []),
    (["d", EOFError()], [(ONE.id, TWO.id, Verdict.DIFFERENT)]),
    (["d", KeyboardInterrupt()], [(ONE.id, TWO.id, Verdict.DIFFERENT)]),
    (["s1"], [(TWO.id, ONE.id, Verdict.SAME)]),
]


@pytest.mark.parametrize(("written", "made"), ANSWERS)
def test_answers(
    written: list[Any], made: list[tuple[str, str, Verdict]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Console, "input", Mock(side_effect=written))
    found = pairs.ask([PAIR, PAIR], Console(file=StringIO()))
    assert [(one.id, one.other, one.verdict) for one in found] == made


def test_markup_in_a_title_is_text(command: Inside) -> None:
    title = "[bold]Kenya[/]: Lawyer [link=x]Jane[/link] Doe released"
    command.archive.upsert(to_content([article(7, title, 18), article(8, title, 18)]), "import")
    assert "[bold]Kenya[/]" in command("review", "--list").replace("\n", "")


def test_an_import_tells_how_many_pairs_wait(command: Inside, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("title,date,country\nKenya: lawyer Jane Doe released.,2015-11-18,Kenya\n")
    assert command.answer("import", "--dry-run", table)["summary"]["pairs_to_review"] is None
    assert "2 pairs of articles may be one" in command("import", table)
    assert command.answer("import", table)["summary"]["pairs_to_review"] == 0
    assert len(waiting(command)) == 4
