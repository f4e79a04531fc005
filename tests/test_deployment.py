"""The Dockerfile, and the compose file and unit of the README, suit the dashboard.

Docker itself is not run: what is held is what can be read from the files.
"""

import configparser
import re
import shlex
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from dashboard.cli import app
from dashboard.settings import ROOT, Settings

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")


def _instructions() -> list[tuple[str, str]]:
    joined = DOCKERFILE.replace("\\\n", " ")
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in joined.splitlines() if line]


def _block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?[\w:]*(?:services|Unit).*?)```", README, re.DOTALL)
    assert found
    return found[1]


def test_the_image_has_what_runs_and_nothing_else() -> None:
    (installing,) = [text for name, text in _instructions() if "pip install" in text]
    assert installing.endswith("-r requirements.txt")
    copied = [text.split()[-2].rstrip("/") for name, text in _instructions() if name == "COPY"]
    ours = {"requirements.txt", "app.py", "assets", "dashboard", "data"}
    assert set(copied) == {*ours, "/libraries"}
    sent = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert sent[0] == "*"
    assert {line[1:] for line in sent if line.startswith("!")} == ours


def test_the_image_does_not_run_as_root_and_says_how_it_is() -> None:
    names = [name for name, _ in _instructions()]
    assert int(dict(_instructions())["USER"]) > 0
    assert names.index("USER") < names.index("ENTRYPOINT")
    assert "HEALTHCHECK" in names
    assert "/health" in dict(_instructions())["HEALTHCHECK"]


def _settings_of(text: str) -> set[str]:
    return {name.lower() for name in re.findall(r"DASHBOARD_([A-Z_]+)", text)}


@pytest.mark.parametrize("text", [DOCKERFILE, README])
def test_only_settings_that_exist_are_named(text: str) -> None:
    assert _settings_of(text) <= set(Settings.model_fields)


def _is_command(line: str) -> bool:
    name, *options = shlex.split(line)
    told = CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "200"}).output
    return all(option in told for option in options if option.startswith("--"))


def test_the_compose_file_suits_the_image() -> None:
    services: dict[str, Any] = yaml.safe_load(_block("yaml"))["services"]
    assert set(services) == {"map", "update"}
    for service in services.values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert "archive:/archive" in service["volumes"]
        assert _is_command(service["command"])


def test_the_unit_starts_the_dashboard_without_rights() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(_block("ini"))
    service = unit["Service"]
    assert service["DynamicUser"] == service["NoNewPrivileges"] == "yes"
    _, _, command = service["ExecStart"].partition(" -m dashboard ")
    assert _is_command(command)
    assert int(service["TimeoutStopSec"]) > Settings.model_fields["stop_seconds"].default
