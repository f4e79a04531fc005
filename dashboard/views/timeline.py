"""The timeline: articles by month, all of them pale, the selection strong."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.articles.filters import Filters
from dashboard.locales import Texts
from dashboard.views import ids
from dashboard.views.markup import FONT

_ALL, _LINKED, _SELECTED = "#dcd8cf", "#93bcd8", "#1f5f99"
_MOST_LABELS = 12
_LOW = 5  # times lower than all articles: bars of a few pixels
_COUNTED = {"fixedrange": True, "rangemode": "tozero", "nticks": 4}


def figure(months: pd.DataFrame, filters: Filters, texts: Texts) -> go.Figure:
    """Return the chart of one bar a month.

    Args:
        months: indexed by the first day of each month, with ``all``, ``linked``, ``selected``.
        filters: their period is marked.
        texts: the language to write in.
    """
    axis = "y2" if has_own_scale(months) else "y"
    traces = [
        _bars(months, "all", _ALL, texts, "y"),
        _bars(months, "linked", _LINKED, texts, axis),
        _bars(months, "selected", _SELECTED, texts, axis),
    ]
    return go.Figure(traces, {**_layout(months, texts), "shapes": _period(months, filters)})


def date_fields(months: pd.DataFrame, filters: Filters) -> dict[tuple[str, str], Any]:
    """Return value and limits of the two fields that say the period in days.

    A script reports their changes.
    """
    limits = dict(zip(("min", "max"), map(_iso, _days(months)), strict=False))
    shown: dict[tuple[str, str], Any] = {}
    for name, day in ((ids.FROM, filters.start), (ids.TO, filters.end)):
        shown[name, "value"] = day.isoformat() if day else ""
        shown[name, "attributes"] = {"input": {"type": "date", **limits}}
    return shown


def has_own_scale(months: pd.DataFrame) -> bool:
    """Whether the selection would be too low to read on the scale of all articles."""
    return not months.empty and 0 < _highest(months) * _LOW < int(months["all"].max())


def _highest(months: pd.DataFrame) -> int:
    return 0 if months.empty else int(months["linked"].max())


def legend(months: pd.DataFrame, filters: Filters, texts: Texts) -> list[tuple[str, str]]:
    """Return (colour, label) for each kind of bar that can be seen."""
    own = "timeline.selected.own" if has_own_scale(months) else "timeline.selected"
    entries = [(_SELECTED, texts(own)), (_ALL, texts("timeline.all"))]
    if filters.start or filters.end:
        entries.insert(1, (_LINKED, texts("timeline.linked")))
    return entries


def _bars(months: pd.DataFrame, column: str, colour: str, texts: Texts, axis: str) -> go.Bar:
    days = [month.days_in_month for month in months.index]
    rows = zip(months.index, months["selected"], months["all"], strict=True)
    return go.Bar(
        x=months.index,
        y=months[column],
        yaxis=axis,
        offset=0,
        width=[n * 86_400_000 * 0.9 for n in days],
        marker={"color": colour, "line": {"width": 0}},
        text=[
            texts("timeline.hover", month=texts.month(m), selected=int(s), all=int(a))
            for m, s, a in rows
        ],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
    )


def _layout(months: pd.DataFrame, texts: Texts) -> dict[str, object]:
    ticks = _ticks(months.index)
    yearly = len(ticks) < len(months)
    labels = [str(t.year) if yearly else texts.month(t) for t in ticks]
    return {
        "barmode": "overlay",
        "bargap": 0,
        "dragmode": "select",
        "selectdirection": "h",
        "newselection": {"line": {"color": _SELECTED, "width": 1, "dash": "solid"}},
        "selections": [],
        "showlegend": False,
        "margin": {"l": 36, "r": 28, "t": 8, "b": 24},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "color": "#4d4a44"},
        "xaxis": {
            "type": "date",
            "tickvals": ticks,
            "ticktext": labels,
            "range": _days(months) or None,
            "fixedrange": True,
            "showgrid": False,
        },
        "yaxis": {**_COUNTED, "gridcolor": "#e9e6df"},
        "yaxis2": {
            **_COUNTED,
            "overlaying": "y",
            "side": "right",
            "showgrid": False,
            "tickfont": {"color": _SELECTED},
            "dtick": max(1, -(-_highest(months) // 3)),
        },
    }


def _ticks(index: pd.Index) -> list[pd.Timestamp]:
    if len(index) <= _MOST_LABELS:
        return list(index)
    years = [month for month in index if month.month == 1]
    return years[:: -(-len(years) // _MOST_LABELS)]


def _days(months: pd.DataFrame) -> list[pd.Timestamp]:
    """Return the first and the last day of the chart, nothing when it has no month."""
    return [months.index[0], months.index[-1] + pd.offsets.MonthEnd(1)] if len(months) else []


def _iso(day: pd.Timestamp) -> str:
    return str(day.date().isoformat())


def _period(months: pd.DataFrame, filters: Filters) -> list[dict[str, object]]:
    if months.empty or not (filters.start or filters.end):
        return []
    first, last = _days(months)
    end = pd.Timestamp(filters.end or last) + pd.Timedelta(days=1)
    return [
        {
            "type": "rect",
            "x0": filters.start or first,
            "x1": end,
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "layer": "below",
            "fillcolor": "rgba(31,95,153,0.10)",
            "line": {"color": _SELECTED, "width": 1},
        }
    ]
