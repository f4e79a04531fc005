"""The HTML document around the page, in the visitor's language from the first byte."""

from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any

import plotly
from dash import Dash
from dash.exceptions import DependencyException
from dash.fingerprint import build_fingerprint
from fastapi import FastAPI, HTTPException, Request, Response

from dashboard import locales
from dashboard.articles.view import View
from dashboard.errors import RequestError
from dashboard.locales import Texts
from dashboard.settings import Settings
from dashboard.views.posts import is_sound

_PLOTLY = "package_data/plotly.min.js"
_NOT_TOLD = ("python_version", "dash_version_url")  # nothing on the page reads them
_DOCUMENT = """<!DOCTYPE html>
<html lang="{language}" dir="{direction}"{embedded}>
  <head>
    {metas}
    <title>{title}</title>
    <link rel="icon" type="image/svg+xml" href="{icon}">
    <link rel="preload" as="script" href="{plotly}">
    <link rel="preload" as="fetch" href="{shapes}" crossorigin>
    {css}
    {preview}
  </head>
  <body>
    {leave}
    <noscript><p class="noscript">{noscript} <a href="{articles}">{list}</a></p></noscript>
    <div id="react-entry-point"><p class="starting" role="status">{loading}</p></div>
    {config}
    {scripts}
    {renderer}
  </body>
</html>"""

Preview = Callable[[str, str, Mapping[str, str]], str]


def texts_for(view: View, headers: Mapping[str, str], settings: Settings) -> Texts:
    """Return the strings in the language of the view, else of the browser, else of the settings."""
    accepted = headers.get("accept-language", "")
    return locales.texts(locales.choose(view.language, accepted, settings.language))


class DocumentDash(Dash):
    """Dash with a document of our own instead of its English one.

    It asks for the two largest files at once, and not only when Dash has found out that it
    needs them. Plotly's has its version in its address, so that it can be kept for ever.

    Args:
        settings: of this dashboard.
        server: that answers.
        shapes_url: address of the country shapes.
        preview: writes what the head tells of a view, as HTML, for the dashboard's address, the
            query and the headers of a request.
        options: Dash's own.
    """

    def __init__(
        self,
        settings: Settings,
        server: FastAPI,
        shapes_url: str,
        preview: Preview,
        **options: Any,
    ) -> None:
        self._settings, self._shapes_url, self._preview = settings, shapes_url, preview
        self._plotly = f"/_dash-component-suites/plotly/{_fingerprinted(_PLOTLY)}"
        super().__init__(server=False, backend="fastapi", update_title="", **options)
        # Every page would hold a connection open that no callback here uses.
        self.backend.websocket_capability = False
        self.init_app(server)
        server.add_exception_handler(DependencyException, _missing)

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]
        """Return the document for the request being answered."""
        request = self.backend.request_adapter()
        view, _ = View.from_query(str(request.args))
        texts = texts_for(view, request.headers, self._settings)
        return _DOCUMENT.format(
            language=texts.language,
            direction=texts.direction,
            embedded=_embedded(view),
            title=escape(self._settings.title or texts("page.title")),
            preview=self._preview(request.root, str(request.args), request.headers),
            noscript=escape(texts("page.noscript")),
            articles=escape(f"{self._settings.prefix}/articles{view.href().removesuffix('?')}"),
            list=escape(texts("page.noscript.list")),
            loading=escape(texts("page.loading")),
            leave="" if view.embed is not None else self._leave(texts),
            icon=self.get_asset_url("icon.svg"),
            plotly=self._plotly_url(),
            shapes=self._shapes_url,
            **{name: parts[name] for name in ("metas", "css", "config", "scripts", "renderer")},
        )

    def _leave(self, texts: Texts) -> str:
        address = escape(self._settings.exit_url)
        return f'<a id="leave" href="{address}" rel="noreferrer">{escape(texts("leave.title"))}</a>'

    def _initialize_context(self, body: object) -> Any:
        if not is_sound(body, self.callback_map):
            raise RequestError("body")
        return super()._initialize_context(body)  # type: ignore[arg-type]

    def _config(self) -> dict[str, Any]:
        config: dict[str, Any] = super()._config()  # type: ignore[no-untyped-call]
        told = {key: value for key, value in config.items() if key not in _NOT_TOLD}
        return {**told, "serve_locally": False, "plotlyjs_url": self._plotly_url()}

    def _plotly_url(self) -> str:
        return str(self.get_relative_path(self._plotly))  # type: ignore[no-untyped-call]


def _embedded(view: View) -> str:
    """Return the class by which the style sheet knows what stands in somebody else's page."""
    if view.embed is None:
        return ""
    names = " ".join(["is-embedded", *(f"with-{part}" for part in view.embed)])
    return f' class="{names}"'


def _missing(_: Request, error: Exception) -> Response:
    """Answer a request for a file that no component brings."""
    raise HTTPException(404) from error


def _fingerprinted(path: str) -> str:
    modified = int((Path(plotly.__file__).parent / path).stat().st_mtime)
    return str(build_fingerprint(path, plotly.__version__, modified))  # type: ignore[no-untyped-call]
