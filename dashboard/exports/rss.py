"""RSS 2.0, with its own address and pages as Atom has them, and tombstones as an extension.

RSS has no word for a withdrawn item, so the one of RFC 6721 stands in the channel: readers that
do not know it leave it out.
"""

from datetime import UTC, datetime, time
from email.utils import format_datetime
from html import escape
from xml.etree.ElementTree import Element

from dashboard.exports.atom import COUNTRIES
from dashboard.exports.elements import ATOM, DC, add, bury, document
from dashboard.exports.feed import Entry, Feed

MEDIA = "application/rss+xml"


def write(feed: Feed) -> bytes:
    """Return a feed as an RSS document."""
    root = Element("rss", version="2.0")
    channel = add(root, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", feed.home)
    add(channel, "description", feed.description)
    add(channel, "language", feed.language)
    add(channel, "lastBuildDate", _written(feed.updated))
    for relation, address in feed.links.items():
        add(channel, f"{{{ATOM}}}link", rel=relation, type=MEDIA, href=address)
    for tombstone in feed.tombstones:
        bury(channel, tombstone)
    for entry in feed.entries:
        _item(channel, entry)
    return document(root)


def _item(channel: Element, entry: Entry) -> None:
    made = add(channel, "item")
    add(made, "title", entry.title)
    add(made, "link", entry.url)
    if entry.summary:
        # The description of an item is HTML, so a text has to be made HTML first.
        add(made, "description", escape(entry.summary, quote=False))
    add(made, "guid", entry.id, isPermaLink="false")
    add(made, "pubDate", _written(datetime.combine(entry.day, time(), UTC)))
    if entry.source:
        add(made, f"{{{DC}}}creator", entry.source)
    if entry.language:
        add(made, f"{{{DC}}}language", entry.language)
    for label in entry.labels:
        place = {"domain": COUNTRIES} if label.kind == "country" else {}
        add(made, "category", label.name, **place)


def _written(moment: datetime) -> str:
    """Return a time as in RFC 822, with four digits for the year."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)
