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
from dashboard.views.markup import aria, link
from dashboard.views.state import View

Record = Mapping[Hashable, Any]


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
    again = link(texts("chips.clear"), view.filtered(Filters()), className="clear")
    hint = html.P([texts("list.empty.hint"), " ", again])
    return html.Div([html.P(texts("list.empty")), hint], className="empty")


def _item(row: Record, view: View, texts: Texts) -> Component:
    written = {"lang": row["language"]} if row["language"] else {}
    summary = [html.P(row["summary"], className="lead", **written)] if row["summary"] else []
    return html.Li(
        html.Article([html.H3(_title(row, texts), **written), *summary, _facts(row, view, texts)])
    )


def _title(row: Record, texts: Texts) -> Component:
    title = row["title"] or texts("list.untitled")
    if not row["url"]:
        return html.Span(title)
    return html.A(
        title,
        href=row["url"],
        target="_blank",
        rel="noopener noreferrer",
        title=texts("list.external"),
    )


def _facts(row: Record, view: View, texts: Texts) -> Component:
    day = row["date"].date()
    parts: list[Any] = [html.Time(texts.day(day), dateTime=day.isoformat())]
    parts += [
        _chooser("country", c, names.display(c, texts.language), view, texts)
        for c in split_signature(row["countries"])
    ]
    if row["category"]:
        parts.append(_chooser("category", slug(row["category"]), row["category"], view, texts))
    parts += [_chooser("topic", slug(t), t, view, texts) for t in split_signature(row["topics"])]
    if row["source"]:
        parts.append(html.Span(row["source"]))
    return html.Ul([html.Li(part) for part in parts], className="facts")


def _chooser(key: str, value: str, name: str, view: View, texts: Texts) -> Component:
    return link(texts.name(key, value, name), view.only(key, value), className=key)


def _pager(page: int, pages: int, view: View, texts: Texts) -> Iterator[Component]:
    if pages == 1:
        return
    targets = {"first": 1, "previous": page - 1, "next": page + 1, "last": pages}
    ends = {"first": page > 1, "previous": page > 1, "next": page < pages, "last": page < pages}
    steps = [
        link(texts(f"list.{name}"), replace(view, page=target))
        if ends[name]
        else html.Span(texts(f"list.{name}"), **aria(disabled="true"))
        for name, target in targets.items()
    ]
    where = html.Span(texts("list.page", page=page, pages=pages), className="where")
    yield html.Nav([*steps[:2], where, *steps[2:]], **aria(label=texts("list.pages")))
