import contextlib
import csv
import io
import re
from dataclasses import fields
from operator import attrgetter

import pyarrow as pa
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.errors import SourceError
from dashboard.sources import columns, csv_blocks, csv_lines, registry
from dashboard.sources.row import FIELDS, Reject, Row
from dashboard.sources.source import Source
from dashboard.text import GUARDED
from tests.sources.planned import unpacked


def read(text: str | bytes, **mapping: str) -> list[Row | Reject]:
    data = text.encode() if isinstance(text, str) else text
    return sorted(unpacked(registry.read(Source("table", data, mapping))), key=attrgetter("number"))


def row(text: str | bytes, **mapping: str) -> Row:
    (record,) = read(text, **mapping)
    assert isinstance(record, Row)
    return record


HEADERS = [
    "title,date,category,summary,url,topics,country,language,source",
    "Headline,Published,Type,Description,Link,Tags,Location,Lang,Publisher",
    "NAME,Publication date,Kind,Abstract,Permalink,Themes,ISO3,lang,Organisation",
    "name,pub_date,Content-Type,Body,Address,Programme(s),countries,Language,Organization",
    "Titre,Date de publication,Catégorie,Résumé,Lien,Thèmes,Pays,Langue,Éditeur",
    "Título,Fecha,Categoría,Resumen,Enlace,Temas,País,Idioma,Fuente",
]


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_headers_delimiters_encodings(header: str, delimiter: str, encoding: str) -> None:
    values = "Détention de l’été à Bogotá,2015-11-17,Statements,S,https://a.example/,T,NA,fr,O"
    text = f"{header}\r\n{values}\r\n".replace(",", delimiter)
    assert row(text.encode(encoding)) == Row(
        1,
        title="Détention de l’été à Bogotá",
        date="2015-11-17",
        category="Statements",
        summary="S",
        url="https://a.example/",
        topics=("T",),
        countries=("NA",),
        language="fr",
        source="O",
    )


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Граждане о правах человека", "cp1251"),
        ("Граждане о правах человека", "koi8-r"),
        ("حقوق الإنسان والمدافعون عنها", "cp1256"),
        ("人权捍卫者在会议上发表声明", "gb18030"),
        ("Özgürlük için çağrı yapıldı ışık", "cp1254"),
        ("Declaración de la señora Ejemplo", "latin-1"),
        ("Café", "cp1252"),
        ("“Sample” – 5 €", "cp1252"),
    ],
)
def test_legacy_encodings(text: str, encoding: str) -> None:
    assert row(f"title,date\n{text},2015-11-17\n".encode(encoding)).title == text


def test_bytes_that_fit_nothing_become_replacement_characters() -> None:
    assert row(b"\xef\xbb\xbftitle,date\nSample \xff,2015-11-17\n").title == "Sample \ufffd"


@pytest.mark.parametrize("above", [b"", b"Donn\xe9es de l\xe9quipe\n"])
def test_a_byte_of_another_encoding_costs_its_own_character_only(above: bytes) -> None:
    rows = "Détention à Thiès;2015-11-17;Sénégal\n" * 10
    found = read(above + b"title;date;country\n" + rows.encode() + b"\x96;2015-11-18;Mali\n")
    cells = [(r.title, r.countries) for r in found if isinstance(r, Row)]
    assert cells == [("Détention à Thiès", ("Sénégal",))] * 10 + [("\ufffd", ("Mali",))]


def test_mapping_wins_and_accepts_any_spelling_of_a_column() -> None:
    text = "title,Überschrift,Wann,date\nT,Ü,2015-11-17,2016-01-01\n"
    found = row(text, title="Überschrift", date="wann")
    assert (found.title, found.date) == ("Ü", "2015-11-17")


def test_mapping_makes_a_table_of_any_header() -> None:
    assert row("A;B\nx, y;2015-11-17\n", title="A", date="B").title == "x, y"


