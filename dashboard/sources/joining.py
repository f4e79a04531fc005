"""A line of date, topics, category and countries that markup has broken at its bars, made whole."""

from collections.abc import Iterable
from dataclasses import replace

from dashboard.sources import meta, vocabulary
from dashboard.sources.dates import is_date
from dashboard.sources.lines import Line

_LONGEST = 1000


def join(page: Iterable[Line]) -> list[Line]:
    """Return the lines of a page, those that go on from a date and a bar joined to one."""
    joined: list[Line] = []
    for line in page:
        if joined and _goes_on(joined[-1].text, line.text):
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text} {line.text}")
        else:
            joined.append(line)
    return joined


def _goes_on(above: str, text: str) -> bool:
    parts = meta.parts(above) if len(above) < _LONGEST else []
    if not parts or not is_date(parts[0]):
        return False
    told = meta.read(text)
    if told and told.date:
        return False
    if text.startswith(meta.BARS):
        return True
    if not above.endswith(meta.BARS):
        return False
    has_category = any(vocabulary.categories().find(part) for part in parts)
    if len(parts) == 1 and meta.BARS[0] in text:
        return True
    return meta.is_countries(text) if has_category else meta.is_part(text)
