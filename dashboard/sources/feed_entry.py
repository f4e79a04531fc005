"""What an entry of an XML feed tells.

The names are those of feedparser, which gives the elements of all formats the same ones; elements
it does not know are named ``prefix_name``.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urljoin

from dashboard.places import names
from dashboard.sources import furniture, text, wording
from dashboard.sources.row import Row

Entry = Mapping[str, Any]

_DATES = ("published", "updated", "created", "dc_date", "prism_publicationdate")
_LINKS = ("feedburner_origlink", "pheedo_origlink", "link")
_PLACES = (
    *("georss_featurename", "featurename", "gn_name", "gn_countryname", "gn_countrycode"),
    *("dc_coverage", "dcterms_spatial"),
)
# "Country: Ukraine" in a category; ReliefWeb writes the same at the top of a description.
_LABEL = re.compile(r"(?:country|countries|location)\s*:\s*", re.IGNORECASE)
# A word is looked at from its begin only, or a long one would take quadratic time.
_EMAIL = re.compile(r"(?<!\S)\S[^\s@]*+@\S+")
_LABELLED = re.compile(r'<div class="tag (\w+)">([^<]*)</div>')


def row(number: int, entry: Entry, feed: Entry, base: str) -> Row:
    """Return the row of an entry.

    The date is the text that the feed has, published before updated. The summary is plain text;
    the content stands for it where there is none, and what is said of pictures where there is
    neither; so it is with titles. Categories, subjects and names of places are
    tags. The feed's title, publisher or author is the fallback of the source.

    Args:
        number: of the entry.
        entry: as feedparser gives it, as a plain dictionary.
        feed: what is said of the whole feed.
        base: address that links refer to when neither entry nor feed says one.
    """
    html, labels = _labels(_text(entry, "summary"))
    source = labels.get("source") or _source(entry)
    title = _plain(entry, "title") or _plain(entry, "media_title")
    return Row(
        number,
        title=title,
        date=_first(entry, _DATES),
        summary=_summary(html, entry, title),
        url=resolved(_link(entry), _text(feed, "link"), base),
        language=_first(entry, ("language", "iso_language")) or _language(entry, feed),
        source=source,
        fallback_source=_text(feed, "title") or _name(feed, "publisher") or _name(feed, "author"),
        tags=tuple(_tags(entry, labels.get("country", ""), source)),
        points=tuple(dict.fromkeys(_points(entry))),
    )


def resolved(url: str, *bases: str) -> str:
    """Return an address made whole by its bases, each of which may be made whole by the next."""
    if not url:
        return ""
    whole = ""
    for part in (*reversed(bases), url):
        try:
            whole = urljoin(whole, part)
        except ValueError:
            whole = part
    return whole


def _text(value: Entry, key: str) -> str:
    found = value.get(key)
    return found.strip() if isinstance(found, str) else ""


def _first(value: Entry, keys: Sequence[str]) -> str:
    return next(filter(None, (_text(value, key) for key in keys)), "")


def _plain(entry: Entry, key: str) -> str:
    detail = entry.get(f"{key}_detail")
    found = _text(entry, key)
    is_plain = isinstance(detail, Mapping) and detail.get("type") == "text/plain"
    return found if is_plain else wording.summary(found)


def _summary(html: str, entry: Entry, title: str) -> str:
    contents = (_text(part, "value") for part in entry.get("content") or [])
    read = (furniture.without_footer(wording.summary(part), title) for part in (html, *contents))
    return next(filter(None, read), "") or _plain(entry, "media_description")


def _language(entry: Entry, feed: Entry) -> str:
    details = (entry.get(f"{key}_detail") for key in ("title", "summary"))
    own = (_text(detail, "language") for detail in details if isinstance(detail, Mapping))
    return next(filter(None, own), "") or _first(feed, ("language", "dc_language"))


def _link(entry: Entry) -> str:
    link = _first(entry, _LINKS)
    # An id stands for a missing link, but need not be an address.
    return "" if link == _text(entry, "id") and not link.startswith(("http:", "https:")) else link


def _name(value: Entry, key: str) -> str:
    """Return who someone is, without an address of e-mail."""
    found = _EMAIL.sub("", _text(value, key)).strip()
    return found[1:-1] if found.startswith("(") and found.endswith(")") else found


def _source(entry: Entry) -> str:
    stated = entry.get("source")
    title = _text(stated, "title") if isinstance(stated, Mapping) else ""
    return title or _name(entry, "publisher")


def _labels(html: str) -> tuple[str, dict[str, str]]:
    """Return a description without the labels that ReliefWeb puts into it, and the labels."""
    found = {kind: text.label(label) for kind, label in _LABELLED.findall(html)}
    labels = {kind: label.partition(":")[2].strip() for kind, label in found.items()}
    return _LABELLED.sub("", html) if labels else html, labels


def _tags(entry: Entry, places: str, source: str) -> Iterator[str]:
    """Yield the tags, each once, without those that repeat the source or its parts.

    What is said to be a place has names for ISO codes, which are words anywhere else.
    """
    terms = entry.get("tags") or []
    free = (_unlabelled(_text(term, "label") or _text(term, "term")) for term in terms)
    stated = (names.spelled(_LABEL.sub("", _text(entry, key), count=1)) for key in _PLACES)
    told = {source, *(part.strip() for part in source.split(","))}
    found = dict.fromkeys((names.spelled(places), *free, *stated))
    yield from (tag for tag in found if tag and tag not in told)


def _unlabelled(tag: str) -> str:
    found = _LABEL.sub("", tag, count=1)
    return tag if found == tag else names.spelled(found)


def _points(entry: Entry) -> Iterator[tuple[float, float]]:
    """Yield the points, longitude first; shapes and boxes of GeoRSS are none."""
    where = entry.get("where")
    pairs = [(_text(entry, "geo_long"), _text(entry, "geo_lat"))]
    if isinstance(where, Mapping) and where.get("type") == "Point":
        pairs.append(where["coordinates"][:2])
    for written in pairs:
        try:
            lon, lat = map(float, written)
        except ValueError:
            continue
        if math.isfinite(lon + lat) and abs(lon) <= 180 and abs(lat) <= 90:
            yield lon, lat
