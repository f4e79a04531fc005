"""What tells one release of the dashboard, with its settings, from every other."""

import hashlib
from functools import lru_cache
from pathlib import Path

from dashboard.settings import Settings

_CODE = Path(__file__).resolve().parents[1]
_WRITTEN_IN = {".py", ".html", ".css", ".json"}


@lru_cache
def edition(settings: Settings) -> str:
    """Return a digest of all that an answer depends on beside its question and the dataset."""
    digest = hashlib.sha256(settings.model_dump_json().encode())
    for path in sorted(_CODE.rglob("*")):
        if path.suffix in _WRITTEN_IN:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
