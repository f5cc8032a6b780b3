"""Putting events together from the rows that stand."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Final

import sqlalchemy as sa

from events import merging
from events.record import Event, Mention
from events.store.schema import article, event, mention, report, stands

BY_DATE: Final = (
    event.c.edtf.is_(None),
    sa.func.coalesce(event.c.earliest, dt.date.min),
    sa.func.coalesce(event.c.latest, dt.date.max),
    event.c.id,
)
"""By first possible day, undated events last; an open start is before every day."""


def assembled(connection: sa.Connection, of: sa.ColumnElement[bool]) -> dict[str, Event]:
    """The events, by id, whose rows in `report` the clause chooses."""
    wanted = (
        sa.select(report.c.event, mention.c.record, article.c.published)
        .join(mention, report.c.mention == mention.c.row)
        .join(article, mention.c.article == article.c.row)
        .where(stands(report), of)
    )
    reports: defaultdict[str, list[tuple[Mention, dt.date | None]]] = defaultdict(list)
    for event_id, record, published in connection.execute(wanted):
        reports[event_id].append((Mention.model_validate_json(record), published))
    return {event_id: merging.assemble(event_id, told) for event_id, told in reports.items()}
