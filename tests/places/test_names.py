"""From names to codes and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import DataError
from dashboard.places import spellings
from dashboard.places.names import (
    LANGUAGES,
    Places,
    codes,
    display,
    has_code,
    is_code,
    prefix,
    resolve,
    spelled,
    split,
)

SHOWN = [(code, language) for code in codes() for language in LANGUAGES]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kenya", "KEN"),
        ("  KENYA ", "KEN"),
        ("KEN", "KEN"),
        ("NA", "NAM"),
        ("XK", "XKX"),
        ("ke", None),
        ("Korea, (South) Republic of", "KOR"),
        ("Korea, Republic of", "KOR"),
        ("Korea (South)", "KOR"),
        ("North Korea", "PRK"),
        ("Korea", None),
        ("Congo, Democratic Republic", "COD"),
        ("Congo (Democratic Republic of the)", "COD"),
        ("Congo, The Democratic Republic of the", "COD"),
        ("Congo (DRC)", "COD"),
        ("Congo, Dem. Rep. of", "COD"),
        ("Korea, (North) Peoples Democratic Republic of", "PRK"),
        ("Macedonia, The former Yugoslav Republic of", "MKD"),
        ("Macedonia (the former Yugoslav Republic of)", "MKD"),
        ("Lao People's Democ. Rep.", "LAO"),
        ("Libyan Arab Jamahiriya", "LBY"),
        ("Palestinian Territory, Occupied", "PSE"),
        ("Timor-Leste (East Timor)", "TLS"),
        ("Kenya (KEN)", "KEN"),
        ("Uganda [UG]", "UGA"),
        ("Kenya (KENYAN)", None),
        ("Samoa, American", "ASM"),
        ("Samoa (American)", "ASM"),
        ("Guinea, Papua New", "PNG"),
        ("Ireland, Northern", "GBR"),
        ("Guinea, Equatorial", "GNQ"),
        ("Bissau, Guinea", None),
        ("Georgia (US)", "USA"),
        ("Georgia (USA)", "USA"),
        ("Georgia (Atlantis)", None),
        ("Géorgie (États-Unis)", "USA"),
        ("DR Congo", "COD"),
        ("Congo", "COG"),
        ("Congo-Brazzaville", "COG"),
        ("République démocratique du Congo", "COD"),
        ("Myanmar (ex-Burma)", "MMR"),
        ("Occupied Palestinian Territory", "PSE"),
        ("the Occupied Palestinian Territories", "PSE"),
        ("OPT", "PSE"),
        ("Kosovo", "XKX"),
        ("Kosovo (UNSCR 1244)", "XKX"),
        ("Serbia", "SRB"),
        ("Iran", "IRN"),
        ("Iran, Islamic Republic of", "IRN"),
        ("Venezuela, Bolivarian Republic of", "VEN"),
        ("Bahamas, The", "BHS"),
        ("Gambia (the)", "GMB"),
        ("The Gambia", "GMB"),
        ("la Gambie", "GMB"),
        ("Niger (le)", "NER"),
        ("L’Iran", "IRN"),
        ("El Salvador", "SLV"),
        ("La Réunion", "REU"),
        ("côte d'ivoire", "CIV"),
        ("Bosnia & Herzegovina", "BIH"),
        ("Bosnia and Herzegovina", "BIH"),
        ("St. Lucia", "LCA"),
        ("Saint Lucia", "LCA"),
        ("UK", "GBR"),
        ("U.S.A.", "USA"),
        ("UAE", "ARE"),
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("Hong Kong", "HKG"),
        ("Hong Kong (China)", "HKG"),
        ("Taiwan (China)", "TWN"),
        ("Aruba (The Netherlands)", "ABW"),
        ("Congo (Atlantis)", None),
        ("Congo (COD)", "COD"),
        ("Congo (CD)", "COD"),
        ("Congo [COG]", "COG"),
        ("Niger (NGA)", "NGA"),
        ("Korea (KOR)", "KOR"),
        ("Korea ( PRK )", "PRK"),
        ("Guinea (GNB)", "GNB"),
        ("Kenya (KE)", "KEN"),
        ("KEN (Kenya)", "KEN"),
        ("Aruba (NLD)", "ABW"),
        ("Hong Kong (CN)", "HKG"),
        ("Georgia (GA)", "GEO"),
        ("Nairobi (KE)", None),
        ("Information technology (IT)", None),
        ("(the) (KE)", None),
        ("Guinea", "GIN"),
        ("Guinea-Bissau", "GNB"),
        ("Nigeria", "NGA"),
        ("Nigerla", None),
        ("刚果（金）", "COD"),
        ("Côte d’Ivoire (the)", "CIV"),
        ("كوت ديفوار", "CIV"),
        ("Кот-д’Ивуар", "CIV"),
        ("", None),
        ("the", None),
        ("()", None),
        ("***", None),
    ],
)
def test_a_name_resolves_to_its_country_or_to_none(name: str, code: str | None) -> None:
    assert resolve(name) == code


@pytest.mark.parametrize(
    ("text", "found", "unknown"),
    [
        ("Congo, Democratic Republic, France", "COD FRA", ""),
        ("France, Congo, Democratic Republic", "FRA COD", ""),
        ("Congo, France", "COG FRA", ""),
        ("Korea, Republic of, Japan", "KOR JPN", ""),
        ("Korea, (South) Republic of", "KOR", ""),
        ("Bosnia and Herzegovina", "BIH", ""),
        ("Serbia and Bosnia and Herzegovina and Montenegro", "SRB BIH MNE", ""),
        ("Trinidad and Tobago, Antigua and Barbuda", "TTO ATG", ""),
        ("Kenya, Uganda, and Tanzania", "KEN UGA TZA", ""),
        ("Kenya; Uganda|Rwanda/Burundi\nChad", "KEN UGA RWA BDI TCD", ""),
        ("Kenya & Uganda", "KEN UGA", ""),
        ("Kenya - Uganda + Chad", "KEN UGA TCD", ""),
        ("KEN UGA", "KEN UGA", ""),
        ("KEN Uganda", "", "KEN Uganda"),
        ("- , ?", "", ""),
        ("Macedonia, The former Yugoslav Republic of, Kosovo", "MKD XKX", ""),
        ("le Kenya et l'Ouganda", "KEN UGA", ""),
        ("Perú y Chile", "PER CHL", ""),
        ("Израиль и Палестина", "ISR PSE", ""),
        ("KE, NA;US", "KEN NAM USA", ""),
        ("Samoa, American", "ASM", ""),
        ("Congo (COD), Korea (KOR); Niger (NGA)", "COD KOR NGA", ""),
        ("Guiana, French; Kenya", "GUF KEN", ""),
        ("Kenya, Samoa, American, Samoa", "KEN ASM WSM", ""),
        ("Korea, South, Korea, North", "KOR PRK", ""),
        ("Georgia, USA", "USA", ""),
        ("Mali, Guinea", "MLI GIN", ""),
        ("Niger, Nigeria", "NER NGA", ""),
        ("Kenya, KENYA, KEN", "KEN", ""),
        ("Kenya, , Uganda,", "KEN UGA", ""),
        ("Israel and the Occupied Palestinian Territory", "ISR PSE", ""),
        ("China, Hong Kong Special Administrative Region, Japan", "HKG JPN", ""),
        ("Iran, Islamic Republic of; Venezuela, Bolivarian Republic of", "IRN VEN", ""),
        (" Atlantis , Kenya, El Dorado", "KEN", "Atlantis|El Dorado"),
        ("Atlantis and Kenya, Atlantis", "KEN", "Atlantis"),
        ("", "", ""),
        (" ,;and, ", "", "and"),
    ],
)
def test_a_list_is_parted_into_its_countries(text: str, found: str, unknown: str) -> None:
    parts = tuple(part for part in unknown.split("|") if part)
    assert split(text) == Places(tuple(found.split()), parts)


@given(st.lists(st.sampled_from(SHOWN), max_size=8))
def test_a_list_of_shown_names_gives_their_codes_in_order(shown: list[tuple[str, str]]) -> None:
    text = ", ".join(display(code, language) for code, language in shown)
    assert split(text) == Places(tuple(dict.fromkeys(code for code, _ in shown)), ())


INVERTED = st.sampled_from(
    ["American Samoa", "French Guiana", "North Korea", "Papua New Guinea", "South Sudan"]
)


@given(st.lists(INVERTED, min_size=1, unique=True))
def test_a_list_of_inverted_names_gives_their_codes(names: list[str]) -> None:
    parts = (name.rpartition(" ") for name in names)
    text = ", ".join(f"{last}, {first}" for first, _, last in parts)
    assert split(text) == Places(tuple(resolve(name) or "" for name in names), ())


@given(st.text() | st.text(alphabet=" ,;()&/|aety"))
def test_no_text_is_too_strange(text: str) -> None:
    assert resolve(text) is None or is_code(resolve(text) or "")
    assert all(is_code(code) for code in split(text).codes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shown_name_resolves_to_its_code(language: str) -> None:
    assert {code: resolve(display(code, language)) for code in codes()} == {c: c for c in codes()}


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("PSE", "en", "State of Palestine"),
        ("PSE", "ar", "دولة فلسطين"),
        ("TUR", "en", "Türkiye"),
        ("TUR", "es", "Türkiye"),
        ("CZE", "en", "Czechia"),
        ("MMR", "en", "Myanmar"),
        ("CIV", "en", "Côte d’Ivoire"),
        ("SWZ", "es", "Eswatini"),
        ("VNM", "en", "Viet Nam"),
        ("CPV", "fr", "Cabo Verde"),
        ("COD", "en", "Democratic Republic of the Congo"),
        ("COG", "en", "Congo"),
        ("KOR", "ru", "Республика Корея"),
        ("PRK", "en", "Democratic People’s Republic of Korea"),
        ("IRN", "en", "Iran (Islamic Republic of)"),
        ("RUS", "zh", "俄罗斯联邦"),
        ("VAT", "en", "Holy See"),
        ("FLK", "en", "Falkland Islands (Malvinas)"),
        ("HKG", "en", "Hong Kong SAR (China)"),
        ("TWN", "en", "Taiwan"),
        ("XKX", "en", "Kosovo"),
        ("DEU", "fr", "Allemagne"),
        ("DEU", "fr-CA", "Allemagne"),
        ("TUR", "fr-CA", "Türkiye"),
        ("DEU", "pt", "Alemanha"),
        ("DEU", "xx", "Germany"),
        ("DEU", "", "Germany"),
        ("DEU", "../en", "Germany"),
        ("ZZZ", "en", "ZZZ"),
        ("", "en", ""),
    ],
)
def test_a_country_has_the_name_that_delegates_read(code: str, language: str, name: str) -> None:
    assert display(code, language) == name


def test_codes_are_those_of_iso_and_kosovo() -> None:
    assert len(codes()) == 250
    assert list(codes()) == sorted(set(codes()))
    assert {"XKX", "NAM", "ESH", "TWN"} < set(codes())
    assert [is_code(text) for text in ("KEN", "XKX", "ken", "KE", "ZZZ", "")] == [True] * 2 + [
        False
    ] * 4


@pytest.mark.parametrize("code", codes())
def test_a_code_is_spelled_as_a_name_of_its_country(code: str) -> None:
    name = spelled(code)
    assert split(name) == Places((code,), ())
    assert not has_code(name)


@pytest.mark.parametrize("name", ["USA", "UK", "UAE", "DRC", "US", "Lao", "Kenya (KE)", ""])
def test_what_people_write_for_a_country_is_no_bare_code(name: str) -> None:
    assert not has_code(name)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("TRINIDAD AND TOBAGO: lawyers held", ("TTO",)),
        ("USA: lawyers held", ("USA",)),
        ("AND: lawyers held", ()),
        ("IT, AI: lawyers held", ()),
    ],
)
def test_a_word_within_a_name_is_no_code(title: str, found: tuple[str, ...]) -> None:
    assert prefix(title) == found


@pytest.fixture
def fresh() -> Iterator[None]:
    """Read the tables anew, before and after."""
    for table in (spellings.countries, spellings.as_written):
        table.cache_clear()
    yield
    for table in (spellings.countries, spellings.as_written):
        table.cache_clear()


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        (b"name,iso3,as_written\nKenya,KEN\nNarnia,NRN\n", "line 3: no such country: 'NRN'"),
        (b"name,code\nKenya,KEN\n", "no column as_written, iso3"),
        (b"iso3\nKEN\n", "no column as_written, name"),
        (b"name,iso3,as_written\nKenya\n", "line 2: no such country: ''"),
        (b"", "no column as_written, iso3, name"),
        (b"name,iso3,as_written\n\xff,KEN\n", "cannot be read"),
    ],
)
def test_a_damaged_table_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None, message: str
) -> None:
    path = tmp_path / "aliases.csv"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setattr(spellings, "ALIASES", path)
    with pytest.raises(DataError, match=message) as caught:
        resolve("Kenya")
    assert str(path) in str(caught.value)


def test_a_name_made_of_two_countries_stands_alone_only() -> None:
    assert split("Georgia, USA") == Places(("USA",), ())
    assert split("Armenia, Georgia, USA") == Places(("ARM", "GEO", "USA"), ())
    assert split("Georgia, USA; Peru, Trinidad and Tobago").codes == ("USA", "PER", "TTO")


@pytest.mark.parametrize("article", ["", "the ", "La ", "and "])
def test_every_name_that_opens_a_title_is_looked_at(article: str) -> None:
    known = [*spellings.known(), *spellings.aliases(), *spellings.abbreviations()]
    assert len(known) > 5000
    assert [name for name, _ in known if not spellings.may_begin(article + name)] == []
    assert not spellings.may_begin("Statement on Kenya")
    assert prefix(f"{article}Kenya: a title") == (() if article == "and " else ("KEN",))


@pytest.mark.parametrize("filling", [" ", "\t", ",", " , ", " and ", " - ", "(", "()", "[ ", "x "])
@pytest.mark.parametrize("last", ["Kenya", "(", ")", ""])
def test_no_long_text_holds_up_the_reading_of_names(filling: str, last: str) -> None:
    long = filling * (100_000 // len(filling))
    assert split(f"Kenya,{long}x{long}{last}").codes == ("KEN",)
