"""JSON Feed 1.1 (jsonfeed.org).

It has no word for withdrawn items, so they stand in an extension of our own, ``_defenders_map``,
as its rules for extensions have it, and so do the countries of an item.
"""

import json
from typing import Any

from dashboard.exports.elements import timestamp
from dashboard.exports.feed import Entry, Feed
from dashboard.text import as_script

MEDIA = "application/feed+json"
_VERSION = "https://jsonfeed.org/version/1.1"
_OWN = "_defenders_map"


def write(feed: Feed) -> bytes:
    """Return a feed as a JSON document."""
    following = {"next_url": feed.links["next"]} if "next" in feed.links else {}
    gone = [{"id": t.id, "when": timestamp(t.at), "reason": t.reason} for t in feed.tombstones]
    told = {
        "version": _VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.links["self"],
        **following,
        "description": feed.description,
        "authors": [{"name": feed.publisher}],
        "language": feed.language,
        _OWN: {"updated": timestamp(feed.updated), "withdrawn": gone},
        "items": [_item(entry) for entry in feed.entries],
    }
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return as_script(text).encode(errors="replace")


def _item(entry: Entry) -> dict[str, Any]:
    written: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.summary or entry.title,
        "date_published": f"{entry.day.isoformat()}T00:00:00Z",
        "date_modified": timestamp(entry.changed),
        "authors": [{"name": entry.source}] if entry.source else None,
        "language": entry.language,
        "tags": [label.name for label in entry.labels],
        _OWN: {"countries": [each.key for each in entry.labels if each.kind == "country"]},
    }
    return {key: value for key, value in written.items() if value}
