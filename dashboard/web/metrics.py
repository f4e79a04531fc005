"""Numbers for Prometheus: requests, how long they took, and the dataset being served."""

import os
from collections.abc import Iterable, Iterator

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector, CollectorRegistry

from dashboard.articles.dataset import Dataset, Served
from dashboard.web.access import Answered

SHARED = "PROMETHEUS_MULTIPROC_DIR"  # the folder in which workers count together
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """Counts answers by method, status and the first part of their path.

    Args:
        served: holds the dataset.
        paths: of the routes; what belongs to none of them is counted as ``other``.
    """

    def __init__(self, served: Served, paths: Iterable[str]) -> None:
        self._registry = CollectorRegistry()
        self._dataset = _OfDataset(served)
        self._known = frozenset(map(_first, paths))
        self._requests = Counter(
            "defenders_map_requests",
            "Requests answered.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "defenders_map_request_seconds",
            "Seconds until the last byte of an answer was handed on.",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )

    def observe(self, answered: Answered) -> None:
        """Count an answer."""
        first = _first(answered.path)
        route = first if first in self._known else "other"
        method = answered.method if answered.method in {"GET", "HEAD", "POST"} else "other"
        self._requests.labels(method, route, str(answered.status)).inc()
        self._seconds.labels(route).observe(answered.milliseconds / 1000)

    def written(self) -> bytes:
        """Return all numbers as Prometheus reads them; of several workers their sums."""
        registry = CollectorRegistry()
        if os.environ.get(SHARED):
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        else:
            registry.register(self._registry)
        registry.register(self._dataset)
        return generate_latest(registry)


def register(server: FastAPI, metrics: Metrics) -> None:
    """Add ``/metrics`` to the server."""

    @server.get("/metrics", include_in_schema=False)
    def written() -> Response:
        return Response(metrics.written(), headers={"Content-Type": CONTENT_TYPE_LATEST})


class _OfDataset(Collector):
    def __init__(self, served: Served) -> None:
        self._served = served

    def collect(self) -> Iterator[Metric]:
        dataset = self._served.current
        yield InfoMetricFamily(
            "defenders_map_dataset", "Dataset being served.", {"version": dataset.version}
        )
        for name, meaning, value in (
            ("articles", "Articles being served.", len(dataset.frame)),
            ("archive_behind", "1 while the archive cannot be read.", self._served.is_behind),
            ("newest_import_timestamp_seconds", "When an article came last.", _newest(dataset)),
        ):
            yield GaugeMetricFamily(f"defenders_map_{name}", meaning, value=float(value))


def _newest(dataset: Dataset) -> float:
    imported = dataset.frame["imported_at"]
    return float(imported.max().timestamp()) if len(imported) else 0.0


def _first(path: str) -> str:
    return "/" + path.lstrip("/").split("/", 1)[0]
