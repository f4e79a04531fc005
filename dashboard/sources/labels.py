"""Category and topics of an article, from what its source states and tags it with."""

from collections.abc import Iterator
from functools import cache, lru_cache, partial

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.articles.table import NAMES
from dashboard.sources import placing, text, vocabulary
from dashboard.sources.columnwise import listed, mapped, pair, paired, replaced, unpaired
from dashboard.sources.mojibake import repaired
from dashboard.sources.row import UNIT


def category(stated_and_tags: str, default: str) -> str:
    """Return the category: the stated one, else the first tag that is a known category.

    Args:
        stated_and_tags: two texts, see :func:`dashboard.sources.columnwise.paired`.
        default: if there is neither.
    """
    written, tags = unpaired(stated_and_tags)
    stated = text.label(written)
    known = map(vocabulary.categories().find, [stated] if stated else _tags(tags))
    return next(filter(None, known), stated or default)


def topics(stated: pa.Array, tags: pa.Array, default: tuple[str, ...]) -> pa.Array:
    """Return the topics: the stated ones, and the tags that are neither country nor category.

    Args:
        stated, tags: columns of ``ROWS``.
        default: if there are none.

    Returns:
        a list of names a row.
    """
    lists, fits = listed(stated, _plain_topics())
    others = pc.invert(pc.and_(fits, pc.equal(tags, "")))
    if not pc.any(others).as_py():
        return lists
    texts = paired(stated.filter(others), tags.filter(others))
    return replaced(lists, others, mapped(texts, partial(_topics, default=default), NAMES))


def written(stated: str, tags: str, default: tuple[str, ...]) -> str:
    """Return as one text the topics that :func:`topics` gives; stated ones alone stay as written.

    Args:
        stated, tags: of a row.
        default: if there are none.
    """
    if stated and not tags:
        return stated
    names = _topics(pair(stated, tags), default)
    # A semicolon says that a comma within the name parts nothing.
    return "; ".join(names) + (";" if len(names) == 1 and "," in names[0] else "")


@cache
def _plain_topics() -> pa.Array:
    """Return the known topics that stand for themselves."""
    known = dict.fromkeys(vocabulary.topics().names.values())
    return pa.array([name for name in known if _topics(name, ()) == (name,)], pa.string())


@lru_cache(maxsize=65536)
def _topics(stated_and_tags: str, default: tuple[str, ...]) -> tuple[str, ...]:
    stated, tags = unpaired(stated_and_tags)
    known = vocabulary.topics()
    names = [name for part in stated.split(UNIT) for name in known.split(_lines(part))]
    names += [known.spell(tag) for tag in _tags(tags) if not _is_told(tag)]
    parts = (part.strip() for name in names for part in name.split(";"))
    return tuple(dict.fromkeys(filter(None, parts))) or default


def _tags(tags: str) -> Iterator[str]:
    return filter(None, map(text.label, tags.split(UNIT)))


def _lines(topics: str) -> str:
    """Return topics as plain text, repaired; in HTML those on lines of their own are several."""
    topics = repaired(topics)
    return text.plain(topics) if text.is_html(topics) else text.line(topics)


def _is_told(tag: str) -> bool:
    """Whether a tag is a category or consists of countries and regions."""
    return bool(vocabulary.categories().find(tag)) or placing.is_place(tag)
