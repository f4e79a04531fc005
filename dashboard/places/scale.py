"""The colour scale of the map: bins along 1, 2, 5, 10, 20, 50, … and a colour for each."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import count

from dashboard.locales import Texts

MOST_BINS = 7
NONE = "#f7f5f0"
# ColorBrewer YlGnBu (9) without its two palest steps, the next one a little deeper to stand apart
# from none: safe for colour-blind readers and, as darker is more, without colours too.
_COLOURS = ("#b9e3a6", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#253494", "#081d58")
# ColorBrewer PuOr (7), which readers of every colour vision tell apart; neither end means good.
_CHANGES = ("#542788", "#998ec3", "#d8daeb", "#f7f7f7", "#fee0b6", "#f1a340", "#b35806")
UNKNOWN = "#bcb494"  # nothing can be said, which is not none
PALETTE = (NONE, *_COLOURS, *_CHANGES, UNKNOWN)
SEQUENTIAL = tuple(range(1, 1 + len(_COLOURS)))
"""Places in ``PALETTE`` from few to many."""
DIVERGING = tuple(range(1 + len(_COLOURS), len(PALETTE) - 1))
"""Places in ``PALETTE`` from less to more than before."""
SHADES = {
    "none": 0,
    "sequential": SEQUENTIAL,
    "diverging": DIVERGING,
    "unknown": len(PALETTE) - 1,
}
UNDETERMINED = "#8a877f"  # areas without an agreed owner
BORDER, POINT_BORDER = "#a8a399", "#77736a"


@dataclass(frozen=True, slots=True)
class Scale:
    """Bins of a map.

    Attributes:
        lows: lowest number of each bin, rising, the first is 1; the last bin is open.
        shades: the colour of each bin, as its place in ``PALETTE``.
    """

    lows: tuple[int, ...]
    shades: tuple[int, ...]

    @property
    def colours(self) -> tuple[str, ...]:
        """Return the colour of each bin."""
        return tuple(PALETTE[shade] for shade in self.shades)

    def bin(self, number: int) -> int:
        """Return the bin a number falls into: 0 for none, else 1 and up."""
        return bisect_right(self.lows, number)

    def shade(self, number: int) -> int:
        """Return the place in ``PALETTE`` of the colour of a number."""
        return (0, *self.shades)[self.bin(number)]

    def colour(self, number: int) -> str:
        """Return the colour of a number."""
        return PALETTE[self.shade(number)]


def scale(highest: int) -> Scale:
    """Return the scale for numbers up to ``highest``, with at most ``MOST_BINS`` bins.

    Where 1-2-5 steps give too many bins every second one is used, or every third: 1, 5, 20, 100 …
    """
    steps = _steps(max(highest, 1))
    stride = -(-len(steps) // MOST_BINS)
    lows = tuple(steps[::stride])
    last = len(_COLOURS) - 1
    picked = [round(i * last / max(len(lows) - 1, 1)) for i in range(len(lows))]
    return Scale(lows, tuple(1 + i for i in picked))


def scales(highest: int) -> list[tuple[int, Scale]]:
    """Return every scale there is for numbers up to ``highest``, and from which number it holds."""
    return [(step, scale(step)) for step in _steps(max(highest, 1))]


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
        (UNDETERMINED, texts("map.undetermined")),
    ]


def _steps(highest: int) -> list[int]:
    found: list[int] = []
    for power in count():
        for digit in (1, 2, 5):
            if digit * 10**power > highest:
                return found
            found.append(digit * 10**power)
    return found
