"""Marks: which events share a mark of the map, where it lies, and what stands beside the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, inf
from typing import Final

import numpy as np
from pyproj import Geod

from dashboard.basemap import FRAME, Line
from dashboard.snapshot import Mask, Snapshot, Spot
from dashboard.wording import distance_in_words

# West, south, east and north of what the map opens on, in degrees.
OPENING: Final = (115.6, 19.9, 131.6, 31.0)
# Up to this a place is a disc, beyond it an outline; beyond the next it is too wide for this map.
DISC_UNCERTAINTY_M: Final = 100_000.0
_WIDEST_AREA_M: Final = 700_000.0
_EARTH: Final = Geod(ellps="WGS84")
_RIM_POINTS: Final = 72
# To keep marks on rims apart: pixels a character, and pixels a degree of a phone's map.
_CHARACTER_PX: Final = 5.6
_OPENING_SCALE: Final = 25.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A spot with the shown events that lie there, in the order of the snapshot."""

    spot: Spot
    events: tuple[int, ...]


def marks(snapshot: Snapshot, shown: Mask) -> list[Mark]:
    """The spots of the shown events, the largest areas first so that dots lie on top."""
    at: dict[int, list[int]] = {}
    for index in np.flatnonzero(shown & snapshot.placed).tolist():
        at.setdefault(int(snapshot.spot_of[index]), []).append(index)
    found = [Mark(snapshot.spots[spot], tuple(events)) for spot, events in at.items()]
    return sorted(found, key=lambda mark: (-mark.spot.uncertainty_m, mark.spot.key))


def rim(spot: Spot) -> Line:
    """The outline of a spot's uncertainty on the ellipsoid, a closed ring from the north on."""
    bearings = np.linspace(0.0, 360.0, _RIM_POINTS + 1)
    start = np.full(_RIM_POINTS + 1, spot.longitude), np.full(_RIM_POINTS + 1, spot.latitude)
    reach = np.full(_RIM_POINTS + 1, spot.uncertainty_m)
    longitudes, latitudes, _ = _EARTH.fwd(*start, bearings, reach)
    return list(zip(longitudes.round(3).tolist(), latitudes.round(3).tolist(), strict=True))


def placed_marks(found: Sequence[Mark]) -> tuple[list[tuple[Mark, float, float]], list[Mark]]:
    """Where each mark is drawn (longitude, latitude), and the marks that this map cannot hold.

    Dots lie where they are; a mark on a rim takes the northernmost free point of the rim, where
    none is free the one farthest from the other marks.
    """
    dots = [mark for mark in found if mark.spot.is_dot]
    drawn = [
        (mark, mark.spot.longitude, mark.spot.latitude)
        for mark in dots
        if _inside(mark.spot.longitude, mark.spot.latitude, FRAME)
    ]
    taken = [(x, y, 0.2, 0.2) for _, x, y in drawn]
    beyond = [mark for mark in dots if not _inside(mark.spot.longitude, mark.spot.latitude, FRAME)]
    areas = [mark for mark in found if not mark.spot.is_dot]
    for mark in sorted(areas, key=lambda mark: (is_wide(mark.spot), -len(mark.events))):
        if not fits(mark.spot):
            beyond.append(mark)
            continue
        wide, high = _reach(mark)
        on_rim = sorted(rim(mark.spot), key=lambda point: (-point[1], point[0]))
        inside = [(x, y) for x, y in on_rim if _inside(x, y, OPENING, wide)]
        free = [(x, y) for x, y in inside if _is_free(x, y, wide, high, taken)]
        if not free and (is_wide(mark.spot) or not inside):
            beyond.append(mark)
            continue
        x, y = free[0] if free else max(inside, key=lambda point: _room(point[0], point[1], taken))
        taken.append((x, y, wide, high))
        drawn.append((mark, x, y))
    return drawn, beyond


def _inside(
    x: float, y: float, bounds: tuple[float, float, float, float], margin: float = 0.2
) -> bool:
    west, south, east, north = bounds
    return west + margin < x < east - margin and south + 0.3 < y < north - 0.3


def fits(spot: Spot) -> bool:
    """Whether an area is of this map: centred on it, and not wider than about half of it."""
    centred = _inside(spot.longitude, spot.latitude, FRAME)
    return centred and spot.uncertainty_m <= _WIDEST_AREA_M


def _is_free(
    x: float, y: float, wide: float, high: float, taken: Sequence[tuple[float, float, float, float]]
) -> bool:
    return all(abs(x - a) > wide + w or abs(y - b) > high + h for a, b, w, h in taken)


def _room(x: float, y: float, taken: Sequence[tuple[float, float, float, float]]) -> float:
    """Degrees to the nearest mark."""
    return min((hypot(x - a, y - b) for a, b, _, _ in taken), default=inf)


def _reach(mark: Mark) -> tuple[float, float]:
    """Half the width and height of a mark on a rim, in degrees at the opening scale."""
    if not is_wide(mark.spot):
        return 0.25, 0.25
    return (len(chip(mark)) * _CHARACTER_PX + 12) / 2 / _OPENING_SCALE, 0.4


def chip(mark: Mark) -> str:
    """The name and count of a wide area, as its outline carries them."""
    name = mark.spot.names[0] + (" …" if len(mark.spot.names) > 1 else "")
    return f"{name} {len(mark.events)}"


def beyond_frame(snapshot: Snapshot, shown: Mask) -> list[Mark]:
    """Marks that stand beside the map: outside it, too wide or crowded out; most events first."""
    _, beyond = placed_marks(marks(snapshot, shown))
    return sorted(beyond, key=lambda mark: (-len(mark.events), mark.spot.names))


def beyond_names(beyond: Sequence[Mark]) -> list[str]:
    """What to call marks beside the map; those of one name are told apart by their size."""
    names = [" · ".join(mark.spot.names[:2]) for mark in beyond]
    return [
        f"{name} (to {distance_in_words(mark.spot.uncertainty_m)})"
        if names.count(name) > 1
        else name
        for name, mark in zip(names, beyond, strict=True)
    ]


def is_wide(spot: Spot) -> bool:
    """Whether a place is drawn as an outline with a named chip, not as a disc."""
    return spot.uncertainty_m > DISC_UNCERTAINTY_M
