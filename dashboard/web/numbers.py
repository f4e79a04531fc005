"""Cells and counts of the dataset being served, packed, at addresses that carry its version."""

import gzip
from collections.abc import Callable
from functools import lru_cache

from fastapi import FastAPI, Request, Response

from dashboard.articles.cells import FORM, cells, pack_cells, pack_counts
from dashboard.articles.counts import count
from dashboard.articles.dataset import Dataset, Served
from dashboard.articles.filters import Filters, encode
from dashboard.web.lifetimes import FOREVER

_CELLS, _COUNTS = (f"/{kind}/{FORM}/{{version}}" for kind in ("cells", "counts"))
_KEPT = 32  # answers of each kind
_BEST, _QUICK = 9, 5  # gzip: for what all visitors ask, and for what one asks


def register(server: FastAPI, served: Served) -> None:
    """Add cells and counts to the server; a version that is no longer served is not found."""
    all_cells = Answers(served, lambda dataset, query: zipped(_celled(dataset, query), _BEST))
    counts = Answers(served, lambda dataset, query: zipped(_counted(dataset, query), _QUICK))

    @server.get(_CELLS, include_in_schema=False)
    def packed_cells(version: str, request: Request) -> Response:
        filters, _ = Filters.from_query(str(request.url.query))
        within = Filters(q=filters.q, since=filters.since)
        return all_cells(version, encode(within.to_query()), request)

    @server.get(_COUNTS, include_in_schema=False)
    def packed_counts(version: str, request: Request) -> Response:
        return counts(version, str(request.url.query), request)


class Answers:
    """Answers to questions about the dataset being served; each is made once and a few are kept.

    Args:
        served: holds the dataset.
        make: returns the answer to a question about a dataset, gzipped.
    """

    def __init__(self, served: Served, make: Callable[[Dataset, str], bytes]) -> None:
        self._served, self._make = served, make
        self._of: Dataset | None = None
        self._answer: Callable[[str], bytes] = lambda _: b""

    def __call__(self, version: str, question: str, request: Request) -> Response:
        """Return the answer, or 404 when another version is served by now."""
        dataset = self._served.current
        if version != dataset.version:
            return Response(status_code=404, headers={"Cache-Control": "no-store"})
        if dataset is not self._of:
            self._of = dataset
            self._answer = lru_cache(_KEPT)(lambda question: self._make(dataset, question))
        return _response(self._answer(question), request)


def _celled(dataset: Dataset, query: str) -> bytes:
    within, _ = Filters.from_query(query)
    return pack_cells(cells(dataset, within))


def _counted(dataset: Dataset, query: str) -> bytes:
    filters, _ = Filters.from_query(query)
    return pack_counts(count(dataset, filters))


def zipped(packed: bytes, level: int = _BEST) -> bytes:
    """Return bytes compressed by gzip, the same for the same bytes."""
    return gzip.compress(packed, level, mtime=0)


def _response(packed: bytes, request: Request) -> Response:
    headers = {**FOREVER, "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(gzip.decompress(packed), 200, headers, "application/octet-stream")
    headers["Content-Encoding"] = "gzip"
    return Response(packed, 200, headers, "application/octet-stream")
