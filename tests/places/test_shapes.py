"""The shapes that ship with the dashboard, and shapes that someone brings."""

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from dashboard.errors import DataError
from dashboard.places import names
from dashboard.places.shapes import POINTS, Boundaries, geojson, join, load, locate
from dashboard.settings import ROOT

COUNTRIES = ROOT / "data" / "countries.geojson"
UNDETERMINED = ["XAC", "XAP", "XBT", "XHT", "XIT", "XJK"]
EARTH_KM2 = 510_000_000

# Counter-clockwise, as GeoJSON has it.
SQUARE = [[[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]]]


@pytest.fixture(scope="module")
def world() -> Boundaries:
    return load(COUNTRIES)


@pytest.fixture(scope="module")
def every(world: Boundaries) -> gpd.GeoSeries:
    return pd.concat([world.countries.geometry, world.undetermined.geometry])


def write(path: Path, *features: dict[str, Any]) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def square(**properties: object) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": SQUARE}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def exteriors(shapes: gpd.GeoSeries) -> Any:
    return shapely.get_exterior_ring(shapely.get_parts(shapes.values))


def test_shapes_are_valid_polygons(every: gpd.GeoSeries) -> None:
    assert every[~every.is_valid].index.tolist() == []
    assert set(every.geom_type) == {"Polygon", "MultiPolygon"}


def test_outer_rings_in_the_file_are_clockwise() -> None:
    features = json.loads(COUNTRIES.read_bytes())["features"]
    shapes = gpd.GeoSeries([shapely.geometry.shape(f["geometry"]) for f in features])
    assert not shapely.is_ccw(exteriors(shapes)).any()


def test_every_code_has_a_point_and_all_but_six_a_shape(world: Boundaries) -> None:
    assert tuple(world.points.index) == names.codes()
    without = set(names.codes()) - set(world.countries.index)
    assert without == {"IOT", "SMR", "UMI", "VAT", "WLF", "XKX"}
    assert world.points.loc[sorted(without), "small"].all()


def test_areas_without_an_agreed_owner_are_no_countries(world: Boundaries) -> None:
    assert list(world.undetermined.index) == UNDETERMINED
    assert world.countries.index.is_unique
    assert not set(UNDETERMINED) & set(world.countries.index)


@pytest.mark.parametrize(
    ("place", "lon", "lat", "owner"),
    [
        ("Crimea", 34.0, 45.2, "UKR"),
        ("Gaza", 34.4, 31.45, "PSE"),
        ("Ramallah", 35.2, 31.9, "PSE"),
        ("Western Sahara", -13.0, 25.0, "ESH"),
        ("Golan", 35.79, 33.0, "SYR"),
        ("Jammu and Kashmir", 75.8, 34.54, "XJK"),
        ("Aksai Chin", 79.12, 35.02, "XAC"),
        ("Arunachal Pradesh", 94.39, 28.13, "XAP"),
        ("Halaib", 35.49, 22.36, "XHT"),
        ("Ilemi", 35.08, 4.76, "XIT"),
        ("Chukotka", -175.0, 66.5, "RUS"),
        ("Kamchatka", 159.0, 56.0, "RUS"),
        ("Vanua Levu", 179.2, -16.6, "FJI"),
        ("South Pole", 0.0, -89.9, "ATA"),
        ("Madrid", -3.7, 40.4, "ESP"),
        ("Tenerife", -16.6, 28.3, "ESP"),
        ("Galápagos", -91.1, -0.5, "ECU"),
        ("Maseru", 27.6, -29.4, "LSO"),
        ("Gulf of Guinea", 0.0, 0.0, None),
        ("Sahara", 0.0, 16.6, "MLI"),
        ("Chukchi Sea", -170.0, 66.9, None),
    ],
)
def test_a_place_lies_in_one_shape(
    every: gpd.GeoSeries, place: str, lon: float, lat: float, owner: str | None
) -> None:
    found = every.index[every.contains(shapely.Point(lon, lat))].tolist()
    assert found == ([owner] if owner else []), place


@pytest.mark.parametrize(
    ("place", "lon", "lat", "code"),
    [
        ("Nairobi", 36.82, -1.29, "KEN"),
        ("Maseru", 27.6, -29.4, "LSO"),
        ("Crimea", 34.0, 45.2, "UKR"),
        ("Gaza", 34.4, 31.45, "PSE"),
        ("Pristina", 21.16, 42.66, "XKX"),
        ("Prizren", 20.74, 42.21, "XKX"),
        ("Novi Pazar", 20.52, 43.14, "SRB"),
        ("Vranje", 21.9, 42.55, "SRB"),
        ("Tetovo", 20.97, 42.01, "MKD"),
        ("City of San Marino", 12.45, 43.94, "SMR"),
        ("Rimini", 12.53, 44.05, "ITA"),
        ("St Peter's", 12.4534, 41.9022, "VAT"),
        ("Rome", 12.49, 41.89, "ITA"),
        ("Jammu and Kashmir", 75.8, 34.54, None),
        ("Gulf of Guinea", 0.0, 0.0, None),
        ("off the map", 500.0, 0.0, None),
    ],
)
def test_a_point_tells_its_country(
    world: Boundaries, place: str, lon: float, lat: float, code: str | None
) -> None:
    assert locate(world, lon, lat) == code, place


def test_a_country_that_someone_draws_has_its_own_shape(tmp_path: Path) -> None:
    own = load(write(tmp_path / "own.json", square(iso3="XKX")))
    assert locate(own, 5, 5) == "XKX"


