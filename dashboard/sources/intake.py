"""From rows to articles: every decision about what a source wrote, without reading or writing."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.articles.model import identify
from dashboard.articles.table import CONTENT, digested, whole
from dashboard.locales import language_codes
from dashboard.sources import address, beside, dates, labels, losses, placing, text, wording
from dashboard.sources.columnwise import distinct, mapped, mended, pair, paired, unpaired
from dashboard.sources.dates import DateError, Order
from dashboard.sources.row import ROWS, Note, Reject, Rows, as_written

_NOTHING = "holds nothing but a date"
_SAYING = (
    *("title", "summary", "url", "category", "topics"),
    *("countries", "tags", "points", "fallback_countries"),
)
STAGED = pa.schema([*CONTENT, pa.field("number", pa.int64())])


@dataclass(frozen=True, slots=True)
class Defaults:
    """What articles are taken to be where their source does not say it."""

    source: str = ""
    category: str = ""
    language: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for all rows of one file.

    Attributes:
        today: the last day that is no future.
        order: tells which of day and month stands first in the file's numeric dates; asked only
            when a date leaves it open, because it takes reading the whole file.
        defaults: for rows that do not say.
        in_text: whether countries are searched in the text of articles whose source names none.
    """

    today: date
    order: Callable[[], Order | None]
    defaults: Defaults = Defaults()
    in_text: bool = True


@dataclass(frozen=True, slots=True)
class Batch:
    """What some rows of a file become.

    Attributes:
        articles: with the columns of ``STAGED``, in the order of their rows.
        rejects: rows that give no article.
        notes: what accepted rows lost on the way.
        unknown_countries: name as written → number of articles that state it.
        groups: the same for regions and states that are gone, which give no country.
    """

    articles: pa.Table
    rejects: tuple[Reject, ...] = ()
    notes: tuple[Note, ...] = ()
    unknown_countries: Counter[str] = field(default_factory=Counter)
    groups: Counter[str] = field(default_factory=Counter)


def decide(rows: Rows, rules: Rules) -> Batch:
    """Decide what rows of one file become."""
    rows = placing.settled(rows)
    days, rejects = _days(rows, rules)
    dated = rows.select(ROWS.names)
    dated = dated.filter(days.is_valid()) if days.null_count else dated
    written = {name: whole(dated[name]) for name in dated.column_names}
    odd = {name: wording.may_differ(written[name]) for name in ("title", "summary")}
    odd["url"] = address.may_differ(written["url"])
    kept = written | _texts(written, rules.defaults, odd) | {"date": days.drop_null()}
    cut, long = wording.bounded(kept)
    kept |= cut
    told = written | {name: kept[name] for name in ("title", "summary", "language")}
    placements = placing.place(told, in_text=rules.in_text)
    kept |= {"countries": placements.countries, "basis": placements.basis}
    kept["id"] = identities(written, kept, odd["url"])
    return Batch(
        pa.table([kept[name] for name in STAGED.names], schema=STAGED),
        rejects,
        tuple(losses.notes(written, kept, long, odd)),
        placements.unknown,
        placements.groups,
    )


def _days(rows: Rows, rules: Rules) -> tuple[pa.Array, tuple[Reject, ...]]:
    decided, places = distinct(whole(rows["date"]), partial(_day, rules=rules))
    read = [day if isinstance(day, date) else None for day in decided]
    blank = _are_blank(rows)
    days = pc.if_else(blank, None, pa.array(read, pa.date32()).take(places))
    bad = days.is_null()
    written = rows.select(ROWS.names).append_column("place", places).filter(bad).to_pylist()
    reasons = [_reason(decided[row["place"]]) for row in written]
    return days, tuple(
        Reject(row["number"], reason, _original(row, others, rules.defaults))
        for row, others, reason in zip(written, beside.told(rows, bad), reasons, strict=True)
    )


def _are_blank(rows: Rows) -> pa.Array:
    """Return which rows hold nothing but a date, such as those that somebody has still to fill."""
    blank = pc.equal(rows["title"], "")
    for name in _SAYING[1:]:
        if not pc.any(blank).as_py():
            break
        blank = pc.and_(blank, pc.equal(rows[name], ""))
    return whole(blank)


