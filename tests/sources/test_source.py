"""How bytes are read as text."""

import pytest

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
