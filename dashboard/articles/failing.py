"""What goes wrong below an archive: found in its files, and told in one line."""

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa
from pyarrow.fs import PyFileSystem
from pyarrow.parquet import ParquetFile

_LONGEST = 300
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_FURTHER = "↳"
_DIGEST = re.compile(r"-([0-9a-f]{16})\.parquet$")
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


def digest(data: bytes) -> str:
    """Return what the name of a file that holds these bytes ends with."""
    return hashlib.sha256(data).hexdigest()[:16]


def check(name: str, data: bytes) -> None:
    """Hold the bytes of a file against the digest in its name; deltalake's own have none.

    Raises:
        OSError: they are not those that were written.
    """
    written = _DIGEST.search(name)
    if written and written[1] != digest(data):
        raise OSError("is not as it was written")


def unreadable(files: PyFileSystem, name: str) -> str:
    """Return why a Parquet file cannot be read to its end, empty if it can and is as written."""
    try:
        with files.open_input_file(name) as opened:
            data = opened.read()
        check(name, data)
        file = ParquetFile(pa.BufferReader(data))
        for group in range(file.num_row_groups):
            file.read_row_group(group)
    except (OSError, pa.ArrowException) as error:
        return reason(error)
    return ""


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
