"""The world map: countries coloured by articles published, points for the very small ones."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard.locales import Texts
from dashboard.places import names
from dashboard.views.markup import FONT
from dashboard.views.scale import NONE, Scale

OUTLINE, HALO = "#1d1a14", "#ffffff"  # dark on white shows on every colour of the scale
_CLEAR = "rgba(0,0,0,0)"
_BORDER = "#a8a399"
_UNDETERMINED = "#8a877f"
_POINT, _EMPTY_POINT = 7, 5
_HOVER = "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>"


@dataclass(frozen=True, slots=True)
class Shapes:
    """The country shapes as the browser has them.

    Attributes:
        url: address of the GeoJSON whose feature ids are the following.
        countries: ISO alpha-3 codes.
        undetermined: ids of areas without an agreed owner.
    """

    url: str
    countries: frozenset[str]
    undetermined: Sequence[str]


def figure(
    counted: pd.DataFrame, chosen: Collection[str], scale: Scale, shapes: Shapes, texts: Texts
) -> go.Figure:
    """Return the map.

    Args:
        counted: one row a country, indexed by ISO alpha-3, with ``count``, ``lon``, ``lat`` and
            ``small``.
        chosen: codes of the selected countries, to be outlined.
        scale: bins and colours of the counts.
        shapes: the shapes to colour.
        texts: the language to write in.
    """
    outlined = [code for code in chosen if code in shapes.countries]
    traces = [
        _plain(shapes, shapes.undetermined, _UNDETERMINED, _BORDER),
        _areas(counted[counted.index.isin(shapes.countries)], scale, shapes, texts),
        _plain(shapes, outlined, _CLEAR, HALO, 5),
        _plain(shapes, outlined, _CLEAR, OUTLINE, 2),
        _points(counted[counted["small"]], chosen, scale, texts),
    ]
    return go.Figure(traces, _layout())


def legend(scale: Scale, texts: Texts) -> list[tuple[str, str]]:
    """Return (colour, label) for no articles, for each bin, and for areas without an owner."""
    highs = [low - 1 for low in scale.lows[1:]]
    labels = [
        texts("map.range", low=low, high=high) if high > low else texts.number(low)
        for low, high in zip(scale.lows, highs, strict=False)
    ]
    open_ended = texts("map.from", low=scale.lows[-1])
    return [
        (NONE, texts("map.none")),
        *zip(scale.colours, [*labels, open_ended], strict=True),
        (_UNDETERMINED, texts("map.undetermined")),
    ]


def _areas(counted: pd.DataFrame, scale: Scale, shapes: Shapes, texts: Texts) -> go.Choropleth:
    return go.Choropleth(
        geojson=shapes.url,
        locations=list(counted.index),
        z=[scale.bin(n) for n in counted["count"]],
        customdata=_labels(counted["count"], texts),
        hovertemplate=_HOVER,
        marker={"line": {"color": _BORDER, "width": 0.5}},
        **_colours(scale),
    )


def _colours(scale: Scale) -> dict[str, object]:
    every = (NONE, *scale.colours)
    edges = [(i / len(every), (i + 1) / len(every)) for i in range(len(every))]
    steps = [(edge, c) for pair, c in zip(edges, every, strict=True) for edge in pair]
    return {"colorscale": steps, "zmin": -0.5, "zmax": len(every) - 0.5, "showscale": False}


def _plain(
    shapes: Shapes, ids: Sequence[str], colour: str, border: str, width: float = 0.5
) -> go.Choropleth:
    """Return areas of one colour that the pointer does not notice."""
    return go.Choropleth(
        geojson=shapes.url,
        locations=ids,
        z=[0] * len(ids),
        colorscale=[(0, colour), (1, colour)],
        showscale=False,
        hoverinfo="skip",
        marker={"line": {"color": border, "width": width}},
    )


def _points(
    points: pd.DataFrame, chosen: Collection[str], scale: Scale, texts: Texts
) -> go.Scattergeo:
    every = (NONE, *scale.colours)
    lines = [(OUTLINE, 2.0) if code in chosen else ("#77736a", 0.8) for code in points.index]
    return go.Scattergeo(
        lon=points["lon"],
        lat=points["lat"],
        ids=list(points.index),
        customdata=_labels(points["count"], texts),
        hovertemplate=_HOVER,
        marker={
            "size": [_POINT if number else _EMPTY_POINT for number in points["count"]],
            "color": [every[scale.bin(n)] for n in points["count"]],
            "opacity": 1,
            "line": {"color": [c for c, _ in lines], "width": [w for _, w in lines]},
        },
    )


def _labels(counts: "pd.Series[int]", texts: Texts) -> list[tuple[str, str]]:
    return [
        (names.display(str(code), texts.language), texts("map.hover", count=int(number)))
        for code, number in counts.items()
    ]


def _layout() -> dict[str, object]:
    return {
        "geo": {
            "projection": {"type": "equal earth"},
            "visible": False,
            "showframe": False,
            "bgcolor": "rgba(0,0,0,0)",
            "lonaxis": {"range": [-180, 180]},
            "lataxis": {"range": [-66, 84]},
        },
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "dragmode": False,
        # Beyond its own edge; Plotly's 20 px would let small states cover their neighbours.
        "hoverdistance": 2,
        "showlegend": False,
        "uirevision": "map",
        "hoverlabel": {"font": {"family": FONT}},
    }