def test_no_shape_fills_the_globe_or_streaks_across_it(every: gpd.GeoSeries) -> None:
    area = every.to_crs("EPSG:6933").area / 1e6
    assert area.idxmax() == "RUS"
    assert area.max() < 0.04 * EARTH_KM2
    assert 0.28 * EARTH_KM2 < area.sum() < 0.30 * EARTH_KM2
    pieces = every.drop("ATA").explode().bounds
    assert (pieces["maxx"] - pieces["minx"]).max() < 155


def test_neighbours_neither_overlap_nor_leave_gaps(every: gpd.GeoSeries) -> None:
    """The sum of all areas is that of their union: borders still match after rounding."""
    whole = shapely.area(shapely.union_all(every.values))
    assert shapely.area(every.values).sum() == pytest.approx(whole, abs=1e-4)


def test_points_lie_in_or_beside_their_country(world: Boundaries) -> None:
    shapes = world.countries.geometry
    points = world.points.geometry.loc[shapes.index]
    assert shapely.distance(shapes.values, points.values).max() <= 0.05
    assert (world.points["lon"].abs() <= 180).all()
    assert (world.points["lat"].abs() <= 90).all()


def test_small_countries_are_those_that_cannot_be_hit(world: Boundaries) -> None:
    small = set(world.points.index[world.points["small"]])
    assert {"LUX", "SGP", "MLT", "LBN", "PSE", "XKX", "VAT", "FJI", "VUT", "QAT"} <= small
    assert not {"MNE", "KWT", "ISR", "BEL", "SVN", "RWA", "SLV", "ARM", "RUS"} & small
    assert 60 < len(small) < 100


def test_the_file_is_light() -> None:
    assert COUNTRIES.stat().st_size < 1_200_000


def test_a_join_keeps_every_place(world: Boundaries) -> None:
    joined = join(world, pd.Series({"KEN": 3, "XKX": 2, "NAM": 1}))
    assert tuple(joined.index) == names.codes()
    assert joined["count"].sum() == 6
    assert joined.loc[["KEN", "XKX", "NAM", "UGA"], "count"].tolist() == [3, 2, 1, 0]
    assert joined["count"].dtype == np.int64
    assert joined.loc["KEN"].geometry.geom_type == "Polygon"
    assert joined.loc["XKX"].geometry.geom_type == "Point"
    assert "count" not in world.places


def test_a_join_of_nothing_is_all_zero(world: Boundaries) -> None:
    assert not join(world, pd.Series(dtype="int64"))["count"].any()


def test_a_count_without_a_place_is_an_error(world: Boundaries) -> None:
    with pytest.raises(DataError, match="no place for 'ZZZ'"):
        join(world, pd.Series({"KEN": 3, "ZZZ": 2}))


def test_the_browser_gets_what_the_file_holds(world: Boundaries) -> None:
    sent = json.loads(geojson(world))["features"]
    held = json.loads(COUNTRIES.read_bytes())["features"]
    assert sorted(f["id"] for f in sent) == [f["id"] for f in held]
    assert {f["id"]: f["properties"] for f in sent} == {f["id"]: f["properties"] for f in held}


def test_someone_elses_shapes_are_wound_for_the_map(tmp_path: Path) -> None:
    path = write(tmp_path / "own.json", square(iso3="KEN", name="Kenya"), square(iso3=None))
    own = load(path)
    assert not shapely.is_ccw(exteriors(own.countries.geometry)).any()
    assert list(own.countries.index) == ["KEN"]
    assert list(own.undetermined.index) == ["area-1"]
    assert own.points.loc["FRA", "small"], "a country without a shape is drawn as a point"
    assert not own.points.loc["KEN", "small"]


@pytest.mark.parametrize(
    ("features", "message"),
    [
        ([square(name="Kenya")], "iso3"),
        ([square(iso3="-99")], "no such country: '-99'"),
        ([square(iso3="KEN"), square(iso3="KEN")], "more than once: 'KEN'"),
        ([{**square(iso3="KEN"), "geometry": None}], "not a GeoJSON"),
        ([{**square(iso3="KEN"), "geometry": {"type": "Cube"}}], "not a GeoJSON"),
        ([{"type": "Feature"}], "not a GeoJSON"),
        ([5], "not a GeoJSON"),
    ],
)
def test_a_wrong_feature_is_an_error_that_names_the_file(
    tmp_path: Path, features: list[Any], message: str
) -> None:
    path = write(tmp_path / "own.json", *features)
    with pytest.raises(DataError, match=message) as caught:
        load(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("content", [None, b"", b"{}", b"[]", b"\xff\xfe", b'{"features": 5}'])
def test_a_file_that_is_no_geojson_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "own.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DataError, match="not a GeoJSON") as caught:
        load(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (("AFG,66.03", "AFG,east"), "not a table"),
        (("AFG,66.03", "AFG,"), "not a table"),
        (("AFG,66.03,33.84,false", "AFG,66.03,33.84,no"), "not a table"),
        (("iso3,lon", "iso3,x"), "not a table"),
        (("iso3,lon", "code,lon"), "not a table"),
        (("AFG,", "ZZZ,"), "no such country: 'ZZZ'"),
        (("AFG,", "AGO,"), "more than once: 'AGO'"),
        (("AFG,66.03,33.84,false\n", ""), "no point for AFG"),
    ],
)
def test_damaged_points_are_named(tmp_path: Path, line: tuple[str, str], message: str) -> None:
    path = tmp_path / "points.csv"
    path.write_text(POINTS.read_text(encoding="utf-8").replace(*line), encoding="utf-8")
    with pytest.raises(DataError, match=message) as caught:
        load(COUNTRIES, path)
    assert str(path) in str(caught.value)
