"""Regions of the world as the United Nations part it (M49), and where a map looks to show them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dashboard.errors import DataError
from dashboard.places import iso
from dashboard.settings import ROOT

REGIONS = ROOT / "data" / "regions.csv"
MEMBERS = ROOT / "data" / "country_regions.csv"


@dataclass(frozen=True, slots=True)
class Region:
    """A region or a part of one.

    Attributes:
        m49: its code.
        parent: code of the region that it is a part of, empty for the largest ones.
        lon, lat: what stands in the middle of a map of it, degrees.
        scale: how many times larger than on a map of the world it is shown.
        countries: codes of its countries, sorted.
    """

    m49: str
    parent: str
    lon: float
    lat: float
    scale: float
    countries: tuple[str, ...]


@cache
def regions() -> tuple[Region, ...]:
    """Return the regions, each followed by its parts.

    Raises:
        DataError: a file is missing or damaged, or a country is of a region that is not there.
    """
    table = iso.rows(REGIONS, ("m49", "parent", "lon", "lat", "scale"))
    parents = {row["m49"]: row["parent"] for row in table}
    members: dict[str, list[str]] = defaultdict(list)
    for row in iso.rows(MEMBERS, ("iso3", "m49")):
        if row["m49"] not in parents:
            raise DataError(f"{MEMBERS}: {row['iso3']}: no such region: {row['m49']!r}")
        for code in filter(None, (row["m49"], parents[row["m49"]])):
            members[code].append(row["iso3"])
    return tuple(_region(row, tuple(sorted(members[row["m49"]]))) for row in table)


def _region(row: Mapping[str, str], countries: tuple[str, ...]) -> Region:
    try:
        lon, lat, scale = (float(row[name]) for name in ("lon", "lat", "scale"))
    except ValueError as error:
        raise DataError(f"{REGIONS}: {row['m49']}: {error}") from error
    return Region(row["m49"], row["parent"], lon, lat, scale, countries)
