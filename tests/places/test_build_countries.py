"""The script that derives the shapes, on a world of a few squares."""

import runpy
from typing import Any

import geopandas as gpd
import pytest
import shapely

from dashboard.settings import ROOT

build: dict[str, Any] = runpy.run_path(str(ROOT / "data" / "build_countries.py"))

# On a sphere, this square goes from 170 over the antimeridian to -170 degrees.
OVER_THE_DATE_LINE = shapely.Polygon([(170, 0), (170, 9), (-170, 9), (-170, 0)])
AROUND_THE_POLE = shapely.Polygon([(-120, -70), (0, -70), (120, -70), (-180, -70)])


@pytest.fixture
def source() -> gpd.GeoDataFrame:
    rows = [
        ("ESP", [-16, 28], shapely.box(-17, 28, -16, 29)),
        ("ESP", [-4, 40], shapely.box(-9, 36, 3, 43)),
        ("FJI", [175, 5], OVER_THE_DATE_LINE),
        ("ATA", [0, -80], AROUND_THE_POLE),
        ("MCO", [7.4, 43.7], shapely.box(7.4, 43.7, 7.5, 43.8)),
        ("SOM", [0, 0], shapely.box(40.001, 0.004, 48, 10)),
    ]
    columns = ["id", "ct", "geometry"]
    return gpd.GeoDataFrame(dict(zip(columns, zip(*rows, strict=True), strict=True)))


def test_a_script_s_literal_becomes_topojson() -> None:
    script = """var a = __commonJS({ "dist/topojson/world_50m.json"(exports, module) {
      module.exports = { type: "Topology", arcs: [[[1e3, -2.5], [3, 4]]], o: { id: "A" } }; } });
      var b = { more: 1 };"""
    topology = build["topology_of"](script)
    assert topology == {"type": "Topology", "arcs": [[[1000, -2.5], [3, 4]]], "o": {"id": "A"}}
    assert isinstance(topology["arcs"][0][0][0], int), "GDAL drops arcs numbered as 1000.0"


def test_features_with_one_id_become_one_country(source: gpd.GeoDataFrame) -> None:
    countries = build["derive"](source)
    assert list(countries.index) == ["ATA", "ESP", "FJI", "MCO", "SOM"]
    spain = countries.loc["ESP"]
    assert len(spain.geometry.geoms) == 2
    assert (spain.lon, spain.lat) == (-4, 40), "the label of the larger part"


def test_rings_are_cut_at_the_antimeridian(source: gpd.GeoDataFrame) -> None:
    fiji = build["derive"](source).geometry["FJI"]
    assert [part.bounds for part in sorted(fiji.geoms, key=lambda part: part.bounds)] == [
        (-180, 0, -170, 9),
        (170, 0, 180, 9),
    ]


def test_antarctica_reaches_the_pole(source: gpd.GeoDataFrame) -> None:
    shape = build["derive"](source).geometry["ATA"]
    assert shape.bounds == (-180, -90, 180, -70)
    assert shape.area == pytest.approx(360 * 20)


def test_shapes_are_tidy(source: gpd.GeoDataFrame) -> None:
    shapes = build["derive"](source).geometry
    assert shapes.is_valid.all()
    rings = shapely.get_exterior_ring(shapely.get_parts(shapes.values))
    assert not shapely.is_ccw(rings).any()
    assert shapes["SOM"].bounds == (40, 0, 48, 10)


def test_small_means_that_the_largest_piece_is_small(source: gpd.GeoDataFrame) -> None:
    small = build["derive"](source)["small"]
    assert small[small].index.tolist() == ["MCO"]


def test_a_label_outside_its_country_is_moved_inside(source: gpd.GeoDataFrame) -> None:
    somalia = build["derive"](source).loc["SOM"]
    assert somalia.geometry.contains(shapely.Point(somalia.lon, somalia.lat))


def test_the_same_source_gives_the_same_bytes(source: gpd.GeoDataFrame) -> None:
    first, second = (build["collection"](build["derive"](source)) for _ in range(2))
    shuffled = build["collection"](build["derive"](source.iloc[::-1]))
    assert first == second == shuffled
