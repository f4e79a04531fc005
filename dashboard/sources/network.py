"""Addresses on the web: which ones may be fetched, and how they are shown. Nothing is opened."""

import ipaddress
import re
from urllib.parse import urlsplit

from dashboard.errors import SourceError

_SCHEMES = ("http", "https")
_BEGINNING = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_BLANK = re.compile(r"[\x00-\x20\x7f]")


def is_address(text: str) -> bool:
    """Whether a text is meant as an address, not as the name of a file."""
    return bool(_BEGINNING.match(text))


def check(address: str) -> str:
    """Return the address as it stands.

    Raises:
        SourceError: it is no http or https address, or names no host.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise SourceError(address, f"is no address: {error}") from error
    if parts.scheme not in _SCHEMES:
        raise SourceError(shown(address), "is no http or https address")
    if not host or port == 0 or _BLANK.search(address):
        raise SourceError(shown(address), "is no complete address")
    return address


def shown(address: str) -> str:
    """Return an address without the name and password it may hold; other text as it is."""
    if not is_address(address):
        return address
    start, slashes, rest = address.partition("//")
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    return start + slashes + authority.rpartition("@")[2] + rest[len(authority) :]


def is_public(number: str) -> bool:
    """Whether an IP address lies in the public internet.

    Follows IANA's special-purpose registries as the standard library holds them (RFC 6890). An
    IPv6 address that only wraps an IPv4 address is judged by that one (RFC 4291, 3056, 6052).
    """
    address = ipaddress.ip_address(number)
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or _translated(address)
        return is_public(str(inner)) if inner else address.is_global and not address.is_multicast
    return address.is_global and not address.is_multicast


_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


def _translated(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if any(address in network for network in _NAT64):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None
