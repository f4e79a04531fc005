"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.errors import SourceError
from dashboard.sources import furniture, json_document, json_text, objects, wording
from dashboard.sources.feed_entry import resolved
from dashboard.sources.row import Record, Reject, Row
from dashboard.sources.source import Source

NAME = "JSON Feed"

_VERSION = re.compile(r'"version"\s*:\s*"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org\b')


def detect(source: Source) -> bool:
    """Whether the content is an object with the version of a JSON Feed."""
    return json_text.begins(source.head) and _VERSION.search(source.head) is not None


def read(source: Source) -> Iterator[Record]:
    """Return the items; their numbers count them from 1. A feed may have none.

    Raises:
        SourceError: the JSON is damaged, or the feed has no list of items.
    """
    feed = json_document.load(source)
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(feed, dict) or not isinstance(items, list):
        raise SourceError(source.name, "the feed has no list of items")
    return (_record(number, item, feed, source.base) for number, item in enumerate(items, start=1))


def _record(number: int, item: object, feed: Mapping[str, Any], base: str) -> Record:
    if not isinstance(item, Mapping):
        return Reject(number, "the item is no object", {"original": str(item)[:200]})
    title, html = _first(item, "title"), _first(item, "content_html")
    summary = _first(item, "summary", "content_text") or wording.summary(html)
    home = _first(feed, "home_page_url", "feed_url")
    return Row(
        number,
        title=title,
        date=_first(item, "date_published", "date_modified"),
        summary=furniture.without_footer(summary, title),
        url=resolved(_first(item, "url", "external_url"), home, base),
        language=_first(item, "language") or _first(feed, "language"),
        fallback_source=_first(feed, "title", "authors", "author"),
        tags=tuple(dict.fromkeys(filter(None, map(str.strip, objects.at(item, ("tags",)))))),
    )


def _first(value: Mapping[str, Any], *keys: str) -> str:
    found = (found.strip() for key in keys for found in objects.at(value, (key,)))
    return next(filter(None, found), "")
