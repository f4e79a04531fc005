"""What holds for every test."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from dashboard.articles.archive import Archive
from tests.command import Command

# How long an example takes depends on the machine: speed is measured by the benchmarks.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


# All tests come from one address, and some ask without pause.
for _rate in ("REQUESTS", "EXPORTS"):
    os.environ[f"DASHBOARD_{_rate}_PER_MINUTE"] = "0"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser's tests last: Playwright keeps an event loop in the thread to the end."""
    items.sort(key=lambda item: "browser" in item.path.parts)


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Runs commands on an archive that is not there yet."""
    return Command(Archive(str(tmp_path / "archive")))
