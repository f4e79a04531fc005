"""Serves the dashboard: `python app.py`, or `app:server` for an ASGI server."""

from dashboard import create_app
from dashboard.commands import serving
from dashboard.settings import Settings

settings = Settings.read()
server = create_app(settings)

if __name__ == "__main__":
    serving.run(settings.model_copy(update={"workers": 1}), server)
