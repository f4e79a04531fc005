"""The strings that scripts write by themselves, in the language of the page."""

from typing import Any

from dashboard.locales import Texts

KEYS = (
    "chips.remove",
    "facet.category",
    "facet.topic",
    "header.articles",
    "leave.title",
    "map.any",
    "map.between",
    "map.from",
    "map.hover",
    "map.none",
    "map.nowhere",
    "map.under",
    "map.undetermined",
    "measure.note.change",
    "measure.note.none",
    "measure.note.per-million",
    "measure.note.share",
    "measure.unit.articles",
    "measure.unit.change",
    "measure.unit.per-million",
    "measure.unit.share",
    "measure.unknown.change",
    "measure.unknown.per-million",
    "page.failed",
    "panel.bars",
    "panel.bars.none",
    "panel.compare",
    "panel.compare.choose",
    "panel.compare.do",
    "panel.few",
    "panel.overall",
    "panel.pair",
    "panel.similar",
    "panel.similar.hint",
    "patterns.busiest.month",
    "patterns.busiest.quarter",
    "patterns.busiest.year",
    "patterns.rise",
    "patterns.rule",
    "patterns.silence",
    "period.since.month",
    "period.since.day",
    "period.until.month",
    "period.until.day",
    "timeline.all",
    "timeline.coarse.quarter",
    "timeline.coarse.year",
    "timeline.end",
    "timeline.hover",
    "timeline.linked",
    "timeline.quarter.name",
    "timeline.selected",
    "timeline.selected.own",
    "timeline.start",
    "timeline.whole",
)


def words(texts: Texts) -> dict[str, Any]:
    """Return the language and, by key, texts with their plural forms and placeholders."""
    return {"language": texts.language, "texts": {key: texts.strings[key] for key in KEYS}}
