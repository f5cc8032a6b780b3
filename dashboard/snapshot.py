"""Snapshot: the columnar picture of the store that filters, counts and charts read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from events.filters import Certainty, EventFilter
from events.record import EventType, Status

if TYPE_CHECKING:
    from events.store import EventRow

Codes: TypeAlias = NDArray[np.int32]
Mask: TypeAlias = NDArray[np.bool_]

# Days are counted as Python ordinals. An open end is further than any day can be.
OPEN_START: Final = int(np.iinfo(np.int32).min)
OPEN_END: Final = int(np.iinfo(np.int32).max)
_TYPE_CODES: Final = {name: code for code, name in enumerate(EventType)}
_STATUS_CODES: Final = {name: code for code, name in enumerate(Status)}
# Below this a place is drawn as a dot: about the size of a mark when the whole region is in view.
DOT_UNCERTAINTY_M: Final = 15_000.0


@dataclass(frozen=True, slots=True)
class Spot:
    """One mark of the map: where it lies, how large it is, and the names given to it.

    Events of small uncertainty share a spot when their points agree to about 100 metres; events
    of an area share it when the area agrees too.
    """

    key: str
    names: tuple[str, ...]
    latitude: float
    longitude: float
    uncertainty_m: float

    @property
    def is_dot(self) -> bool:
        """Whether the place is known well enough to be a dot."""
        return self.uncertainty_m <= DOT_UNCERTAINTY_M


@dataclass(frozen=True, slots=True)
class Counts:
    """How many events a view shows; the parts add up to the whole."""

    total: int
    shown: int
    placed: int
    dated: int

    @property
    def unplaced(self) -> int:
        """Shown events without a place."""
        return self.shown - self.placed

    @property
    def undated(self) -> int:
        """Shown events without a date."""
        return self.shown - self.dated


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """All events as columns, in the order of the store (by earliest date, undated last).

    `party_rows` and `party_codes` pair an event with everyone who takes part in it and with all
    that they belong to, each pair once: a filter for a state finds its services.
    """

    rows: tuple[EventRow, ...]
    position: Mapping[str, int]
    types: Codes
    statuses: Codes
    earliest: Codes
    latest: Codes
    dated: Mask
    placed: Mask
    parties: tuple[str, ...]
    party_rows: Codes
    party_codes: Codes
    spots: tuple[Spot, ...]
    spot_of: Codes
    spot_position: Mapping[str, int]

    @classmethod
    def of(cls, rows: Iterable[EventRow], ancestors: Callable[[str], Sequence[str]]) -> Snapshot:
        """Build the columns; `ancestors` gives the ids that an actor belongs to, nearest first."""
        held = tuple(rows)
        parties, party_rows, party_codes = _parties(held, ancestors)
        spots, spot_of = _spots(held)
        return cls(
            rows=held,
            position={row.id: index for index, row in enumerate(held)},
            types=np.array([_TYPE_CODES[EventType(row.type)] for row in held], np.int32),
            statuses=np.array([_STATUS_CODES[Status(row.status)] for row in held], np.int32),
            earliest=np.array([_day(row.earliest, OPEN_START) for row in held], np.int32),
            latest=np.array([_day(row.latest, OPEN_END) for row in held], np.int32),
            dated=np.array([row.edtf is not None for row in held], bool),
            placed=spot_of >= 0,
            parties=parties,
            party_rows=party_rows,
            party_codes=party_codes,
            spots=spots,
            spot_of=spot_of,
            spot_position={spot.key: index for index, spot in enumerate(spots)},
        )

    def mask(self, where: EventFilter, worded: Collection[str] | None = None) -> Mask:
        """Which events `where` shows; `worded` holds the ids that its words find in the store."""
        shown = np.ones(len(self.rows), bool)
        if where.types:
            shown &= np.isin(self.types, [_TYPE_CODES[name] for name in where.types])
        if where.statuses:
            shown &= np.isin(self.statuses, [_STATUS_CODES[name] for name in where.statuses])
        if where.actors:
            shown &= self.taking_part(where.actors)
        if where.date_from or where.date_to:
            shown &= self._in_range(where)
        if where.words and worded is not None:
            found = np.zeros(len(self.rows), bool)
            found[[self.position[name] for name in worded if name in self.position]] = True
            shown &= found
        return shown

    def taking_part(self, actors: Collection[str]) -> Mask:
        """Events in which any of `actors`, or anyone who belongs to them, acts or is acted on."""
        asked = np.array([name in actors for name in self.parties], bool)
        found = np.zeros(len(self.rows), bool)
        if len(asked):
            found[self.party_rows[asked[self.party_codes]]] = True
        return found

    def _in_range(self, where: EventFilter) -> Mask:
        """Dates whole inside the bounds (certain) or touching them (possible)."""
        first, last = (
            _day(where.date_from, OPEN_START),
            _day(where.date_to, OPEN_END),
        )
        if where.certainty is Certainty.CERTAIN:
            inside = np.ones(len(self.rows), bool)
            if where.date_from:
                inside &= self.earliest >= first
            if where.date_to:
                inside &= self.latest <= last
        else:
            inside = (self.latest >= first) & (self.earliest <= last)
        return self.dated & inside

    def counts(self, shown: Mask) -> Counts:
        """The sums that the header tells."""
        return Counts(
            total=len(self.rows),
            shown=int(shown.sum()),
            placed=int((shown & self.placed).sum()),
            dated=int((shown & self.dated).sum()),
        )

    def by_party(self, shown: Mask) -> dict[str, int]:
        """Shown events of every actor, those of its members included."""
        tally = np.bincount(self.party_codes[shown[self.party_rows]], minlength=len(self.parties))
        return dict(zip(self.parties, tally.tolist(), strict=True))

    def by_type(self, shown: Mask) -> dict[EventType, int]:
        """Shown events of every type."""
        tally = np.bincount(self.types[shown], minlength=len(EventType))
        return dict(zip(EventType, tally.tolist(), strict=True))

    def by_status(self, shown: Mask) -> dict[Status, int]:
        """Shown events of every status."""
        tally = np.bincount(self.statuses[shown], minlength=len(Status))
        return dict(zip(Status, tally.tolist(), strict=True))


def _day(day: date | None, otherwise: int) -> int:
    return day.toordinal() if day else otherwise


def _parties(
    rows: Sequence[EventRow], ancestors: Callable[[str], Sequence[str]]
) -> tuple[tuple[str, ...], Codes, Codes]:
    codes: dict[str, int] = {}
    above: dict[str, tuple[str, ...]] = {}
    at_rows: list[int] = []
    at_codes: list[int] = []
    for index, row in enumerate(rows):
        party: set[str] = set()
        for name in (*row.actors, *row.recipients):
            if name not in above:
                above[name] = (name, *ancestors(name))
            party.update(above[name])
        for name in sorted(party):
            at_rows.append(index)
            at_codes.append(codes.setdefault(name, len(codes)))
    return tuple(codes), np.array(at_rows, np.int32), np.array(at_codes, np.int32)


def _spots(rows: Sequence[EventRow]) -> tuple[tuple[Spot, ...], Codes]:
    names: dict[str, dict[str, None]] = {}
    points: dict[str, tuple[float, float, float]] = {}
    keys: list[str] = []
    for row in rows:
        if row.latitude is None or row.longitude is None or row.uncertainty_m is None:
            keys.append("")
            continue
        key = f"{row.latitude:.3f},{row.longitude:.3f}"
        if row.uncertainty_m > DOT_UNCERTAINTY_M:
            key += f",{row.uncertainty_m / 1000:.0f}"
        keys.append(key)
        names.setdefault(key, {})[row.place_name or ""] = None
        latitude, longitude, uncertainty = points.get(key, (row.latitude, row.longitude, 0.0))
        points[key] = (latitude, longitude, max(uncertainty, row.uncertainty_m))
    spots = tuple(Spot(key, tuple(names[key]), *points[key]) for key in points)
    index = {spot.key: position for position, spot in enumerate(spots)}
    return spots, np.array([index.get(key, -1) for key in keys], np.int32)
