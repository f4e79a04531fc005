"""What goes wrong below an archive, told in one line."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_LONGEST = 300
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_FURTHER = "↳"
# Each layer puts its name before what the layer below it says.
_LAYERS = re.compile(
    r"(?:C Data interface|External|Parquet|Parquet argument|Arrow|Kernel|Json|Object Store"
    r"|Execution|Generic (?:LocalFileSystem|delta kernel)|Failed to parse parquet)"
    r"(?: error)?(?::| ->)\s+"
)


def reason(error: BaseException) -> str:
    """Return what an error says, without the layers that it came through."""
    first, *more = [line.strip() for line in _COLOUR.sub("", str(error)).splitlines()] or [""]
    causes = [line.removeprefix(_FURTHER).strip() for line in more if line.startswith(_FURTHER)]
    told = _LAYERS.sub("", ": ".join([first, *causes]))
    told = "".join(character if character.isprintable() else "�" for character in told)
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the error output of the process silent while something is written.

    Where that fails, a thread of deltalake panics as well and prints where; what went wrong is
    raised all the same (object_store 0.13, buffered.rs: "Already shut down").
    """
    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
