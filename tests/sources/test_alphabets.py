"""Which encoding a text of few lines is in, when nothing says it."""

import pytest

from dashboard.sources.alphabets import likeliest
from dashboard.sources.source import Source
from tests.sources.reading import read

FRENCH = "Détention de défenseurs à Genève\nLiberté d’expression en Côte d'Ivoire\n"
SPANISH = "Detención de la señora Ejemplo en España\n¿Quién defiende a los jóvenes?\n"
RUSSIAN = "Адвокат задержан в Казахстане\nОбыски у активистов\n"
FILES = [
    (FRENCH, "cp1252 cp850 cp437 mac_roman"),
    (SPANISH, "cp1252 cp850 cp437 mac_roman"),
    ("Détenu à Bogotá : María González\n", "cp1252 cp850 mac_roman"),
    ("Detenção de ativistas em São Paulo\nA União não reage\n", "cp1252 cp850 mac_roman"),
    ("Anhörung über Menschenrechte\nKläger fühlen sich übergangen\n", "cp1252 cp850"),
    ("Mannréttindi á Íslandi\nþað er bannað að mótmæla\n", "cp1252"),
    ("İnsan hakları savunucuları\nGözaltına alınan gazeteciler çağrı yaptı\n", "cp1254"),
    ("Česká advokátka zatčena\nŘeditel věznice odmítá\n", "cp1250"),
    ("Zażółć gęślą jaźń\nObrońcy praw człowieka\n", "cp1250"),
    (RUSSIAN, "cp1251 koi8_r cp866 iso8859_5"),
    ("Затримано адвокатку в Києві\nЇї звільнили\n", "cp1251"),
    ("Δικηγόρος κρατείται στην Αθήνα\nΥπερασπιστές δικαιωμάτων\n", "cp1253"),
    ("עורכת דין נעצרה בירושלים\nמגיני זכויות אדם\n", "cp1255 iso8859_8"),
    ("اعتقال محام في الأردن\nالمدافعون عن حقوق الإنسان\n", "cp1256 iso8859_6"),
    ("中国律师被捕\n人权捍卫者在会议上发表声明\n", "gb18030"),
    ("人權捍衛者在會議上發表聲明\n律師被捕\n", "big5"),
    ("人権擁護者が会議で声明を発表した\n弁護士が逮捕された\n", "shift_jis euc_jp"),
    ("인권 옹호자들이 성명을 발표했다\n변호사가 체포되었다\n", "euc_kr"),
]
EACH = [(text, encoding) for text, encodings in FILES for encoding in encodings.split()]


@pytest.mark.parametrize(("text", "encoding"), EACH, ids=[encoding for _, encoding in EACH])
def test_two_lines_tell_their_encoding(text: str, encoding: str) -> None:
    content = text.encode(encoding, "ignore")  # a DOS code page has no ’
    assert content.decode(likeliest(content)) == content.decode(encoding)


@pytest.mark.parametrize(
    "text", ["Café", "“Sample” – 5 €", "« Été »…", "voilà", "SÃO PAULO", "5 ° · §", "naïve", "½"]
)
def test_of_equals_it_is_the_most_usual(text: str) -> None:
    assert likeliest(text.encode("cp1252")) == "cp1252"


@pytest.mark.parametrize("content", [b"\x81", b"\xff\xfe\xfd", bytes(range(128, 256)) * 200])
def test_what_fits_nothing_is_read_all_the_same(content: bytes) -> None:
    assert content.decode(likeliest(content), errors="replace")


TABLE = "title;date\nDétention à Genève;2015-11-17\n"
STATED = '<?xml version="1.0" encoding="cp1252"?><rss version="2.0"><channel>{}</channel></rss>'


def test_a_guess_is_told_once_a_file() -> None:
    notes = [row["note"] for row in read(TABLE.encode("cp850")) if "note" in row]
    assert notes == ["read as cp850, which is a guess"]


@pytest.mark.parametrize(
    "source",
    [
        Source("table", TABLE.encode()),
        Source("table", TABLE.encode("utf-16")),
        Source("table", TABLE.encode("cp1252"), charset="latin-1"),
        Source("feed", STATED.format("<item><title>Été</title></item>").encode("cp1252")),
    ],
)
def test_what_is_stated_is_no_guess(source: Source) -> None:
    assert not source.is_encoding_guessed
    assert not any("note" in row for row in read(source.content, charset=source.charset))
