"""Real feeds and odd ones, which lie beside the repository where they may: they are not ours."""

import csv
from pathlib import Path

import pytest

from dashboard.errors import SourceError
from tests.sources.reading import Found, unpacked

FEEDS = Path(__file__).parents[3] / "shared" / "data" / "feeds"
NO_FORMAT = "is in none of the known formats"

# Where we give something else than the index says feedparser does, and why.
DIFFERENT: dict[str, tuple[int, int, str]] = {
    "nodefp_compressed.xml": (10, 10, "the index did not open its gzip"),
    "nodefp_invalid-characters-gzipped.xml": (25, 25, "the index did not open its gzip"),
}
# Rejects that stand beside the entries.
REJECTS = {
    "feedjira_InvalidDateFormat.xml": "the feed breaks off here; entries may be missing",
    "feedrs_rss_2.0_invalid_1.xml": "the feed breaks off here; entries may be missing",
}
NO_FEEDS = frozenset(["nodefp_notafeed.html", "rssparser_unrecognized.rss"])


def index() -> list[dict[str, str]]:
    path = FEEDS / "INDEX.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.skipif(not index(), reason=f"no feeds in {FEEDS}")
def test_every_feed_gives_its_articles_or_a_clear_error() -> None:
    wrong = [told for line in index() if (told := differs(line))]
    print(f"used {len(index())} feeds of {FEEDS}")
    assert not wrong
    assert len(index()) == 39


def differs(line: dict[str, str]) -> str:
    """Return what is not as expected of a feed, nothing when all is."""
    path = FEEDS / line["file"]
    try:
        found = [row for rows in unpacked(path, line["file"]).values() for row in rows]
    except SourceError as error:
        is_right = path.name in NO_FEEDS and NO_FORMAT in str(error) and line["file"] in str(error)
        return "" if is_right else f"{path.name}: {error}"
    expected = DIFFERENT.get(path.name, (int(line["entries"]), int(line["entries_with_date"])))[:2]
    rejects = [row["reason"] for row in found if "reason" in row]
    if counted(found) != expected or rejects != [*filter(None, [REJECTS.get(path.name)])]:
        return f"{path.name}: {counted(found)} for {expected}, {rejects}"
    return f"{path.name} is no feed" if path.name in NO_FEEDS else ""


def counted(found: Found) -> tuple[int, int]:
    rows = [row for row in found if "reason" not in row]
    return len(rows), sum("date" in row for row in rows)
