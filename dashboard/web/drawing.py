"""The picture of a view: its map, drawn for whoever shows a link to it."""

import io
import textwrap
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.patches import Rectangle

from dashboard.articles.filters import NO_COUNTRY
from dashboard.locales import Texts
from dashboard.places.scale import BORDER, POINT_BORDER, UNDETERMINED, legend, scale
from dashboard.places.shapes import Boundaries

WIDTH, HEIGHT = 1200, 630  # pixels, what Open Graph and Twitter show whole
_DPI = 100
_INK, _SOFT, _GROUND, _WARNING = "#1d2733", "#55606d", "#fbfaf7", "#7a2e0e"
_SIDES, _BOTTOM, _TOP = 17.3e6, -6.6e6, 8.4e6  # metres of Equal Earth that are shown
_IN_A_LINE, _FINE_PRINT = 62, 190  # characters
_UNKNOWN = "\u25a1"  # for what the font cannot write


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a picture shows.

    Attributes:
        counts: articles by country.
        chosen: the countries that are outlined.
        heading: what is shown, in words.
        title: of the dashboard.
        is_sample: whether it has to say that nothing of it is real.
    """

    counts: Mapping[str, int]
    chosen: Collection[str]
    heading: str
    title: str
    is_sample: bool


def draw(drawing: Drawing, boundaries: Boundaries, texts: Texts) -> bytes:
    """Return a picture as PNG, ``WIDTH`` by ``HEIGHT``.

    Args:
        drawing: what it shows.
        boundaries: projected ones.
        texts: the language to write in.
    """
    figure = Figure(figsize=(WIDTH / _DPI, HEIGHT / _DPI), dpi=_DPI, facecolor=_GROUND)
    FigureCanvasAgg(figure)
    _map(figure, drawing, boundaries)
    _words(figure, drawing, texts)
    _legend(figure, drawing, texts)
    written = io.BytesIO()
    figure.savefig(written, format="png", metadata={"Software": None})
    return written.getvalue()


def _map(figure: Figure, drawing: Drawing, boundaries: Boundaries) -> None:
    axes = figure.add_axes((0.0, 0.17, 1.0, 0.67))
    axes.set_axis_off()
    colours = scale(_highest(drawing))
    shade = (colours.colour(drawing.counts.get(str(c), 0)) for c in boundaries.countries.index)
    line: dict[str, Any] = {"ax": axes, "aspect": None, "edgecolor": BORDER, "linewidth": 0.4}
    boundaries.countries.plot(color=[*shade], **line)
    if len(boundaries.undetermined):
        boundaries.undetermined.plot(color=UNDETERMINED, **line)
    small = boundaries.points[boundaries.points["small"]]
    axes.scatter(
        small.geometry.x,
        small.geometry.y,
        s=14,
        c=[colours.colour(drawing.counts.get(str(code), 0)) for code in small.index],
        edgecolors=POINT_BORDER,
        linewidths=0.5,
        zorder=2,
    )
    outlined = boundaries.countries[boundaries.countries.index.isin(drawing.chosen)]
    if len(outlined):
        outlined.boundary.plot(ax=axes, aspect=None, color=_INK, linewidth=1.5, zorder=3)
    axes.set_xlim(-_SIDES, _SIDES)
    axes.set_ylim(_BOTTOM, _TOP)
    axes.set_aspect("equal")


def _words(figure: Figure, drawing: Drawing, texts: Texts) -> None:
    heading = textwrap.wrap(_writable(drawing.heading), _IN_A_LINE, max_lines=2, placeholder="…")
    _write(figure, 0.97, "\n".join(heading), size=19, color=_INK, weight="bold")
    _write(figure, 0.965 - 0.06 * len(heading), _writable(drawing.title), size=13, color=_SOFT)
    _write(figure, 0.105, textwrap.fill(texts("map.credit"), _FINE_PRINT), size=7.5, color=_SOFT)
    if drawing.is_sample:
        figure.add_artist(Rectangle((0, 0), 1, 0.05, color=_WARNING))
        _write(figure, 0.039, texts("sample.notice"), size=11, color="white", weight="bold")


def _legend(figure: Figure, drawing: Drawing, texts: Texts) -> None:
    _write(figure, 0.158, texts("map.legend"), size=9, color=_SOFT)
    for place, (colour, label) in enumerate(legend(scale(_highest(drawing)), texts)):
        left = 0.17 + place * 0.09
        swatch = Rectangle((left, 0.13), 0.014, 0.026, facecolor=colour, edgecolor=BORDER)
        figure.add_artist(swatch)
        _write(figure, 0.158, label, x=left + 0.019, size=9, color=_SOFT)


def _highest(drawing: Drawing) -> int:
    return max((n for code, n in drawing.counts.items() if code != NO_COUNTRY), default=0)


def _write(figure: Figure, top: float, text: str, x: float = 0.025, **font: Any) -> None:
    figure.text(x, top, text, va="top", parse_math=False, **font)


def _writable(text: str) -> str:
    """Return a text in characters that the font has."""
    known = get_font(findfont(FontProperties())).get_charmap()
    return "".join(c if ord(c) in known else _UNKNOWN for c in text)
