"""How many people live in each country."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from dashboard.errors import DataError
from dashboard.places import iso
from dashboard.settings import ROOT

TABLE = ROOT / "data" / "population.csv"


class Population(NamedTuple):
    """The people of a country, of which year and after whom."""

    people: int
    year: int
    source: str


@cache
def populations(path: Path = TABLE) -> dict[str, Population]:
    """Return the population by ISO alpha-3 code; places without permanent one are left out.

    Sources: ``data/README.md``.

    Raises:
        DataError: the file or a column is missing, a code is none, a figure is not one above 0.
    """
    return {
        row["iso3"]: Population(
            _figure(row["population"], path), _figure(row["year"], path), row["source"]
        )
        for row in iso.rows(path, ("iso3", "population", "year", "source"))
    }


def _figure(text: str, path: Path) -> int:
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise DataError(f"{path}: not a whole number above 0: {text!r}")
    return int(text)
