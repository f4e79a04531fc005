"""The line under an entry of a listing: date, topics, category and countries between bars."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.places import names
from dashboard.sources import vocabulary
from dashboard.sources.dates import is_date

BARS = ("|", "｜")
_BAR = re.compile(f"[{''.join(BARS)}]")
_WITHOUT_DATE = 3  # topics, category, countries


@dataclass(frozen=True, slots=True)
class Meta:
    """What the line says; every field as written, empty when it does not say it.

    Attributes:
        unclear: why the line cannot be told apart, empty when it can.
    """

    date: str = ""
    topics: tuple[str, ...] = ()
    category: str = ""
    countries: tuple[str, ...] = ()
    unclear: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the line names a known category, topic or country."""
        if vocabulary.categories().find(self.category):
            return True
        known_topics = (vocabulary.topics().find(topic) for topic in self.topics)
        return any(known_topics) or any(names.split(text).codes for text in self.countries)


def read(text: str) -> Meta | None:
    """Return what a line says, None when it is no such line.

    The date tells itself. A part that holds only known topics is topics, one that holds only
    countries is countries, wherever they stand. Of the others the known category is the category;
    what stands before it is topics, what stands after it is countries. Without a known category
    the only part left is the category.
    """
    found = parts(text)
    if not _BAR.search(text) or not found:
        return None
    at = next((i for i, part in enumerate(found) if is_date(part)), None)
    category = _category(found)
    if at == 0 or (at is not None and category is not None):
        return _tell(found[at], found[:at] + found[at + 1 :])
    if at is None and category is not None:
        return _undated(found, category)
    return None


def parts(text: str) -> list[str]:
    """Return what stands between the bars of a line, without what is empty."""
    return [part.strip() for part in _BAR.split(text) if part.strip()]


def is_part(text: str) -> bool:
    """Whether text consists of known topics, of known countries or of a known category only."""
    return is_topics(text) or is_countries(text) or _category([text]) is not None


def is_topics(text: str) -> bool:
    """Whether text consists of known topics only."""
    return vocabulary.topics().covers(text)


def is_countries(text: str) -> bool:
    """Whether text consists of known countries only."""
    places = names.split(text)
    return bool(places.codes) and not places.unknown


def _category(parts: Sequence[str]) -> int | None:
    """Return where the last known category stands."""
    known = [i for i, part in enumerate(parts) if vocabulary.categories().find(part)]
    return known[-1] if known else None


def _undated(parts: Sequence[str], category: int) -> Meta | None:
    """Return what a line without a readable date says; menus are parted by bars as well."""
    if category and any(c.isdigit() for c in parts[0]):
        return _tell(parts[0], parts[1:])
    others = [part for i, part in enumerate(parts) if i != category]
    told = others and all(is_topics(part) or is_countries(part) for part in others)
    return _tell("", parts) if told else None


def _tell(day: str, parts: Sequence[str]) -> Meta:
    category = _category(parts)
    roles = [_role(part, i, category) for i, part in enumerate(parts)]
    if roles.count("unknown") > 1 and len(parts) == _WITHOUT_DATE and roles[1] == "unknown":
        roles = ["topics", "category", "countries"]
    if roles.count("unknown") > 1:
        unknown = [part for part, role in zip(parts, roles, strict=True) if role == "unknown"]
        return Meta(day, unclear=f"none of {', '.join(map(repr, unknown))} is a known category")
    return _assemble(day, list(zip(parts, roles, strict=True)))


def _assemble(day: str, told: Sequence[tuple[str, str]]) -> Meta:
    topics = (name for part, role in told if role == "topics" for name in _topics(part))
    category = (part for part, role in told if role in {"category", "unknown"})
    countries = tuple(part for part, role in told if role == "countries")
    return Meta(day, tuple(dict.fromkeys(topics)), next(category, ""), countries)


def _topics(part: str) -> tuple[str, ...]:
    return vocabulary.topics().split(part)


def _role(part: str, place: int, category: int | None) -> str:
    if place == category:
        return "category"
    if is_topics(part):
        return "topics"
    if is_countries(part):
        return "countries"
    if category is None:
        return "unknown"
    return "topics" if place < category else "countries"
