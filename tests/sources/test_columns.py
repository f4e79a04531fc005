"""Names of columns and what stands in their cells, as people and programs write them."""

from datetime import date

import pytest

from dashboard.errors import SourceError
from dashboard.places.names import resolve
from dashboard.sources.columns import field_of
from dashboard.sources.intake import Defaults
from dashboard.sources.source import Source
from tests.sources.planned import Plan, plan_source
from tests.sources.reading import read

NAMES = {
    "title": ["Title (EN)", "title_en", "Article title", "Title of document", "Heading"],
    "date": ["Date of publication", "Date (published)", "Posted on", "Created", "Date de parution"],
    "countries": [
        *("Country(ies)", "Countries concerned", "Country / Territory", "Country or territory"),
        *("Pays concerné(s)", "País(es)", "ISO code", "ISO2", "alpha-3", "Region/Country"),
    ],
    "category": ["Type of document", "Document type", "Tipo de documento", "Publication type"],
    "url": ["Link to article", "Article URL", "URL of article", "Lien vers l’article"],
    "topics": ["Topic(s)", "Programme / Topic", "Main topic", "Tags/Keywords", "Topic 1"],
    "language": ["Language code", "Language(s)"],
    "source": ["Organisation name", "Published by"],
    "": ["Number", "Article", "Notes", "File name", "Website", "Document", "", "(s)", "/"],
}


@pytest.mark.parametrize(("field", "names"), NAMES.items())
def test_words_around_a_name_change_nothing(field: str, names: list[str]) -> None:
    assert {name: field_of(name) or "" for name in names} == dict.fromkeys(names, field)


HEADERS = [
    "Titel;Datum;Land;Kategorie;Themen;Link;Zusammenfassung;Sprache;Quelle",
    "Überschrift;Veröffentlicht am;Länder;Rubrik;Schlagwörter;URL;Beschreibung;Sprache;Herausgeber",
    "Titolo;Data;Paese;Categoria;Argomenti;Collegamento;Riassunto;Lingua;Fonte",
    "Título;Data;País;Categoria;Palavras-chave;Endereço;Resumo;Língua;Fonte",
    "Titre;Date;Pays;Catégorie;Thèmes;Lien;Résumé;Langue;Éditeur",
    "Título;Fecha;País;Categoría;Temas;Enlace;Resumen;Idioma;Fuente",
    "Заголовок;Дата;Страна;Категория;Темы;Ссылка;Описание;Язык;Источник",
    "العنوان;التاريخ;البلد;الفئة;المواضيع;الرابط;الملخص;اللغة;المصدر",
    "标题;日期;国家;类别;主题;链接;摘要;语言;来源",
]
CELLS_OF_EACH = "A;2015-11-17;Kenya;Events;Torture;https://a.example/;S;en;Org"


@pytest.mark.parametrize("header", HEADERS)
def test_headers_in_other_languages(header: str) -> None:
    names = ("title", "date", "countries", "category", "topics", "url", "summary", "language")
    expected = dict(zip((*names, "source"), CELLS_OF_EACH.split(";"), strict=True))
    assert read(f"{header}\n{CELLS_OF_EACH}\n") == [{"number": 1, **expected}]


def test_a_name_of_a_person_is_no_title_where_there_is_one() -> None:
    assert read("Name;Titel;Datum\nN;A;2015-11-17\n")[0]["title"] == "A"


def test_data_is_the_date_only_where_nothing_else_is() -> None:
    (row,) = read("Data;title;published\nx;A;2015-11-17\n")
    assert row["date"] == "2015-11-17"
    assert read('[{"data": {"title": "A", "date": "2015-11-17"}}]')[0]["date"] == "2015-11-17"


THERE = "columns are 'Was', 'Wann', 'Wo'"
UNKNOWN = [
    (
        "Was;Wann;Wo\n" + "A;2015-11-17;Kenya\n" * 3 + "B;2015-11-17\n",
        f"no column holds the title or the date; {THERE}; "
        "--map title=COLUMN --map date=COLUMN says which",
    ),
    ("Was;date;Wo\nA;2015-11-17;Kenya\n", "no column holds the title; columns are 'Was', 'date'"),
    ("Titel;Wann;Wo\nA;2015-11-17;Kenya\n", "no column holds the date; columns are 'Titel', 'W"),
    ("Was;Wann\n", "the file is in none of the known formats"),
    ("Was;\nA;B\n", "the file is in none of the known formats"),
    ("Dear all, hello\nthis is, as said, prose\nwithout\n", "the file is in none of the known"),
]


