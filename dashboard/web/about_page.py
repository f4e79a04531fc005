"""/about: where the articles come from, how they are counted, the map's terms, privacy."""

from collections.abc import Mapping
from typing import Any

from dashboard.articles.counts import count
from dashboard.articles.filters import Filters
from dashboard.articles.model import Basis
from dashboard.articles.values import names
from dashboard.web.article_items import Link, cut, fits
from dashboard.web.asked import Asked

PATH = "about"
_MOST = 100  # sources that are named: pages stay small


def content(asked: Asked) -> Mapping[str, Any]:
    """Return what the page says of the dataset being served."""
    dataset, texts = asked.dataset, asked.texts
    written = names(dataset)["source"]
    numbers = count(dataset, Filters()).totals(Filters())["source"]
    sources = [
        (
            Link(
                cut(written.get(key, key)),
                asked.only("articles", "source", key) if fits(key) else "",
            ),
            number,
        )
        for key, number in numbers.items()
    ]
    return {
        "heading": texts("plain.about"),
        "number": len(dataset.frame),
        "sources": sources[:_MOST],
        "more": len(sources[_MOST:]),
        "bases": [texts(f"about.found.{basis}") for basis in Basis],
        "version": dataset.version,
    }
