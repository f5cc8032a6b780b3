"""The offline base map: coast, divisions, depth lines and names, as Plotly traces."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
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


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the base map, in English and as it is written there."""

    text: str
    longitude: float
    latitude: float
    rank: int
    water: bool
    side: str


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
                    longitude=float(row["longitude"]),
                    latitude=float(row["latitude"]),
                    rank=int(row["rank"]),
                    water=row["water"] == "yes",
                    side=row["side"],
                )
            except (KeyError, ValueError) as fault:
                raise ValueError(f"{path.name}, row {number}: {fault}") from fault


def joined(lines: Iterable[Line]) -> tuple[list[float | None], list[float | None]]:
    """Many lines as one pair of coordinate lists, parted by None as Plotly reads it."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for line in lines:
        xs += [x for x, _ in line] + [None]
        ys += [y for _, y in line] + [None]
    return xs, ys


def base_traces(colours: Palette) -> list[dict[str, Any]]:
    """Sea floor, land, divisions and names, lowest first; none of them answers to the mouse."""
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
                "x": [label.longitude for label in labels],
                "y": [label.latitude for label in labels],
                "text": [f"<i>{label.text}</i>" if label.water else label.text for label in labels],
                "textposition": [label.side for label in labels],
                "textfont": {"family": FONT, "size": 11, "color": colours.muted},
                "hoverinfo": "skip",
                "meta": {"pixels_per_unit": scale},
            }
        )
    return traces


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
