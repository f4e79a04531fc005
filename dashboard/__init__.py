"""Defenders Map: an interactive atlas of articles about human rights defenders."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from dashboard.settings import Settings


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the ASGI app of one dashboard.

    Args:
        settings: read from the environment when None.

    Raises:
        SettingError, DataError, ArchiveError: the dashboard cannot start; the message says why.
    """
    # Here and not above: whoever imports one room, such as the command that imports articles,
    # does not wait for Dash.
    from dashboard import factory
    from dashboard.settings import Settings

    return factory.build(settings or Settings.read())
