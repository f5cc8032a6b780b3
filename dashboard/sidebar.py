"""The filters, each choice with its count for the present view."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import streamlit as st

from dashboard import state
from dashboard.snapshot import Snapshot
from dashboard.theme import GLYPHS
from dashboard.view import FIRST_DAY, LAST_DAY
from dashboard.wording import TYPE_MEANINGS, type_name
from events.filters import Certainty, EventFilter
from events.gazetteer import Actors
from events.record import EventType, Status


@dataclass(frozen=True, slots=True)
class ActorChoice:
    """An actor as the filter offers it: its label, and its place in the hierarchy."""

    id: str
    label: str
    line: tuple[str, ...]


def actor_choices(
    snapshot: Snapshot, actors: Actors, chosen: Collection[str]
) -> dict[str, ActorChoice]:
    """All who take part in any event, and whoever is chosen, each below what it belongs to.

    A label tells the name, a short form and the state: "China" finds the PLA.
    """
    totals = snapshot.by_party(snapshot.mask(EventFilter(statuses=())))
    choices = []
    for name in {*snapshot.parties, *chosen}:
        entry = actors.get(name)
        above = actors.ancestors(name) if entry else ()
        label = entry.name if entry else name
        if entry and entry.kind != "state" and (short := _short_form(entry.aliases)):
            label += f" ({short})"
        if above and actors[above[-1]].name not in label:
            label += f", {actors[above[-1]].name}"
        choices.append(ActorChoice(name, label, (*reversed(above), name)))

    def order(choice: ActorChoice) -> tuple[tuple[int, str], ...]:
        return tuple((-totals.get(step, 0), step) for step in choice.line)

    return {choice.id: choice for choice in sorted(choices, key=order)}


def _short_form(aliases: Collection[str]) -> str:
    short = [alias for alias in aliases if alias.isupper() and 2 <= len(alias) <= 6]
    return min(short, key=len, default="")


def sidebar(snapshot: Snapshot, actors: Actors, worded: Collection[str] | None) -> None:
    """Draw the filters; what they hold is read by `state.current`."""
    where = state.current().filter
    st.markdown("#### Filters")
    st.text_input(
        "Words",
        key=state.WORDS,
        placeholder="in titles, quotes and articles",
        max_chars=300,
        on_change=state.forget_notices,
    )
    _actor_filter(snapshot, actors, where, worded)
    _date_filter()
    _type_filter(snapshot, where, worded)
    _status_filter(snapshot, where, worded)
    if where != EventFilter():
        st.button(
            "Clear all filters", on_click=state.loosen, args=("all",), use_container_width=True
        )


def _actor_filter(
    snapshot: Snapshot, actors: Actors, where: EventFilter, worded: Collection[str] | None
) -> None:
    counts = snapshot.by_party(snapshot.mask(state.lifted(where, "actors"), worded))
    choices = actor_choices(snapshot, actors, where.actors)
    st.multiselect(
        "Actors",
        list(choices),
        key=state.ACTORS,
        format_func=lambda name: f"{choices[name].label} · {counts.get(name, 0):,}",
        placeholder="any actor",
        filter_mode="contains",
        on_change=state.forget_notices,
        help="As actor or recipient. A state finds everyone who belongs to it.",
    )


def _date_filter() -> None:
    for label, key in (("From", state.DATE_FROM), ("To", state.DATE_TO)):
        st.date_input(
            label,
            value=None,
            key=key,
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            format="YYYY-MM-DD",
            on_change=state.forget_notices,
        )
    st.radio(
        "Dates",
        list(Certainty),
        key=state.CERTAINTY,
        format_func=lambda value: f"{'certainly' if value == 'certain' else 'possibly'} in range",
        horizontal=True,
        label_visibility="collapsed",
        on_change=state.forget_notices,
    )


def _type_filter(snapshot: Snapshot, where: EventFilter, worded: Collection[str] | None) -> None:
    counts = snapshot.by_type(snapshot.mask(state.lifted(where, "types"), worded))
    offered = sorted(EventType, key=lambda name: -counts[name])
    st.multiselect(
        "Type",
        offered,
        key=state.TYPES,
        format_func=lambda name: f"{type_name(name)} · {counts[name]:,}",
        placeholder="any type",
        filter_mode="contains",
        on_change=state.forget_notices,
        help="\n".join(
            f"- **{type_name(name)}**: {meaning}" for name, meaning in TYPE_MEANINGS.items()
        ),
    )


def _status_filter(snapshot: Snapshot, where: EventFilter, worded: Collection[str] | None) -> None:
    counts: Mapping[Status, int] = snapshot.by_status(
        snapshot.mask(state.lifted(where, "statuses"), worded)
    )
    st.pills(
        "Status",
        list(Status),
        key=state.STATUSES,
        selection_mode="multi",
        format_func=lambda name: f"{GLYPHS[name]} {name.value} · {counts[name]:,}",
        on_change=state.forget_notices,
        help="With none chosen, all are shown.",
    )
