"""Derive ``countries.geojson`` and ``country_points.csv`` from the United Nations' boundaries.

    python -m data.build_countries [world_50m.json]

The boundaries are UN Geodata at 1:50 million as the npm package ``plotly.js`` ships them in
``dist/plotly-geo-assets.js``. Without an argument ``npm pack`` fetches that package; with one, the
argument is the TopoJSON object ``world_50m`` of that file. The same source gives the same bytes.
Terms and credit: ``data/README.md``.
"""

import gzip
import json
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.affinity import translate

from data import npm

PACKAGE = "plotly.js@4.1.1"
ASSETS = "package/dist/plotly-geo-assets.js"
HERE = Path(__file__).resolve().parent

# 0.01 degree is 1.1 km, a thirtieth of a pixel on a world map 1000 px wide. All vertices fall on
# the same grid, so that borders which match before rounding match after it.
DECIMALS = 2

# A world map 1000 px wide in the Equal Earth projection shows 34.5 km a pixel, so 12,000 km² are
# 10 px²: a target of 3 by 3 px, which no finger and few mice hit. What counts is the largest
# piece of a country, as nobody can aim at an archipelago as a whole.
SMALL_KM2 = 12_000
EQUAL_AREA = "EPSG:6933"

UNDETERMINED = ("XAC", "XAP", "XBT", "XHT", "XIT", "XJK")

# Places without a shape at this scale, longitude and latitude in degrees: OCHA's countries and
# territories taxonomy, two decimals; for UMI, which has none there, Wake Island, its largest, as
# in the CIA World Factbook.
WITHOUT_SHAPE = {
    "IOT": (71.87, -6.34),
    "SMR": (12.46, 43.94),
    "UMI": (166.65, 19.28),
    "VAT": (12.45, 41.90),
    "WLF": (-176.20, -13.29),
    "XKX": (20.91, 42.62),
}


def main(arguments: list[str]) -> None:
    """Write both files beside this script and print their sizes."""
    with tempfile.TemporaryDirectory() as folder:
        topology = Path(arguments[0]) if arguments else fetch(Path(folder))
        countries = derive(gpd.read_file(topology, layer="countries"))
    shapes = collection(countries).encode()
    points = table(countries).encode()
    (HERE / "countries.geojson").write_bytes(shapes)
    (HERE / "country_points.csv").write_bytes(points)
    packed = len(gzip.compress(shapes, mtime=0))
    print(f"countries.geojson: {len(countries)} features, {len(shapes):,} bytes, gzip {packed:,}")
    lines = points.splitlines()
    small = sum(line.endswith(b"true") for line in lines)
    print(f"country_points.csv: {len(lines) - 1} points, {small} small")


def fetch(folder: Path) -> Path:
    """Fetch the package with npm and return the path of its TopoJSON, written into ``folder``."""
    script = npm.read(PACKAGE, ASSETS, folder).decode()
    path = folder / "world_50m.json"
    path.write_text(json.dumps(topology_of(script)), encoding="utf-8")
    return path


def topology_of(script: str) -> Any:
    """Return the TopoJSON ``world_50m`` that a script holds as a literal.

    The literal differs from JSON in two ways: keys are unquoted, and whole numbers may be written
    as 1e3. GDAL takes no arc number that is not written as an integer, and drops the arc silently.
    """
    start = script.index('"dist/topojson/world_50m.json"(exports')
    literal = script[script.index("{", script.index("module.exports", start)) :]
    quoted = re.sub(r"([{,]\s*)(\w+):", r'\1"\2":', literal)
    return json.JSONDecoder(parse_float=number).raw_decode(quoted)[0]


def number(text: str) -> int | float:
    """Return a number as an integer if it is whole."""
    value = float(text)
    return int(value) if value.is_integer() else value


