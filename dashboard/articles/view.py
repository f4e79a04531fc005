"""What an address shows: the filters, and how they are looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self, TypeVar

from dashboard.articles.filters import Filters, decode, encode
from dashboard.articles.select import Sort
from dashboard.errors import FilterError

Choice = TypeVar("Choice", bound=StrEnum)


class Stage(StrEnum):
    """What stands above the timeline."""

    MAP = "map"
    TABLE = "table"
    NOTHING = "off"


class Measure(StrEnum):
    """What the map's colours show of a country."""

    ARTICLES = "articles"
    PER_MILLION = "per-million"
    SHARE = "share"
    CHANGE = "change"


class Colours(StrEnum):
    """Which articles the map's bins are made for: those of all time, or of the period chosen."""

    FIXED = "fixed"
    FITTED = "fitted"


PARTS = ("timeline", "list")  # what may stand with the map in somebody else's page


@dataclass(frozen=True, slots=True)
class View:
    """One view of the page, as its address tells it.

    Attributes:
        filters: which articles are meant.
        page: page of the list, from 1.
        language: code the visitor chose, None while the browser decides.
        stage: whether the map, the table of countries or neither is shown.
        sort: order of the list; relevance only with a search.
        measure: what the map's colours show.
        colours: which articles the map's bins are made for.
        embed: which of ``PARTS`` stand with the map in somebody else's page; None for the whole
            page.
    """

    filters: Filters = field(default_factory=Filters)
    page: int = 1
    language: str | None = None
    stage: Stage = Stage.MAP
    sort: Sort = Sort.NEWEST
    measure: Measure = Measure.ARTICLES
    colours: Colours = Colours.FIXED
    embed: tuple[str, ...] | None = None

    @classmethod
    def from_query(cls, query: str) -> tuple[Self, tuple[FilterError, ...]]:
        """Return the view a query string means, and a problem for every value without meaning."""
        filters, problems = Filters.from_query(query)
        given = {key: values[-1].strip() for key, values in decode(query).items()}
        found = list(problems)
        page, sort = _read_page(given, found), _read_sort(given, filters, found)
        shown = given.get("map")
        stage = Stage(shown) if shown in set(Stage) else Stage.MAP
        measure = _read_one(Measure, "measure", given, found)
        colours = _read_one(Colours, "colours", given, found)
        language = given.get("lang") or None
        embed = (
            tuple(p for p in PARTS if given.get(p) == "1") if given.get("embed") == "1" else None
        )
        view = cls(filters, page, language, stage, sort, measure, colours, embed)
        return view, tuple(found)

    def href(self) -> str:
        """Return the address of the view, relative to the page."""
        query = self.filters.to_query()
        if self.sort is not Sort.NEWEST and (self.filters.q or self.sort is not Sort.RELEVANCE):
            query["sort"] = str(self.sort)
        if self.page > 1:
            query["page"] = str(self.page)
        if self.stage is not Stage.MAP:
            query["map"] = str(self.stage)
        if self.measure is not Measure.ARTICLES:
            query["measure"] = str(self.measure)
        if self.colours is not Colours.FIXED:
            query["colours"] = str(self.colours)
        if self.language:
            query["lang"] = self.language
        if self.embed is not None:
            query |= dict.fromkeys(("embed", *self.embed), "1")
        return "?" + encode(query)

    def filtered(self, filters: Filters) -> Self:
        """Return the same view of other articles, from the first page."""
        return replace(self, filters=filters, page=1)

    def toggled(self, key: str, value: str) -> Self:
        """Return the view with one filter value more or less."""
        return self.filtered(self.filters.toggled(key, value))

    def only(self, key: str, value: str) -> Self:
        """Return the view with this value as the only one of its filter."""
        return self.filtered(self.filters.choosing(key, (value,)))


def _read_one(
    kind: type[Choice], key: str, given: Mapping[str, str], problems: list[FilterError]
) -> Choice:
    """Return the member that is given, the first one when none is or what is given is none."""
    usual = next(iter(kind))
    value = given.get(key, "") or usual
    if value in set(kind):
        return kind(value)
    problems.append(FilterError(key, value, f"problem.{key}"))
    return usual


def _read_page(given: Mapping[str, str], problems: list[FilterError]) -> int:
    page = given.get("page", "1")
    if page.isascii() and page.isdecimal() and int(page[:9]) > 0:
        return int(page[:9])
    problems.append(FilterError("page", page, "problem.page"))
    return 1


def _read_sort(given: Mapping[str, str], filters: Filters, problems: list[FilterError]) -> Sort:
    sort = given.get("sort", Sort.NEWEST)
    if sort not in set(Sort):
        problems.append(FilterError("sort", sort, "problem.sort"))
    elif sort == Sort.RELEVANCE and not filters.q:
        problems.append(FilterError("sort", sort, "problem.relevance"))
    else:
        return Sort(sort)
    return Sort.NEWEST
