"""Answers of the ReliefWeb API to a question for reports (apidoc.reliefweb.int)."""

import re
from collections.abc import Iterator

from dashboard.errors import SourceError
from dashboard.sources import json_document, json_text
from dashboard.sources.objects import Path
from dashboard.sources.row import Record
from dashboard.sources.source import Source

NAME = "ReliefWeb API answer"

_REPORTS = re.compile(r'"data"\s*:\s*\[\s*\{(?:[^{}\[\]])*"fields"\s*:\s*\{')
# The first of a field's places that is there and not empty in a report is used.
_PLACES = {
    "title": ("title",),
    "date": ("date.original", "date.created", "date"),
    "category": ("format",),
    "summary": ("headline.summary", "body-html", "body"),
    "url": ("url_alias", "origin", "url"),
    "topics": ("theme", "vulnerable_groups"),
    "countries": ("country", "primary_country"),
    "language": ("language.code",),
    "source": ("source.name", "source.shortname"),
}
_PATHS: dict[str, list[Path]] = {
    name: [("fields", *place.split(".")) for place in places] for name, places in _PLACES.items()
}


def detect(source: Source) -> bool:
    """Whether the content is an object whose ``data`` are objects with ``fields``."""
    return json_text.begins(source.head) and _REPORTS.search(source.head) is not None


def read(source: Source) -> Iterator[Record]:
    """Return the rows; their numbers count the reports, from 1.

    Paths that are mapped, such as ``title=fields.headline.title``, win.

    Raises:
        SourceError: the JSON is damaged, or ``data`` is no list.
    """
    document = json_document.load(source)
    reports = document.get("data") if isinstance(document, dict) else None
    if not isinstance(reports, list):
        raise SourceError(source.name, "the answer has no list of reports")
    mapped = {name: [tuple(path.split("."))] for name, path in source.mapping.items()}
    return json_document.listed(source, reports, _PATHS | mapped)
