"""Each fixture and, beside it, what one import of it gives: a file that a person has read."""

import json
from datetime import date
from pathlib import Path

import pytest

from dashboard.sources.intake import Defaults
from dashboard.sources.source import Source
from tests.sources.planned import Plan, plan_source

FIXTURES = Path(__file__).parent / "fixtures"
EXPECTED = sorted(FIXTURES.glob("*.expected.json"))
FIELDS = "title category topics countries basis summary url language source".split()  # noqa: SIM905


def as_json(found: Plan) -> object:
    articles = [
        {"date": a.date.isoformat()} | {field: getattr(a, field) for field in FIELDS}
        for a in found.articles
    ]
    result = {
        "articles": articles,
        "rejects": [(reject.number, reject.reason) for reject in found.rejects],
        "notes": found.notes,
        "unknown_countries": found.unknown_countries,
        "repeated": found.repeated,
    }
    return json.loads(json.dumps(result))


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name)
def test_fixture_gives_what_is_written_beside_it(path: Path) -> None:
    fixture = path.with_name(path.name.removesuffix(".expected.json"))
    source = Source(fixture.name, fixture)
    found = as_json(plan_source(source, Defaults("Fixture"), date(2025, 1, 1)))
    assert found == json.loads(path.read_text(encoding="utf-8"))


def test_every_fixture_has_its_expected_file() -> None:
    fixtures = {path.name for path in FIXTURES.iterdir()} - {path.name for path in EXPECTED}
    assert {f"{name}.expected.json" for name in fixtures} == {path.name for path in EXPECTED}
