"""The figure of the map: what is drawn, what can be pointed at, what it says."""

from collections.abc import Collection

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard import locales
from dashboard.views import map as world
from dashboard.views.map import HALO, OUTLINE, Shapes
from dashboard.views.scale import NONE, scale

UNDETERMINED, AREAS, HALOED, CHOSEN, POINTS = range(5)
SHAPES = Shapes("/shapes/x.geojson", frozenset({"KEN", "COL", "MLT"}), ["XJK", "XAC"])
COUNTED = pd.DataFrame(
    [
        ("KEN", 12, 37.8, 0.5, False),
        ("COL", 0, -73.1, 3.9, False),
        ("XKX", 2, 20.9, 42.6, True),  # without a shape
        ("SMR", 0, 12.5, 43.9, True),  # without a shape
        ("MLT", 1, 14.4, 35.9, True),
    ],
    columns=["iso3", "count", "lon", "lat", "small"],
).set_index("iso3")
SCALE = scale(12)  # from 1, 2, 5, 10


def traces(chosen: Collection[str] = (), language: str = "en") -> tuple[go.Figure, ...]:
    figure = world.figure(COUNTED, chosen, SCALE, SHAPES, locales.texts(language))
    return tuple(figure.data)


def colour_of(area: go.Choropleth, number: float) -> str:
    """Return the colour that Plotly gives to a value on the trace's scale."""
    share = (number - area.zmin) / (area.zmax - area.zmin)
    return str([colour for edge, colour in area.colorscale if edge <= share][-1])


def test_areas_have_the_bins_of_their_counts() -> None:
    areas = traces()[AREAS]
    assert dict(zip(areas.locations, areas.z, strict=True)) == {"KEN": 4, "COL": 0, "MLT": 1}
    assert areas.geojson == "/shapes/x.geojson"
    assert areas.showscale is False


def test_each_bin_has_its_colour() -> None:
    areas = traces()[AREAS]
    found = [colour_of(areas, number) for number in range(len(SCALE.lows) + 1)]
    assert found == [NONE, *SCALE.colours]
    half = 0.5 - 1e-6  # a bin's number stands in the middle of its colour, far from both edges
    for number, colour in enumerate(found):
        assert colour_of(areas, number - half) == colour_of(areas, number + half) == colour


def test_small_countries_are_points_of_the_same_colours() -> None:
    points = traces()[POINTS]
    assert list(points.ids) == ["XKX", "SMR", "MLT"]
    assert list(zip(points.lon, points.lat, strict=True)) == [
        (20.9, 42.6),
        (12.5, 43.9),
        (14.4, 35.9),
    ]
    colours = [SCALE.colours[1], NONE, SCALE.colours[0]]
    assert list(points.marker.color) == colours
    with_articles, without, _ = points.marker.size
    assert with_articles > without >= 5


def test_undetermined_areas_are_not_noticed_by_the_pointer() -> None:
    undetermined = traces()[UNDETERMINED]
    assert list(undetermined.locations) == ["XJK", "XAC"]
    assert undetermined.hoverinfo == "skip"
    assert undetermined.hovertemplate is None
    assert {colour for _, colour in undetermined.colorscale}.isdisjoint({NONE, *SCALE.colours})


@pytest.mark.parametrize(
    ("chosen", "areas", "points"),
    [
        ((), [], []),
        (("KEN",), ["KEN"], []),
        (("XKX",), [], ["XKX"]),
        (("KEN", "SMR", "COL"), ["KEN", "COL"], ["SMR"]),
        (("MLT",), ["MLT"], ["MLT"]),
    ],
)
def test_chosen_countries_are_outlined(
    chosen: tuple[str, ...], areas: list[str], points: list[str]
) -> None:
    found = traces(chosen)
    assert list(found[CHOSEN].locations) == areas
    assert list(found[HALOED].locations) == areas
    assert (found[HALOED].marker.line.color, found[CHOSEN].marker.line.color) == (HALO, OUTLINE)
    assert found[HALOED].marker.line.width > found[CHOSEN].marker.line.width
    assert found[CHOSEN].hoverinfo == "skip"
    assert {colour for _, colour in found[CHOSEN].colorscale} == {"rgba(0,0,0,0)"}
    lines = found[POINTS].marker.line
    outlined = zip(found[POINTS].ids, lines.color, lines.width, strict=True)
    assert [code for code, colour, width in outlined if colour == OUTLINE and width >= 2] == points


@pytest.mark.parametrize(
    ("language", "areas", "points"),
    [
        (
            "en",
            [("Kenya", "12 articles"), ("Colombia", "0 articles"), ("Malta", "1 article")],
            [("Kosovo", "2 articles"), ("San Marino", "0 articles"), ("Malta", "1 article")],
        ),
        (
            "fr",
            [("Kenya", "12 articles"), ("Colombie", "0 article"), ("Malte", "1 article")],
            [("Kosovo", "2 articles"), ("Saint-Marin", "0 article"), ("Malte", "1 article")],
        ),
    ],
)
def test_the_pointer_tells_name_and_number(
    language: str, areas: list[tuple[str, str]], points: list[tuple[str, str]]
) -> None:
    found = traces(language=language)
    assert [tuple(label) for label in found[AREAS].customdata] == areas
    assert [tuple(label) for label in found[POINTS].customdata] == points
    for trace in (found[AREAS], found[POINTS]):
        assert trace.hovertemplate.startswith("<b>%{customdata[0]}</b><br>%{customdata[1]}")


def test_only_countries_can_be_clicked() -> None:
    clickable = [t for t in traces(("KEN",)) if t.hoverinfo != "skip"]
    named = {code for t in clickable for code in (t.ids if t.type == "scattergeo" else t.locations)}
    assert named == set(COUNTED.index)


def test_the_map_is_equal_area_and_does_not_catch_the_pointer() -> None:
    layout = world.figure(COUNTED, (), SCALE, SHAPES, locales.texts("en")).layout
    assert layout.geo.projection.type == "equal earth"
    assert layout.dragmode is False
    assert layout.geo.visible is False


@pytest.mark.parametrize(
    ("highest", "language", "labels"),
    [
        (0, "en", ["none", "1 or more", "undetermined"]),
        (1, "fr", ["aucun", "1 ou plus", "statut indéterminé"]),
        (2, "en", ["none", "1", "2 or more", "undetermined"]),
        (12, "en", ["none", "1", "2–4", "5–9", "10 or more", "undetermined"]),
        (
            4778,
            "en",
            [
                *("none", "1–4", "5–19", "20–99", "100–499", "500–1,999", "2,000 or more"),
                "undetermined",
            ],
        ),
    ],
)
def test_the_legend(highest: int, language: str, labels: list[str]) -> None:
    made = scale(highest)
    entries = world.legend(made, locales.texts(language))
    assert [label for _, label in entries] == labels
    assert [colour for colour, _ in entries[:-1]] == [NONE, *made.colours]
    (undetermined,) = {colour for _, colour in traces()[UNDETERMINED].colorscale}
    assert entries[-1][0] == undetermined
