"""The callbacks: an address comes in, the page that it means goes out."""

import asyncio
import logging
from typing import Any

import dash
from dash import ClientsideFunction, Dash, Input, Output, State, html

from dashboard.locales import Texts
from dashboard.settings import Settings
from dashboard.views import ids, page
from dashboard.views.document import texts_for
from dashboard.views.render import OUTPUTS, Context, render
from dashboard.views.state import View

_log = logging.getLogger(__name__)


def register(app: Dash, context: Context) -> None:
    """Give the app its layout and its callbacks."""
    app.layout = page.root()
    _register_page(app, context)
    _register_views(app, context)
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("visit", "last"),
        Output(ids.LAST_VISIT, "data"),
        Input(ids.PAGE, "children"),
    )


def _register_page(app: Dash, context: Context) -> None:
    @app.callback(
        Output(ids.PAGE, "children"),
        Output(ids.LANGUAGE, "data"),
        Input(ids.URL, "search"),
        State(ids.LANGUAGE, "data"),
    )
    async def show_page(search: str | None, shown: str | None) -> tuple[Any, str]:
        view, _ = View.from_query(search or "")
        texts = _texts(view, context.settings)
        if texts.language == shown:
            raise dash.exceptions.PreventUpdate
        return page.layout(texts, context.settings, context.topojson_url), texts.language


def _register_views(app: Dash, context: Context) -> None:
    @app.callback(
        [Output(component, prop) for component, prop in OUTPUTS],
        Input(ids.URL, "search"),
        Input(ids.LAST_VISIT, "data"),
        Input(ids.VERSION, "data"),
    )
    async def show_views(search: str | None, visit: dict[str, Any] | None, _: str | None) -> Any:
        view, problems = View.from_query(search or "")
        texts = _texts(view, context.settings)
        last = (visit or {}).get("at")
        try:
            shown = await asyncio.to_thread(render, context, view, problems, texts, last)
        except Exception:  # noqa: BLE001
            _log.exception("view %s", view.href())
            return [_failed(texts) if o == OUTPUTS[0] else dash.no_update for o in OUTPUTS]
        return [shown[output] for output in OUTPUTS]


def _texts(view: View, settings: Settings) -> Texts:
    return texts_for(view, dash.ctx.headers or {}, settings)


def _failed(texts: Texts) -> html.Div:
    again = html.A(texts("page.reload"), href="")
    clear = html.A(texts("chips.clear"), href="?")
    return html.Div([texts("page.failed"), " ", again, " · ", clear], className="failed")
