"""An import: files in, one change of the archive out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dashboard.articles.archive import Changes
from dashboard.articles.model import Article
from dashboard.errors import SourceError
from dashboard.sources import registry
from dashboard.sources.intake import Note, Plan, plan
from dashboard.sources.row import Reject

WHOLE_FILE = 0


@dataclass(frozen=True, slots=True)
class Import:
    """What the files of one import give, by file name.

    A file that cannot be read has one reject, of row ``WHOLE_FILE``.
    """

    plans: Mapping[str, Plan]

    @property
    def articles(self) -> list[Article]:
        """The articles of all files, in their order."""
        return [article for plan in self.plans.values() for article in plan.articles]

    @property
    def rejects(self) -> Iterator[tuple[str, Reject]]:
        """Each reject with its file."""
        return ((name, reject) for name, plan in self.plans.items() for reject in plan.rejects)

    @property
    def notes(self) -> Iterator[tuple[str, Note]]:
        """Each note with its file."""
        return ((name, note) for name, plan in self.plans.items() for note in plan.notes)

    @property
    def unknown_countries(self) -> Counter[str]:
        """Names of countries that are not known, with the number of articles that state them."""
        return sum((plan.unknown_countries for plan in self.plans.values()), Counter())

    def summary(self, changes: Changes) -> dict[str, object]:
        """Return the numbers of the import and its rejects, as plain values."""
        return {
            "new": len(changes.new),
            "changed": len(changes.changed),
            "unchanged": changes.unchanged,
            "rejected": [
                {"file": name, "row": reject.number, "reason": reject.reason}
                for name, reject in self.rejects
            ],
            "unknown_countries": dict(self.unknown_countries.most_common()),
            "notes": [{"file": name, "row": n.number, "note": n.text} for name, n in self.notes],
        }


def read_files(
    paths: Sequence[Path], *, mapping: Mapping[str, str], source: str, today: date
) -> Import:
    """Read and decide on files; nothing is written.

    Args:
        paths: files in any known format.
        mapping: field → column, for tables whose columns have names of their own.
        source: who published the articles that do not say it.
        today: the last day that is no future.
    """
    return Import({str(path): _read(path, mapping, source, today) for path in paths})


def _read(path: Path, mapping: Mapping[str, str], source: str, today: date) -> Plan:
    try:
        rows = registry.read(str(path), _bytes(path), mapping)
        return plan(rows, source=source, today=today)
    except SourceError as error:
        return Plan(rejects=(Reject(WHOLE_FILE, str(error)),))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(str(path), f"cannot be read: {error.strerror or error}") from error
