"""Countries in running text: a table of lines, half of them traps, and what any text must hold."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import DataError
from dashboard.places import phrases, spellings
from dashboard.places.mentions import find, may_begin
from dashboard.places.names import codes, display, is_code
from tests.benchmarks.mentions import lines, score

LANGUAGES = ("en", "fr", "es", "pt", "ar", "ru", "zh")


@pytest.mark.parametrize("held_out", [False, True])
@pytest.mark.parametrize("told", [False, True])
def test_few_countries_are_wrong_or_missed(held_out: bool, told: bool) -> None:
    found = score((line for line in lines() if line.held_out == held_out), told=told)
    assert found.precision > 0.95
    assert found.recall > 0.97


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_is_left_behind(language: str) -> None:
    found = score((line for line in lines() if line.language == language), told=False)
    assert found.precision > 0.9
    assert found.recall > 0.95


def test_the_table_is_large_and_half_of_it_traps() -> None:
    table = lines()
    assert len(table) == len({line.text for line in table}) >= 400
    assert sum(line.trap for line in table) * 2 >= len(table)
    assert sum(line.held_out for line in table) >= 150
    assert all(is_code(code) for line in table for code in line.codes)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Uganda, Kenya, Uganda", "", "UGA KEN"),
        ("KENYA", "en", "KEN"),
        ("kenya", "en", ""),
        ("Granada", "en", ""),
        ("Espagne", "en", "ESP"),
        ("Suède", "en", ""),
        ("Suède", "fr", "SWE"),
        ("Suède", "", "SWE"),
        ("Jordan", "fr", ""),
        ("Jordan", "ru", "JOR"),
        ("España", "es", "ESP"),
        ("Espagne", "de", "ESP"),
        ("il jette la grenade", "fr", ""),
        ("верить в того, кто молчит", "ru", ""),
        ("US", "", ""),
        ("Our friends in the US", "", "USA"),
        ("OUR FRIENDS IN THE US", "", ""),
        ("Cafe\u0301 in Me\u0301xico", "", "MEX"),
        ("", "", ""),
        ("…!?", "", ""),
    ],
)
def test_case_accents_and_language_matter(text: str, language: str, found: str) -> None:
    assert find(text, language) == tuple(found.split())


@pytest.mark.parametrize(
    ("language", "own", "text"),
    [
        ("en", "fr ARG", "Argentine lawyers on strike"),
        ("en", "fr CHL", "Chili raises money for shelter"),
        ("en", "fr SWE", "Suede boots recalled"),
        ("en", "es PHL", "Filipinas march in Los Angeles"),
        ("en", "es GLP", "Guadalupe testifies"),
        ("en", "pt MSR", "Monserrate hill closed to visitors"),
        ("fr", "en JOR", "Jordan et ses parents devant le juge"),
        ("fr", "en TCD", "Chad lit une lettre"),
        ("fr", "en GEO", "Georgia lit une lettre"),
        ("fr", "es PLW", "Concert au Palau de la Música"),
        ("fr", "es GLP", "Guadalupe lit une lettre"),
        ("es", "en FRA", "Entrevista con France Sample"),
        ("es", "en JOR", "Jordan habla con la prensa"),
        ("es", "pt GHA", "Gana el premio una abogada"),
        ("es", "pt SRB", "Servía en el ejército y denunció torturas"),
        ("es", "pt MSR", "Monserrate cierra por incendio"),
        ("es", "pt FRA", "Franca victoria de los abogados"),
        ("pt", "en JOR", "Jordan fala ao jornal"),
        ("pt", "es TCD", "Chad fala ao jornal"),
        ("pt", "es KEN", "Kenia fala ao jornal"),
        ("pt", "fr FRA", "Entrevista com France Sample"),
    ],
)
def test_a_name_elsewhere_is_a_word_where_it_is_one(language: str, own: str, text: str) -> None:
    where, code = own.split()
    assert find(text, language) == ()
    assert find(text, where) == (code,)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Bélgica Samplez", "en", ""),
        ("Bélgica Samplez", "fr", ""),
        ("Grecia Samplez", "en", ""),
        ("Camboya Samplez", "en", ""),
        ("TURQUÍA: ABOGADA DETENIDA", "en", "TUR"),
        ("Erica Franca, lawyer", "en", ""),
        ("Franca, a city in Brazil, bans protests", "en", "BRA"),
        ("Advogada detida na França", "en", "FRA"),
        ("Detenida abogada en España y Túnez", "en", "ESP TUN"),
        ("Detenida abogada en España y Túnez", "fr", "ESP TUN"),
        ("En Kenia, un detenido", "en", "KEN"),
        ("España: abogada detenida\nThe lawyer was held at the airport", "en", "ESP"),
        ("Lawyer held at the airport\nAbogada detenida en España", "en", "ESP"),
        ("Irlanda Samplez, de la red, was held in the city of her birth", "en", ""),
        ("Cadena perpetua en Kenia Samplez", "ar", "KEN"),
        ("Kenia Verhaftung", "de", "KEN"),
    ],
)
def test_a_spanish_name_counts_where_the_text_around_it_is_spanish(
    text: str, language: str, found: str
) -> None:
    assert find(text, language) == tuple(found.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_stated_language_may_be_wrong(language: str) -> None:
    for line in lines():
        if not any(letter.isascii() and letter.isalpha() for letter in line.text):
            assert find(line.text, language) == find(line.text), line


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chad Wolf testifies", ""),
        ("Trial\nof Chad Wolf begins", ""),
        ("Chad Jails Wolf After Trial", "TCD"),
        ("CHAD WOLF TESTIFIES", "TCD"),
        ("LAWYER JORDAN GOLDSTEIN", "JOR"),
        ("Lawyer Jordan Goldstein", ""),
        ("Lawyer: Jordan Must Act", "JOR"),
        ("Chad, Wolf testifies", "TCD"),
        ("Chad’s Wolf testifies", "TCD"),
        ("Chad wolf seen", "TCD"),
        ("Chad UNHCR offices close", "TCD"),
        ("The case was brought\nin Jordan Amnesty says", "JOR"),
        ("Chad Senegal relations cool", "TCD SEN"),
        ("Kenya Mwangi testifies", "KEN"),
        ("Francia Elena Samplez", ""),
        ("Francia Samplez Exemplar visitó Kenia", "KEN"),
        ("Francia Samplez visitó Kenia", "KEN"),
        ("Vice-President Francia Samplez", ""),
        ("Francia Expulsa Activistas", "FRA"),
        ("La prensa de Argelia Samplez escribe", ""),
    ],
)
def test_a_persons_given_name_is_no_country(text: str, found: str) -> None:
    assert find(text) == tuple(found.split())


@pytest.mark.parametrize(
    ("title", "code", "language", "may"),
    [
        ("Georgia: Atlanta police charge activists", "GEO", "", False),
        ("Georgia – state executes man, Atlanta", "GEO", "en", False),
        ("Georgia: journalist arrested in Tbilisi", "GEO", "en", True),
        ("Georgia: new law", "GEO", "", True),
        ("GEORGIA: NEW LAW", "GEO", "", True),
        ("Jordan: lawyers on strike", "JOR", "", True),
        ("Jordan: NBA star speaks out", "JOR", "", False),
        ("Chad: opposition burns ballot papers", "TCD", "", True),
        ("Maurice : arrestation d'un journaliste", "MUS", "fr", True),
        ("Granada: detenida una activista en Andalucía", "GRD", "es", False),
        ("Granada: la isla del Caribe", "GRD", "es", True),
        ("عمان: اعتقال صحفي أردني", "OMN", "ar", False),
        ("عمّان - اعتقال صحفي أردني", "OMN", "ar", False),
        ("عُمان: اعتقال صحفي", "OMN", "ar", True),
        ("عمان: محكمة في مسقط", "OMN", "", True),
        ("Congo: activists held in Kinshasa", "COG", "", False),
        ("Congo: activists held", "COG", "", True),
        ("Salvador: ato contra a polícia", "SLV", "pt", False),
        ("Salvador : un militant arrêté", "SLV", "fr", True),
        ("Kenya: police in Atlanta, Georgia", "KEN", "", True),
        ("DRC: Open letter", "COD", "", True),
        ("", "GEO", "", True),
    ],
)
def test_what_hides_a_name_hides_it_where_a_title_begins(
    title: str, code: str, language: str, may: bool
) -> None:
    assert may_begin(title, code, language) is may


STILL_FOUND = {"Democratic Yemen", "North Yemen", "South Yemen", "Yemen del Sur", "Yémen du Sud"}


def test_states_that_are_gone_give_no_country() -> None:
    found = {name for name in spellings.gone_names() if find(name)}
    assert found == STILL_FOUND | {"Republic of Viet-Nam"}


@given(st.text(), st.sampled_from(["", "xx", *LANGUAGES]))
def test_no_text_is_too_strange(text: str, language: str) -> None:
    found = find(text, language)
    assert len(found) == len(set(found))
    assert all(is_code(code) for code in found)


AMBIGUOUS = {"COG", "PRK", "KOR"}
SHOWN = sorted(set(codes()) - AMBIGUOUS)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_nearly_every_shown_name_is_found(language: str) -> None:
    missed = [code for code in SHOWN if find(display(code, language), language) != (code,)]
    assert len(missed) <= 12, missed


@pytest.fixture
def unbuilt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrases, "known", phrases.known.__wrapped__)


@pytest.mark.usefixtures("unbuilt")
@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("phrase,means,beside\nNiger Delta,XXX,\n", "no such country: 'XXX'"),
        ("phrase,beside\nNiger Delta,\n", "no column means"),
    ],
)
def test_a_damaged_table_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, message: str
) -> None:
    path = tmp_path / "traps.csv"
    path.write_text(content)
    monkeypatch.setattr(phrases, "TRAPS", path)
    with pytest.raises(DataError, match=message) as caught:
        find("Kenya")
    assert str(path) in str(caught.value)
