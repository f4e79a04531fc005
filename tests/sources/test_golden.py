"""Each fixture and, beside it, what one import of it gives: a file that a person has read."""

import json
from datetime import date
from pathlib import Path

import pytest

from dashboard.sources import registry
from dashboard.sources.intake import Plan, plan

FIXTURES = Path(__file__).parent / "fixtures"
EXPECTED = sorted(FIXTURES.glob("*.expected.json"))
FIELDS = "title category topics countries summary url language source".split()  # noqa: SIM905


def as_json(found: Plan) -> object:
    articles = [
        {"date": a.date.isoformat()} | {field: getattr(a, field) for field in FIELDS}
        for a in found.articles
    ]
    result = {
        "articles": articles,
        "rejects": [(reject.number, reject.reason) for reject in found.rejects],
        "notes": [(note.number, note.text) for note in found.notes],
        "unknown_countries": found.unknown_countries,
        "repeated": found.repeated,
    }
    return json.loads(json.dumps(result))


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name)
def test_fixture_gives_what_is_written_beside_it(path: Path) -> None:
    fixture = path.with_name(path.name.removesuffix(".expected.json"))
    rows = registry.read(fixture.name, fixture.read_bytes())
    found = as_json(plan(rows, source="Fixture", today=date(2025, 1, 1)))
    assert found == json.loads(path.read_text(encoding="utf-8"))


def test_every_fixture_has_its_expected_file() -> None:
    fixtures = {path.name for path in FIXTURES.iterdir()} - {path.name for path in EXPECTED}
    assert {f"{name}.expected.json" for name in fixtures} == {path.name for path in EXPECTED}
