"""The regions of the United Nations and their countries."""

from pathlib import Path

import pytest

from dashboard.errors import DataError
from dashboard.places import iso, regions
from dashboard.places.names import codes


def test_every_country_but_antarctica_is_in_one_region_and_one_part() -> None:
    for is_part in (True, False):
        of = [c for r in regions.regions() if bool(r.parent) is is_part for c in r.countries]
        assert sorted(of) == [code for code in codes() if code != "ATA"]


def test_a_region_is_followed_by_its_parts_and_holds_their_countries() -> None:
    found = regions.regions()
    for region in found:
        if region.parent:
            continue
        parts = [part for part in found if part.parent == region.m49]
        place = found.index(region)
        assert list(found[place + 1 : place + 1 + len(parts)]) == parts
        assert sorted(c for part in parts for c in part.countries) == list(region.countries)
    assert [r.m49 for r in found if not r.parent] == ["002", "019", "142", "150", "009"]


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("KEN", "014"), ("ESH", "015"), ("PSE", "145"), ("TWN", "030"), ("HKG", "030"),
        ("XKX", "039"), ("PRI", "029"), ("GRL", "021"), ("JEY", "154"), ("CYP", "145"),
    ],
)  # fmt: skip
def test_parts(code: str, part: str) -> None:
    assert [r.m49 for r in regions.regions() if r.parent and code in r.countries] == [part]


def test_names() -> None:
    assert iso.region("014", "en") == "Eastern Africa"
    assert iso.region("057", "fr") == "Région micronésienne"


@pytest.mark.parametrize(
    ("name", "line"),
    [("MEMBERS", "iso3,m49\nKEN,999\n"), ("REGIONS", "m49,parent,lon,lat,scale\n014,,x,1,1\n")],
)
def test_damage_is_named(
    name: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "damaged.csv"
    path.write_text(line)
    monkeypatch.setattr(regions, name, path)
    if name == "REGIONS":
        (tmp_path / "members.csv").write_text("iso3,m49\nKEN,014\n")
        monkeypatch.setattr(regions, "MEMBERS", tmp_path / "members.csv")
    with pytest.raises(DataError, match=r"damaged\.csv"):
        regions.regions.__wrapped__()
