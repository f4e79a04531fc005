"""Serves the dashboard: `python app.py`, or `app:server` for an ASGI server."""

import uvicorn

from dashboard import create_app
from dashboard.settings import Settings

settings = Settings.read()
server = create_app(settings)

if __name__ == "__main__":
    uvicorn.run(server, host=settings.host, port=settings.port)
