"""One article of the list: its title, its summary, and what it is about."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from dashboard.articles import marks
from dashboard.articles.dataset import split_signature
from dashboard.articles.model import Basis
from dashboard.articles.terms import Term
from dashboard.articles.view import View
from dashboard.locales import Texts
from dashboard.places import names
from dashboard.text import slug
from dashboard.views.markup import Element, element, link

Record = Mapping[Hashable, Any]
_SHORT = 280  # characters of a summary that need no folding


def layout(
    row: Record,
    heading: str,
    view: View,
    terms: Sequence[Term],
    texts: Texts,
) -> Element:
    """Return one article.

    Args:
        row: a row of the dataset's frame.
        heading: what its title is, such as ``"h3"``.
        view: the one it stands in.
        terms: the search, to be marked in title and summary.
        texts: the language to write in.
    """
    title = element(heading, headline(row, terms, texts))
    return element("article", [title, *_summary(row, terms), _facts(row, view, texts)])


def _written(row: Record) -> dict[str, Any]:
    """Return the attributes of text in the article's own language, whichever way it runs."""
    return {"dir": "auto", **({"lang": row["language"]} if row["language"] else {})}


def _marked(text: str, terms: Sequence[Term]) -> str | list[Any]:
    """Return a text with what the search found in it marked."""
    spans = marks.spans(text, terms)
    if not spans:
        return text
    shown: list[Any] = []
    done = 0
    for start, end in spans:
        shown += [text[done:start], element("mark", text[start:end])]
        done = end
    return [part for part in [*shown, text[done:]] if part]


def _summary(row: Record, terms: Sequence[Term]) -> list[Element]:
    text = row["summary"]
    if not text:
        return []
    shown = _marked(text, terms)
    if len(text) <= _SHORT:
        return [element("p", shown, className="lead", **_written(row))]
    return [element("details", element("summary", shown, **_written(row)), className="lead")]


def headline(row: Record, terms: Sequence[Term], texts: Texts) -> Element:
    """Return the title, a link to the article where it has an address."""
    title = _marked(row["title"], terms) or texts("list.untitled")
    written = _written(row) if row["title"] else {}
    if not row["url"]:
        return element("span", title, className="title", tabIndex=-1, **written)
    return element(
        "a",
        title,
        **written,
        className="title",
        href=row["url"],
        target="_blank",
        rel="noopener noreferrer",
        title=texts("list.external"),
    )


def _inferred(row: Record, texts: Texts) -> dict[str, str]:
    """Return code → how it was found, for the countries that the source did not state."""
    codes, bases = (split_signature(row[name]) for name in ("countries", "basis"))
    told = {Basis.TITLE: texts("list.found.title"), Basis.TEXT: texts("list.found.text")}
    return {c: told[Basis(b)] for c, b in zip(codes, bases, strict=False) if b in told}


def _facts(row: Record, view: View, texts: Texts) -> Element:
    day = row["date"].date()
    countries, topics = (split_signature(row[name]) for name in ("countries", "topics"))
    named = [
        *(("country", code, names.display(code, texts.language)) for code in countries),
        *(("category", slug(name), name) for name in [row["category"]] if name),
        *(("topic", slug(name), name) for name in topics),
    ]
    inferred = _inferred(row, texts)
    parts: list[Any] = [element("time", texts.day(day), dateTime=day.isoformat())]
    for key, value, name in named:
        place = f"{row['id']}:{key}:{value}"
        shown = texts.name(key, value, name)
        made: Any = link(shown, view.only(key, value), place, className=key, dir="auto")
        if key == "country" and value in inferred:
            made = [made, element("small", f" ({inferred[value]})", className="inferred")]
        parts.append(made)
    if row["source"]:
        parts.append(element("span", row["source"], dir="auto"))
    return element("ul", [element("li", part) for part in parts], className="facts")
