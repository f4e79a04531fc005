"""What an address on the web gives. This module alone opens connections."""

import asyncio
import logging
import os
import ssl
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import TypeAlias, TypedDict, Unpack, overload

import httpx2
import stamina

from dashboard.errors import SourceError
from dashboard.sources import answers, network
from dashboard.sources.answers import (
    PERMANENT,
    Fetched,
    Limits,
    NotModified,
    PassingError,
    Seen,
)
from dashboard.sources.network import shown

# Host and port → numbers, in the order in which they are to be tried; OSError if there are none.
Resolve: TypeAlias = Callable[[str, int | None], Awaitable[Sequence[str]]]

_HEADERS = {
    "Accept": "application/atom+xml, application/rss+xml, application/feed+json, "
    "application/xml;q=0.9, application/json;q=0.9, text/html;q=0.8, */*;q=0.7",
    "Accept-Encoding": "gzip",
}


_NUMBERS = "numbers"
_LIMITS = Limits()
# What stays is told by an error; what passed needs no line on the terminal.
logging.getLogger("stamina").addHandler(logging.NullHandler())


async def resolve(host: str, port: int | None) -> Sequence[str]:
    """Return the numbers of a host as this machine knows them."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


class _Options(TypedDict, total=False):
    contact: str
    limits: Limits
    resolve: Resolve


@overload
async def fetch(address: str, *, seen: None = None, **options: Unpack[_Options]) -> Fetched: ...


@overload
async def fetch(
    address: str, *, seen: Seen | None, **options: Unpack[_Options]
) -> Fetched | NotModified: ...


async def fetch(
    address: str,
    *,
    seen: Seen | None = None,
    contact: str = "",
    limits: Limits = _LIMITS,
    resolve: Resolve = resolve,
) -> Fetched | NotModified:
    """Return what an http or https address gives.

    Args:
        address: as a person gave it. It may lie in a private network; what it redirects to may
            not, except on the machine that it names.
        seen: what was said of the content that is there already; without it all comes anew.
        contact: address of the people who run the dashboard, told to the server.
        limits: patience and room.
        resolve: gives the numbers of a host.

    Raises:
        SourceError: names the address and why nothing came, after all attempts.
    """
    way = _Way(network.check(address), seen or Seen(), contact, limits, resolve)
    try:
        async with asyncio.timeout(limits.total):
            async for attempt in stamina.retry_context(
                _passes, attempts=limits.attempts, timeout=None
            ):
                with attempt:
                    return await way.walk()
    except TimeoutError as error:
        message = f"took longer than {limits.total:g} s"
        raise SourceError(shown(address), message) from error
    raise AssertionError("the last attempt returns or raises")


def _passes(error: Exception) -> bool | float:
    if not isinstance(error, PassingError):
        return False
    return True if error.wait is None else error.wait


@dataclass(frozen=True, slots=True)
class _Way:
    """From an address to its content, over redirects; can be walked again."""

    address: str
    seen: Seen
    contact: str
    limits: Limits
    resolve: Resolve

    async def walk(self) -> Fetched | NotModified:
        walked: list[httpx2.Response] = []
        async with self._client() as client:
            request = client.build_request("GET", self.address)
            while True:
                with _told(self._name(request.url), self.limits):
                    request.extensions[_NUMBERS] = await self._numbers(request.url, walked)
                    response = await client.send(request, stream=True)
                    async with aclosing(response):
                        if response.next_request is None:
                            return await self._read(response, walked)
                    walked.append(response)
                    request = self._next(response.next_request, walked)

    def _client(self) -> httpx2.AsyncClient:
        about = f" (+{self.contact})" if self.contact else ""
        return httpx2.AsyncClient(
            # None is kept: it is known by its number, which another host can have too.
            transport=_Pinned(
                verify=_verification(), limits=httpx2.Limits(max_keepalive_connections=0)
            ),
            timeout=httpx2.Timeout(self.limits.read, connect=self.limits.connect),
            headers={
                **_HEADERS,
                **self.seen.headers(),
                "User-Agent": f"DefendersMap{about}",
            },
        )

    def _name(self, url: httpx2.URL) -> str:
        start, here = shown(self.address), shown(str(url))
        return start if url == httpx2.URL(self.address) else f"{start} (redirected to {here})"

    async def _numbers(self, url: httpx2.URL, walked: Sequence[httpx2.Response]) -> Sequence[str]:
        name = self._name(url)
        try:
            numbers = await self.resolve(url.raw_host.decode("ascii"), url.port)
        except (OSError, UnicodeError) as error:
            raise PassingError(name, f"the host {url.host} is not known: {error}") from error
        given = walked[0].request.extensions[_NUMBERS] if walked else numbers
        private = [n for n in numbers if n not in given and not network.is_public(n)]
        if private:
            message = f"lies in a private network ({private[0]}), where no redirect may lead"
            raise SourceError(name, message)
        return numbers

    def _next(self, request: httpx2.Request, walked: Sequence[httpx2.Response]) -> httpx2.Request:
        """Return the next request if it may be made; its cookies tell it from one made before."""
        before, url = walked[-1].request.url, request.url
        name, there = self._name(before), shown(str(url))
        if url.scheme not in ("http", "https"):
            raise SourceError(name, f"leads to {there}, which is no http or https address")
        if before.scheme == "https" and url.scheme == "http":
            raise SourceError(name, f"leads from https to {there}, which anybody could read")
        if any(_same(request, response.request) for response in walked):
            raise SourceError(name, f"leads in a circle, back to {there}")
        if len(walked) > self.limits.redirects:
            raise SourceError(name, f"leads on more than {self.limits.redirects} times")
        return request

    async def _read(
        self, response: httpx2.Response, walked: Sequence[httpx2.Response]
    ) -> Fetched | NotModified:
        name, location, headers = self._name(response.url), str(response.url), response.headers
        for_good = walked and all(step.status_code in PERMANENT for step in walked)
        moved = shown(location) if for_good else ""
        if response.status_code == HTTPStatus.NOT_MODIFIED and self.seen.headers():
            return NotModified(moved)
        answers.judge(name, response.status_code, headers, self.limits)
        packed = await self._body(name, response)
        encoding = headers.get("content-encoding", "").strip().lower()
        content = answers.unpack(name, packed, encoding, self.limits)
        seen, charset = Seen.of(headers, content), response.charset_encoding or ""
        if seen.digest == self.seen.digest:
            return NotModified(moved)
        return Fetched(content, shown(location), charset, seen, moved)

    async def _body(self, name: str, response: httpx2.Response) -> bytes:
        body = bytearray()
        async for part in response.aiter_raw():
            body += part
            answers.check_size(name, len(body), self.limits)
        return bytes(body)


def _same(one: httpx2.Request, other: httpx2.Request) -> bool:
    return one.url == other.url and one.headers.get("cookie") == other.headers.get("cookie")


class _Pinned(httpx2.AsyncHTTPTransport):
    """Connects to the numbers a request brings along: asked again, its host could give others."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        *others, last = request.extensions[_NUMBERS]
        for number in others:
            with suppress(httpx2.ConnectError, httpx2.ConnectTimeout):
                return await super().handle_async_request(_to(number, request))
        return await super().handle_async_request(_to(last, request))


