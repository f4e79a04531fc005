"""Articles as the plain pages list them: every text cut to a length, so that pages stay small."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.articles import marks
from dashboard.articles.dataset import split_signature
from dashboard.articles.model import Basis
from dashboard.articles.terms import Term
from dashboard.places import names
from dashboard.text import slug
from dashboard.web.asked import Asked

Record = Mapping[Hashable, Any]
Marked = Sequence[tuple[str, bool]]
_LONGEST_VALUE = 60  # characters of a value that is offered as a filter
_TITLE, _SUMMARY, _NAME = 200, 280, 48  # bytes
_MOST, _MOST_IN_BRIEF = (6, 3), (2, 0)  # countries and topics of an article
_FOUND = {Basis.TITLE: "list.found.title", Basis.TEXT: "list.found.text"}


@dataclass(frozen=True, slots=True)
class Link:
    """A name that leads to the articles it stands for.

    Attributes:
        name: as people read it.
        href: where it leads, empty if nowhere.
        note: what is to be said of it, or empty.
    """

    name: str
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a list.

    Attributes:
        title, summary: texts in pieces, and for each piece whether the search found it.
        url: of the article, or empty.
        language: of title and summary, ISO 639-1, or empty.
        day: of publication.
        facts: what it is about; ``more`` says how many countries and topics are left out.
        source: who published it.
    """

    title: Marked
    summary: Marked
    url: str
    language: str
    day: date
    facts: Sequence[Link]
    more: int
    source: str


def item(row: Record, terms: Sequence[Term], asked: Asked) -> Item:
    """Return one article.

    Args:
        row: of the dataset's frame.
        terms: the search, to be marked in title and summary.
        asked: the page it stands on.
    """
    countries, topics = (split_signature(row[name]) for name in ("countries", "topics"))
    category = [row["category"]] if row["category"] else []
    few, fewer = _MOST_IN_BRIEF if asked.brief else _MOST
    facts = [
        *_countries(row, countries[:few], asked),
        *(_named("category", name, asked) for name in category),
        *(_named("topic", name, asked) for name in topics[:fewer]),
    ]
    return Item(
        title=_marked(cut(row["title"], _TITLE), terms),
        summary=() if asked.brief else _marked(cut(row["summary"], _SUMMARY), terms),
        url=row["url"],
        language=row["language"],
        day=row["date"].date(),
        facts=facts,
        more=len(countries[few:]) + len(topics[fewer:]),
        source=cut(row["source"], _NAME),
    )


def cut(text: str, length: int = _NAME) -> str:
    """Return a text, or as many of its words as a length allows and an ellipsis.

    Args:
        text: to be cut.
        length: in bytes of UTF-8: a character of a script with thousands of them says more.
    """
    written = text.encode("utf-8", "replace")
    if len(written) <= length:
        return text
    words, _, rest = written[:length].decode("utf-8", "ignore").rpartition(" ")
    return (words or rest).rstrip() + "…"


def fits(value: str) -> bool:
    """Say whether a value is offered as a filter: pages stay small."""
    return 0 < len(value) <= _LONGEST_VALUE


def _countries(row: Record, codes: Sequence[str], asked: Asked) -> list[Link]:
    texts = asked.texts
    bases = split_signature(row["basis"])
    keys = [_FOUND.get(Basis(basis)) for basis in bases] + [None] * (len(codes) - len(bases))
    return [
        Link(
            names.display(code, texts.language),
            asked.href(f"country/{code}"),
            texts(key) if key else "",
        )
        for code, key in zip(codes, keys, strict=False)
    ]


def _named(key: str, name: str, asked: Asked) -> Link:
    value = slug(name)
    shown = cut(asked.texts.name(key, value, name))
    return Link(shown, asked.only("articles", key, value) if fits(value) else "")


def _marked(text: str, terms: Sequence[Term]) -> Marked:
    pieces: list[tuple[str, bool]] = []
    done = 0
    for start, end in marks.spans(text, terms):
        pieces += [(text[done:start], False), (text[start:end], True)]
        done = end
    return [piece for piece in [*pieces, (text[done:], False)] if piece[0]]
