"""The offline base map: coast, divisions, depth lines and names, as Plotly traces."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from dashboard.theme import FONT, Palette
from events.data_files import data_path

Line = list[tuple[float, float]]

# Bounds of data/basemap/basemap.geojson: west, south, east, north in degrees.
FRAME: Final = (114.0, 17.0, 133.0, 33.0)
# A label of rank 1 always shows; the others from so many pixels a degree of longitude on.
PIXELS_PER_DEGREE: Final = {1: 0, 2: 34, 3: 70}
# Where the name of an area may stand, in parts of its reach east and north: moved along it from
# north to south before it is moved across, for most areas of this region lie so.
_ON_IT: Final = (
    (0, 0), (0, -0.5), (0, 0.5), (-0.5, 0), (0.5, 0), (-0.5, -0.5), (0.5, 0.5),
    (-0.5, 0.5), (0.5, -0.5), (0, -1), (0, 1), (-0.9, 0), (0.9, 0),
)  # fmt: skip
# East and north of the eight sides of an island, each as far from its middle as the others.
_BESIDE: Final = {
    "right": (1, 0),
    "left": (-1, 0),
    "top": (0, 1),
    "bottom": (0, -1),
    "top right": (0.7, 0.7),
    "top left": (-0.7, 0.7),
    "bottom right": (0.7, -0.7),
    "bottom left": (-0.7, -0.7),
}


@dataclass(frozen=True, slots=True)
class Stand:
    """A point in degrees, and the side of it that a name takes, as Plotly's textposition."""

    longitude: float
    latitude: float
    side: str


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the base map, in English and as it is written there.

    `stands` are the places where it may be written, the best first.
    """

    text: str
    rank: int
    water: bool
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Basemap:
    """Rings of land, lines of divisions and of depth, and names."""

    land: tuple[Line, ...]
    divisions: tuple[Line, ...]
    depths: tuple[Line, ...]
    labels: tuple[Label, ...]


@lru_cache(maxsize=1)
def basemap() -> Basemap:
    """Load the base map once; a fault in the files raises ValueError with file and row."""
    with data_path("basemap", "basemap.geojson").open(encoding="utf-8") as file:
        features = json.load(file)["features"]
    layers: dict[str, list[Line]] = {"land": [], "admin1": [], "bathy": []}
    for feature in features:
        layer, geometry = feature["properties"]["layer"], feature["geometry"]
        # The outer ring alone: no lake or hole of the region is wide enough to be seen.
        ring = geometry["coordinates"][0] if layer == "land" else geometry["coordinates"]
        layers[layer].append([(longitude, latitude) for longitude, latitude in ring])
    return Basemap(
        land=tuple(layers["land"]),
        divisions=tuple(layers["admin1"]),
        depths=tuple(layers["bathy"]),
        labels=tuple(_labels()),
    )


def _labels() -> Iterable[Label]:
    path = data_path("basemap", "labels.csv")
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            try:
                yield Label(
                    text="<br>".join(part for part in (row["english"], row["local"]) if part),
                    rank=int(row["rank"]),
                    water=row["water"] == "yes",
                    stands=tuple(_stands(row)),
                )
            except (KeyError, ValueError) as fault:
                raise ValueError(f"{path.name}, row {number}: {fault!r}") from fault


def _stands(row: Mapping[str, str]) -> Iterable[Stand]:
    """On an area, within `reach` degrees of its point; beside an island, `reach` off its middle."""
    longitude, latitude = float(row["longitude"]), float(row["latitude"])
    reach = float(row["reach"])
    if row["sides"] == "on it":
        for east, north in _ON_IT:
            yield Stand(longitude + east * reach, latitude + north * reach, "middle center")
        return
    for side in row["sides"].split("|"):
        east, north = _BESIDE[side]
        yield Stand(longitude + east * reach, latitude + north * reach, _text_position(side))


def _text_position(side: str) -> str:
    """A side as Plotly says it: top is top center, right is middle right."""
    if " " in side:
        return side
    return f"{side} center" if side in ("top", "bottom") else f"middle {side}"


def joined(lines: Iterable[Line]) -> tuple[list[float | None], list[float | None]]:
    """Many lines as one pair of coordinate lists, parted by None as Plotly reads it."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for line in lines:
        xs += [x for x, _ in line] + [None]
        ys += [y for _, y in line] + [None]
    return xs, ys


def base_traces(colours: Palette) -> list[dict[str, Any]]:
    """Sea floor, land, divisions and names, lowest first; none of them answers to the mouse.

    The meta of names tells from which scale on they show and where each may stand, so that the page
    can keep them clear of marks and of one another as the map is moved (chart.js).
    """
    drawn = basemap()
    traces = [
        _lines("depth", drawn.depths, colours.depth, 0.8),
        {
            **_lines("land", drawn.land, colours.coast, 0.8),
            "fill": "toself",
            "fillcolor": colours.land,
        },
        _lines("divisions", drawn.divisions, colours.division, 0.7),
    ]
    for rank, scale in PIXELS_PER_DEGREE.items():
        labels = [label for label in drawn.labels if label.rank == rank]
        traces.append(
            {
                "type": "scatter",
                "mode": "text",
                "name": f"names of rank {rank}",
                "x": [label.stands[0].longitude for label in labels],
                "y": [label.stands[0].latitude for label in labels],
                "text": [f"<i>{label.text}</i>" if label.water else label.text for label in labels],
                "textposition": [label.stands[0].side for label in labels],
                "textfont": {"family": FONT, "size": 11, "color": colours.muted},
                "hoverinfo": "skip",
                "meta": {
                    "pixels_per_unit": scale,
                    "stands": [[_told(stand) for stand in label.stands] for label in labels],
                },
            }
        )
    return traces


def _told(stand: Stand) -> list[float | str]:
    return [round(stand.longitude, 3), round(stand.latitude, 3), stand.side]


def _lines(name: str, lines: Iterable[Line], colour: str, width: float) -> dict[str, Any]:
    xs, ys = joined(lines)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": xs,
        "y": ys,
        "line": {"color": colour, "width": width},
        "hoverinfo": "skip",
    }
