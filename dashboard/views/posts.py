"""Whether a request for a callback is one that the page makes; others never reach a callback."""

from collections.abc import Mapping, Sequence
from typing import Any

_VALUE = str | None


def is_sound(body: object, callbacks: Mapping[str, Any]) -> bool:
    """Tell whether the body of a request suits a callback of Dash's ``callback_map``."""
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        return False
    callback = callbacks.get(body["output"])
    return bool(
        callback
        and _names(body.get("inputs")) == _names(callback["inputs"])
        and _names(body.get("state", [])) == _names(callback["state"])
        and _output(body.get("outputs")) == body["output"]
        and all(map(_is_value, [*body["inputs"], *body.get("state", [])]))
        and _are_texts(body.get("changedPropIds"))
    )


def _names(parts: object) -> list[str] | None:
    """Return ``id.property`` of each part; None when there is anything else among them."""
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        return None
    return [f"{part.get('id')}.{part.get('property')}" for part in parts]


def _output(outputs: object) -> str | None:
    names = _names(outputs)
    return None if names is None else ".." + "...".join(names) + ".."


def _is_value(part: Mapping[str, Any]) -> bool:
    value = part.get("value")
    if isinstance(value, dict):
        return all(isinstance(inner, _VALUE) for inner in value.values())
    return isinstance(value, _VALUE)


def _are_texts(parts: object) -> bool:
    return isinstance(parts, Sequence) and all(isinstance(part, str) for part in parts)
