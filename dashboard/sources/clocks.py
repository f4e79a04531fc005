"""The time of day beside a date, and its zone: what is left out to read the day as written."""

import re
from collections.abc import Iterable
from functools import cache

from dashboard.sources import calendar_names

# As ISO 8601 has them, and XML Schema the zone of a day; found here they cost the least.
_ISO_OFFSET = r"(?:z|[+-]\d\d:?(?:\d\d)?)?"
_ISO = re.compile(
    rf"(?:(?<=\b\d{{8}})t\d\d(?:\d\d){{0,2}}(?:[.,]\d{{1,9}})?{_ISO_OFFSET}"
    rf"|(?<=^\d{{4}}-\d\d-\d\d)[t ]\d\d:\d\d(?::\d\d(?:[.,]\d{{1,9}})?)?{_ISO_OFFSET}"
    r"|(?<=^\d{4}-\d\d-\d\d)(?:z|[+-]\d\d:\d\d))$"
)
_HAS_HOUR = re.compile(r"\d(?::\d| ?[h时時点點])")
_BEFORE = r" ?[-–—,،;]? ?(?:(?<!\w)(?:at|a las?|as?|um|в|في الساعة|الساعة|في) )?"
_HOUR = (
    r"(?<!\d)\d{1,2}(?::\d\d(?::\d\d(?:[.,]\d{1,9})?)?+(?![:\d])"
    r"| ?h(?: ?\d\d(?: ?min(?: \d\d s)?)?)?(?!\w)"
    r"| ?[时時点點](?: ?\d{1,2} ?分?)?(?: ?\d{1,2} ?秒)?)"
)
_OFFSET = r"[+-]\d{1,2}:?(?:\d\d)?(?!\d)"
# As RFC 822 and JavaScript have it; with digits it would be another date.
_COMMENT = rf"(?: ?\((?:[^()\d]{{1,50}}|[a-z]{{0,5}} ?{_OFFSET})\))?"


def without(text: str) -> str:
    """Return text without its time of day.

    Args:
        text: short, without case and accents, with single spaces and the digits of ASCII.
    """
    day = _ISO.sub("", text)
    return _clock().sub(" ", day).strip() if _HAS_HOUR.search(day) else day


@cache
def _clock() -> re.Pattern[str]:
    before = rf"(?:(?<=\d)t|{_BEFORE}(?:(?:{_any(calendar_names.chinese_parts_of_day())}) ?)?)"
    half = rf"(?: ?(?:[ap]\.? ?m\b\.?|(?:{_any(calendar_names.parts_of_day())})(?!\w)))?"
    month = rf"(?:{_any(calendar_names.short_months())})\b"
    zone = rf"(?: ?(?!{month})(?:[a-z]{{1,5}}|мск)\b(?!\. |-[a-z]))?(?: ?{_OFFSET})?"
    return re.compile(rf"{before}{_HOUR}{half}{zone}{_COMMENT}(?: ?[-–—,،;](?= ))?")


def _any(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, names))
