"""What servers said of the feeds that have landed in an archive: one small file."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile

from pydantic import TypeAdapter, ValidationError

from dashboard.errors import SettingError
from dashboard.sources.answers import Seen
from dashboard.sources.feeds import Feed


@dataclass(frozen=True, slots=True)
class _Kept:
    table: str = ""
    feeds: Mapping[str, Seen] = field(default_factory=dict)


_FORM = TypeAdapter(_Kept)


class Memory:
    """Remembers feeds from one run to the next, so that only what is new is fetched.

    It lies outside the archive, which may be an ``s3://`` address; losing it costs no more than
    fetching everything once. Nothing of it holds for an archive made anew at the same place, nor
    for a feed whose entry says something else by now.

    Args:
        folder: where the file is, made when needed.
        archive: location of the archive.
    """

    def __init__(self, folder: Path, archive: str) -> None:
        place = archive if "://" in archive else str(Path(archive).absolute())
        name = hashlib.sha256(place.encode()).hexdigest()[:16]
        self._path = folder / f"feeds-{name}.json"

    def recall(self, feed: Feed, table: str | None) -> Seen | None:
        """Return what was said of a feed that has landed; None if it has to come anew.

        Args:
            feed: its entry.
            table: id of the archive's table, None while there is no archive.
        """
        kept = self._read()
        return kept.feeds.get(feed.key) if kept.table == table else None

    def remember(self, feed: Feed, table: str, seen: Seen) -> None:
        """Keep what was said of a feed whose articles have landed.

        Raises:
            SettingError: the file cannot be written.
        """
        kept = self._read()
        feeds = kept.feeds if kept.table == table else {}
        try:
            self._write(_Kept(table, {**feeds, feed.key: seen}))
        except OSError as error:
            message = f"DASHBOARD_STATE: {self._path} cannot be written: {error.strerror or error}"
            raise SettingError(message) from error

    def _read(self) -> _Kept:
        try:
            return _FORM.validate_json(self._path.read_bytes())
        except (OSError, ValidationError):
            return _Kept()

    def _write(self, kept: _Kept) -> None:
        folder = self._path.parent
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=folder, prefix=self._path.name, delete=False) as file:
            file.write(_FORM.dump_json(kept, indent=1))
        Path(file.name).replace(self._path)
