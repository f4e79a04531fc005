"""What a visitor is told when a request is not answered: in words, in their language."""

from collections.abc import Mapping
from html import escape

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Scope

from dashboard import locales
from dashboard.settings import Settings

# The name of an error → the text that explains it.
TEXTS = {
    "long": "refused.long",
    "large": "refused.large",
    "slow": "refused.slow",
    "many": "refused.many",
    "missing": "refused.missing",
    "method": "refused.method",
    "malformed": "refused.malformed",
    "failed": "page.failed",
}


class Refusals:
    """Makes the answers of requests that are refused or failed.

    Args:
        settings: for the language when the visitor's is not available.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(
        self,
        scope: Scope,
        status: int,
        error: str,
        parameter: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Return a page for who reads pages, else the JSON object of every error.

        Args:
            scope: of the request.
            status: of HTTP.
            error: its name, one of ``TEXTS``.
            parameter: what of the request is at fault, if a part of it is.
            headers: further headers of the answer.
        """
        asked = Headers(scope=scope)
        accepted = asked.get("Accept-Language", "")
        texts = locales.texts(locales.choose(None, accepted, self._settings.language))
        told_how = {"Cache-Control": "no-store", **(headers or {})}
        message = texts(TEXTS[error])
        if "text/html" not in asked.get("Accept", ""):
            told = {"error": error, "parameter": parameter, "message": message}
            return JSONResponse(told, status, told_how)
        home = f'<a href="{escape(self._settings.prefix)}/">{escape(texts("missing.home"))}</a>'
        page = (
            f'<!DOCTYPE html><html lang="{texts.language}" dir="{texts.direction}">'
            f"<title>{status}</title><h1>{escape(message)}</h1><p>{home}</p></html>"
        )
        return HTMLResponse(page, status, told_how)
