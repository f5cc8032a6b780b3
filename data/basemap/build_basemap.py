"""Build basemap.geojson from public-domain files that the reader has fetched; README.md names them.

    python build_basemap.py --natural-earth LAND.zip --divisions DIVISIONS.zip --depths etopo5.cdf

The first two are zip archives (a wheel is one) that hold the Natural Earth shapefiles named below.
Needs shapely 2, pyshp, contourpy, netCDF4 and numpy. Fetches nothing.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import math
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import contourpy
import netCDF4
import numpy as np
import shapefile
import shapely
from shapely.geometry import LineString, Point, Polygon, box, mapping, shape
from shapely.geometry.base import BaseGeometry

HERE: Final = Path(__file__).parent
# West, south, east, north: the Taiwan Strait and the Nansei islands with their seas.
FRAME: Final = (114.0, 17.0, 133.0, 33.0)
LAND: Final = "/ne_10m_land.shp"
DIVISIONS: Final = "/ne_10m_admin_1_states_provinces_lines.shp"
DEPTHS_M: Final = (200, 1000, 2000, 4000, 6000)
# Tolerances of simplification, in degrees: about 500 m for coasts, 150 m for small islands.
COAST_TOLERANCE: Final = 0.005
ISLAND_TOLERANCE: Final = 0.0015
DIVISION_TOLERANCE: Final = 0.01
DEPTH_TOLERANCE: Final = 0.02
# Square degrees below which land counts as a small island: about 22 square kilometres.
SMALL_ISLAND: Final = 0.002
SHORTEST_DEPTH_LINE: Final = 0.3
# Natural Earth draws these two groups 3 to 6 km off; islets.csv draws them where they are.
MISPLACED: Final = (box(123.495, 25.735, 123.63, 25.81), box(124.55, 25.885, 124.585, 25.91))
# An islet is left out where Natural Earth has an island within so many degrees of it.
ALREADY_DRAWN: Final = 0.004
KM_PER_DEGREE_NORTH: Final = 110.9
KM_PER_DEGREE_EAST: Final = 111.32


def main() -> None:
    """Read the sources, write basemap.geojson beside this file."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--natural-earth", required=True, type=Path)
    reader.add_argument("--divisions", required=True, type=Path)
    reader.add_argument("--depths", required=True, type=Path)
    reader.add_argument("--out", type=Path, default=HERE / "basemap.geojson")
    given = reader.parse_args()
    features = [
        *(feature("land", ring) for ring in land(given.natural_earth)),
        *(feature("admin1", line) for line in divisions(given.divisions)),
        *(feature("bathy", line, depth_m=depth) for depth, line in depths(given.depths)),
    ]
    note = "Natural Earth (public domain), islets.csv; depths NOAA ETOPO5 (public domain)"
    collection = {"type": "FeatureCollection", "note": note, "features": features}
    given.out.write_text(json.dumps(collection, separators=(",", ":")), encoding="utf-8")


def land(archive: Path) -> Iterator[Polygon]:
    """Land inside the frame, islets that Natural Earth lacks added, simplified."""
    drawn = [
        part
        for whole in shapes(archive, LAND)
        for part in parts(shapely.clip_by_rect(shapely.make_valid(whole), *FRAME), Polygon)
        if not any(wrong.contains(part.centroid) for wrong in MISPLACED)
    ]
    for centre, islet in islets():
        if not any(p.area < 0.5 and p.distance(centre) < ALREADY_DRAWN for p in drawn):
            drawn.append(islet)
    for part in drawn:
        tolerance = COAST_TOLERANCE if part.area > SMALL_ISLAND else ISLAND_TOLERANCE
        yield from parts(part.simplify(tolerance, preserve_topology=True), Polygon)


def islets() -> Iterator[tuple[Point, Polygon]]:
    """The islets of islets.csv, each an ellipse of its area, elongation and azimuth."""
    with (HERE / "islets.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            centre = Point(float(row["longitude"]), float(row["latitude"]))
            size = (float(row[name]) for name in ("area_km2", "elongation", "azimuth"))
            yield centre, ellipse(centre, *size)


def ellipse(centre: Point, area_km2: float, elongation: float, azimuth: float) -> Polygon:
    """An ellipse on the ground; azimuth of the long axis in degrees from north."""
    long_km = math.sqrt(area_km2 * elongation / math.pi)
    turn = math.radians(azimuth)
    angles = np.linspace(0, 2 * math.pi, 20, endpoint=False)
    along, across = long_km * np.cos(angles), long_km / elongation * np.sin(angles)
    east = along * math.sin(turn) + across * math.cos(turn)
    north = along * math.cos(turn) - across * math.sin(turn)
    shrink = KM_PER_DEGREE_EAST * math.cos(math.radians(centre.y))
    ring = zip(centre.x + east / shrink, centre.y + north / KM_PER_DEGREE_NORTH, strict=True)
    return Polygon(ring)


def divisions(archive: Path) -> Iterator[LineString]:
    """Lines between provinces, prefectures and counties."""
    for whole in shapes(archive, DIVISIONS):
        for line in parts(shapely.clip_by_rect(whole, *FRAME), LineString):
            simple = line.simplify(DIVISION_TOLERANCE)
            if simple.length > 0:
                yield simple


def depths(file: Path) -> Iterator[tuple[int, LineString]]:
    """Depth lines (metres below sea level) of the frame."""
    west, south, east, north = FRAME
    with netCDF4.Dataset(file) as data:
        latitudes, longitudes = data["ETOPO05_Y"][:], data["ETOPO05_X"][:]
        rows = np.flatnonzero((latitudes >= south - 0.1) & (latitudes <= north + 0.1))
        columns = np.flatnonzero((longitudes >= west - 0.1) & (longitudes <= east + 0.1))
        height = np.array(data["ROSE"][rows.min() : rows.max() + 1][:, columns], float)
    contours = contourpy.contour_generator(longitudes[columns], latitudes[rows], height)
    for depth in DEPTHS_M:
        for points in contours.lines(-depth):
            line = LineString(points)
            if line.length > SHORTEST_DEPTH_LINE:
                inside = shapely.clip_by_rect(line.simplify(DEPTH_TOLERANCE), *FRAME)
                yield from ((depth, part) for part in parts(inside, LineString))


def shapes(archive: Path, ending: str) -> Iterator[BaseGeometry]:
    """Geometries of a shapefile in a zip archive that touch the frame."""
    frame = box(*FRAME)
    with zipfile.ZipFile(archive) as held:
        base = min((n for n in held.namelist() if f"/{n}".endswith(ending)), key=len)[:-4]
        files = {part: io.BytesIO(held.read(f"{base}.{part}")) for part in ("shp", "shx")}
        for found in shapefile.Reader(**files).iterShapes():
            if found.points and box(*found.bbox).intersects(frame):
                yield shape(found.__geo_interface__)


def parts(geometry: BaseGeometry, kind: type[BaseGeometry]) -> list[Any]:
    """The pieces of one kind that a geometry is made of."""
    if isinstance(geometry, kind):
        return [] if geometry.is_empty else [geometry]
    inner: Iterable[BaseGeometry] = getattr(geometry, "geoms", ())
    return [part for each in inner for part in parts(each, kind)]


def feature(layer: str, geometry: BaseGeometry, **properties: int) -> dict[str, Any]:
    """One GeoJSON feature, coordinates to four decimals (about 10 m)."""
    rounded = shapely.transform(geometry, lambda points: np.round(points, 4))
    return {
        "type": "Feature",
        "properties": {"layer": layer, **properties},
        "geometry": mapping(rounded),
    }


if __name__ == "__main__":
    main()
