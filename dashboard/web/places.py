"""The countries and how they are spelled, for the field in which one is looked for."""

from collections import defaultdict
from functools import cache
from typing import Annotated

from fastapi import FastAPI, Query
from fastapi.responses import JSONResponse

from dashboard import locales
from dashboard.places import iso, names, spellings
from dashboard.text import fold

_HOLDS = {"Cache-Control": "public, max-age=86400"}


def register(server: FastAPI) -> None:
    """Add the list of countries to the server."""

    @server.get("/places", include_in_schema=False)
    def places(lang: Annotated[str, Query()] = "en") -> JSONResponse:
        language = lang if lang in locales.languages() else "en"
        return JSONResponse(listed(language), headers=_HOLDS)


@cache
def listed(language: str) -> list[tuple[str, str, str]]:
    """Return (code, name, other spellings) of every country, in the order of the names.

    Spellings are those of all languages, former names and codes, folded and parted by bars.
    """
    written: dict[str, dict[str, None]] = defaultdict(dict)
    for word, code in (*spellings.as_written().items(), *spellings.countries().items()):
        written[code][fold(word)] = None
    named = [(code, names.display(code, language), "|".join(written[code])) for code in iso.codes()]
    return sorted(named, key=lambda each: fold(each[1]))
