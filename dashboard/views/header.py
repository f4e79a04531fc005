"""The header: title, introduction, how many articles there are, and switches."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard import locales
from dashboard.articles.filters import Filters
from dashboard.articles.view import Stage, View
from dashboard.locales import Texts
from dashboard.settings import Settings
from dashboard.views import ids, search_box
from dashboard.views.markup import Element, aria, data, link


def layout(texts: Texts, settings: Settings) -> Component:
    """Return the header in one language; its numbers and switches are filled per view."""
    title = settings.title or texts("page.title")
    return html.Header(
        [
            html.Div(
                [
                    html.H1(title),
                    html.Ul(id=ids.TOTAL, className="numbers"),
                    search_box.layout(texts),
                    html.Nav(id=ids.LANGUAGES, **aria(label=texts("header.language"))),
                    html.Div(id=ids.STAGES),
                ],
                className="bar",
            ),
            _introduction(texts, settings),
        ]
    )


def numbers(total: int, new: int, since: datetime, rule: str, texts: Texts) -> list[Component]:
    """Return the number of articles and of new ones, which opens them.

    Args:
        total: articles there are.
        new: those of them that came since a moment.
        since: the moment.
        rule: says what counts as new.
        texts: the language to write in.
    """
    shown = texts("header.new", count=new)
    opens = html.A(shown, id=ids.NEW, href=View(Filters(since=since)).href(), **data(view="new"))
    return [
        html.Li(texts("header.articles", count=total)),
        html.Li(
            dmc.Tooltip(
                opens if new else html.Span(shown, id=ids.NEW, tabIndex=0),
                label=rule,
                events={"hover": True, "focus": True, "touch": True},
                multiline=True,
                w=260,
            )
        ),
    ]


def languages(view: View, texts: Texts) -> list[Element]:
    """Return a link to this view in every language."""
    return [
        link(
            locales.texts(code)("language.name"),
            replace(view, language=code),
            f"language:{code}",
            lang=code,
            hrefLang=code,
            **(aria(current="true") if code == texts.language else {}),
        )
        for code in locales.languages()
    ]


def stages(view: View, texts: Texts) -> list[Element]:
    """Return the links that show the map, the table of countries, or neither."""
    others = [stage for stage in Stage if stage is not view.stage]
    return [
        link(_stage(view.stage, other, texts), replace(view, stage=other), name, className="button")
        for name, other in zip(("stage:first", "stage:second"), others, strict=True)
    ]


def _stage(now: Stage, other: Stage, texts: Texts) -> str:
    if other is Stage.NOTHING:
        return texts(f"{now}.hide")
    return texts(f"{other}.show")


def _introduction(texts: Texts, settings: Settings) -> Component:
    lead, *more = _paragraphs(settings.introduction or texts("intro.default"))
    if not more:
        return html.Div(html.P(lead), className="introduction")
    summary = html.Summary(
        [
            html.Span(lead),
            " ",
            html.Span(texts("intro.more"), className="more"),
            html.Span(texts("intro.less"), className="less"),
        ]
    )
    return html.Details([summary, *(html.P(p) for p in more)], className="introduction")


def _paragraphs(text: str) -> Sequence[str]:
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()] or [""]
