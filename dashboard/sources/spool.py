"""What an import has to tell of single rows, on disk until it is told."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_HELD = 1000


class Spool:
    """Plain values in a file, in the order in which they were added.

    Attributes:
        count: how many there are.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: list[str] = []
        self.count = 0

    def add(self, **values: Any) -> None:
        """Add one value."""
        self._held.append(json.dumps(values) + "\n")
        self.count += 1
        if len(self._held) >= _HELD:
            self._flush()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        self._flush()
        with self._path.open(encoding="ascii") as file:
            yield from map(json.loads, file)

    def _flush(self) -> None:
        with self._path.open("a", encoding="ascii") as file:
            file.writelines(self._held)
        self._held.clear()
