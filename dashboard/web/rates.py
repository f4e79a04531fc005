"""How often a visitor may ask, by address, without keeping any address."""

import hashlib
import ipaddress
import math
import secrets
import time
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.settings import Settings
from dashboard.web.refusals import Refusals

_MOST_VISITORS = 50_000
_EXPORT, _OF_DASH = "/export", "/_dash-"
_PARTS = 8  # a page asks Dash for fewer parts: one that was answered is never left half empty
_FREE = ("/assets/", "/_dash-component-suites/", "/shapes/", "/basemap/", "/health", "/metrics")
_FREE_PATHS = frozenset({"/version", "/robots.txt"})


class Bucket:
    """As many requests as one may make in a minute, at once or spread over it.

    The generic cell rate algorithm: what is kept of a visitor is the one moment at which their
    bucket will be full again.

    Args:
        per_minute: requests of one visitor; 0 for any number.
        clock: seconds, for tests.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._interval = 60 / per_minute if per_minute else 0.0
        self._clock = clock
        self._full_at: dict[bytes, float] = {}

    def take(self, visitor: bytes) -> float:
        """Take one request; return 0, or the seconds to wait when there is none to take."""
        if not self._interval:
            return 0.0
        now = self._clock()
        full_at = max(self._full_at.pop(visitor, now), now) + self._interval
        wait = full_at - now - 60
        taken = wait <= 1e-9
        self._full_at[visitor] = full_at if taken else full_at - self._interval
        if len(self._full_at) > _MOST_VISITORS:
            self._forget(now)
        return 0.0 if taken else wait

    def _forget(self, now: float) -> None:
        self._full_at = {v: at for v, at in self._full_at.items() if at > now}
        while len(self._full_at) > _MOST_VISITORS:
            del self._full_at[next(iter(self._full_at))]


class Rates:
    """Middleware that asks those who ask too often to wait (429 with Retry-After).

    Exports have a rate of their own. Files that hold for ever, the dataset's version and what
    watches over the server are not counted.
    """

    def __init__(self, app: ASGIApp, settings: Settings, refuse: Refusals) -> None:
        self._app, self._refuse = app, refuse
        self._exports = Bucket(settings.exports_per_minute)
        self._requests = Bucket(settings.requests_per_minute)
        self._parts = Bucket(_PARTS * settings.requests_per_minute)
        self._salt = secrets.token_bytes(16)  # of this process: what is kept leads to no address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, or say when to come again."""
        if scope["type"] != "http" or _is_free(scope["path"]):
            return await self._app(scope, receive, send)
        wait = self._bucket(scope["path"]).take(self._visitor(scope))
        if not wait:
            return await self._app(scope, receive, send)
        later = {"Retry-After": str(math.ceil(wait))}
        return await self._refuse(scope, 429, "many", headers=later)(scope, receive, send)

    def _bucket(self, path: str) -> Bucket:
        if path.startswith(_OF_DASH):
            return self._parts
        return self._exports if path.startswith(_EXPORT) else self._requests

    def _visitor(self, scope: Scope) -> bytes:
        host = scope["client"][0] if scope.get("client") else ""
        return hashlib.blake2b(_network(host).encode(), key=self._salt, digest_size=16).digest()


def _is_free(path: str) -> bool:
    return path in _FREE_PATHS or path.startswith(_FREE)


def _network(host: str) -> str:
    """Return the address, of version 6 the network that one subscriber has."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4:
        return host
    mapped = address.ipv4_mapped
    return str(mapped or ipaddress.ip_network((int(address) >> 64 << 64, 64)))
