"""Templates of the plain pages: whatever is filled in is escaped."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def written(template: str, values: Mapping[str, Any]) -> bytes:
    """Return a template filled in; a value that it needs and does not get is an error."""
    # Half a character, such as %ED%A0%80 in an address, cannot be written in UTF-8.
    return _TEMPLATES.get_template(template).render(values).encode("utf-8", "replace")
