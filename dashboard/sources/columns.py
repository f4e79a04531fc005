"""Which column of a table holds which field of a row."""

from collections.abc import Mapping, Sequence

from dashboard.errors import SourceError
from dashboard.sources.row import FIELDS
from dashboard.text import fold

Columns = Mapping[str, Sequence[int]]

# The first of a field's names that is there and not empty in a row is used.
_NAMES = {
    "title": "title, headline, name, titre, intitule, titulo, titular",
    "date": (
        "date, published, publication date, date published, date of publication, published at, "
        "published on, pubdate, pub date, publish date, post date, date publication, publie, "
        "publie le, date de publication, fecha, fecha de publicacion, publicado, publicado el"
    ),
    "category": (
        "category, categories, type, kind, content type, type of content, article type, "
        "categorie, type de contenu, genre, categoria, tipo, tipo de contenido"
    ),
    "summary": (
        "summary, description, abstract, teaser, excerpt, lead, body, text, content, resume, "
        "chapeau, texte, contenu, resumen, descripcion, texto, contenido"
    ),
    "url": "url, link, permalink, address, web address, href, lien, adresse, enlace, direccion",
    "topics": (
        "topics, topic, tags, tag, themes, theme, programmes, programme, programs, program, "
        "keywords, thematiques, thematique, sujets, mots cles, temas, tema, etiquetas, programas, "
        "programa"
    ),
    "countries": (
        "countries, country, iso3, country iso3, countries iso3, country code, country codes, "
        "country name, country names, location, locations, place, pays, paises, pais, "
        "lieu, lugar, ubicacion"
    ),
    "language": "language, lang, languages, langue, idioma, lengua",
    "source": (
        "source, publisher, organisation, organization, publisher name, editeur, emetteur, fuente, "
        "editor, editorial, organizacion"
    ),
}
_FIELD_OF = {
    name.strip(): (field, rank)
    for field, names in _NAMES.items()
    for rank, name in enumerate(names.split(","))
}


def field_of(name: str) -> str | None:
    """Return the field that a column of this name holds, None when the name says nothing."""
    return _FIELD_OF.get(_folded(name), (None, 0))[0]


def check_mapping(source: str, mapping: Mapping[str, str]) -> None:
    """Check that every key of a mapping is a field.

    Raises:
        SourceError: names the key and the fields there are.
    """
    for key in mapping:
        if key not in FIELDS:
            raise SourceError(source, f"{key!r} is no field; fields are {', '.join(FIELDS)}")


def locate(source: str, header: Sequence[str], mapping: Mapping[str, str]) -> Columns:
    """Return field → numbers of the columns that may hold it, from 0, the best first.

    Columns in ``mapping`` (field → column) win over those known by their names.

    Raises:
        SourceError: a mapped column is missing, or no column holds the date.
    """
    located: dict[str, list[tuple[int, int]]] = {}
    for number, name in enumerate(header):
        if _folded(name) in _FIELD_OF:
            field, rank = _FIELD_OF[_folded(name)]
            located.setdefault(field, []).append((rank, number))
    columns = {field: [number for _, number in sorted(found)] for field, found in located.items()}
    columns |= {field: [_find(source, header, name)] for field, name in mapping.items()}
    if "date" not in columns:
        there = _listed(header)
        raise SourceError(source, f"no column holds the date; columns are {there}; map date=Column")
    return columns


def _folded(name: str) -> str:
    return fold(name.replace("(s)", "s"))


def _find(source: str, header: Sequence[str], name: str) -> int:
    if name in header:
        return header.index(name)
    folded = [fold(column) for column in header]
    if fold(name) in folded:
        return folded.index(fold(name))
    raise SourceError(source, f"there is no column {name!r}; columns are {_listed(header)}")


def _listed(header: Sequence[str]) -> str:
    return ", ".join(repr(column) for column in header)