ERRORS = [
    ("", {}, "table: the file is empty"),
    (" \n\n", {}, "table: the file is empty"),
    ("\x00\x01\x02\x03", {}, "table: the file is binary, not text"),
    ("hello\nworld\n", {}, "table: the file is in none of the known formats (Excel or"),
    ("title,url\na,b\n", {}, "table: no column holds the date; columns are 'title', 'url'"),
    ("title,date\n", {"heading": "title"}, "table: 'heading' is no field; fields are title, date,"),
    ("title,date\n", {"title": "X"}, "table: there is no column 'X'; columns are 'title', 'date'"),
    ("A;B\n1;2\n", {"title": "C"}, "table: there is no column 'C'; columns are 'A', 'B'"),
    ('"title,date\na,b\n', {"title": "title"}, "table: a quotation mark is never closed"),
]


@pytest.mark.parametrize(("text", "mapping", "message"), ERRORS)
def test_errors_name_the_file_and_what_is_wrong(
    text: str, mapping: dict[str, str], message: str
) -> None:
    with pytest.raises(SourceError) as caught:
        read(text, **mapping)
    assert str(caught.value).startswith(message)


def test_field_names_are_those_of_a_row() -> None:
    beside = {"number", "fallback_countries", "fallback_source", "tags", "points"}
    assert set(FIELDS) == {f.name for f in fields(Row)} - beside
    assert {columns.field_of(field) for field in FIELDS} == set(FIELDS)


def test_first_filled_column_of_a_field_counts_and_topics_add_up() -> None:
    text = "location,country,topics,tags,date\nSample City,,Torture,New;Torture,2015-11-17\n"
    found = row(text)
    assert (found.countries, found.topics) == (("Sample City",), ("Torture", "New"))


@pytest.mark.parametrize(
    ("cell", "topics"),
    [
        ("Torture; New, theme", ("Torture", "New, theme")),
        ("Torture|New", ("Torture", "New")),
        ("Torture, New", ("Torture", "New")),
        ("torture, TORTURE", ("Torture",)),
        (
            "Economic, Social and Cultural Rights, Human Rights Defenders",
            ("Economic, Social and Cultural Rights", "Human Rights Defenders"),
        ),
        (
            "New, economic, social & cultural rights",
            ("New", "economic", "social & cultural rights"),
        ),
        ("Droits économiques, sociaux et culturels", ("Economic, Social and Cultural Rights",)),
        (" , ;", ()),
    ],
)
def test_topics_cell(cell: str, topics: tuple[str, ...]) -> None:
    assert row(f'title,date,topics\nT,2015-11-17,"{cell}"\n').topics == topics


def test_rows_are_numbered_without_the_header_and_blank_ones() -> None:
    text = "\n\ntitle,date\n\na,2015-11-17\n,\n  ,\nb,2015-11-18\n"
    assert [(r.number, r.title) for r in read(text) if isinstance(r, Row)] == [(1, "a"), (2, "b")]


def test_short_rows_are_kept_long_ones_rejected() -> None:
    short, long, padded = read("title,date,country\nx\nx,2015-11-17,a,b\nx,2015-11-17,a,,\n")
    assert isinstance(short, Row)
    assert isinstance(long, Reject)
    reason = "4 cells where the header has 3: ['b'] has no column"
    assert (long.number, long.reason) == (2, reason)
    assert {name: text for name, text in long.original.items() if text} == {
        "title": "x",
        "date": "2015-11-17",
        "countries": "a",
        "original": "no column: b",
    }
    assert isinstance(padded, Row)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_within_and_between_rows(end: str) -> None:
    lines = ["title;date", '"a;', 'b";2015-11-17', '"c ""d""";2015-11-18']
    assert [r.title for r in read(end.join(lines)) if isinstance(r, Row)] == [f"a;{end}b", 'c "d"']


def test_line_that_names_the_delimiter_for_spreadsheets() -> None:
    assert row("sep=;\r\ntitle;date\r\na,b;2015-11-17\r\n").title == "a,b"


ABOVE = {
    "a remark": "# Exported by our database\n",
    "a title and a blank line": "Cases of our organisation\r\n\r\n",
    "cells of a spreadsheet": "Cases of our organisation,,\n,,\n",
    "a cell of two lines": '"Cases\nof our organisation",,\n',
    "a colon": "# Source: us\nCases: all of them, by date, not by title\n",
    "twenty lines": "Title of a report\n" * 20,
    "another alphabet": "Дела нашей организации\n",
}


