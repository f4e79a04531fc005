"""XML from plain texts: escaped by the standard library, without what XML cannot hold."""

import re
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from dashboard.exports.feed import Tombstone

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
DELETED = "http://purl.org/atompub/tombstones/1.0"  # RFC 6721
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# What is no Char of XML 1.0, section 2.2, and the controls that it discourages.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

for _prefix, _space in (("atom", ATOM), ("dc", DC), ("at", DELETED)):
    register_namespace(_prefix, _space)


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """Add an element with a text and attributes to another one, and return it."""
    clean = {key: legal(value) for key, value in attributes.items()}
    made = SubElement(parent, name, clean)
    made.text = legal(text) or None
    return made


def bury(parent: Element, tombstone: Tombstone) -> None:
    """Add the tombstone of a withdrawn article, as RFC 6721 has it."""
    made = add(
        parent, f"{{{DELETED}}}deleted-entry", ref=tombstone.id, when=timestamp(tombstone.at)
    )
    if tombstone.reason:
        add(made, f"{{{DELETED}}}comment", tombstone.reason)


def legal(text: str) -> str:
    """Return a text without the characters that no XML document can hold."""
    return _ILLEGAL.sub("", text)


def timestamp(moment: datetime) -> str:
    """Return a time as in RFC 3339, UTC."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"


def document(root: Element) -> bytes:
    """Return an XML document in UTF-8."""
    indent(root)
    written: bytes = tostring(root, "utf-8", xml_declaration=True)
    return written
