"""Numbers packed for the browser: a head of JSON, then plain arrays that it reads in place."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ALIGNED = 8  # bytes, the widest array a browser reads in place
_WIDTHS = (np.uint8, np.uint16, np.uint32)


def pack(head: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """Return a head and arrays of whole numbers from 0 as bytes; ``assets/linked.js`` reads them.

    The first four bytes are the head's length. Its ``arrays`` lists name, bits and length of
    each array; all is little-endian, and each part starts at a multiple of 8 bytes.
    """
    narrow = {name: _narrow(array) for name, array in arrays.items()}
    listed = [[name, 8 * a.itemsize, a.size] for name, a in narrow.items()]
    written = json.dumps({**head, "arrays": listed}, separators=(",", ":")).encode()
    parts = [len(written).to_bytes(4, "little") + written, *(a.tobytes() for a in narrow.values())]
    return b"".join(part + bytes(-len(part) % _ALIGNED) for part in parts)


def _narrow(array: NDArray[Any]) -> NDArray[Any]:
    """Return the numbers in the narrowest type that holds them all, little-endian."""
    highest = int(array.max(initial=0))
    kind = next(k for k in _WIDTHS if highest <= np.iinfo(k).max)
    return np.ascontiguousarray(array, dtype=np.dtype(kind).newbyteorder("<")).ravel()