@pytest.mark.parametrize("above", ABOVE.values(), ids=list(ABOVE))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_lines_above_the_header_are_left_out(above: str, encoding: str, delimiter: str) -> None:
    table = "title,date,country\na,2015-11-17,\nb,2015-11-18,Kenya\n".replace(",", delimiter)
    found = read((above + table).encode(encoding))
    assert [(r.number, r.title) for r in found if isinstance(r, Row)] == [(1, "a"), (2, "b")]


def test_a_header_of_mapped_columns_may_have_lines_above_it() -> None:
    assert row("Fälle\nWas,Wann\nx,2015-11-17\n", title="Was", date="Wann").title == "x"


NO_TABLES = {
    "prose": "They told us nothing.\nThe date, the title and the country, the source.\nA, b, c.\n",
    "too far below": "Title of a report\n" * 21 + "title,date\na,2015-11-17\n",
    "nothing below": "Title of a report\nSort by: date, title\n",
}


@pytest.mark.parametrize("text", NO_TABLES.values(), ids=list(NO_TABLES))
def test_what_only_reads_like_a_header_makes_no_table(text: str) -> None:
    with pytest.raises(SourceError, match="none of the known formats"):
        read(text)


def test_the_filters_of_a_listing_page_make_no_table_of_it() -> None:
    entries = "".join(
        f"Title {n}\n\nMay {n}, 2018 | Torture | Events | Kenya\n" for n in range(1, 9)
    )
    found = read("Our work\n\nDate | Topic | Type | Country\n\n" + entries)
    assert [r.category for r in found if isinstance(r, Row)] == ["Events"] * 8


def test_commas_in_titles_do_not_beat_the_delimiter_of_the_header() -> None:
    text = "title;date\n" + "a, b, c, d;2015-11-17\n" * 60
    assert {r.title for r in read(text) if isinstance(r, Row)} == {"a, b, c, d"}


def test_known_names_beat_the_number_of_columns() -> None:
    found = row("title;date;notes, old, not checked, mine\na;2015-11-17;b, c, d, e\n")
    assert (found.title, found.date) == ("a", "2015-11-17")


def test_mapped_columns_tell_a_table_from_a_listing_page() -> None:
    found = row("Art|Datum|Was\nStatements|2015-11-17|Sample\n", date="Datum", title="Was")
    assert (found.title, found.category) == ("Sample", "")


def test_mapping_meant_for_another_file_leaves_a_listing_page_alone() -> None:
    assert row("Sample title\n\nMay 2, 2018 | Statements\n", title="Headline").title[:6] == "Sample"


def test_open_quotation_mark_costs_its_own_row_only() -> None:
    found = read('title,date\na,2015-11-17\n"b,2015-11-18\nc,2015-11-19\nd,2015-11-20\n')
    reason = "a quotation mark is never closed: '\"b,2015-11-18'"
    assert found[1] == Reject(2, reason, {"original": '"b,2015-11-18\n'})
    assert [r.title for r in found if isinstance(r, Row)] == ["a", "c", "d"]


@pytest.mark.parametrize("delimiter", ["\t", ","])
@pytest.mark.parametrize("later", ['He said "stop" now', '"Quoted, and well"', 'It is 5" long'])
def test_a_mark_in_another_row_closes_none(delimiter: str, later: str) -> None:
    lines = ["date,title,country", '2015-11-01,"Free the five,Kenya', "2015-11-02,B,Peru"]
    later = later.replace(", ", delimiter) if later[0] == '"' else later
    text = "\n".join([*lines, f"2015-11-03,{later},Chad", "2015-11-04,D,Mali"])
    found = read(text.replace(",", delimiter) + "\n")
    assert isinstance(found[0], Reject)
    assert found[0].reason.startswith("a quotation mark is never closed: '2015-11-01")
    assert [(r.title, r.countries) for r in found[1:] if isinstance(r, Row)] == [
        ("B", ("Peru",)),
        (later.strip('"').replace(",", delimiter), ("Chad",)),
        ("D", ("Mali",)),
    ]


def test_marks_within_a_cell_of_one_line_lose_no_row() -> None:
    found = read('title,date\n"He said "stop" now",2015-11-17\n"B" and more,2015-11-18\n')
    assert [r.title for r in found if isinstance(r, Row)] == ['He said stop" now"', "B and more"]


