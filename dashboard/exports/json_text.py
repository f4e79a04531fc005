"""JSON: one object, ``about`` and ``articles``."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dashboard.exports.about import About
from dashboard.exports.records import Record
from dashboard.text import as_script


def write(blocks: Iterable[list[Record]], about: About) -> Iterator[bytes]:
    """Yield the file in UTF-8, a block at a time; each article stands on a line of its own.

    Args:
        blocks: the articles.
        about: what stands before them.
    """
    yield b'{"about": ' + _written(dict(about.told)) + b', "articles": ['
    between = b"\n"
    for block in blocks:
        yield between + b",\n".join(map(_written, block))
        between = b",\n"
    yield b"\n]}\n"


def _written(value: Any) -> bytes:
    return as_script(json.dumps(value, ensure_ascii=False)).encode(errors="replace")
