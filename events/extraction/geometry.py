"""Where a happening lies that is told by its relation to a place: a point and an uncertainty.

Points are computed on the WGS 84 ellipsoid (pyproj.Geod). How a reference place, a distance and a
direction join into one uncertainty follows the point-radius method of Wieczorek, Guo and Hijmans
(2004), International Journal of Geographical Information Science 18(8), 745-767.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from pyproj import Geod

from events.extraction.place_lexicon import Vagueness
from events.gazetteer import PlaceEntry

_EARTH: Final = Geod(ellps="WGS84")
_DIRECTION_HALF_WIDTH: Final = math.radians(22.5)
"""One of eight winds is meant: 45 degrees wide (Wieczorek et al. 2004, direction imprecision)."""

_ROUNDED_DISTANCE: Final = 0.1
"""Distances in news are rounded: a tenth either way."""


@dataclass(frozen=True, slots=True)
class Area:
    """A circle: degrees (WGS 84) and metres."""

    latitude: float
    longitude: float
    uncertainty_m: float


def around(place: PlaceEntry, vagueness: Vagueness) -> Area:
    """The place itself and as far beyond its edge as the relation reaches."""
    reach = max(vagueness.reach_km, vagueness.extent_share * place.extent_km)
    return Area(place.latitude, place.longitude, (place.extent_km + reach) * 1000)


def within_distance(place: PlaceEntry, distance_km: float) -> Area:
    """Up to a distance from a place, in a direction that is not told."""
    reach = place.extent_km + distance_km * (1 + _ROUNDED_DISTANCE)
    return Area(place.latitude, place.longitude, reach * 1000)


def part(place: PlaceEntry, bearing: float) -> Area:
    """The part of a place that lies in a direction: half way out, three quarters of it wide."""
    return _moved(place, bearing, place.extent_km / 2, place.extent_km * 3 / 4)


def beyond(place: PlaceEntry, bearing: float, vagueness: Vagueness) -> Area:
    """Outside a place in a direction, no distance told: from its middle to beyond its edge."""
    reach = max(vagueness.reach_km, vagueness.extent_share * place.extent_km)
    half = (place.extent_km + reach) / 2
    return _moved(place, bearing, half, half)


def at_distance(place: PlaceEntry, bearing: float, distance_km: float) -> Area:
    """At a distance in a direction, reckoned from half way between the middle and the edge."""
    half = place.extent_km / 2
    aside = distance_km * math.tan(_DIRECTION_HALF_WIDTH)
    rounding = distance_km * _ROUNDED_DISTANCE
    return _moved(place, bearing, half + distance_km, half + math.hypot(aside, rounding))


def between(one: PlaceEntry, other: PlaceEntry) -> Area:
    """Between two places: the middle of the way from edge to edge, and half of the way about it.

    Where their circles overlap (a large country beside a small one), it is shared by their sizes.
    """
    bearing, _, metres = _EARTH.inv(one.longitude, one.latitude, other.longitude, other.latitude)
    near, far = one.extent_km * 1000, other.extent_km * 1000
    gap = metres - near - far
    middle = near + gap / 2 if gap > 0 else metres * near / (near + far)
    longitude, latitude, _ = _EARTH.fwd(one.longitude, one.latitude, bearing, middle)
    return Area(latitude, longitude, max(gap / 2, 0) + min(near, far))


def distance_m(one: PlaceEntry, other: PlaceEntry) -> float:
    """Metres between the points of two places."""
    return float(_EARTH.inv(one.longitude, one.latitude, other.longitude, other.latitude)[2])


def is_towards(bearing: float, place: PlaceEntry, other: PlaceEntry) -> bool:
    """Whether `other` lies in a direction from `place`, give or take one of eight winds."""
    ends = (place.longitude, place.latitude, other.longitude, other.latitude)
    aside = abs((_EARTH.inv(*ends)[0] - bearing + 180) % 360 - 180)
    return bool(aside <= 45)


def metres_from(area: Area, place: PlaceEntry) -> float:
    """Metres from the middle of an area to the point of a place."""
    inverse = _EARTH.inv(area.longitude, area.latitude, place.longitude, place.latitude)
    return float(inverse[2])


def _moved(place: PlaceEntry, bearing: float, km: float, uncertainty_km: float) -> Area:
    longitude, latitude, _ = _EARTH.fwd(place.longitude, place.latitude, bearing, km * 1000)
    return Area(latitude, longitude, uncertainty_km * 1000)
