"""The feeds that are followed, as a file lists them."""

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from dashboard.errors import SettingError, SourceError
from dashboard.sources import network
from dashboard.sources.intake import Defaults, language


def _address(written: str) -> str:
    try:
        return network.check(written)
    except SourceError as error:
        raise ValueError(str(error)) from error


def _language(written: str) -> str:
    if written and language(written) != written:
        raise ValueError(f"{written!r} is no ISO 639-1 language such as 'en'")
    return written


def _topic(written: str) -> str:
    if ";" in written:
        raise ValueError(f"{written!r}: a topic holds no semicolon; list each on its own")
    return written


class Feed(BaseModel):
    """One feed; all but name and address is what its articles are where it does not say it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: str = Field(pattern=r"^[^-].*$", description="What it is called in commands; unique.")
    url: Annotated[str, AfterValidator(_address)] = Field(description="Its http(s) address.")
    source: str = Field("", description="Who published the articles.")
    category: str = Field("", description="Their category.")
    language: Annotated[str, AfterValidator(_language)] = Field("", description="ISO 639-1.")
    topics: tuple[Annotated[str, Field(min_length=1), AfterValidator(_topic)], ...] = Field(
        (), description="Their topics."
    )

    @property
    def key(self) -> str:
        """What tells this entry from every other; it gives no password away."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]

    @property
    def defaults(self) -> Defaults:
        """What its articles are where it does not say it."""
        return Defaults(self.source, self.category, self.language, self.topics)


class _List(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    feed: tuple[Feed, ...] = ()


def read(path: Path) -> tuple[Feed, ...]:
    """Return the feeds that a TOML file lists, each as a table ``[[feed]]``.

    Raises:
        SettingError: names the file and, of each entry at fault, number, name and key.
    """
    try:
        listed: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        feeds = _List.model_validate(listed).feed
    except OSError as error:
        raise SettingError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(f"{path}: is no TOML: {error}") from error
    except ValidationError as error:
        raise SettingError(f"{path}: " + "; ".join(_faults(listed, error))) from error
    if repeated := tuple(_repeated(feeds)):
        raise SettingError(f"{path}: " + "; ".join(repeated))
    return feeds


def _faults(listed: dict[str, Any], error: ValidationError) -> Iterator[str]:
    for fault in error.errors():
        key, *place = fault["loc"]
        message = fault["msg"].removeprefix("Value error, ")
        if key == "feed" and place:
            number, *rest = place
            yield f"{_entry(listed['feed'], int(number))}: {'.'.join(map(str, rest))}: {message}"
        else:
            yield f"{key}: {message}"


def _entry(entries: Sequence[object], index: int) -> str:
    entry = entries[index]
    name = entry.get("name") if isinstance(entry, dict) else None
    return f"feed {index + 1}" + (f" ({name})" if name else "")


def _repeated(feeds: Sequence[Feed]) -> Iterator[str]:
    for key in ("name", "url"):
        counts = Counter(getattr(feed, key) for feed in feeds)
        for value, count in counts.items():
            if count > 1:
                numbers = [n for n, feed in enumerate(feeds, 1) if getattr(feed, key) == value]
                shown = network.shown(value)
                yield f"feeds {' and '.join(map(str, numbers))} have the same {key} {shown!r}"
