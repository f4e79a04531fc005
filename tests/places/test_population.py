"""How many people live in each country."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard.errors import DataError
from dashboard.places import iso
from dashboard.places.population import populations
from data.build_population import UNINHABITED, table


def test_every_country_but_those_without_people_has_a_figure() -> None:
    assert set(iso.codes()) - set(populations()) == set(UNINHABITED)


@pytest.mark.parametrize("code", ["XKX", "PSE", "TWN", "ESH", "HKG", "PRI", "GRL", "VAT"])
def test_territories_have_figures_with_year_and_source(code: str) -> None:
    found = populations()[code]
    assert found.people >= 500
    assert found.year >= 2022
    assert found.source in {"World Bank", "Unicode CLDR"}


def test_figures_are_of_the_right_size() -> None:
    assert 7.5e9 < sum(each.people for each in populations().values()) < 8.5e9
    assert 1e6 < populations()["XKX"].people < 3e6


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("iso3,population,year\nKEN,1,2022\n", "no column source"),
        ("iso3,population,year,source\nKENYA,1,2022,x\n", "no such country: 'KENYA'"),
        ("iso3,population,year,source\nKEN,,2022,x\n", "not a whole number above 0: ''"),
        ("iso3,population,year,source\nKEN,0,2022,x\n", "not a whole number above 0: '0'"),
        ("iso3,population,year,source\nKEN,1.5,2022,x\n", "not a whole number above 0: '1.5'"),
    ],
)
def test_a_damaged_file_is_named(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "population.csv"
    path.write_text(text)
    with pytest.raises(DataError, match=problem) as raised:
        populations(path)
    assert str(path) in str(raised.value)


def test_the_latest_figure_of_the_first_source_counts_then_the_second() -> None:
    bank = pd.DataFrame({"iso3": ["KEN", "KEN"], "year": [2021, 2022], "population": [1, 2]})
    rows = {"iso3": ["KEN", "TWN", "ATA", "ZZZ"], "year": 2025, "population": [9, 3, 4, 5]}
    found = table(bank, pd.DataFrame(rows))
    assert found.to_dict("index") == {
        "KEN": {"population": 2, "year": 2022, "source": "World Bank"},
        "TWN": {"population": 3, "year": 2025, "source": "Unicode CLDR"},
    }
