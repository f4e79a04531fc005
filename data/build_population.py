"""Derive ``population.csv``: how many people live in each country, of which year, after whom.

    python -m data.build_population

Figures are the World Bank's (World Development Indicators, SP.POP.TOTL) as the Python package
``great-tables`` ships them, of their latest year; where they have none, Unicode CLDR's as the npm
package ``cldr-core`` ships them. pip and npm fetch the packages. The same packages give the same
bytes. Terms and credit: ``data/README.md``.
"""

import json
import subprocess
import sys
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import pandas as pd

from dashboard.places import iso
from data import npm

WORLD_BANK, WORLD_BANK_TABLE = "great-tables==1.1.0", "great_tables/data/01-countrypops.csv"
CLDR, CLDR_TABLE = "cldr-core@48.2.0", "package/supplemental/territoryInfo.json"
CLDR_YEAR = 2025  # of release 48: CLDR names no year for a figure
UNINHABITED = ("ATA", "ATF", "BVT", "HMD", "IOT", "SGS", "UMI")
HERE = Path(__file__).resolve().parent


def main() -> None:
    """Write the file beside this script and print how many countries it has."""
    with tempfile.TemporaryDirectory() as folder:
        made = table(world_bank(Path(folder)), cldr(Path(folder)))
    (HERE / "population.csv").write_text(made.to_csv(lineterminator="\n"), encoding="utf-8")
    print(f"population.csv: {len(made)} countries, {dict(made['source'].value_counts())}")


def table(world_bank: pd.DataFrame, cldr: pd.DataFrame) -> pd.DataFrame:
    """Return one row a code, sorted, with population, year and source.

    Args:
        world_bank: columns iso3, year, population, one row a country and year.
        cldr: columns iso3, year, population, one row a country.
    """
    latest = world_bank[world_bank["year"] == world_bank["year"].max()]
    both = [latest.assign(source="World Bank"), cldr.assign(source="Unicode CLDR")]
    joined = pd.concat(both).drop_duplicates("iso3").set_index("iso3").sort_index()
    known = joined.index.isin(iso.codes()) & ~joined.index.isin(UNINHABITED)
    kept: pd.DataFrame = joined[known & (joined["population"] > 0)]
    return kept[["population", "year", "source"]]


def world_bank(folder: Path) -> pd.DataFrame:
    """Fetch the World Bank's figures with pip, into a folder."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", WORLD_BANK]
    subprocess.run(pip, cwd=folder, check=True)  # noqa: S603
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        file = BytesIO(wheel.read(WORLD_BANK_TABLE))
    absent = {"population": ["", "NA"]}
    rows = pd.read_csv(file, keep_default_na=False, na_values=absent).dropna()
    rows = rows.rename(columns={"country_code_3": "iso3"}).astype({"population": int})
    return rows[["iso3", "year", "population"]]


def cldr(folder: Path) -> pd.DataFrame:
    """Fetch CLDR's figures with npm, into a folder."""
    table = json.loads(npm.read(CLDR, CLDR_TABLE, folder))
    territories = table["supplemental"]["territoryInfo"]
    rows = [
        (code, CLDR_YEAR, int(territories[short]["_population"]))
        for code, short in iso.alpha_2().items()
        if short in territories
    ]
    return pd.DataFrame(rows, columns=["iso3", "year", "population"])


if __name__ == "__main__":
    main()
