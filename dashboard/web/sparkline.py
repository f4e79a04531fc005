"""A small chart of numbers over time, as the places of its bars in a drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

HEIGHT, STEP, GAP = 48, 12, 2  # units of the drawing: its height, a bar with its gap, the gap
_LEAST = 1.0  # a bar with articles is never invisible


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, its number, its place from the left, its top and height."""

    name: str
    number: int
    left: int
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Sparkline:
    """The bars of a chart, and its size in units of the drawing."""

    bars: Sequence[Bar]
    width: int
    height: int = HEIGHT
    thickness: int = STEP - GAP


def sparkline(numbers: Mapping[str, int]) -> Sparkline:
    """Return the chart of named numbers, in their order."""
    highest = max(numbers.values(), default=0)
    bars = []
    for place, (name, number) in enumerate(numbers.items()):
        tall = max(round(HEIGHT * number / highest, 1), _LEAST) if number else 0.0
        bars.append(Bar(name, number, place * STEP, round(HEIGHT - tall, 1), tall))
    return Sparkline(bars, max(len(bars), 1) * STEP)
