"""Every name that the United Nations give a country, and the names that are no country."""

import csv
from pathlib import Path

import pytest

from dashboard.errors import DataError
from dashboard.places import iso, spellings
from dashboard.places.names import Places, prefix, resolve, split
from dashboard.places.spellings import index
from dashboard.settings import ROOT

TAXONOMY = ROOT.parent / "shared/data/country_names/ocha_countries_territories_taxonomy.csv"
COLUMNS = (
    *("Preferred Term", "ISO Alt Term", "DGACM Alt Term", "HPC Tools Alt Term"),
    *("RW Short Name", "RW API Alt Term", "English Formal"),
    *(f"{name} Short" for name in ("English", "French", "Spanish", "Russian", "Chinese", "Arabic")),
    *(f"M49 {name}" for name in ("English", "French", "Spanish", "Russian", "Chinese", "Arabic")),
)
PARTS_OF_COUNTRIES = {"AZO": "PRT", "CAI": "ESP", "GLI": "ECU", "": "GGY"}
NO_COUNTRY = {"ANT", "CHI"}


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_name_of_the_united_nations_resolves() -> None:
    rows = table(Path(__file__).with_name("un_names.csv"))
    assert len(rows) > 1500
    assert [row for row in rows if resolve(row["name"]) != row["iso3"]] == []


def test_every_name_of_the_taxonomy_resolves() -> None:
    if not TAXONOMY.exists():
        pytest.skip("the OCHA taxonomy is not beside the checkout; un_names.csv holds its names")
    wrong = []
    for row in table(TAXONOMY):
        code = row["ISO 3166-1 Alpha 3-Codes"] or row["x Alpha3 codes"]
        expected = None if code in NO_COUNTRY else PARTS_OF_COUNTRIES.get(code, code)
        names = {row[column] for column in COLUMNS} - {""}
        wrong += [(name, expected) for name in names if resolve(name) != expected]
        if expected is None:
            assert all(split(name).groups == (name,) for name in names)
    assert wrong == []


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ("Burma|Birmanie|Birmania|Burma (Myanmar)", "MMR"),
        ("Zaire|Zaïre|RDC|DRC|Dem. Rep. of the Congo|Congo, Dem. Rep.", "COD"),
        ("Swaziland|Suazilandia|Eswatini (Swaziland)", "SWZ"),
        ("Turkey|Turquie|Turquía|Republic of Turkey", "TUR"),
        ("Macedonia|Macédoine|FYROM", "MKD"),
        ("Cape Verde|Cap-Vert", "CPV"),
        ("East Timor|Timor oriental|Timor-Leste (East Timor)", "TLS"),
        ("Upper Volta|Haute-Volta|Alto Volta", "BFA"),
        ("Ceylon|Ceylan", "LKA"),
        ("Rhodesia|Rhodésie|Southern Rhodesia", "ZWE"),
        ("Dahomey", "BEN"),
        ("Kampuchea", "KHM"),
        ("Méjico|México", "MEX"),
        ("UK|U.K.|GB|UNITED KINGDOM", "GBR"),
        ("USA|US|U.S.|EE. UU.|EUA|usa", "USA"),
        ("CAR|RCA|Central African Rep.", "CAF"),
        ("BiH|Bosnia & Herzeg.|Bosnie", "BIH"),
        ("PNG|Papua-New Guinea", "PNG"),
        ("Kosovo*|KOSOVO*|Kosovo (under UNSCR 1244/99)|Kosovo* (UNSCR 1244)", "XKX"),
        ("Iran, Islamic Republic of|IRAN (ISLAMIC REP. OF)", "IRN"),
        ("Lao People's Democ. Rep.|LAO PDR", "LAO"),
        ("St. Vincent & Grenadines", "VCT"),
        ("Kenya, Republic of|Republic of Kenya|République du Kenya", "KEN"),
        ("Quênia|Quénia|República do Quênia|肯亞|肯尼亚", "KEN"),
    ],
)
def test_former_short_and_inverted_names_resolve(names: str, code: str) -> None:
    assert {name: resolve(name) for name in names.split("|")} == dict.fromkeys(
        names.split("|"), code
    )


