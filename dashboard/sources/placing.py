"""Which countries articles are about, and how that was found."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.articles.model import Basis
from dashboard.articles.table import CONTENT
from dashboard.places import mentions, names, shapes
from dashboard.places.names import Places
from dashboard.places.shapes import Boundaries
from dashboard.settings import ROOT
from dashboard.sources import text
from dashboard.sources.columnwise import distinct, paired, unpaired
from dashboard.sources.row import UNIT, split_points

_MAKING = Lock()  # the tables are made once, by the thread that needs them first
_READ = ("points", "fallback_countries", "title", "summary", "language")
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
        each: the different ones.
        rows: for each article which of them it has.
    """

    each: Sequence[Placed]
    rows: pa.Array

    def columns(self) -> tuple[pa.Array, pa.Array]:
        """Return the codes of each article, and the basis of each code."""
        kind = CONTENT.field("countries").type
        codes = pa.array([one.codes for one in self.each], kind).take(self.rows)
        kinds = {basis: number for number, basis in enumerate(Basis)}
        each = np.array([kinds[one.basis] for one in self.each], np.int8)
        of_codes = np.repeat(each[self.rows], pc.list_value_length(codes))
        names_ = pa.array(map(str, kinds), pa.string()).take(pa.array(of_codes))
        return codes, pa.ListArray.from_arrays(codes.offsets, names_, kind)

    def named(self, kind: str) -> Counter[str]:
        """Return the number of articles that state each name; kind is an attribute of Placed."""
        counts = np.bincount(self.rows, minlength=len(self.each))
        named: Counter[str] = Counter()
        for one, count in zip(self.each, counts.tolist(), strict=True):
            if names_ := getattr(one, kind):
                named.update(dict.fromkeys(names_, count))
        return named


def prepare() -> None:
    """Make the tables of names, which takes a quarter of a second, before they are needed."""
    with _MAKING:
        names.prefix("A title: in which Kenya stands")
        mentions.find("A text in which Kenya stands")


def place(columns: Mapping[str, pa.Array], *, in_text: bool) -> Placements:
    """Return the countries of articles: stated, else tagged, else of the title, else of the text.

    Args:
        columns: ``countries``, ``tags``, ``points`` and ``fallback_countries`` as a reader gives
            them, plain ``title`` and ``summary``, and ``language``.
        in_text: whether title and summary are searched for names of countries.
    """
    with _MAKING:
        each, rows = distinct(paired(columns["countries"], columns["tags"]), _told)
    silent = pa.array([one is None for one in each], pa.bool_()).take(rows)
    if not pc.any(silent).as_py():
        return Placements([one or Placed() for one in each], rows)
    read = pa.table({name: columns[name] for name in _READ}).filter(silent)
    with _MAKING:
        own = [_read(row, in_text=in_text) for row in read.to_pylist()]
    places = pa.array(range(len(each), len(each) + len(own)), rows.type)
    return Placements(
        [*(one or Placed() for one in each), *own], pc.replace_with_mask(rows, silent, places)
    )


@lru_cache(maxsize=65536)
def _told(countries_and_tags: str) -> Placed | None:
    """Return the countries that a source states or tags; None when it does neither."""
    countries, tags = unpaired(countries_and_tags)
    if codes := names.listed(countries):
        return Placed(codes)
    found = [names.split(text.paragraphs(part)) for part in countries.split(UNIT)]
    stated = [_each(found, kind) for kind in ("codes", "unknown", "groups")]
    if any(stated):
        return Placed(stated[0], Basis.STATED, stated[1], stated[2])
    codes = _each([*map(_consisting, tags.split(UNIT))], "codes")
    return Placed(codes, Basis.TAG) if codes else None


def is_place(tag: str) -> bool:
    """Whether a tag consists of countries and regions."""
    found = _consisting(tag)
    return bool(found.codes or found.groups)


def _read(row: Mapping[str, str], *, in_text: bool) -> Placed:
    if codes := _located(row["points"]):
        return Placed(codes, Basis.TAG)
    prefixes = [_consisting(part) for part in row["fallback_countries"].split(UNIT)]
    codes = _each(prefixes, "codes") or names.prefix(row["title"])
    if codes or not in_text:
        return Placed(codes, Basis.TITLE)
    return Placed(mentions.find(f"{row['title']}\n{row['summary']}", row["language"]), Basis.TEXT)


def _located(points: str) -> tuple[str, ...]:
    """Return the countries that points lie in."""
    codes = (shapes.locate(_boundaries(), lon, lat) for lon, lat in split_points(points))
    return tuple(dict.fromkeys(filter(None, codes)))


@cache
def _boundaries() -> Boundaries:
    return shapes.load(ROOT / "data" / "countries.geojson")


def _consisting(part: str) -> Places:
    """Return what a text names, nothing unless it consists of countries and regions."""
    found = _split(text.line(part))
    return Places((), ()) if found.unknown else found


def _each(found: Sequence[Places], kind: str) -> tuple[str, ...]:
    if len(found) == 1:
        names_: tuple[str, ...] = getattr(found[0], kind)
        return names_
    return tuple(dict.fromkeys(name for places in found for name in getattr(places, kind)))
