"""Whether the dashboard runs, and what it serves: for whoever watches over it."""

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from dashboard.articles.dataset import Served


def register(server: FastAPI, served: Served) -> None:
    """Add ``/health`` to the server.

    It answers from what is in memory, so it tells of this process only. A dashboard is ready as
    soon as it answers, because it does not start without a dataset; ``behind`` says that the
    archive could not be read since, and that its last version is served on.
    """

    @server.get("/health", include_in_schema=False)
    async def health() -> JSONResponse:
        dataset = served.current
        told = {
            "live": True,
            "ready": True,
            "behind": served.is_behind,
            "dataset_version": dataset.version,
            "articles": len(dataset.frame),
        }
        return JSONResponse(told, headers={"Cache-Control": "no-store"})
