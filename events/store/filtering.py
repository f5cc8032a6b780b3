"""EventFilter as the WHERE of a query over the events that stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator

import sqlalchemy as sa

from events.filters import Certainty, EventFilter
from events.store.schema import event, event_actor, stands
from events.store.words import reported_in_words

Descendants = Callable[[str], Collection[str]]
"""Actor id to the ids of all who belong to it, itself included."""


def chosen(where: EventFilter, descendants: Descendants) -> sa.ColumnElement[bool]:
    """The clause over `event` that `where` stands for."""
    return sa.and_(stands(event), *_clauses(where, descendants))


def _clauses(where: EventFilter, descendants: Descendants) -> Iterator[sa.ColumnElement[bool]]:
    if where.actors:
        yield _with_any_of(where.actors, descendants)
    yield from _dated(where.date_from, where.date_to, where.certainty)
    if where.types:
        yield event.c.type.in_([kind.value for kind in where.types])
    if where.statuses:
        yield event.c.status.in_([status.value for status in where.statuses])
    reported = reported_in_words(where.words)
    if reported is not None:
        yield event.c.id.in_(reported)


def _with_any_of(actors: Collection[str], descendants: Descendants) -> sa.ColumnElement[bool]:
    """One of `actors`, or who belongs to it, acts or is acted upon."""
    wanted = sorted({member for actor in actors for member in descendants(actor)})
    return event.c.row.in_(sa.select(event_actor.c.event).where(event_actor.c.actor.in_(wanted)))


def _dated(
    first: dt.date | None, last: dt.date | None, certainty: Certainty
) -> Iterator[sa.ColumnElement[bool]]:
    """Certain: every possible day is in the range; possible: one is. An open end may be any day."""
    if first is None and last is None:
        return
    yield event.c.edtf.is_not(None)
    if certainty is Certainty.CERTAIN:
        if first is not None:
            yield event.c.earliest >= first
        if last is not None:
            yield event.c.latest <= last
        return
    if first is not None:
        yield event.c.latest.is_(None) | (event.c.latest >= first)
    if last is not None:
        yield event.c.earliest.is_(None) | (event.c.earliest <= last)
