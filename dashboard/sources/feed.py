"""Feeds in XML: RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom."""

import re
import xml.sax
from collections.abc import Iterator
from typing import Any

from dashboard.errors import SourceError
from dashboard.sources import feed_entry, feed_parser
from dashboard.sources.row import Record, Reject, Row
from dashboard.sources.source import Source

NAME = "RSS or Atom feed"

LARGEST = 32 * 1024 * 1024
_QUOTED = 200
# The groups are atomic, because otherwise n comments could be taken apart in 2ⁿ ways.
_ROOT = re.compile(
    r"\s*+(?>(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)\s*)*+"
    r"<(?:[\w.-]+:)?(rss|feed|rdf|channel)\b",
    re.DOTALL | re.IGNORECASE,
)
_WITHIN = re.compile(
    r"""<feed\s[^<>]*?["']http://www\.w3\.org/2005/Atom["']|<rss\s[^<>]*?\bversion\s*=""",
    re.IGNORECASE,
)
_RSS_IN_RDF = re.compile(r"purl\.org/rss/|my\.netscape\.com/rdf/|<item\b", re.IGNORECASE)
_OPENING = re.compile(r"<(?:item|entry)(?=[\s>/])", re.IGNORECASE)
_CLOSING = re.compile(r"</(?:item|entry)\s*>", re.IGNORECASE)
_END = re.compile(r"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_NO_MARKUP = re.compile(r"<!\[CDATA\[.*?\]\]>|<!--.*?-->", re.DOTALL)
_DAMAGE = (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError)


def detect(source: Source) -> bool:
    """Whether the root of the XML is that of a feed, or an HTML page is wrapped around one."""
    root = _ROOT.match(source.head)
    if root and root[1].lower() == "rdf":
        return _RSS_IN_RDF.search(source.head) is not None
    return root is not None or _WITHIN.search(source.head) is not None


def read(source: Source) -> Iterator[Record]:
    """Return the entries; their numbers count them from 1.

    A feed may have none. Damaged XML is read as far as possible; a reject says where a feed breaks
    off and how many entries could not be told apart. Nothing is fetched and no entity from outside
    is read.

    Raises:
        SourceError: the feed is larger than ``LARGEST`` characters or cannot be read at all.
    """
    text = source.text.lstrip("\ufeff \t\r\n")
    if len(text) > LARGEST:
        raise SourceError(source.name, f"larger than {LARGEST >> 20} MiB, which a feed may have")
    found = _parsed(source.name, text)
    # Its own dictionaries answer one date for another, with a warning.
    about = dict(found.feed)
    rows = [
        feed_entry.row(number, dict(entry), about, source.base)
        for number, entry in enumerate(found.entries, start=1)
    ]
    is_damaged = isinstance(found.get("bozo_exception"), xml.sax.SAXException)
    return iter(_with_losses(rows, text) if is_damaged else rows)


def _parsed(name: str, text: str) -> Any:
    try:
        return feed_parser.parse(text)
    except _DAMAGE as error:
        raise SourceError(name, f"the feed cannot be read: {error!r}") from error


def _with_losses(rows: list[Row], text: str) -> list[Record]:
    """Return the rows of damaged XML without one that is cut, and rejects for what is lost."""
    last = max((found.start() for found in _OPENING.finditer(text)), default=0)
    if not _END.search(text, last):
        return _cut(rows, text, last)
    lost = len(_OPENING.findall(_NO_MARKUP.sub("", text))) - len(rows)
    reason = f"{lost} entries of the feed cannot be told apart: its XML is damaged"
    return [*rows, *([Reject(len(rows) + 1, reason)] if lost > 0 else [])]


def _cut(rows: list[Row], text: str, last: int) -> list[Record]:
    if rows and not _CLOSING.search(text, last):
        *whole, _ = rows
        reason = "the feed breaks off within this entry; others may be missing"
        return [*whole, Reject(len(rows), reason, {"original": text[last:]})]
    reason = "the feed breaks off here; entries may be missing"
    return [*rows, Reject(len(rows) + 1, reason, {"original": text[-_QUOTED:]})]
