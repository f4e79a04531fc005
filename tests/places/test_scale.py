"""Bins and colours of the map."""

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import locales
from dashboard.places.scale import (
    DIVERGING,
    MOST_BINS,
    NONE,
    PALETTE,
    SEQUENTIAL,
    UNDETERMINED,
    UNKNOWN,
    legend,
    scale,
)
from tests.places.vision import VISION, difference, lab

FULL = scale(100)
EN = locales.texts("en")
CLEAR = 10.0  # ΔE*ab, four times what can just be noticed side by side


@pytest.mark.parametrize(
    ("highest", "lows"),
    [
        (-1, (1,)),
        (0, (1,)),
        (1, (1,)),
        (2, (1, 2)),
        (4, (1, 2)),
        (5, (1, 2, 5)),
        (9, (1, 2, 5)),
        (50, (1, 2, 5, 10, 20, 50)),
        (100, (1, 2, 5, 10, 20, 50, 100)),
        (199, (1, 2, 5, 10, 20, 50, 100)),
        (200, (1, 5, 20, 100)),
        (4778, (1, 5, 20, 100, 500, 2000)),
        (10_000, (1, 5, 20, 100, 500, 2000, 10_000)),
        (1_000_000, (1, 10, 100, 1000, 10_000, 100_000, 1_000_000)),
    ],
)
def test_bins(highest: int, lows: tuple[int, ...]) -> None:
    assert scale(highest).lows == lows


@pytest.mark.parametrize(
    ("number", "bin_"), [(0, 0), (1, 1), (2, 2), (4, 2), (5, 3), (99, 6), (100, 7), (10**9, 7)]
)
def test_the_bin_of_a_number(number: int, bin_: int) -> None:
    assert FULL.bin(number) == bin_


@given(st.integers(0, 10**12))
def test_there_are_few_bins_of_round_numbers(highest: int) -> None:
    made = scale(highest)
    assert made.lows[0] == 1
    assert 1 <= len(made.lows) <= MOST_BINS == 7
    assert all(low < high for low, high in pairwise(made.lows))
    assert all(re.fullmatch("[125]0*", str(low)) for low in made.lows)
    assert len(set(made.colours)) == len(made.colours) == len(made.lows)
    assert NONE not in made.colours
    assert made.bin(highest) == (len(made.lows) if highest >= made.lows[-1] else 0)


@given(st.integers(0, 10**9), st.data())
def test_a_number_is_in_the_bin_whose_label_contains_it(highest: int, data: st.DataObject) -> None:
    made = scale(highest)
    number = data.draw(st.integers(0, max(highest, 1)))
    _, label = legend(made, EN)[made.bin(number)]
    if label == "none":
        assert number == 0
        return
    low, *high = (int(n.replace(",", "")) for n in re.findall(r"[\d,]+", label))
    assert low <= number <= (number if "more" in label else (*high, low)[0])


@pytest.mark.parametrize("vision", VISION)
def test_more_is_darker(vision: str) -> None:
    lightness = [lab(colour, vision)[0] for colour in FULL.colours]
    assert all(more < less - 5 for less, more in pairwise(lightness))


@pytest.mark.parametrize("vision", ["normal", "protanopia", "deuteranopia"])
def test_every_two_colours_are_clearly_different(vision: str) -> None:
    alike = {
        pair: round(difference(*pair, vision), 1)
        for pair in combinations((NONE, *FULL.colours), 2)
        if difference(*pair, vision) < CLEAR
    }
    assert alike == {}


@pytest.mark.parametrize("vision", ["normal", "protanopia", "deuteranopia"])
def test_none_is_clearest_apart_from_the_lowest(vision: str) -> None:
    assert difference(NONE, FULL.colours[0], vision) > 2 * CLEAR


@pytest.mark.parametrize("vision", ["normal", "protanopia", "deuteranopia"])
def test_colours_of_change_are_clearly_different_and_darker_outwards(vision: str) -> None:
    colours = [PALETTE[shade] for shade in DIVERGING]
    for one, other in combinations((*colours, UNKNOWN), 2):
        assert difference(one, other, vision) > CLEAR, (one, other)
    lightness = [lab(colour, vision)[0] for colour in colours]
    middle = len(colours) // 2
    assert lightness[:middle] == sorted(lightness[:middle])
    assert lightness[middle + 1 :] == sorted(lightness[middle + 1 :], reverse=True)
    assert max(lightness) == lightness[middle]


@pytest.mark.parametrize("vision", ["normal", "protanopia", "deuteranopia"])
def test_nothing_known_is_apart_from_every_other_colour(vision: str) -> None:
    others = (NONE, UNDETERMINED, *(PALETTE[shade] for shade in SEQUENTIAL))
    assert min(difference(UNKNOWN, other, vision) for other in others) > CLEAR


@pytest.mark.parametrize(
    ("one", "other", "vision", "expected"),
    [
        ("#000000", "#ffffff", "normal", 100.0),
        ("#ff0000", "#ff0000", "normal", 0.0),
        ("#ff0000", "#00ff00", "normal", 170.6),  # CIE 1976, as in published tables
        ("#808080", "#000000", "protanopia", 53.6),  # greys stay what they are
    ],
)
def test_differences_are_those_of_the_standard(
    one: str, other: str, vision: str, expected: float
) -> None:
    assert difference(one, other, vision) == pytest.approx(expected, abs=0.1)


def test_red_and_green_come_closer_without_the_cones_for_one() -> None:
    seen = {vision: difference("#d01c1c", "#3c8a1c", vision) for vision in VISION}
    assert max(seen["protanopia"], seen["deuteranopia"]) < seen["normal"] / 2
