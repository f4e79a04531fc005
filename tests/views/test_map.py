"""The figure of the map: what is drawn, what can be pointed at, what it says."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard import locales
from dashboard.places.scale import NONE, PALETTE, legend, scale, scales
from dashboard.views import map as world
from dashboard.views.map import Shapes

UNDETERMINED, AREAS, POINTS = range(3)
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


def traces(language: str = "en") -> tuple[go.Figure, ...]:
    figure = world.figure(COUNTED, SCALE, SHAPES, locales.texts(language))
    return tuple(figure.data)


def colour_of(area: go.Choropleth, number: float) -> str:
    """Return the colour that Plotly gives to a value on the trace's scale."""
    share = (number - area.zmin) / (area.zmax - area.zmin)
    return str([colour for edge, colour in area.colorscale if edge <= share][-1])


def test_areas_have_the_colours_of_their_counts() -> None:
    areas = traces()[AREAS]
    found = {code: PALETTE[z] for code, z in zip(areas.locations, areas.z, strict=True)}
    assert found == {"KEN": SCALE.colours[3], "COL": NONE, "MLT": SCALE.colours[0]}
    assert areas.geojson == "/shapes/x.geojson"
    assert areas.showscale is False


def test_the_number_of_an_area_is_a_place_in_the_palette() -> None:
    areas = traces()[AREAS]
    half = 0.5 - 1e-6  # a number stands in the middle of its colour, far from both edges
    for number, colour in enumerate(PALETTE):
        assert {colour_of(areas, number + d) for d in (-half, 0, half)} == {colour}


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


def test_undetermined_areas_are_not_noticed_by_the_pointer() -> None:
    undetermined = traces()[UNDETERMINED]
    assert list(undetermined.locations) == ["XJK", "XAC"]
    assert undetermined.hoverinfo == "skip"
    assert undetermined.hovertemplate is None
    assert {colour for _, colour in undetermined.colorscale}.isdisjoint({NONE, *SCALE.colours})


@pytest.mark.parametrize(
    ("language", "areas", "points"),
    [
        ("en", ["Kenya", "Colombia", "Malta"], ["Kosovo", "San Marino", "Malta"]),
        ("fr", ["Kenya", "Colombie", "Malte"], ["Kosovo", "Saint-Marin", "Malte"]),
    ],
)
def test_what_is_pointed_at_has_a_name_and_no_box_of_plotly(
    language: str, areas: list[str], points: list[str]
) -> None:
    found = traces(language=language)
    assert list(found[AREAS].customdata) == areas
    assert list(found[POINTS].customdata) == points
    assert {found[AREAS].hoverinfo, found[POINTS].hoverinfo} == {"none"}


def test_only_countries_can_be_clicked() -> None:
    clickable = [t for t in traces() if t.hoverinfo != "skip"]
    named = {code for t in clickable for code in (t.ids if t.type == "scattergeo" else t.locations)}
    assert named == set(COUNTED.index)


def test_the_map_is_equal_area_and_does_not_catch_the_pointer() -> None:
    layout = world.figure(COUNTED, SCALE, SHAPES, locales.texts("en")).layout
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
    entries = legend(made, locales.texts(language))
    assert [label for _, label in entries] == labels
    assert [colour for colour, _ in entries[:-1]] == [NONE, *made.colours]
    (undetermined,) = {colour for _, colour in traces()[UNDETERMINED].colorscale}
    assert entries[-1][0] == undetermined


@pytest.mark.parametrize("highest", [0, 1, 4, 99, 4778, 10**6])
def test_a_script_finds_the_scale_of_every_number(highest: int) -> None:
    found = world.scales(highest, locales.texts("en"))
    assert [each["start"] for each in found] == sorted(each["start"] for each in found)
    for number in {1, highest // 3 or 1, highest or 1}:
        each = [one for one in found if one["start"] <= number][-1]
        made = scale(number)
        assert (each["lows"], each["shades"]) == (made.lows, made.shades)
        assert each["legend"] == legend(made, locales.texts("en"))
    assert len(found) == len(scales(highest))
