"""Addresses of articles: as they are kept and shown, and as two of them are known to be one."""

import csv
import re
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pyarrow as pa
import pyarrow.compute as pc
from yarl import URL

from dashboard.errors import DataError
from dashboard.settings import ROOT
from dashboard.sources.characters import seen

ADDRESS_LIMIT = 4096
TRACKING = ROOT / "data" / "tracking_parameters.csv"

_REST = r"(?:-[a-z0-9]+)*"
_NO_WWW = (
    r"(?:[a-vx-z0-9][a-z0-9]*|w(?:[a-vx-z0-9][a-z0-9]*|w(?:[a-vx-z0-9][a-z0-9]*|w[a-z0-9]+)?)?)"
)
_LABELS = rf"(?:\.[a-z0-9]+{_REST})*\.[a-z][a-z]+"
_PATH = r"(?:/(?:[A-Za-z0-9_~,-]|%[89A-F][0-9A-F])(?:[A-Za-z0-9_.~,-]|%[89A-F][0-9A-F])*)*"
CANONICAL = (
    rf"^https://{_NO_WWW}{_REST}{_LABELS}{_PATH}"
    r"(?:\?(?:id|p|page_id|article|newsid|lang)=[A-Za-z0-9_.~-]+)?$"
)
"""Matches only addresses whose :func:`canonical` form they are, not all of them.

For ``re.fullmatch`` and for RE2, as ``pyarrow.compute.match_substring_regex`` has it.
"""

# Where the canonical form is a part of the address.
_USUAL = re.compile(rf"https?://(?:www\.)?({_NO_WWW}{_REST}{_LABELS}{_PATH})/?")
# What needs no second look: nothing to resolve, to encode or to take away.
_CLEAN = re.compile(
    rf"https?://[a-z0-9]+{_REST}{_LABELS}(?:/(?:[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)?)*"
    r"(?:\?[A-Za-z0-9_.~=&-]+)?(?:#[A-Za-z0-9_.~-]+)?"
)
_ABSOLUTE = re.compile("https?://", re.IGNORECASE)
_NOT_IN_ADDRESSES = re.compile(r"[\s<>\"\\^`{|}]")
_PORTS = frozenset([None, 80, 443])


def web_address(text: str, base: str = "") -> str:
    """Return the http or https address that text is, empty when it is none.

    It is absolute, has no user name, password, space or control character and at most
    ``ADDRESS_LIMIT`` characters; letters beyond ASCII are encoded. A place on the page itself
    (``#``) is none.

    Args:
        text: an address, absolute or relative to the base; one that begins with ``//`` and has
            no base is https.
        base: absolute address of the page or feed that has the text.
    """
    if _CLEAN.fullmatch(text) and len(text) <= ADDRESS_LIMIT:
        return text
    text = seen(text).strip()
    if not text or text.startswith("#") or _NOT_IN_ADDRESSES.search(text):
        return ""
    try:
        # urljoin would take the end off an absolute address that ends in a semicolon.
        url = _parsed(text if _ABSOLUTE.match(text) else urljoin(base or "https:", text))
    except ValueError:
        return ""
    if url is None or "%" in (url.raw_host or ""):
        return ""
    address = str(url.with_user(None) if url.user or url.password else url)
    return address if len(address) <= ADDRESS_LIMIT else ""


def canonical(url: str) -> str:
    """Return the form in which two addresses of the same article are equal; not to be shown.

    http counts as https, ``www.`` as nothing: hosts that answer to both show the same page under
    the same path, and no publisher has two articles there. Host, port, percent-encoding and dot
    segments become those of RFC 3986, 6.2.2 and 6.2.3. Fragments go, except the routes ``#!`` and
    ``#/``; so do a slash at the end, empty queries and the parameters of
    ``data/tracking_parameters.csv``.
    Other parameters are sorted by name, those of the same name keep their order. ``ref`` stays,
    because it names the document on some sites. What is no web address stays as it is.

    Raises:
        DataError: the table of tracking parameters is missing or damaged.
    """
    usual = _USUAL.fullmatch(url)
    return f"https://{usual[1]}" if usual else normalised(url)


def normalised(url: str) -> str:
    """Return what :func:`canonical` does, without its short way for usual addresses."""
    parts = _parsed(url)
    if parts is None:
        return url
    query = _query(parts.raw_query_string)
    route = f"#{parts.raw_fragment}" if parts.raw_fragment.startswith(("!", "/")) else ""
    path = parts.raw_path.rstrip("/")
    return f"https://{_host(parts)}{path}{f'?{query}' if query else ''}{route}"


def may_differ(urls: pa.Array) -> pa.Array:
    """Return for each text whether one of the above could change it; False is certain."""
    long = pc.greater(pc.binary_length(urls), ADDRESS_LIMIT)
    return pc.or_(long, pc.invert(pc.match_substring_regex(urls, CANONICAL)))


def host(url: str) -> str:
    """Return the host of a web address without ``www.``, empty when it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _parsed(url: str) -> URL | None:
    try:
        parts = URL(url)
    except (ValueError, IndexError):  # the latter of "http://[]@", yarl 1.25
        return None
    return parts if parts.scheme in {"http", "https"} and parts.raw_host else None


def _host(parts: URL) -> str:
    host = (parts.host_subcomponent or "").rstrip(".").lower()
    while host.startswith("www.") and "." in host[4:]:
        host = host[4:]
    return host if parts.port in _PORTS else f"{host}:{parts.port}"


def _query(query: str) -> str:
    tracking = _tracking(TRACKING)
    kept = [part for part in query.split("&") if part and not tracking.fullmatch(_name(part))]
    return "&".join(sorted(kept, key=_name))


def _name(parameter: str) -> str:
    return parameter.partition("=")[0].lower()


@cache
def _tracking(path: Path) -> re.Pattern[str]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            names = [re.escape(row["parameter"]) for row in csv.DictReader(file)]
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"{path}: cannot be read as tracking parameters: {error}") from error
    return re.compile("|".join(names).replace(r"\*", ".*"))
