"""JSON as text → plain values, with nothing lost on the way."""

import json
import re

_QUOTED = 100
# An object, or a list of objects; text that only begins with a bracket is no JSON.
_BEGINNING = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[\]{])")


class JSONError(ValueError):
    """A text is no JSON that can be kept; the message says why and where."""


def begins(text: str) -> bool:
    """Whether a text begins as an object or a list of objects does."""
    return _BEGINNING.match(text) is not None


def read(text: str) -> object:
    """Return the value of a JSON text.

    Numbers stay as they are written, as text; NaN and infinities, which JSON does not have but
    many programs write, are nothing.

    Raises:
        JSONError: the text is damaged or cut short, nests too deep, or an object has two values
            for one key.
    """
    try:
        return json.loads(
            text,
            strict=False,  # line ends and other controls may stand in texts
            object_pairs_hook=_object,
            parse_int=str,
            parse_float=str,
            parse_constant=lambda _: None,
        )
    except json.JSONDecodeError as error:
        reason = error.msg.removesuffix(" at")
        line = f"line {error.lineno}, " if "\n" in text else ""
        place = f"{line}column {error.colno}"
        raise JSONError(f"damaged or cut short: {reason} at {place}") from error
    except RecursionError as error:
        raise JSONError("lists and objects nest too deep") from error


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    read = dict(pairs)
    if len(read) < len(pairs):
        lost = [key for key, value in pairs if read[key] != value]
        if lost:
            raise JSONError(f"an object has two values for {lost[0]!r}: {_quoted(pairs)}")
    return read


def _quoted(pairs: list[tuple[str, object]]) -> str:
    told = ", ".join(f"{key}={str(value)[:_QUOTED]!r}" for key, value in pairs[:5])
    return told[: 3 * _QUOTED]
