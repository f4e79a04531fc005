"""Which countries articles are about."""

import pyarrow as pa
import pytest

from dashboard.sources import placing

SILENT = ("countries", "tags", "points", "fallback_countries", "summary")


@pytest.mark.parametrize(
    ("title", "codes", "basis"),
    [
        ("Georgia: Atlanta police charge activists", [], []),
        ("Georgia: journalist arrested in Tbilisi", ["GEO"], ["title"]),
        ("Georgia/Kenya: Atlanta hears lawyers", ["KEN"], ["title"]),
        ("Congo: activists held in Kinshasa", ["COD"], ["text"]),
        ("Granada: detenida una activista en Andalucía", [], []),
        ("عمان: اعتقال صحفي أردني", [], []),
    ],
)
def test_what_hides_a_name_hides_it_before_a_colon(
    title: str, codes: list[str], basis: list[str]
) -> None:
    columns = {name: pa.array([""], pa.string()) for name in (*SILENT, "language")}
    found = placing.place(columns | {"title": pa.array([title])}, in_text=True)
    assert found.countries.to_pylist() == [codes]
    assert found.basis.to_pylist() == [basis]
