"""Rows of a store, written short."""

from __future__ import annotations

from datetime import date
from typing import Any

from dashboard.snapshot import Snapshot
from events.record import DateBasis, EventType, Relation, Status
from events.store import EventRow

# Who belongs to whom in these tests, nearest first.
LINES = {
    "chn-plan": ("chn-pla", "chn"),
    "chn-pla": ("chn",),
    "jpn-jcg": ("jpn",),
    "twn-mnd": ("twn",),
}


def ancestors(actor: str) -> tuple[str, ...]:
    return LINES.get(actor, ())


def row(id: str, day: str | None = "2021-10-04", **fields: Any) -> EventRow:
    """An event of one day (or none) off the west of Taiwan."""
    first = date.fromisoformat(day) if day else None
    given: dict[str, Any] = {
        "title": f"Event {id}",
        "type": EventType.MOBILIZE,
        "status": Status.OCCURRED,
        "edtf": day,
        "earliest": first,
        "latest": first,
        "basis": DateBasis.STATED if day else None,
        "date_text": "on Monday" if day else "",
        "actors": ("chn-pla",),
        "recipients": ("twn",),
        "place_id": "kinmen",
        "place_name": "Kinmen",
        "relation": Relation.NEAR,
        "latitude": 24.44,
        "longitude": 118.32,
        "uncertainty_m": 9_000.0,
        "place_reason": None,
        "date_reason": None if day else "the sentence tells no time",
        "confidence": 0.8,
        "reports": 1,
    } | fields
    return EventRow(id=id, **given)


def nowhere(id: str, day: str | None = "2021-10-04", **fields: Any) -> EventRow:
    """An event without a place."""
    without = dict.fromkeys(
        ("place_id", "place_name", "relation", "latitude", "longitude", "uncertainty_m")
    )
    return row(id, day, place_reason="the text names no place", **without, **fields)


def spanning(id: str, edtf: str, first: str | None, last: str | None, **fields: Any) -> EventRow:
    """An event of a longer time; None is an open end."""
    return row(
        id,
        None,
        edtf=edtf,
        earliest=date.fromisoformat(first) if first else None,
        latest=date.fromisoformat(last) if last else None,
        basis=DateBasis.STATED,
        date_reason=None,
        **fields,
    )


def snapshot(*rows: EventRow) -> Snapshot:
    return Snapshot.of(rows, ancestors)
