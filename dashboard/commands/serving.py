"""The command that serves the dashboard."""

from typing import Annotated

import typer

from dashboard.settings import Settings


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.", min=0, max=65535)] = None,
) -> None:
    """Serve the dashboard."""
    import uvicorn  # not above: importing articles does not need a server

    from dashboard import create_app

    settings = Settings.read(host=host, port=port)
    server = create_app(settings)
    uvicorn.run(server, host=settings.host, port=settings.port, access_log=False)
