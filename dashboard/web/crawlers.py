"""/sitemap.xml and /robots.txt: what search engines find, and what they leave alone."""

from fastapi import FastAPI, Request, Response

from dashboard import locales
from dashboard.articles.dataset import Dataset, Served
from dashboard.articles.filters import NO_COUNTRY
from dashboard.articles.values import values
from dashboard.settings import Settings
from dashboard.web.asked import Question
from dashboard.web.remembered import Remembered
from dashboard.web.templating import written

_PAGES = ("", "articles", "countries", "about")
# Heavy answers, and addresses without end: every search, page and choice is one.
_LEFT_ALONE = (
    *("export", "api/", "cells/", "counts/", "view", "version", "health", "metrics", "_dash-"),
    *("*?*q=", "*&q=", "*?*page=", "*&page=", "*?*embed="),
)
_KEPT = 4


def register(server: FastAPI, served: Served, settings: Settings) -> None:
    """Add both to the server."""
    sitemaps = Remembered(_sitemap, _KEPT)

    @server.get("/sitemap.xml", include_in_schema=False)
    def sitemap(request: Request) -> Response:
        base = Question.read(request, settings).base
        return Response(sitemaps(served.current, base), media_type="application/xml")

    @server.get("/robots.txt", include_in_schema=False)
    def robots(request: Request) -> Response:
        asked = Question.read(request, settings)
        rules = [f"Disallow: {asked.root}{path}" for path in _LEFT_ALONE]
        lines = ["User-agent: *", *rules, "", f"Sitemap: {asked.base}sitemap.xml", ""]
        return Response("\n".join(lines), media_type="text/plain")


def _sitemap(dataset: Dataset, base: str) -> bytes:
    """Return the pages, and those of the countries that have articles, in every language."""
    codes = sorted(set(values(dataset)["country"].keys) - {NO_COUNTRY})
    paths = [*_PAGES, *(f"country/{code}" for code in codes)]
    pages = [base + path for path in paths]
    languages = locales.languages()
    forms = ["", *(f"?lang={code}" for code in languages)]
    return written("sitemap.xml", {"pages": pages, "forms": forms, "languages": languages})
