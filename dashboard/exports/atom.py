"""Atom 1.0 (RFC 4287), with pages (RFC 5005) and tombstones (RFC 6721)."""

from xml.etree.ElementTree import Element

from dashboard.exports.elements import ATOM, XML_LANGUAGE, add, bury, document, timestamp
from dashboard.exports.feed import Entry, Feed

MEDIA = "application/atom+xml"
COUNTRIES = "urn:iso:std:iso:3166:-1"  # alpha-3


def write(feed: Feed) -> bytes:
    """Return a feed as an Atom document."""
    root = Element("feed", {"xmlns": ATOM, XML_LANGUAGE: feed.language})
    add(root, "title", feed.title)
    add(root, "subtitle", feed.description)
    add(root, "id", feed.links["first"])
    add(root, "updated", timestamp(feed.updated))
    add(add(root, "author"), "name", feed.publisher)
    add(root, "link", rel="alternate", type="text/html", href=feed.home)
    for relation, address in feed.links.items():
        add(root, "link", rel=relation, type=MEDIA, href=address)
    for tombstone in feed.tombstones:
        bury(root, tombstone)
    for entry in feed.entries:
        _entry(root, entry, feed)
    return document(root)


def _entry(root: Element, entry: Entry, feed: Feed) -> None:
    made = add(root, "entry")
    if entry.language:
        made.set(XML_LANGUAGE, entry.language)
    add(made, "title", entry.title)
    add(made, "id", entry.id)
    add(made, "published", f"{entry.day.isoformat()}T00:00:00Z")
    add(made, "updated", timestamp(entry.changed))
    add(add(made, "author"), "name", entry.source or feed.publisher)
    add(made, "link", rel="alternate", href=entry.url)
    for label in entry.labels:
        scheme = COUNTRIES if label.kind == "country" else f"{feed.home.split('?')[0]}#{label.kind}"
        add(made, "category", term=label.key, scheme=scheme, label=label.name)
    if entry.summary:
        add(made, "summary", entry.summary)
