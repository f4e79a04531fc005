"""Which column of a table holds which field of a row."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from dashboard.errors import SourceError
from dashboard.sources.row import FIELDS
from dashboard.text import fold

# Field → rank and number of the columns that may hold it, the best rank, the lowest, first.
Columns = Mapping[str, Sequence[tuple[int, int]]]

# The first of a field's names that is there and not empty in a row is used.
_NAMES = {
    # A name last: it may be that of a person.
    "title": (
        "title, headline, heading, titre, intitulé, título, titular, Titel, Überschrift, "
        "Schlagzeile, titolo, заголовок, название, العنوان, عنوان, 标题, 標題, name"
    ),
    "date": (
        "date, published, publication date, date published, date of publication, published at, "
        "published on, published date, pubdate, pub date, publish date, post date, date posted, "
        "posted, posted on, release date, date of issue, "
        "date publication, publie, publie le, date de publication, date de parution, "
        "fecha, fecha de publicacion, publicado, publicado el, Datum, Veröffentlicht, "
        "Veröffentlicht am, Veröffentlichungsdatum, Erscheinungsdatum, data di pubblicazione, "
        "data pubblicazione, pubblicato, pubblicato il, data de publicação, data da publicação, "
        "publicado em, дата, дата публикации, опубликовано, التاريخ, تاريخ, تاريخ النشر, "
        "日期, 发布日期, 發布日期, 发表日期, created, created at, created on"
    ),
    "category": (
        "category, categories, type, kind, content type, type of content, article type, "
        "categorie, type de contenu, genre, categoria, tipo, tipo de contenido, Kategorie, Typ, "
        "Rubrik, категория, рубрика, тип, الفئة, التصنيف, النوع, 类别, 類別, 分类, 分類, 类型"
    ),
    "summary": (
        "summary, description, abstract, teaser, excerpt, lead, intro, introduction, "
        "body, text, content, resume, "
        "chapeau, texte, contenu, resumen, descripcion, texto, contenido, Zusammenfassung, "
        "Beschreibung, Inhalt, riassunto, sommario, descrizione, testo, contenuto, resumo, "
        "descrição, conteúdo, аннотация, описание, краткое содержание, содержание, текст, "
        "الملخص, ملخص, الوصف, النص, 摘要, 简介, 描述, 内容, 正文"
    ),
    "url": (
        "url, link, links, permalink, uri, web address, web link, web page, hyperlink, address, "
        "href, lien, adresse, enlace, direccion, Webadresse, collegamento, indirizzo, ligação, "
        "endereço, ссылка, адрес, الرابط, رابط, 链接, 鏈接, 网址, 網址"
    ),
    "topics": (
        "topics, topic, tags, tag, themes, theme, programmes, programme, programs, program, "
        "keywords, keyword, subjects, issues, thematic area, thematic areas, "
        "thematiques, thematique, sujets, mots cles, temas, tema, etiquetas, programas, "
        "programa, Thema, Themen, Schlagwort, Schlagwörter, Schlagworte, Stichwörter, "
        "Stichworte, argomento, argomenti, temi, parole chiave, palavras chave, темы, тема, "
        "теги, ключевые слова, المواضيع, الموضوعات, الموضوع, 主题, 主題, 标签, 關鍵詞, 关键词"
    ),
    # Codes first: a name may be of two countries, or spelled as nobody knows it.
    "countries": (
        "iso3, country iso3, countries iso3, iso 3, alpha 3, country code, country codes, "
        "country iso, iso, iso2, iso 2, alpha 2, country iso2, Ländercode, código de país, "
        "codice paese, код страны, رمز البلد, 国家代码, "
        "countries, country, country name, country names, "
        "location, locations, place, pays, paises, pais, "
        "lieu, lugar, ubicacion, Land, Länder, Staat, Ort, paese, paesi, luogo, страна, страны, "
        "البلد, البلدان, الدولة, الدول, 国家, 國家"
    ),
    "language": (
        "language, lang, languages, langue, idioma, lengua, Sprache, lingua, язык, "
        "اللغة, 语言, 語言"
    ),
    "source": (
        "source, publisher, published by, organisation, organization, publisher name, "
        "editeur, emetteur, fuente, editor, editorial, organizacion, Quelle, Herausgeber, fonte, "
        "editore, organizzazione, organização, источник, издатель, المصدر, الناشر, 来源, 來源"
    ),
}
_FIELD_OF = {
    fold(name): (field, 2 * rank)
    for field, names in _NAMES.items()
    for rank, name in enumerate(names.split(","))
}
# Italian and Portuguese for date, in the header of a table; as a key of JSON it means anything.
_DATA = "data"
# Words around a field's name that do not change what it says: "Link to article", "Title (EN)".
_AROUND = frozenset(
    "article document news publication of the to in for by main primary first concerned involved "  # noqa: SIM905
    "related name names code codes full short en english fr french es spanish de du la le l d "
    "vers al articulo documento concerne concernes der des zum artikel artikels 1 2 3 4 5".split()
)
# Codes of one of several countries stand behind the names of all.
_ONE_OF_SEVERAL = frozenset(("primary", "main", "first"))
_PLURAL = re.compile(r"\((?:s|es|ies)\)")
_EITHER = re.compile(r"/| or ")


@lru_cache(maxsize=4096)
def field_of(name: str) -> str | None:
    """Return the field that a column of this name holds, None when the name says nothing."""
    found = _told(name)
    return found[0] if found else None


def fields_of(names: Iterable[str]) -> set[str]:
    """Return the fields that columns of these names hold."""
    return {field for name in names if (field := field_of(name))}


def mapped(names: Iterable[str], mapping: Mapping[str, str]) -> int:
    """Return how many of the columns that were mapped by hand are among these names."""
    folded = {fold(name) for name in names if name}
    return sum(fold(name) in folded for name in mapping.values())


def is_header(names: Sequence[str], mapping: Mapping[str, str]) -> bool:
    """Whether a row names the columns: the date and another field, or one mapped by hand."""
    fields = fields_of(names) | ({"date"} if _DATA in map(fold, names) else set())
    return ("date" in fields and len(fields) > 1) or mapped(names, mapping) > 0


def check_mapping(source: str, mapping: Mapping[str, str]) -> None:
    """Check that every key of a mapping is a field.

    Raises:
        SourceError: names the key and the fields there are.
    """
    for key in mapping:
        if key not in FIELDS:
            raise SourceError(source, f"{key!r} is no field; fields are {', '.join(FIELDS)}")


def locate(
    source: str, header: Sequence[str], mapping: Mapping[str, str], *, is_table: bool = False
) -> Columns:
    """Return which columns may hold which field; columns are numbered from 0.

    Columns in ``mapping`` (field → column) win over those known by their names. In the header of a
    table “data” is the date where nothing else is.

    Raises:
        SourceError: a mapped column is missing, or no column holds the date.
    """
    located: dict[str, list[tuple[int, int]]] = {}
    for number, name in enumerate(header):
        if found := _told(name):
            field, rank = found
            located.setdefault(field, []).append((rank, number))
    columns = {field: sorted(found) for field, found in located.items()}
    folded = [fold(name) for name in header] if is_table and "date" not in columns else []
    if _DATA in folded:
        columns["date"] = [(0, folded.index(_DATA))]
    columns |= {field: [(0, _find(source, header, name))] for field, name in mapping.items()}
    if "date" not in columns:
        raise SourceError(source, missing(header, mapping))
    return columns


def missing(header: Sequence[str], mapping: Mapping[str, str]) -> str:
    """Return in words that title or date have no column, which there are and how to name it."""
    known = fields_of(header) | mapping.keys()
    fields = [field for field in ("title", "date") if field not in known]
    maps = " ".join(f"--map {field}=COLUMN" for field in fields)
    there = _listed(header)
    return f"no column holds the {' or the '.join(fields)}; columns are {there}; {maps} says which"


def _told(name: str) -> tuple[str, int] | None:
    """Return the field of a column and how well its name fits, 0 being best."""
    plural, single = (fold(_PLURAL.sub(ending, name)) for ending in ("s", ""))
    if found := _FIELD_OF.get(plural) or _FIELD_OF.get(single):
        return found
    alternatives = [single, *map(fold, _EITHER.split(name))]
    bare = (" ".join(w for w in text.split() if w not in _AROUND) for text in alternatives)
    field, rank = next((_FIELD_OF[text] for text in bare if text in _FIELD_OF), ("", 0))
    if field == "countries" and not _ONE_OF_SEVERAL.isdisjoint(single.split()):
        rank = max(rank, _FIELD_OF["country name"][1])
    return (field, rank + 1) if field else None


def _find(source: str, header: Sequence[str], name: str) -> int:
    if name in header:
        return header.index(name)
    folded = [fold(column) for column in header]
    if fold(name) in folded:
        return folded.index(fold(name))
    raise SourceError(source, f"there is no column {name!r}; columns are {_listed(header)}")


def _listed(header: Sequence[str]) -> str:
    return ", ".join(repr(column) for column in header)
