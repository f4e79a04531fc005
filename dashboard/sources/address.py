"""Addresses on the web: which are kept, and when two are the same."""

from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sources import text

# Lower case without anything that has a second spelling.
_PLAIN = r"^https://[a-z0-9-]+(\.[a-z0-9-]+)+(/[a-z0-9._~-]*[a-z0-9_~-])+$"


def web_address(written: str) -> str:
    """Return an http or https address as it is kept, empty when the text is none."""
    url = text.line(written)
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname and " " not in url else ""


def canonical(url: str) -> str:
    """Return the text that all spellings of one address share."""
    parts = urlsplit(url)
    return parts._replace(scheme="https", netloc=parts.netloc.lower(), fragment="").geturl()


def may_differ(urls: pa.Array) -> pa.Array:
    """Return for each text whether one of the above could change it; False is certain."""
    return pc.invert(pc.match_substring_regex(urls, _PLAIN))
