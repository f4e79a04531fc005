"""Wrongly read text: what has to become right and what must stay as it is."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.places import spellings
from dashboard.sources import vocabulary
from dashboard.sources.mojibake import repaired
from tests.articles.strategies import ANY_TEXT

SOUND = [
    "",
    "Plain",
    "SÃO PAULO",
    "DECLARAÇÃO",
    "AMANHÃ",
    "“AMANHÃ”",
    "« AMANHû",
    "IRMÃ’",
    "“IRMÔ e mais",
    "A IRMÃ DO POVO",
    "CHÃ DE OFICINA",
    "JOÃO “CHÔ",
    "MÃE",
    "Â",
    "l’État, d’Élise, l’Épreuve √©",
    "ÂMBITO – FRANÇA",
    "“MERCÊ”",
    "ÀÁÂÃÄÅ",
    "ÄÖÜ, äöü und ß",
    "éèê ëïî ôöû",
    "« Liberté » : l’État à l’épreuve",
    "À LA UNE : « ÇA SUFFIT »",
    "«ÉTÉ»",
    "Hà Nội – Người bảo vệ nhân quyền",
    "VIỆT NAM",
    "Ðặng Văn Á",
    "Ýmir Þórðarson, Ægir Ö",
    "Łódź, Kraków, Gdańsk",
    "Çağrı, Şırnak, İstanbul",
    "Côte d’Ivoire 10 °C – § 5 © 2015",
    "¿Cuándo? ¡Ñandú!",
    "5 £ à 10 €",
    "Свобода слова",
    "حرية التعبير",
    "人权捍卫者",
    "Êîí",
    "ÇáÍÞ",
    "ÓÙÑÇÁ",
    "Río Ñâîáîäà ñëîâà ïðåññû",
    "Espa\ufffda",
    "naïve ½ ¼ ¾",
    "ΑΒΓ",
]
WRONG = [
    ("Ã‰tats", "États"),
    ("CÃ´te d'Ivoire", "Côte d'Ivoire"),
    ("CÃ´te dâ€™Ivoire", "Côte d’Ivoire"),
    ("Côte dâ€™Ivoire", "Côte d’Ivoire"),
    ("Défense â€“ et libertÃ© pour l’État", "Défense – et liberté pour l’État"),
    ("l’État des dÃ©fenseurs", "l’État des défenseurs"),
    ("â€œFreeâ€\x9d", "“Free”"),
    ("RÃ©publique dÃ©mocratique", "République démocratique"),
    ("SENEGAL : LIBERTÃ‰", "SENEGAL : LIBERTÉ"),
    ("Ã  la une", "à la une"),
    ("Ã\xa0 la une", "à la une"),
    ("Â© 2015", "© 2015"),
    ("Â«libertÃ©Â»", "«liberté»"),
    ("Â¿QuÃ© pasa?", "¿Qué pasa?"),
    ("cafÃƒÂ©", "café"),
    ("DECLARAÃ‡ÃƒO DE SÃƒO PAULO", "DECLARAÇÃO DE SÃO PAULO"),
    ("TÃ¼rkiye", "Türkiye"),
    ("Viá»‡t Nam", "Việt Nam"),
    ("it\x92s \x96 over", "it’s – over"),
    ("Ð¡Ð²Ð¾Ð±Ð¾Ð´Ð°", "Свобода"),
    ("Ø§Ù„Ù…ØºØ±Ø¨", "المغرب"),
    ("ä¸\xadå›½", "中国"),
    ("РЎРІРѕР±РѕРґР° СЃР»РѕРІР°", "Свобода слова"),
    ("Ñâîáîäà ñëîâà", "Свобода слова"),
    ("Ñâîáîäà ñëîâà – ÍÏÎ", "Свобода слова – НПО"),
    ("ÏÐÀÂÀ ×ÅËÎÂÅÊÀ", "ПРАВА ЧЕЛОВЕКА"),
    ("NGO: «Ïðàâà ÷åëîâåêà» (2015)", "NGO: «Права человека» (2015)"),
    ("ÇáÍÞ Ýí ÍÑíÉ ÇáÊÚÈíÑ", "الحق في حرية التعبير"),
]


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_stays(text: str) -> None:
    assert repaired(text) == text


@pytest.mark.parametrize(("text", "written"), WRONG)
def test_wrong_text_is_repaired(text: str, written: str) -> None:
    assert repaired(text) == written


@pytest.mark.parametrize("text", [written for _, written in WRONG])
def test_repaired_text_stays(text: str) -> None:
    assert repaired(text) == text


def test_sound_names_stay() -> None:
    countries = {name for name, _ in chain(spellings.known(), spellings.aliases())}
    known = countries.union(vocabulary.topics().names.values(), spellings.group_names())
    assert {name: repaired(name) for name in known if repaired(name) != name} == {}


@given(ANY_TEXT | st.text("ÃÂâ€™œ©»”aZ \x92éàÑîáÇ"))
def test_any_text(text: str) -> None:
    assert isinstance(repaired(text), str)
