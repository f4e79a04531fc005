"""Which countries articles are about, and how that was found."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from threading import Lock
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.articles.model import Basis
from dashboard.articles.table import NAMES, whole
from dashboard.places import mentions, names, shapes
from dashboard.places.names import Places
from dashboard.places.shapes import Boundaries
from dashboard.settings import ROOT
from dashboard.sources import text, wording
from dashboard.sources.columnwise import distinct, listed, pair, paired, replaced, unpaired
from dashboard.sources.mojibake import repaired
from dashboard.sources.row import ROWS, UNIT, Rows, split_points

_MAKING = Lock()  # the tables are made once, by the thread that needs them first
_READ = (
    *("countries", "tags", "points", "fallback_countries"),
    *("title", "summary", "language"),
)
_BASES = tuple(Basis)  # stated comes first
_NAMED = pa.array([*map(str, _BASES)])
_CODED = r"(?:^|\W)[A-Z]{2,3}(?:\W|$)"  # for RE2; what it does not find holds no code of ISO
_split = lru_cache(maxsize=4096)(names.split)


class Placed(NamedTuple):
    """The countries of one article.

    Attributes:
        codes: ISO 3166-1 alpha-3, or XKX, in the order of the source.
        basis: how all of them were found.
        unknown: stated names that are no known country; the article goes without them.
        groups: stated names of regions and of states that are gone; they give no country.
    """

    codes: tuple[str, ...] = ()
    basis: Basis = Basis.STATED
    unknown: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placements:
    """The countries of many articles.

    Attributes:
        countries: a list of codes for each article.
        basis: for each code how it was found.
        unknown: name as stated → number of articles; see :class:`Placed`.
        groups: the same.
    """

    countries: pa.Array
    basis: pa.Array
    unknown: Counter[str] = field(default_factory=Counter)
    groups: Counter[str] = field(default_factory=Counter)


def prepare() -> None:
    """Make the tables of names, which takes a quarter of a second, before they are needed."""
    with _MAKING:
        names.prefix("A title: in which Kenya stands")
        mentions.find("A text in which Kenya stands")


def settled(rows: Rows) -> Rows:
    """Return rows whose tags have the names of countries for the ISO codes that are sure.

    "IT" and "AI" are topics as well as codes: a bare code in a tag is a country only where the tag
    lists a country by its name as well, or title or summary names one of its countries.
    """
    tags = whole(rows["tags"])
    if pc.all(pc.equal(tags, "")).as_py():
        return rows
    coded = pc.match_substring_regex(tags, _CODED)
    if not pc.any(coded).as_py():
        return rows
    read = rows.select(("tags", "title", "summary")).filter(coded).to_pylist()
    with _MAKING:
        told = pa.array([UNIT.join(_confirmed(row)) for row in read], pa.string())
    place = ROWS.get_field_index("tags")
    return rows.set_column(place, ROWS.field(place), pc.replace_with_mask(tags, coded, told))


def _confirmed(row: Mapping[str, str]) -> Iterator[str]:
    """Yield the tags of a row, with names for the codes of countries that are sure."""
    named = mentions.find(f"{wording.title(row['title'])}\n{wording.summary(row['summary'])}")
    for tag in row["tags"].split(UNIT):
        line = text.line(tag)
        is_sure = names.has_name(line) or not set(_split(line).codes).isdisjoint(named)
        yield names.spelled(line) if is_sure else tag


def place(columns: Mapping[str, pa.Array], *, in_text: bool) -> Placements:
    """Return the countries of articles: stated, else tagged, else of the title, else of the text.

    Args:
        columns: ``countries``, ``points`` and ``fallback_countries`` as a reader gives them,
            ``tags`` that are :func:`settled`, plain ``title`` and ``summary``, and ``language``.
        in_text: whether title and summary are searched for names of countries.
    """
    stated, fits = listed(columns["countries"], pa.array(names.codes()))
    others = pc.invert(fits)
    read = pa.table({name: columns[name] for name in _READ}).filter(others)
    each, rows = _decided(read, in_text=in_text)
    codes = pa.array([one.codes for one in each], NAMES).take(rows)
    countries = replaced(stated, others, codes) if len(codes) else stated
    basis = np.zeros(len(countries), np.int8)
    basis[np.asarray(others)] = np.array([_BASES.index(one.basis) for one in each], np.int8)[rows]
    of_codes = np.repeat(basis, pc.list_value_length(countries))
    return Placements(
        countries,
        pa.ListArray.from_arrays(countries.offsets, _NAMED.take(pa.array(of_codes)), NAMES),
        _named(each, rows, "unknown"),
        _named(each, rows, "groups"),
    )


def _decided(read: pa.Table, *, in_text: bool) -> tuple[list[Placed], pa.Array]:
    """Return what is decided of different articles, and for each article which it is."""
    columns = {name: whole(read[name]) for name in read.column_names}
    with _MAKING:
        each, rows = distinct(paired(columns["countries"], columns["tags"]), _told)
    silent = pa.array([one is None for one in each], pa.bool_()).take(rows)
    with _MAKING:
        own = [_read(row, in_text=in_text) for row in read.filter(silent).to_pylist()]
    places = pa.array(range(len(each), len(each) + len(own)), rows.type)
    rows = pc.replace_with_mask(rows, silent, places)
    return [*(one or Placed() for one in each), *own], rows


def _named(each: Sequence[Placed], rows: pa.Array, kind: str) -> Counter[str]:
    """Return the number of articles that state each name; kind is an attribute of Placed."""
    counts = np.bincount(rows, minlength=len(each))
    named: Counter[str] = Counter()
    for one, count in zip(each, counts.tolist(), strict=True):
        if names_ := getattr(one, kind):
            named.update(dict.fromkeys(names_, count))
    return named


@lru_cache(maxsize=65536)
def _told(countries_and_tags: str) -> Placed | None:
    """Return the countries that a source states or tags; None when it does neither."""
    countries, tags = unpaired(countries_and_tags)
    found = [names.split(text.paragraphs(repaired(part))) for part in countries.split(UNIT)]
    stated = [_each(found, kind) for kind in ("codes", "unknown", "groups")]
    if any(stated):
        return Placed(stated[0], Basis.STATED, stated[1], stated[2])
    codes = _each([*map(_consisting, tags.split(UNIT))], "codes")
    return Placed(codes, Basis.TAG) if codes else None


def tagged(tags: str, points: str) -> str:
    """Return the names of the countries that a row is tagged with, by name or else by points."""
    told = _told(pair("", tags))
    codes = told.codes if told else _located(points)
    return "; ".join(names.display(code, "en") for code in codes)


def is_place(tag: str) -> bool:
    """Whether a tag consists of names of countries and regions."""
    found = _consisting(tag)
    return bool(found.codes or found.groups)


def _read(row: Mapping[str, str], *, in_text: bool) -> Placed:
    if codes := _located(row["points"]):
        return Placed(codes, Basis.TAG)
    prefixes = [_consisting(part) for part in row["fallback_countries"].split(UNIT)]
    codes = _each(prefixes, "codes") or _begun(row["title"], row["language"])
    if codes or not in_text:
        return Placed(codes, Basis.TITLE)
    return Placed(mentions.find(f"{row['title']}\n{row['summary']}", row["language"]), Basis.TEXT)


def _begun(title: str, language: str) -> tuple[str, ...]:
    """Return the countries that a title begins with."""
    first, *others = names.prefix(title) or ("",)
    if not first:
        return ()
    return (first, *others) if mentions.may_begin(title, first, language) else tuple(others)


def _located(points: str) -> tuple[str, ...]:
    """Return the countries that points lie in."""
    if not points:
        return ()
    codes = (shapes.locate(_boundaries(), lon, lat) for lon, lat in split_points(points))
    return tuple(dict.fromkeys(filter(None, codes)))


@cache
def _boundaries() -> Boundaries:
    return shapes.load(ROOT / "data" / "countries.geojson")


def _consisting(part: str) -> Places:
    """Return what a text names, nothing unless it consists of names of countries and regions."""
    line = text.line(repaired(part))
    found = _split(line)
    return Places((), ()) if found.unknown or names.has_code(line) else found


def _each(found: Sequence[Places], kind: str) -> tuple[str, ...]:
    if len(found) == 1:
        names_: tuple[str, ...] = getattr(found[0], kind)
        return names_
    return tuple(dict.fromkeys(name for places in found for name in getattr(places, kind)))
