"""The list of articles, newest first, a page at a time."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.articles.dataset import split_signature
from dashboard.articles.filters import Filters
from dashboard.locales import Texts
from dashboard.places import names
from dashboard.text import slug
from dashboard.views.markup import aria, disabled, link
from dashboard.views.state import View

Record = Mapping[Hashable, Any]
_SHORT = 280  # characters of a summary that need no folding


def layout(rows: pd.DataFrame, view: View, texts: Texts, size: int) -> list[Component]:
    """Return one page of the list.

    Args:
        rows: the articles that match, newest first.
        view: its page is shown; a page past the end shows the last one.
        texts: the language to write in.
        size: articles on a page.
    """
    if rows.empty:
        return [_empty(view, texts)]
    pages = -(-len(rows) // size)
    page = min(view.page, pages)
    shown = rows.iloc[(page - 1) * size : page * size]
    items = [_item(row, view, texts) for row in shown.to_dict("records")]
    first = (page - 1) * size + 1
    order = html.P(texts("list.newest"), className="hint")
    return [order, html.Ol(items, start=str(first)), *_pager(page, pages, view, texts)]


def _empty(view: View, texts: Texts) -> Component:
    again = link(texts("chips.clear"), view.filtered(Filters()), "clear:list", className="clear")
    hint = html.P([texts("list.empty.hint"), " ", again])
    return html.Div([html.P(texts("list.empty")), hint], className="empty")


def _item(row: Record, view: View, texts: Texts) -> Component:
    parts = [html.H3(_title(row, texts)), *_summary(row), _facts(row, view, texts)]
    return html.Li(html.Article(parts))


def _written(row: Record) -> dict[str, Any]:
    """Return the attributes of text in the article's own language, whichever way it runs."""
    return {"dir": "auto", **({"lang": row["language"]} if row["language"] else {})}


def _summary(row: Record) -> list[Component]:
    text = row["summary"]
    if len(text) <= _SHORT:
        return [html.P(text, className="lead", **_written(row))] if text else []
    return [html.Details(html.Summary(text, **_written(row)), className="lead")]


def _title(row: Record, texts: Texts) -> Component:
    title = row["title"] or texts("list.untitled")
    written = _written(row) if row["title"] else {}
    if not row["url"]:
        return html.Span(title, **written)
    return html.A(
        title,
        **written,
        href=row["url"],
        target="_blank",
        rel="noopener noreferrer",
        title=texts("list.external"),
    )


def _facts(row: Record, view: View, texts: Texts) -> Component:
    day = row["date"].date()
    countries, topics = (split_signature(row[name]) for name in ("countries", "topics"))
    named = [
        *(("country", code, names.display(code, texts.language)) for code in countries),
        *(("category", slug(name), name) for name in [row["category"]] if name),
        *(("topic", slug(name), name) for name in topics),
    ]
    parts: list[Any] = [html.Time(texts.day(day), dateTime=day.isoformat())]
    for key, value, name in named:
        place = f"{row['id']}:{key}:{value}"
        shown = texts.name(key, value, name)
        parts.append(link(shown, view.only(key, value), place, className=key, dir="auto"))
    if row["source"]:
        parts.append(html.Span(row["source"], dir="auto"))
    return html.Ul([html.Li(part) for part in parts], className="facts")


def _pager(page: int, pages: int, view: View, texts: Texts) -> Iterator[Component]:
    if pages == 1:
        return
    targets = {"first": 1, "previous": page - 1, "next": page + 1, "last": pages}
    ends = {"first": page > 1, "previous": page > 1, "next": page < pages, "last": page < pages}
    steps = [
        link(texts(f"list.{name}"), replace(view, page=target), f"page:{name}")
        if ends[name]
        else disabled(texts(f"list.{name}"))
        for name, target in targets.items()
    ]
    where = html.Span(texts("list.page", page=page, pages=pages), className="where")
    yield html.Nav([*steps[:2], where, *steps[2:]], **aria(label=texts("list.pages")))