def _reason(decided: date | DateError) -> str:
    return str(decided) if isinstance(decided, DateError) else _NOTHING


def _day(written: str, rules: Rules) -> date | DateError:
    read = partial(dates.read, text.line(written), today=rules.today)
    try:
        return read(order=None)
    except DateError as error:
        if rules.order() is None:
            return error
    try:
        return read(order=rules.order())
    except DateError as error:
        return error


def _original(row: Mapping[str, Any], others: str, defaults: Defaults) -> dict[str, str]:
    """Return a row as written, and what would have been decided where it states nothing.

    What is found in the title or the summary is left out: it is found there again.
    """
    stated, tags = as_written(row), row["tags"]
    source = row["source"] or defaults.source or row["fallback_source"]
    decided = {
        "category": stated["category"] or labels.category(pair("", tags), defaults.category),
        "topics": labels.written(stated["topics"], tags, defaults.topics),
        "countries": stated["countries"] or placing.tagged(tags, row["points"]),
        "language": stated["language"] or defaults.language,
    }
    beside_it = {beside.ORIGINAL: others} if others else {}
    return stated | {"source": source} | decided | beside_it


def completed(reject: Reject, defaults: Defaults) -> Reject:
    """Return a reject of a reader with what the person who imports says of its articles."""
    said = {
        "source": defaults.source,
        "category": defaults.category,
        "topics": labels.written("", "", defaults.topics),
        "language": defaults.language,
    }
    missing = {name: text for name, text in said.items() if not reject.original.get(name)}
    return replace(reject, original={**reject.original, **missing})


def _texts(
    written: Mapping[str, pa.Array], defaults: Defaults, odd: Mapping[str, pa.Array]
) -> dict[str, pa.Array]:
    category = partial(labels.category, default=defaults.category)
    return {
        "title": mended(written["title"], wording.title, odd["title"]),
        "summary": mended(written["summary"], wording.summary, odd["summary"]),
        "url": mended(written["url"], address.web_address, odd["url"]),
        "category": mapped(paired(written["category"], written["tags"]), category, pa.string()),
        "topics": labels.topics(written["topics"], written["tags"], defaults.topics),
        "language": mapped(written["language"], _language(defaults), pa.string()),
        "source": mapped(
            paired(written["source"], written["fallback_source"]), _source(defaults), pa.string()
        ),
    }


def _source(defaults: Defaults) -> Callable[[str], str]:
    def decide(stated_and_fallback: str) -> str:
        stated, fallback = unpaired(stated_and_fallback)
        return text.label(stated) or text.line(defaults.source) or text.label(fallback)

    return decide


def _language(defaults: Defaults) -> Callable[[str], str]:
    return lambda written: language(written) if written.strip() else defaults.language


def language(written: str) -> str:
    """Return the ISO 639-1 code of a language tag, empty when it is none."""
    code = re.split(r"[-_]", text.line(written).lower())[0]
    return code if code in language_codes() else ""


def identities(
    written: Mapping[str, pa.Array], kept: Mapping[str, pa.Array], odd: pa.Array
) -> pa.Array:
    """Return the id of each article, by its canonical address where it has one.

    Args:
        written: columns as written.
        kept: columns as they are kept.
        odd: for each address whether it may differ from its canonical form.
    """
    ids = digested(mended(kept["url"], address.canonical, odd))
    without = pc.equal(kept["url"], "")
    if not pc.any(without).as_py():
        return ids
    # As written, because what is known of categories and countries grows between imports.
    columns = [kept[name] for name in ("source", "date", "title", "summary")]
    columns += [written[name] for name in ("category", "countries")]
    texts: list[list[Any]] = [column.filter(without).to_pylist() for column in columns]
    own = [
        identify("", source, day, title, "\n".join((title, *detail)))
        for source, day, title, *detail in zip(*texts, strict=True)
    ]
    return pc.replace_with_mask(ids, without, pa.array(own, pa.string()))
