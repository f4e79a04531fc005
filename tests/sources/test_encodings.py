"""How bytes are read as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.sources import encodings
from dashboard.sources.source import Source

RUSSIAN = "Адвокат в суде"


@pytest.mark.parametrize(
    ("content", "charset", "encoding"),
    [
        (RUSSIAN.encode("koi8-r"), "KOI8-R", "koi8-r"),
        (b'<?xml encoding="cp1251"?>' + RUSSIAN.encode("koi8-r"), "koi8-r", "koi8-r"),
        (RUSSIAN.encode("utf-8"), "koi8-r", "utf-8"),
        (RUSSIAN.encode("utf-8-sig"), "koi8-r", "utf-8-sig"),
        ("Défenseur".encode("latin-1"), "ISO-8859-1", "cp1252"),
    ],
)
def test_what_a_server_states_is_believed_after_utf_8(
    content: bytes, charset: str, encoding: str
) -> None:
    assert Source("page", content, charset=charset).encoding == encoding


@pytest.mark.parametrize(
    "charset", ["", "utf-8", "us-ascii", "nonsense", "hex", "idna", "undefined", "é", "\x00"]
)
def test_what_cannot_be_is_not_believed(charset: str) -> None:
    content = b'<?xml encoding="koi8-r"?>' + RUSSIAN.encode("koi8-r")
    assert Source("page", content, charset=charset).text.endswith(RUSSIAN)


@pytest.mark.parametrize("declared", ["hex", "undefined", "us-ascii", "nonsense"])
def test_no_declaration_makes_it_fall(declared: str) -> None:
    content = f'<?xml encoding="{declared}"?>'.encode() + RUSSIAN.encode("cp1251")
    assert Source("page", content).text.endswith(RUSSIAN)


@pytest.mark.parametrize("lines", [1, 40_000])
def test_utf_8_that_breaks_off_within_a_character(lines: int) -> None:
    text = "日本の人権,2015-11-17\n" * lines
    source = Source("cut", text.encode() + "権".encode()[:2])
    assert source.encoding == "utf-8"
    assert source.text == f"{text}\ufffd"


@pytest.mark.parametrize(
    "data", [b"caf\xe9", b"a\n" * 9 + b"caf\xe9", "Été".encode() + b"\xe9\n" + "é".encode()]
)
def test_what_ends_in_a_letter_of_another_encoding_is_not_cut(data: bytes) -> None:
    assert Source("whole", data).encoding != "utf-8"


@pytest.mark.parametrize("lines", [3, 40_000])
@pytest.mark.parametrize("bad", [b"caf\xe9\n", b"\x96\n", "Дело\n".encode("cp1251"), b"\xe9\xff"])
def test_hardly_any_bytes_that_are_not_utf_8_change_nothing_else(lines: int, bad: bytes) -> None:
    text = (
        "Détention à Thiès, Sénégal, où l’on arrêta à l’été des défenseurs indépendants\n" * lines
    )
    source = Source("joined", text.encode() + bad + text.encode(), charset="latin-1")
    assert source.encoding == "utf-8"
    assert source.text == text + bad.decode(errors="replace") + text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Défenseur arrêté à Thiès; Ã© was meant to be é, and Ã¨ to be è. ", "cp1252"),
        ("Граждане о правах человека, «Мемориал» — № 5, Р° и С‚. ", "cp1251"),
        ("人权捍卫者在会议上发表声明，律师被捕。", "gb18030"),
        ("人權捍衛者在會議上發表聲明，律師被捕。", "big5"),
        ("人権擁護者が会議で声明を発表した。", "shift_jis"),
        ("인권 옹호자들이 성명을 발표했다. ", "euc_kr"),
        ("حقوق الإنسان والمدافعون عنها ", "cp1256"),
    ],
)
@pytest.mark.parametrize("times", [1, 1000])
def test_other_encodings_are_never_nearly_utf_8(text: str, encoding: str, times: int) -> None:
    assert Source("page", text.encode(encoding) * times).encoding != "utf-8"


@given(st.lists(st.sampled_from([b"a", b"\n", "é".encode(), "権".encode(), b"\xe9", b"\xc3"])))
def test_it_makes_no_difference_where_a_part_that_is_read_ends(parts: list[bytes]) -> None:
    data = b"".join(parts)
    whole = Source("whole", data).encoding
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encodings, "_BLOCK", 3)
        assert Source("in parts", data).encoding == whole
