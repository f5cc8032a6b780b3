"""The page's state: one View, held by the widgets and kept in step with the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

import streamlit as st

from dashboard.view import FIRST_DAY, LAST_DAY, Known, Lanes, Reach, View
from events.filters import SHOWN_BY_DEFAULT, Certainty, EventFilter
from events.record import EventType, Status

# Keys of the widgets that hold the filter, and of what is chosen.
ACTORS: Final = "filter_actors"
DATE_FROM: Final = "filter_from"
DATE_TO: Final = "filter_to"
CERTAINTY: Final = "filter_dates"
TYPES: Final = "filter_types"
STATUSES: Final = "filter_statuses"
WORDS: Final = "filter_words"
LANES: Final = "lanes"
REACH: Final = "reach"
EVENT: Final = "event"
SPOT: Final = "spot"
_ADDRESS: Final = "address"
_NOTICES: Final = "notices"


def take_from_address(known: Known) -> tuple[str, ...]:
    """Follow the address where it is not what this page wrote: a link, or back and forward.

    Gives the notices about what the link held and this page could not use.
    """
    query = st.query_params.to_dict()
    if st.session_state.get(_ADDRESS) != query:
        view, notices = View.from_query(query, known)
        show(view)
        st.session_state[_ADDRESS] = query
        st.session_state[_NOTICES] = notices
    held: tuple[str, ...] = st.session_state[_NOTICES]
    return held


def write_to_address(view: View) -> None:
    """Keep the address in step with the view; a notice goes once the view has moved on."""
    query = view.to_query()
    if st.session_state[_ADDRESS] == query:
        return
    st.session_state[_ADDRESS] = query
    st.query_params.from_dict(query)


def forget_notices() -> None:
    """The reader has acted: what was wrong with the link needs no more telling."""
    st.session_state[_NOTICES] = ()


def show(view: View) -> None:
    """Set every widget to a view. Only before the widgets are drawn, or in a callback."""
    where = view.filter
    held: Mapping[str, Any] = {
        ACTORS: list(where.actors),
        DATE_FROM: where.date_from,
        DATE_TO: where.date_to,
        CERTAINTY: where.certainty,
        TYPES: list(where.types),
        STATUSES: list(where.statuses),
        WORDS: where.words,
        LANES: view.lanes,
        REACH: view.reach,
        EVENT: view.event,
        SPOT: view.spot,
    }
    st.session_state.update(held)


def current() -> View:
    """The view that the widgets hold now."""
    state = st.session_state
    statuses = {Status(value) for value in state.get(STATUSES, SHOWN_BY_DEFAULT)}
    first, last = _bounds(state.get(DATE_FROM), state.get(DATE_TO))
    where = EventFilter(
        actors=tuple(state.get(ACTORS, ())),
        date_from=first,
        date_to=last,
        certainty=Certainty(state.get(CERTAINTY) or Certainty.POSSIBLE),
        types=tuple(EventType(value) for value in state.get(TYPES, ())),
        statuses=tuple(status for status in Status if status in statuses),
        words=(state.get(WORDS) or "").strip(),
    )
    return View(
        filter=where,
        lanes=Lanes(state.get(LANES) or Lanes.ACTOR),
        reach=Reach(state.get(REACH) or Reach.RECENT),
        event=state.get(EVENT, ""),
        spot=state.get(SPOT, ""),
    )


def _bounds(first: date | None, last: date | None) -> tuple[date | None, date | None]:
    if first and last and first > last:
        return last, first
    return first, last


def choose(choice: str) -> None:
    """Choose what a mark stands for: "event:<id>", "spot:<key>", or a bare event id."""
    forget_notices()
    kind, _, value = choice.partition(":")
    if kind == "spot":
        st.session_state[SPOT], st.session_state[EVENT] = value, ""
    else:
        st.session_state[EVENT] = value or kind


def choose_nothing() -> None:
    """Close the panel and the list of a spot."""
    st.session_state[EVENT] = st.session_state[SPOT] = ""


def choose_span(start: str, end: str) -> None:
    """Filter by a span drawn on the timeline; its ends are ISO times."""
    forget_notices()
    try:
        first, last = sorted(date.fromisoformat(text[:10]) for text in (start, end))
    except ValueError:
        return
    st.session_state[DATE_FROM] = min(max(first, FIRST_DAY), LAST_DAY)
    st.session_state[DATE_TO] = min(max(last, FIRST_DAY), LAST_DAY)


def loosen(part: str) -> None:
    """Lift one part of the filter, or all of it with "all"."""
    forget_notices()
    view = current()
    show(replace(view, filter=lifted(view.filter, part)))


def lifted(where: EventFilter, part: str) -> EventFilter:
    """The filter without one of its parts: actors, dates, types, statuses, words, or all."""
    if part == "all":
        return EventFilter()
    if part == "dates":
        return replace(where, date_from=None, date_to=None)
    empty: dict[str, Any] = {part: "" if part == "words" else ()}
    return replace(where, **empty)