def test_many_open_marks_cost_their_own_rows_only() -> None:
    found = read("title,date\n" + '"open,2015-11-17\n5" wide,2015-11-18\n' * 100)
    assert [r.title for r in found if isinstance(r, Row)] == ['5" wide'] * 100


def test_endless_cell_is_a_reject_and_the_next_row_is_read() -> None:
    big = "x" * (csv_lines.FIELD_LIMIT + 1)
    rejected, kept = read(f"title,date\n{big},2015-11-17\nb,2015-11-18\n")
    assert isinstance(rejected, Reject)
    assert len(rejected.reason) < 300
    assert isinstance(kept, Row)


def test_rows_that_each_eat_the_rest_take_no_quadratic_time() -> None:
    assert len(read("title,date\n" + 'x","\n' * 100_000)) > 0


def test_null_characters_are_no_end() -> None:
    found = read("title,date\na\x00b,2015-11-17\nc,2015-11-18\n")
    assert [r.title for r in found if isinstance(r, Row)] == ["a\x00b", "c"]


def test_rows_come_as_they_are_asked_for() -> None:
    rows = registry.read(Source("table", b"title,date\n" + b"a,2015-11-17\n" * 1_200_000))
    first = next(rows)
    assert isinstance(first, pa.Table)
    assert 0 < len(first) < 1_200_000
    assert len(first) + sum(map(len, rows)) == 1_200_000  # type: ignore[arg-type]


CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\t\n\r"),
    max_size=20,
)


@given(
    st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_a_table_written_by_csv_reads_back(
    cells: list[tuple[str, str, str]], delimiter: str, encoding: str, end: str
) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([("title", "date", "summary"), *cells])
    found = read(stream.getvalue().encode(encoding))
    # An apostrophe before the sign of a formula is taken for one that a spreadsheet needed.
    expected = [tuple(re.sub(GUARDED, r"\1", cell.strip()) for cell in line) for line in cells]
    assert [(r.title, r.date, r.summary) for r in found if isinstance(r, Row)] == [
        line for line in expected if any(line)
    ]


@given(st.binary() | st.text(',;\t|"\n\rab=\x00é', max_size=200).map(str.encode))
def test_any_bytes_give_rows_or_a_source_error(data: bytes) -> None:
    for content in (data, b"title,date\n" + data, b"\xff\xfe" + data):
        with contextlib.suppress(SourceError):
            list(registry.read(Source("table", content)))


TABLE = st.lists(
    st.sampled_from(
        ["a", '"', ",", "\n", "\r\n", "\r", " ", "é", "2015-11-17", '"b","c"\n', "\x00"]
    )
)


@given(TABLE.map("".join))
def test_blocks_and_single_lines_give_the_same_rows(text: str) -> None:
    # UTF-16 is read line by line, UTF-8 in blocks where that is safe.
    whole = "title,date,summary\nx,y,z\n" + text
    assume(not Source("table", whole.encode()).is_binary)
    assert read(whole.encode()) == read(whole.encode("utf-16"))


@pytest.mark.parametrize("row", [b"\xff\n", b"a,b,c\n", b"a,\xff,c\n", b"a\n"])
def test_a_row_that_is_not_plain_is_left_to_the_careful_way_quietly(
    row: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    assert csv_blocks.read(b"a,b\n" + row, ",", 2) is None
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("piece", [1, 7, 1000])
def test_blocks_are_cut_between_rows(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_blocks, "_BLOCK", 64)
    monkeypatch.setattr(csv_blocks, "_PIECE", piece)
    rows = [f'"{n}, of ""{n}""\r\nb",2015-11-17' for n in range(50)]
    found = read("\r\n".join(["title,date", *rows]))
    assert [(r.number, r.title) for r in found if isinstance(r, Row)] == [
        (n + 1, f'{n}, of "{n}"\r\nb') for n in range(50)
    ]
    odd = read("\n".join(["title,date", *rows, '5" nails,2015-11-17', "last,2015-11-17"]))
    assert [(r.number, r.title) for r in odd if isinstance(r, Row)][-2:] == [
        (51, '5" nails'),
        (52, "last"),
    ]


def test_an_apostrophe_that_kept_a_spreadsheet_from_a_formula_is_dropped() -> None:
    found = row("title,date,summary\n'=A1,2015-11-17,'90s\n")
    assert (found.title, found.summary) == ("=A1", "'90s")
