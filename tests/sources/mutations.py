"""What every reader is tried on: the fixtures, cut and changed."""

import random
import warnings
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from hypothesis import strategies as st

from dashboard.errors import SourceError
from dashboard.sources import packing, registry
from dashboard.sources.source import Source

FIXTURES = Path(__file__).parent / "fixtures"
SEEDS: Mapping[str, bytes] = {
    path.name: path.read_bytes()
    for path in sorted(FIXTURES.iterdir())
    if ".expected." not in path.name
}
# Reading a workbook starts a process, so they are tried less often.
WORKBOOKS = frozenset(name for name in SEEDS if name.endswith((".xlsx", ".xls", ".ods")))


def try_out(data: bytes) -> int:
    """Read whatever the bytes are; return the number of records, 0 for a clear error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            with closing(packing.unpack(Source("fuzzed", data))) as sources:  # type: ignore[type-var]
                return sum(len(list(registry.read(source))) for source in sources)
        except SourceError as error:
            if not str(error).startswith("fuzzed"):
                raise AssertionError(f"the error does not name its file: {error}") from error
            return 0


@st.composite
def mutated(draw: st.DrawFn, names: list[str]) -> bytes:
    """Return a fixture with some bytes cut, changed, doubled or put in."""
    data = bytearray(SEEDS[draw(st.sampled_from(names))])
    chance = random.Random(draw(st.integers(0, 2**32)))
    for _ in range(draw(st.integers(1, 8))):
        change(data, chance)
    return bytes(data)


def change(data: bytearray, chance: random.Random) -> None:
    """Change bytes in place, in one of the ways in which files get damaged."""
    place = chance.randrange(len(data) + 1)
    length = min(chance.randrange(1, 64), max(len(data) - place, 0))
    match chance.randrange(5):
        case 0:
            del data[place:]
        case 1:
            del data[place : place + length]
        case 2:
            data[place:place] = chance.randbytes(length or 1)
        case 3:
            data[place:place] = data[place : place + length] * 3
        case _:
            data[place : place + 1] = bytes([chance.choice([0, 0xFF, 0x80, *b'<>"&{[,;'])])