@pytest.mark.parametrize("word", ["car", "us", "eau", "png", "rok", "opt", "bih", "Car", "Tibet"])
def test_a_word_in_another_case_is_no_abbreviation(word: str) -> None:
    assert resolve(word) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Israel and Occupied Palestinian Territories", Places(("ISR", "PSE"), ())),
        ("Israel/OPT", Places(("ISR", "PSE"), ())),
        ("Morocco and Western Sahara", Places(("MAR", "ESH"), ())),
        ("Australia and New Zealand", Places(("AUS", "NZL"), ())),
        ("China and Tibet", Places(("CHN",), ("Tibet",))),
        ("Serbia and Montenegro", Places((), (), ("Serbia and Montenegro",))),
        ("Montenegro and Serbia", Places(("MNE", "SRB"), ())),
        (
            "Europe and Central Asia, Kenya",
            Places(("KEN",), (), ("Europe and Central Asia",)),
        ),
        (
            "USSR (former); Atlantis; GLOBAL",
            Places((), ("Atlantis",), ("USSR (former)", "GLOBAL")),
        ),
        (
            "Afrique australe, Южная Азия, 中东",
            Places((), (), ("Afrique australe", "Южная Азия", "中东")),
        ),
        ("Yemen People's Republic", Places((), (), ("Yemen People's Republic",))),
        ("Southern Africa, South Africa", Places(("ZAF",), (), ("Southern Africa",))),
    ],
)
def test_groups_give_no_country_and_are_reported(text: str, expected: Places) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Kenya: Open letter", "KEN"),
        ("DRC/Rwanda: Open letter", "COD RWA"),
        ("Israel/OPT: Open letter", "ISR PSE"),
        ("RDC : Lettre ouverte", "COD"),
        ("KENYA - Open letter", "KEN"),
        ("Kenya - Uganda - Open letter", "KEN UGA"),
        ("Congo - Brazzaville: Open letter", "COG"),
        ("EU/Belarus: Open letter", "BLR"),
        ("Bosnia and Herzegovina – A letter", "BIH"),
        ("中国：公开信", "CHN"),
        ("Россия: Письмо", "RUS"),
        ("US: Open letter", "USA"),
        ("Kenya: Report: 2015", "KEN"),
        ("IT: Open standards", ""),
        ("AI - Open standards", ""),
        ("Europe: Open letter", ""),
        ("Kenya police: Open letter", ""),
        ("Kenya", ""),
        ("Report: Kenya", ""),
        ("", ""),
    ],
)
def test_a_title_begins_with_countries(title: str, codes: str) -> None:
    assert prefix(title) == tuple(codes.split())


def test_every_group_is_known_as_one() -> None:
    names = [row["name"] for row in iso.rows(spellings.GROUPS, ("name", "kind"))]
    assert names == sorted(set(names))
    assert [name for name in names if resolve(name) or split(name).codes] == []
    assert {row["kind"] for row in iso.rows(spellings.GROUPS, ("kind",))} == {
        *("gone", "joint", "region")
    }


def test_a_name_of_two_countries_has_to_be_settled() -> None:
    known = [("Guinea", "GIN"), ("the guinéa", "GNQ")]
    with pytest.raises(DataError, match=r"country_aliases.*guin.*GIN or GNQ"):
        index(known, [])
    assert index(known, [("GUINEA", "GIN")]) == {"guinea": "GIN"}


def test_two_aliases_cannot_contradict_each_other() -> None:
    with pytest.raises(DataError, match="COD or COG"):
        index([], [("Congo", "COD"), ("congo", "COG")])


def test_aliases_are_sorted_and_stand_once() -> None:
    lines = [row["name"] for row in iso.rows(spellings.ALIASES, ("name",))]
    assert lines == sorted(set(lines))


def test_every_alias_leads_to_its_country() -> None:
    lines = [*spellings.aliases(), *spellings.abbreviations()]
    assert {name: resolve(name) for name, _ in lines} == dict(lines)
