"""Where countries lie: their shapes and points, and the numbers joined to them.

Longitudes and latitudes are degrees in WGS 84. Sources and terms: ``data/README.md``.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from shapely.errors import ShapelyError

from dashboard.errors import DataError
from dashboard.places import names
from dashboard.settings import ROOT

POINTS = ROOT / "data" / "country_points.csv"
CRS = "EPSG:4326"
EQUAL_EARTH = "EPSG:8857"
_FINEST = 8000  # metres: a picture of the world 1200 px wide shows no less

# Countries that UN Geodata draws within another one, and how many degrees they reach from their
# points: towns of Kosovo are that near, those of Serbia are farther away.
_UNDRAWN = {"XKX": 0.65, "SMR": 0.08, "VAT": 0.006}

_DAMAGE = (OSError, ValueError, LookupError, TypeError, AttributeError, ShapelyError)


@dataclass(frozen=True)
class Boundaries:
    """The shapes of a world map.

    Attributes:
        countries: one row a country that has a shape, index ``iso3``, column geometry.
        undetermined: the areas without an agreed owner, index their id, column geometry.
        points: one row a country, all of them, index ``iso3``, columns geometry (a point), lon,
            lat and small, true where the shape is missing or too small to be hit.
    """

    countries: gpd.GeoDataFrame
    undetermined: gpd.GeoDataFrame
    points: gpd.GeoDataFrame

    @cached_property
    def places(self) -> gpd.GeoDataFrame:
        """The points' rows, with the country's shape as geometry where there is one."""
        shapes = self.countries.geometry.reindex(self.points.index)
        return self.points.set_geometry(shapes.where(shapes.notna(), self.points.geometry))


def load(path: Path, points: Path = POINTS) -> Boundaries:
    """Read the boundaries and the points of countries.

    Args:
        path: GeoJSON in longitudes and latitudes; each feature has a property ``iso3``, a code of
            ``names.codes()``, empty for an area without an agreed owner. Rings may wind either way.
        points: CSV with the columns iso3, lon, lat, small (true or false), one row each code.

    Raises:
        DataError: a file is missing or damaged, lacks a property or code, has one twice or one
            that is not a country.
    """
    shapes = _shapes(path)
    undetermined = shapes["iso3"] == ""
    countries = shapes[~undetermined].set_index("iso3")
    _check(path, countries.index)
    places = _points(points)
    places["small"] |= ~places.index.isin(countries.index)
    return Boundaries(
        countries[["geometry"]], shapes[undetermined].set_index("id")[["geometry"]], places
    )


def join(boundaries: Boundaries, counts: "pd.Series[int]") -> gpd.GeoDataFrame:
    """Return ``boundaries.places`` with a column ``count``, 0 for countries not in ``counts``.

    Args:
        boundaries: what was loaded.
        counts: articles published, index ``iso3``.

    Raises:
        DataError: a count is for a code without a place, so the map would leave it out.
    """
    places = boundaries.places
    lost = counts.index.difference(places.index)
    if len(lost):
        raise DataError(f"counts: no place for {', '.join(map(repr, lost))}")
    return places.assign(count=counts.reindex(places.index, fill_value=0))


def projected(boundaries: Boundaries) -> Boundaries:
    """Return the boundaries in metres of the Equal Earth projection, as fine as a picture shows."""
    countries, undetermined, points = (
        places.to_crs(EQUAL_EARTH)
        for places in (boundaries.countries, boundaries.undetermined, boundaries.points)
    )
    return Boundaries(
        countries.set_geometry(countries.simplify(_FINEST)),
        undetermined.set_geometry(undetermined.simplify(_FINEST)),
        points,
    )


def locate(boundaries: Boundaries, lon: float, lat: float) -> str | None:
    """Return the code of the country that a point lies in; None at sea and in undetermined areas.

    A country that its neighbour's shape covers is found as far as ``_UNDRAWN`` says.
    """
    point = shapely.Point(lon, lat)
    countries = boundaries.countries
    hits = countries.sindex.query(point, predicate="intersects")
    if not len(hits):
        return None
    code = str(countries.index[hits.min()])
    for undrawn in _UNDRAWN.keys() - set(countries.index):
        centre = boundaries.points.geometry[undrawn]
        if point.distance(centre) <= _UNDRAWN[undrawn] and countries.geometry[code].covers(centre):
            return undrawn
    return code


def geojson(boundaries: Boundaries) -> bytes:
    """Return the shapes as compact GeoJSON for the browser, outer rings clockwise.

    The id of a feature is its ``iso3``, that of an undetermined area its own.
    """
    points = boundaries.points[["lon", "lat", "small"]].to_dict("index")
    features = [
        _feature(code, shape, {"iso3": code, **points[code]})
        for code, shape in boundaries.countries.geometry.items()
    ]
    features += [
        _feature(area, shape, {"iso3": "", "status": "undetermined"})
        for area, shape in boundaries.undetermined.geometry.items()
    ]
    world = {"type": "FeatureCollection", "features": features}
    return json.dumps(world, separators=(",", ":")).encode()


def _feature(code: str, shape: Any, properties: dict[str, object]) -> dict[str, object]:
    geometry = shapely.geometry.mapping(shape)
    return {"type": "Feature", "id": code, "properties": properties, "geometry": geometry}


def _shapes(path: Path) -> gpd.GeoDataFrame:
    """Return one row a feature with the columns id, iso3 and geometry."""
    try:
        features = json.loads(path.read_bytes())["features"]
        rows = [
            {
                "iso3": str(feature["properties"]["iso3"] or ""),
                "id": feature.get("id", f"area-{number}"),
                "geometry": shapely.geometry.shape(feature["geometry"]),
            }
            for number, feature in enumerate(features)
        ]
    except _DAMAGE as error:
        raise DataError(f"{path}: not a GeoJSON with the property iso3: {error!r}") from error
    shapes = gpd.GeoDataFrame(rows, columns=["iso3", "id", "geometry"], crs=CRS)
    shapes["geometry"] = shapely.orient_polygons(shapes.geometry.values, exterior_cw=True)
    return shapes


def _points(path: Path) -> gpd.GeoDataFrame:
    try:
        types = {"lon": float, "lat": float, "small": bool}
        table = pd.read_csv(path, keep_default_na=False, index_col="iso3", dtype=types)
        table = table[list(types)]
        places = gpd.points_from_xy(table["lon"], table["lat"])
    except (OSError, ValueError, LookupError) as error:
        raise DataError(f"{path}: not a table of iso3, lon, lat, small: {error!r}") from error
    _check(path, table.index)
    missing = sorted(set(names.codes()) - set(table.index))
    if missing:
        raise DataError(f"{path}: no point for {', '.join(missing)}")
    return gpd.GeoDataFrame(table, geometry=places, crs=CRS)


def _check(path: Path, codes: "pd.Index[Any]") -> None:
    """Raise DataError for a code that is none or stands twice."""
    strange = [code for code in codes if not names.is_code(code)]
    if strange or codes.has_duplicates:
        at_fault = strange or codes[codes.duplicated()].tolist()
        problem = "no such country" if strange else "more than once"
        raise DataError(f"{path}: {problem}: {', '.join(map(repr, at_fault))}")
