"""The texts of articles as they are kept: plain, on as many lines as they need, not too long."""

from collections.abc import Callable, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sources import text
from dashboard.sources.columnwise import mended
from dashboard.sources.mojibake import repaired

LIMITS = {
    "title": text.TITLE_LIMIT,
    "summary": text.SUMMARY_LIMIT,
    "category": text.NAME_LIMIT,
    "source": text.NAME_LIMIT,
}
# What :func:`title` and :func:`summary` may change, for RE2: markup; what is not seen; spaces
# around; and letters that could be UTF-8, or Cyrillic or Arabic, read in another encoding.
_UNSEEN = (
    r"\x00-\x1f\x7f-\x9f\x{ad}\x{34f}\x{1680}\x{17b4}\x{17b5}\x{180e}\x{2000}-\x{200f}"
    r"\x{2028}-\x{202e}\x{205f}-\x{206f}\x{2800}\x{3000}\x{3164}\x{fdd0}-\x{fdef}\x{fe00}-\x{fe0f}"
    r"\x{feff}\x{ffa0}\x{fff0}-\x{ffff}\x{1d173}-\x{1d17a}\x{1fffe}-\x{1ffff}\x{2fffe}-\x{10ffff}"
)
_CONTINUING = r"[\x{80}-\x{bf}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸŚŤŹśťźˇ˘ŁĄŞŻ˛łąşĽ˝ľżĞğİıŠš]"
_LEGACY = (
    rf"[Â-ß]{_CONTINUING}|[à-ï]{_CONTINUING}{{2}}|[ð-ô]{_CONTINUING}{{3}}"
    r"|[\x{a8}\x{aa}\x{b2}-\x{b4}\x{b8}-\x{ba}\x{bf}-\x{ff}]{3}"
    r"|[ĂÄĹĆĎÐ][\x{80}-\x{24f}]|[В-яÐÑ][ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЁЄЇІіґёєјЅѕї\x{80}-\x{bf}‚-›€™№]"
)
_ODD = rf"[<&{_UNSEEN}]|{_LEGACY}|^\s|\s$"


def title(written: str) -> str:
    """Return a title: plain text on one line."""
    return text.line(text.plain(repaired(written)))


def summary(written: str) -> str:
    """Return a summary: plain text, lines parted by ``\\n``."""
    return text.plain(repaired(written))


def may_differ(written: pa.Array) -> pa.Array:
    """Return for each text whether :func:`title` could change it; False is certain."""
    return pc.match_substring_regex(written, _ODD)


def bounded(kept: Mapping[str, pa.Array]) -> tuple[dict[str, pa.Array], dict[str, pa.Array]]:
    """Return the columns that ``LIMITS`` names cut to their limits, and which rows were cut."""
    long = {name: _longer(kept[name], limit) for name, limit in LIMITS.items()}
    cut = {name: mended(kept[name], _cutter(LIMITS[name]), long[name]) for name in LIMITS}
    return cut, long


def _longer(texts: pa.Array, limit: int) -> pa.Array:
    by_bytes = pc.greater(pc.binary_length(texts), limit)
    return pc.greater(pc.utf8_length(texts), limit) if pc.any(by_bytes).as_py() else by_bytes


def _cutter(limit: int) -> Callable[[str], str]:
    return lambda written: text.bounded(written, limit) or written
