"""The world map: countries coloured by articles published, points for the very small ones."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.locales import Texts
from dashboard.places import names
from dashboard.places.scale import BORDER, PALETTE, POINT_BORDER, UNDETERMINED, Scale, legend
from dashboard.places.scale import scales as every_scale

_POINT = 7


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


def figure(counted: pd.DataFrame, scale: Scale, shapes: Shapes, texts: Texts) -> go.Figure:
    """Return the map of all articles; ``assets/world.js`` paints every other view into it.

    Args:
        counted: one row a country, indexed by ISO alpha-3, with ``count``, ``lon``, ``lat`` and
            ``small``.
        scale: bins and colours of the counts.
        shapes: the shapes to colour.
        texts: the language to write in.
    """
    traces = [
        _undetermined(shapes),
        _areas(counted[counted.index.isin(shapes.countries)], scale, shapes, texts),
        _points(counted[counted["small"]], scale, texts),
    ]
    return go.Figure(traces, _layout())


def scales(highest: int, texts: Texts) -> list[dict[str, Any]]:
    """Return every scale for numbers up to ``highest``, for a script to choose from.

    Each has ``start``, the highest number from which on it holds, ``lows``, ``shades`` and the
    ``legend``, as (colour, label).
    """
    return [
        {"start": start, **asdict(each), "legend": legend(each, texts)}
        for start, each in every_scale(highest)
    ]


def _areas(counted: pd.DataFrame, scale: Scale, shapes: Shapes, texts: Texts) -> go.Choropleth:
    return go.Choropleth(
        geojson=shapes.url,
        locations=list(counted.index),
        z=[scale.shade(n) for n in counted["count"]],
        zmin=-0.5,
        zmax=len(PALETTE) - 0.5,
        colorscale=_colours(),
        showscale=False,
        meta="areas",
        customdata=_names(counted, texts),
        hoverinfo="none",
        marker={"line": {"color": BORDER, "width": 0.5}},
    )


def _colours() -> list[tuple[float, str]]:
    """Return the palette as a colour scale of steps: ``z`` is the place of a colour in it."""
    edges = [(i / len(PALETTE), (i + 1) / len(PALETTE)) for i in range(len(PALETTE))]
    return [(edge, colour) for pair, colour in zip(edges, PALETTE, strict=True) for edge in pair]


def _undetermined(shapes: Shapes) -> go.Choropleth:
    """Return areas without an agreed owner, which the pointer does not notice."""
    return go.Choropleth(
        geojson=shapes.url,
        locations=shapes.undetermined,
        z=[0] * len(shapes.undetermined),
        colorscale=[(0, UNDETERMINED), (1, UNDETERMINED)],
        showscale=False,
        hoverinfo="skip",
        marker={"line": {"color": BORDER, "width": 0.5}},
    )


def _points(points: pd.DataFrame, scale: Scale, texts: Texts) -> go.Scattergeo:
    return go.Scattergeo(
        lon=list(points["lon"]),
        lat=list(points["lat"]),
        ids=list(points.index),
        meta="points",
        customdata=_names(points, texts),
        hoverinfo="none",
        marker={
            "size": _POINT,
            "color": [PALETTE[scale.shade(n)] for n in points["count"]],
            "opacity": 1,
            "line": {"color": POINT_BORDER, "width": 0.8},
        },
    )


def _names(counted: pd.DataFrame, texts: Texts) -> list[str]:
    """Return the names of countries; ``assets/hover.js`` shows them, not Plotly."""
    return [names.display(str(code), texts.language) for code in counted.index]


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
    }