@pytest.mark.parametrize(("table", "message"), UNKNOWN)
def test_columns_that_are_not_known_are_named(table: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(table)
    assert str(caught.value).startswith(f"file: {message}")


def imported(table: str) -> Plan:
    return plan_source(Source("table", table.encode()), Defaults(), date(2025, 1, 1))


CELLS = [
    ("Kenya\nUganda", "KEN UGA"),
    ("Kenya\r\nUganda", "KEN UGA"),
    ("Kenya - Uganda", "KEN UGA"),
    ("Kenya + Guinea-Bissau", "KEN GNB"),
    ("KEN UGA NA", "KEN UGA NAM"),
    ('[""KEN"", ""UGA""]', "KEN UGA"),
    ("['Kenya', 'Uganda']", "KEN UGA"),
    ("Kenya (KEN); Uganda [UG]", "KEN UGA"),
    ("N/A", ""),
    ("none", ""),
    ("-", ""),
]


@pytest.mark.parametrize(("cell", "codes"), CELLS)
def test_countries_cell(cell: str, codes: str) -> None:
    found = imported(f'title,date,country\nT,2015-11-17,"{cell}"\n')
    assert " ".join(found.articles[0].countries) == codes
    assert not found.unknown_countries


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        (["Kenya", "NA", "Peru"], ["KEN", "", "PER"]),
        (["KEN", "NA", "", "PER"], ["KEN", "", "", "PER"]),
        (["KE", "NA", "", "n/a", "PE"], ["KE", "NA", "", "", "PE"]),
        (["KE;NA", "NA", "UG PE"], ["KE NA", "NA", "UG PE"]),
        (["KE;NA", "Kenya", "NA"], ["KE NA", "KE", ""]),
        (["NA", "NA", ""], ["NA", "NA", ""]),
    ],
)
def test_na_is_namibia_among_codes_of_two_letters_only(cells: list[str], codes: list[str]) -> None:
    rows = (f"T{number},2015-11-17,{cell}\n" for number, cell in enumerate(cells))
    found = imported(f"title,date,country\n{''.join(rows)}")
    expected = [tuple(resolve(code) for code in text.split()) for text in codes]
    assert [article.countries for article in found.articles] == expected
    assert not found.unknown_countries


@pytest.mark.parametrize(
    ("header", "cells", "codes"),
    [
        ("Country,ISO3", "Congo,COD", "COD"),
        ("Country,ISO3", "Kenia-Land,KEN", "KEN"),
        ("Country,ISO3", "Korea,KOR", "KOR"),
        ("Country,ISO3", "Kenya,", "KEN"),
        ("Country,ISO3", "Kenya,NA", "KEN"),
        ("Country,Country code", "Kenya,254", "KEN"),
        ("Country,ISO code", "Congo,CD", "COD"),
        ("alpha-2,Pays", "CD,Congo", "COD"),
        ("Country,Primary country ISO3", "Kenya; Uganda,KEN", "KEN UGA"),
        ("Country,Location", "Congo,COD", "COG"),
    ],
)
def test_a_code_says_more_than_a_name(header: str, cells: str, codes: str) -> None:
    found = imported(f"title,date,{header}\nT,2015-11-17,{cells}\nU,2015-11-17,Peru,PER\n")
    assert " ".join(found.articles[0].countries) == codes
    assert not found.unknown_countries


def test_a_number_that_is_no_country_is_told() -> None:
    found = imported("title,date,country,country code\nT,2015-11-17,,254\n")
    assert found.unknown_countries == {"254": 1}


def test_na_is_no_category_and_no_topic() -> None:
    table = "title,date,category,topics\nT,2015-11-17,NA,NA\n"
    assert imported(table).articles == imported(table.replace("NA", "")).articles


def test_columns_of_the_same_name_add_up_to_the_countries() -> None:
    for first, second in (("country", "Country"), ("country 1", "country 2")):
        table = f"title,date,{first},{second},place\nT,2015-11-17,Kenya,Uganda,Chad\n"
        assert imported(table).articles[0].countries == ("KEN", "UGA")


def test_a_name_as_it_is_beats_one_with_words_around() -> None:
    table = "Title (FR),title,created,date\nExemple,Sample,2020-01-01,2015-11-17\n"
    (article,) = imported(table).articles
    assert (article.title, article.date) == ("Sample", date(2015, 11, 17))