def _to(number: str, request: httpx2.Request) -> httpx2.Request:
    """Return a request that goes to a number, asks for its host and wants its certificate."""
    return httpx2.Request(
        request.method,
        request.url.copy_with(host=number),
        headers=request.headers,
        extensions={**request.extensions, "sni_hostname": request.url.raw_host.decode("ascii")},
    )


@cache
def _verification() -> ssl.SSLContext:
    return httpx2.create_ssl_context()


@contextmanager
def _told(name: str, limits: Limits) -> Iterator[None]:
    """Turn what the library raises into errors that name the address."""
    try:
        yield
    except httpx2.ConnectTimeout as error:
        raise PassingError(name, f"no connection within {limits.connect:g} s") from error
    except httpx2.TimeoutException as error:
        raise PassingError(name, f"nothing came for {limits.read:g} s") from error
    except httpx2.ConnectError as error:
        raise _unreachable(name, error) from error
    except (httpx2.NetworkError, httpx2.RemoteProtocolError) as error:
        raise PassingError(name, f"the answer breaks off or is no HTTP: {error}") from error
    except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as error:
        raise SourceError(name, f"cannot be fetched: {error}") from error


def _unreachable(name: str, error: httpx2.ConnectError) -> SourceError:
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return SourceError(name, f"its certificate is not trusted: {cause.verify_message}")
        if isinstance(cause, ssl.SSLError):
            return PassingError(name, f"no secure connection: {cause.reason}")
        if isinstance(cause, OSError) and cause.errno:
            return PassingError(name, f"cannot be reached: {os.strerror(cause.errno)}")
    return PassingError(name, f"cannot be reached: {error}")


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause:
        yield cause
        cause = cause.__cause__ or cause.__context__
