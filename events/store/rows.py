"""EventRow: an event as one light row, what the charts and lists read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from events.record import Actor, DateBasis, Event, EventType, Mention, Relation, Status


class EventRow(NamedTuple):
    """One event: the lead mention's fields, the actors of all its mentions, the number of reports.

    `earliest` and `latest` are days, inclusive; None is an open end where `edtf` is told.
    Coordinates are degrees (WGS 84), `uncertainty_m` metres.
    """

    id: str
    title: str
    type: EventType
    status: Status
    edtf: str | None
    earliest: dt.date | None
    latest: dt.date | None
    basis: DateBasis | None
    date_text: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place_id: str | None
    place_name: str | None
    relation: Relation | None
    latitude: float | None
    longitude: float | None
    uncertainty_m: float | None
    place_reason: str | None
    date_reason: str | None
    confidence: float
    reports: int


def row_of(event: Event) -> EventRow:
    """The row of an event."""
    lead, date, place = event.lead, event.lead.date, event.lead.place
    return EventRow(
        id=event.id,
        title=lead.title,
        type=lead.type,
        status=lead.status,
        edtf=date.edtf if date else None,
        earliest=date.earliest if date else None,
        latest=date.latest if date else None,
        basis=date.basis if date else None,
        date_text=date.text if date else "",
        actors=_ids(event.mentions, lambda mention: mention.actors),
        recipients=_ids(event.mentions, lambda mention: mention.recipients),
        place_id=place.id if place else None,
        place_name=place.name if place else None,
        relation=place.relation if place else None,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        uncertainty_m=place.uncertainty_m if place else None,
        place_reason=lead.place_reason,
        date_reason=lead.date_reason,
        confidence=lead.confidence,
        reports=len(event.mentions),
    )


def columns_of(row: EventRow) -> dict[str, Any]:
    """The row as values of the `event` table's columns."""
    return row._asdict() | {
        "type": row.type.value,
        "status": row.status.value,
        "basis": row.basis.value if row.basis else None,
        "relation": row.relation.value if row.relation else None,
        "actors": list(row.actors),
        "recipients": list(row.recipients),
    }


def from_columns(values: Mapping[str, Any]) -> EventRow:
    """The row from values of the `event` table's columns."""
    fields = {name: values[name] for name in EventRow._fields}
    return EventRow(
        **fields
        | {
            "type": EventType(fields["type"]),
            "status": Status(fields["status"]),
            "basis": DateBasis(fields["basis"]) if fields["basis"] else None,
            "relation": Relation(fields["relation"]) if fields["relation"] else None,
            "actors": tuple(fields["actors"]),
            "recipients": tuple(fields["recipients"]),
        }
    )


def _ids(
    mentions: Iterable[Mention], role: Callable[[Mention], Iterable[Actor]]
) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor.id for mention in mentions for actor in role(mention)))