def derive(source: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return one row an id, sorted, with the columns geometry, small, lon and lat.

    Where several features share an id, the label point of the largest is kept.
    """
    flat = source.set_crs("EPSG:4326", allow_override=True)
    flat["geometry"] = [cut(geometry) for geometry in flat.geometry]
    flat["area"] = flat.to_crs(EQUAL_AREA).area
    flat = flat.sort_values(["id", "area"], ascending=[True, False], kind="stable")
    countries = flat.dissolve("id")[["geometry", "ct"]]
    pieces = countries.to_crs(EQUAL_AREA).geometry.explode().area / 1e6
    countries["small"] = pieces.groupby(level=0).max() < SMALL_KM2
    countries["geometry"] = [tidy(geometry) for geometry in countries.geometry]
    pairs = zip(countries.geometry, countries.pop("ct"), strict=True)
    countries["lon"], countries["lat"] = zip(*(label(*pair) for pair in pairs), strict=True)
    return countries


def label(geometry: shapely.Geometry, point: Sequence[float]) -> tuple[float, float]:
    """Return longitude and latitude of the label point, one inside the country.

    Those of Somalia and Viet Nam lie in a neighbour; an atoll's may lie in its lagoon.
    """
    place = shapely.Point(point)
    if shapely.distance(geometry, place) > 0.05:
        place = geometry.representative_point()
    return round(place.x, DECIMALS), round(place.y, DECIMALS)


def cut(geometry: shapely.MultiPolygon | shapely.Polygon) -> shapely.MultiPolygon:
    """Return the geometry cut at the antimeridian and, for Antarctica, closed along the pole.

    The source draws rings on a sphere: they step from 180 to -180 degrees and on.
    """
    return shapely.union_all([cut_polygon(part) for part in shapely.get_parts(geometry)])


def cut_polygon(polygon: shapely.Polygon) -> shapely.Geometry:
    """Cut one polygon, whose holes must not step over the antimeridian."""
    lon, lat = shapely.get_coordinates(polygon.exterior).T
    unrolled = np.unwrap(lon, period=360)
    if np.array_equal(unrolled, lon):
        return shapely.make_valid(polygon, method="structure")
    ring = np.column_stack([unrolled, lat])
    if abs(unrolled[-1] - unrolled[0]) > 180:
        ring = np.vstack([ring, [unrolled[-1], -90], [unrolled[0], -90]])
    whole = shapely.make_valid(shapely.Polygon(ring, polygon.interiors), method="structure")
    windows = [(turn, shapely.box(turn - 180, -90, turn + 180, 90)) for turn in (-360, 0, 360)]
    return shapely.union_all([translate(whole & window, -turn) for turn, window in windows])


def tidy(geometry: shapely.Geometry) -> shapely.MultiPolygon | shapely.Polygon:
    """Return the geometry on the grid, valid, polygons only, outer rings clockwise."""
    rounded = shapely.transform(geometry, lambda points: np.round(points, DECIMALS))
    valid = shapely.make_valid(rounded, method="structure", keep_collapsed=False)
    polygons = [part for part in shapely.get_parts(valid) if part.geom_type == "Polygon"]
    bare = shapely.remove_repeated_points(shapely.union_all(polygons))
    return shapely.orient_polygons(bare, exterior_cw=True)


def collection(countries: gpd.GeoDataFrame) -> str:
    """Return the GeoJSON, one feature a line."""
    lines = (feature(code, row) for code, row in countries.iterrows())
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def feature(code: str, row: Any) -> str:
    """Return one feature as compact JSON."""
    properties = (
        {"iso3": "", "status": "undetermined"}
        if code in UNDETERMINED
        else {"iso3": code, "lon": row.lon, "lat": row.lat, "small": bool(row.small)}
    )
    geometry = shapely.geometry.mapping(row.geometry)
    value = {"type": "Feature", "id": code, "properties": properties, "geometry": geometry}
    return json.dumps(value, separators=(",", ":"))


def table(countries: gpd.GeoDataFrame) -> str:
    """Return the CSV of the points of all countries, those without a shape among them."""
    shapes = countries.drop(index=list(UNDETERMINED))[["lon", "lat", "small"]]
    others = pd.DataFrame.from_dict(WITHOUT_SHAPE, orient="index", columns=["lon", "lat"])
    points = pd.concat([shapes, others.assign(small=True)]).sort_index()
    points["small"] = points["small"].map({True: "true", False: "false"})
    return str(points.to_csv(index_label="iso3", lineterminator="\n"))


if __name__ == "__main__":
    main(sys.argv[1:])
