"""Lanes of the timeline: which events stand in which lane, and on which sub-row of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import numpy as np

from dashboard.snapshot import OPEN_END, OPEN_START, Mask, Snapshot
from dashboard.strip import Span, touching
from dashboard.wording import type_name
from events.record import EventType

LABEL_ROWS: Final = 1.3
_GAP_ROWS: Final = 0.4
_MOST_LANES: Final = 8
_MOST_ROWS: Final = 9
# How much of the span a mark takes at least when rows are packed.
_MARK_SHARE: Final = 0.0105
# How much of the span stays free between a bar and the next, lest two months look like one time.
_GAP_SHARE: Final = 0.004


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: its label, its events in view (positions in the snapshot), the sub-row of each.

    `earlier` counts events that lie before what the figure shows, `later` those after it.
    """

    name: str
    events: tuple[int, ...]
    rows: tuple[int, ...]
    earlier: int = 0
    later: int = 0

    @property
    def height(self) -> float:
        """In rows, the label's own included."""
        return LABEL_ROWS + max(self.rows, default=-1) + 1 + _GAP_ROWS


def lanes_by_type(snapshot: Snapshot, shown: Mask) -> dict[str, list[int]]:
    """Dated shown events by type, the types with most events first."""
    groups: dict[str, list[int]] = {}
    for index in np.flatnonzero(shown & snapshot.dated).tolist():
        name = type_name(EventType(snapshot.rows[index].type))
        groups.setdefault(name, []).append(index)
    return _largest(groups, "Other types")


def lanes_by_actor(
    snapshot: Snapshot,
    shown: Mask,
    chosen: Sequence[str],
    lineage: Callable[[str], Sequence[str]],
    names: Mapping[str, str],
) -> dict[str, list[int]]:
    """Dated shown events by state, or by the chosen actors where the filter names some.

    `lineage` gives an actor and all it belongs to, nearest first. An event of several lanes
    stands in each of them.
    """
    groups: dict[str, list[int]] = {}
    wanted = set(chosen)
    for index in np.flatnonzero(shown & snapshot.dated).tolist():
        row = snapshot.rows[index]
        keys: dict[str, None] = {}
        for actor in (*row.actors, *row.recipients):
            line = lineage(actor)
            fitting = [name for name in line if name in wanted] if wanted else [line[-1]]
            keys |= dict.fromkeys(fitting[:1])
        for key in keys or {"": None}:
            name = names.get(key, key) if key else "No actor told"
            groups.setdefault(name, []).append(index)
    return _largest(groups, "Others")


def _largest(groups: dict[str, list[int]], rest: str) -> dict[str, list[int]]:
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    kept = dict(ordered[:_MOST_LANES])
    left = sorted({index for _, events in ordered[_MOST_LANES:] for index in events})
    return {**kept, rest: left} if left else kept


def packed(
    snapshot: Snapshot,
    groups: Mapping[str, Sequence[int]],
    span: Span,
    single_marks: int = 10**9,
) -> list[Lane]:
    """Give each event of a lane the first sub-row in which it covers no other.

    Lanes of more than `single_marks` events in all have one sub-row.
    """
    reach = max(1.0, span.days * _MARK_SHARE)
    in_view = touching(snapshot, span)
    lanes = []
    marks = {name: np.flatnonzero(in_view[list(events)]) for name, events in groups.items()}
    crowded = sum(map(len, marks.values())) > single_marks
    for name, events in groups.items():
        kept = [events[at] for at in marks[name].tolist()]
        earlier = int((snapshot.latest[list(events)] < span.first).sum())
        rows = [0] * len(kept) if crowded else _rows(snapshot, kept, span, reach)
        later = len(events) - len(kept) - earlier
        lanes.append(Lane(name, tuple(kept), tuple(rows), earlier, later))
    return lanes


def _rows(snapshot: Snapshot, events: Sequence[int], span: Span, reach: float) -> list[int]:
    free: list[float] = []
    rows: list[int] = []
    for index in events:
        first, last = extent(snapshot, index, span)
        end = max(last + 1 + span.days * _GAP_SHARE, first + reach)
        row = next((r for r, until in enumerate(free) if until <= first), len(free))
        if row >= _MOST_ROWS:
            row = min(range(_MOST_ROWS), key=free.__getitem__)
        if row == len(free):
            free.append(end)
        free[row] = max(free[row], end)
        rows.append(row)
    return rows


def extent(snapshot: Snapshot, index: int, span: Span) -> tuple[int, int]:
    """First and last day of an event, its open ends cut at the span."""
    first, last = int(snapshot.earliest[index]), int(snapshot.latest[index])
    return (
        min(span.first, last) if first == OPEN_START else first,
        max(span.last, first) if last == OPEN_END else last,
    )


def lane_tops(lanes: Sequence[Lane]) -> list[float]:
    """Where each lane begins, in rows from the top, and the whole height at the end."""
    return list(accumulate((lane.height for lane in lanes), initial=0.0))
