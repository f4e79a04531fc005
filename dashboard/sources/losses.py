"""What rows that become articles lose on the way."""

from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sources import wording
from dashboard.sources.row import Note

_QUOTED = 200


def notes(
    written: Mapping[str, pa.Array],
    kept: Mapping[str, pa.Array],
    long: Mapping[str, pa.Array],
    odd: Mapping[str, pa.Array],
) -> Iterator[Note]:
    """Yield a note on each text that is left out, cut or cannot be read.

    Args:
        written: columns as written.
        kept: columns as they are kept.
        long: column → which of its rows were cut, see :func:`dashboard.sources.wording.bounded`.
        odd: column → which of its rows may differ from what is kept, title and summary at least.
    """
    yield from _dropped(written, kept)
    yield from _shortened(written, long)
    yield from _unreadable(written, odd)


def _dropped(written: Mapping[str, pa.Array], kept: Mapping[str, pa.Array]) -> Iterator[Note]:
    reasons = {"url": "is no http or https address", "language": "is no ISO 639-1 language"}
    for name, reason in reasons.items():
        lost = pc.and_(pc.not_equal(written[name], ""), pc.equal(kept[name], ""))
        for number, told in _told(written, name, lost):
            if told.strip():
                yield Note(number, f"{told[:_QUOTED]!r} {reason}; left empty")


def _shortened(written: Mapping[str, pa.Array], long: Mapping[str, pa.Array]) -> Iterator[Note]:
    for name, limit in wording.LIMITS.items():
        for number, told in _told(written, name, long[name]):
            yield Note(number, f"{name} cut to {limit} characters: {told[:_QUOTED]!r}…")


def _unreadable(written: Mapping[str, pa.Array], odd: Mapping[str, pa.Array]) -> Iterator[Note]:
    """Yield a note on each text with a byte that its encoding does not have."""
    for name in ("title", "summary"):
        rows = {column: written[column].filter(odd[name]) for column in ("number", name)}
        for number, told in _told(rows, name, pc.match_substring(rows[name], "\ufffd")):
            yield Note(number, f"{name} has letters that cannot be read: {told[:_QUOTED]!r}")


def _told(written: Mapping[str, pa.Array], name: str, rows: pa.Array) -> Iterator[tuple[int, str]]:
    columns = (written[column].filter(rows).to_pylist() for column in ("number", name))
    return zip(*columns, strict=True)
