"""The callbacks: an address comes in, the page that it means goes out."""

import asyncio
from typing import Any

import dash
from dash import ClientsideFunction, Dash, Input, Output, State

from dashboard.articles.view import View
from dashboard.locales import Texts
from dashboard.settings import Settings
from dashboard.views import ids, page
from dashboard.views.document import texts_for
from dashboard.views.render import (
    DATASET_OUTPUTS,
    Context,
    render_dataset,
    render_map,
)


def register(app: Dash, context: Context) -> None:
    """Give the app its layout and its callbacks."""
    app.layout = page.root()
    _register_page(app, context)
    _register_dataset(app, context)
    _register_scripts(app)


def _register_scripts(app: Dash) -> None:
    """Give the app what the browser works out by itself, in ``assets/``."""
    for name, *connections in (
        (
            "language",
            Output(ids.WANTED, "data"),
            Input(ids.URL, "search"),
            State(ids.WANTED, "data"),
        ),
        ("visit", Output(ids.LAST_VISIT, "data"), Input(ids.PAGE, "children")),
        ("values", Input(ids.VALUES, "data")),
        ("document", Input(ids.PAGE, "lang"), State(ids.PAGE, "dir")),
    ):
        script = ClientsideFunction("defenders", name)
        app.clientside_callback(script, *connections)  # type: ignore[no-untyped-call]


def _register_page(app: Dash, context: Context) -> None:
    @app.callback(
        Output(ids.PAGE, "children"),
        Output(ids.PAGE, "lang"),
        Output(ids.PAGE, "dir"),
        Input(ids.WANTED, "data"),
    )
    async def show_page(wanted: str | None) -> tuple[Any, str, str]:
        texts = _texts(View(language=wanted), context.settings)
        world = await asyncio.to_thread(render_map, context, texts)
        return page.layout(texts, context.settings, world), texts.language, texts.direction


def _register_dataset(app: Dash, context: Context) -> None:
    @app.callback(
        [Output(component, prop) for component, prop in DATASET_OUTPUTS],
        Input(ids.PAGE, "lang"),
        Input(ids.LAST_VISIT, "data"),
        Input(ids.VERSION, "data"),
    )
    async def show_dataset(language: str, visit: dict[str, Any] | None, _: str | None) -> Any:
        texts = _texts(View(language=language), context.settings)
        shown = await asyncio.to_thread(render_dataset, context, texts, visit or {})
        return [shown[output] for output in DATASET_OUTPUTS]


def _texts(view: View, settings: Settings) -> Texts:
    return texts_for(view, dash.ctx.headers or {}, settings)
