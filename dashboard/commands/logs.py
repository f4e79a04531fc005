"""What a served dashboard writes to standard error: lines for people, or JSON for machines."""

import json
import logging
from datetime import UTC, datetime

from dashboard.settings import Settings

_FOR_PEOPLE = "%(asctime)s %(levelname)s %(message)s"


class JsonLines(logging.Formatter):
    """One JSON object a record, with the fields that its logger gave as ``fields``."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=str)


def configure(settings: Settings) -> None:
    """Send all records of at least the level of the settings to standard error."""
    handler = logging.StreamHandler()
    is_json = settings.log_format == "json"
    handler.setFormatter(JsonLines() if is_json else logging.Formatter(_FOR_PEOPLE))
    logging.basicConfig(level=settings.log_level.upper(), handlers=[handler], force=True)
