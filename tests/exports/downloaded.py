"""What a download gives, in memory."""

from collections.abc import Sequence

import numpy as np

from dashboard import locales
from dashboard.articles.dataset import Dataset
from dashboard.articles.filters import Filters
from dashboard.exports.about import Site, about
from dashboard.exports.records import records
from dashboard.exports.registry import Write


def download(dataset: Dataset, write: Write, positions: Sequence[int] | None = None) -> bytes:
    """Return a download of the articles at some positions, of all without any."""
    found = np.arange(len(dataset.frame)) if positions is None else np.asarray(positions, np.intp)
    texts = locales.texts("en")
    site = Site("A title", "https://example.org/")
    told = about(dataset, Filters(), len(found), site, texts)
    return b"".join(write(records(dataset, found), told))
