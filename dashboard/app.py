"""The page: layout only. Every room of it lives in a module of its own."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from datetime import date

import numpy as np
import streamlit as st

from dashboard import chart, page, state
from dashboard.evidence import panel_html
from dashboard.lanes import lanes_by_actor, lanes_by_type
from dashboard.link import copy_link
from dashboard.listing import line, listing
from dashboard.map import map_figure
from dashboard.marks import Mark, beyond_frame, beyond_names
from dashboard.sidebar import sidebar
from dashboard.snapshot import Mask, Snapshot
from dashboard.strip import recent_span, whole_span
from dashboard.theme import Palette, palette
from dashboard.timeline import timeline_figure
from dashboard.view import Known, Lanes, Reach, View, spot_keys
from dashboard.wording import counted, plain_markdown
from events import gazetteer
from events.store import Store, StoreError

_PAGE_OF_LIST = 60
_MAP_ASPECT = 0.74


@st.cache_resource(show_spinner=False)
def _store(location: str) -> Store:
    return Store.open(location or None)


@st.cache_resource(show_spinner=False, max_entries=2)
def _snapshot(_store: Store, location: str, revision: int) -> Snapshot:
    del location, revision  # the key of the cache: a new revision is a new picture
    return Snapshot.of(_store.rows(), _ancestors)


def _ancestors(actor: str) -> Sequence[str]:
    known = gazetteer.actors()
    return known.ancestors(actor) if actor in known else ()


def _names(snapshot: Snapshot) -> dict[str, str]:
    known = gazetteer.actors()
    return {name: known[name].name if name in known else name for name in snapshot.parties}


def main() -> None:
    """Draw the page."""
    st.set_page_config(page_title="Straitline", page_icon="◌", layout="wide")
    colours = palette(dark=st.context.theme.type == "dark")
    page.style(colours)
    try:
        location = os.environ.get("STRAITLINE_STORE", "")
        store = _store(location)
        snapshot = _snapshot(store, location, store.revision)
    except StoreError as fault:
        st.error(str(fault))
        return
    if not snapshot.rows:
        page.empty_store()
        return
    known = Known(
        {*snapshot.parties, *gazetteer.actors()}, snapshot.position, snapshot.spot_position
    )
    notices = state.take_from_address(known)
    words = state.current().filter.words
    worded = store.matching(words) if words else None
    with st.sidebar:
        sidebar(snapshot, gazetteer.actors(), worded)
    view = state.current()
    state.write_to_address(view)
    shown = snapshot.mask(view.filter, worded)
    _head(snapshot, shown, notices, colours)
    _body(store, snapshot, shown, view, worded, colours)


def _head(snapshot: Snapshot, shown: Mask, notices: Collection[str], colours: Palette) -> None:
    beyond = sum(len(mark.events) for mark in beyond_frame(snapshot, shown))
    with st.container(key="head"):
        left, right = st.columns([6, 1], vertical_alignment="center")
    left.html(page.headline_html(snapshot.counts(shown), beyond))
    with right:
        copy_link(colours)
    if notices:
        st.html(page.notices_html(notices))


def _body(
    store: Store,
    snapshot: Snapshot,
    shown: Mask,
    view: View,
    worded: Collection[str] | None,
    colours: Palette,
) -> None:
    left, right = st.columns([1.9, 1], gap="medium")
    with right, st.container(key="side"):
        _side(store, snapshot, shown, view, colours)
    with left:
        if not shown.any():
            page.no_results(snapshot, view, worded)
            return
        _map(snapshot, shown, view, colours)
        _timeline(snapshot, shown, view, colours)
        _lists(snapshot, shown, view, colours)


def _map(snapshot: Snapshot, shown: Mask, view: View, colours: Palette) -> None:
    chart.chart(
        map_figure(snapshot, shown, colours, view.event, view.spot),
        key="map",
        label="Map of the shown events. The list below holds the same events.",
        config=chart.MAP_CONFIG,
        on_picked=state.choose,
        aspect=_MAP_ASPECT,
    )
    if beyond := beyond_frame(snapshot, shown):
        _beyond(snapshot, beyond)


def _beyond(snapshot: Snapshot, beyond: Sequence[Mark]) -> None:
    """Places that this map cannot hold, each with its count: a click lists its events."""
    with st.container(key="beyond", horizontal=True, gap="small", vertical_alignment="center"):
        st.html("<p>Beside the map, beyond it or too wide to mark:</p>", width="content")
        for mark, name in zip(beyond, beyond_names(beyond), strict=True):
            choice = (
                f"spot:{mark.spot.key}"
                if len(mark.events) > 1
                else f"event:{snapshot.rows[mark.events[0]].id}"
            )
            st.button(
                f"{plain_markdown(name)} {len(mark.events)}",
                key=f"beyond_{mark.spot.key}",
                type="tertiary",
                on_click=state.choose,
                args=(choice,),
            )


def _timeline(snapshot: Snapshot, shown: Mask, view: View, colours: Palette) -> None:
    if view.lanes is Lanes.TYPE:
        groups = lanes_by_type(snapshot, shown)
    else:
        groups = lanes_by_actor(
            snapshot,
            shown,
            view.filter.actors,
            lambda actor: (actor, *_ancestors(actor)),
            _names(snapshot),
        )
    _timeline_choices(snapshot, shown, view)
    chart.chart(
        timeline_figure(snapshot, shown, groups, view, colours),
        key="timeline",
        label="Timeline of the dated events. Drag over a span of time to filter by it.",
        config=chart.TIMELINE_CONFIG,
        on_picked=state.choose,
        on_span=state.choose_span,
    )


def _timeline_choices(snapshot: Snapshot, shown: Mask, view: View) -> None:
    with st.container(key="choices", horizontal=True, gap="medium", vertical_alignment="center"):
        st.segmented_control(
            "Lanes",
            list(Lanes),
            key=state.LANES,
            format_func=lambda lanes: f"by {lanes.value}",
            required=True,
            label_visibility="collapsed",
            on_change=state.forget_notices,
        )
        whole, recent = whole_span(snapshot, shown), recent_span(snapshot, shown)
        bounded = view.filter.date_from or view.filter.date_to
        st.segmented_control(
            "Time",
            list(Reach),
            key=state.REACH,
            format_func=lambda reach: (
                f"since {date.fromordinal(recent.first).year}"
                if reach is Reach.RECENT
                else f"all, from {date.fromordinal(whole.first).year}"
            ),
            required=True,
            disabled=bool(bounded) or recent == whole,
            label_visibility="collapsed",
            on_change=state.forget_notices,
        )
        st.caption("Drag over a span of time to filter by it.")


def _side(store: Store, snapshot: Snapshot, shown: Mask, view: View, colours: Palette) -> None:
    """The chosen event's panel, or the list of a spot's events, or how to read the page."""
    if not view.event and not view.spot:
        st.html(page.reading_html(colours))
        return
    with st.container(key="sheet"):
        with st.container(key="side_actions", horizontal=True, gap="small"):
            if view.event and view.spot:
                st.button(
                    "Back to this place's events",
                    type="tertiary",
                    on_click=state.choose,
                    args=(f"spot:{view.spot}",),
                )
            st.button("Close", type="tertiary", on_click=state.choose_nothing)
        if view.event:
            if not shown[snapshot.position[view.event]]:
                st.caption("This event is outside the present filters.")
            st.html(panel_html(store.event(view.event), store.article, colours))
        else:
            _spot(snapshot, shown, view, colours)


def _spot(snapshot: Snapshot, shown: Mask, view: View, colours: Palette) -> None:
    spots = [snapshot.spot_position[key] for key in spot_keys(view.spot)]
    events = np.flatnonzero(shown & np.isin(snapshot.spot_of, spots)).tolist()
    named = dict.fromkeys(name for index in spots for name in snapshot.spots[index].names)
    names = " · ".join(tuple(named)[:3])
    st.html(page.spot_html(names, len(events)))
    _list_of(snapshot, events, "spot_list", view, colours)


def _lists(snapshot: Snapshot, shown: Mask, view: View, colours: Palette) -> None:
    """The whole view newest first, and the trays of what has no place or no date."""
    dated = np.flatnonzero(shown & snapshot.dated)[::-1].tolist()
    undated = np.flatnonzero(shown & ~snapshot.dated).tolist()
    unplaced = np.flatnonzero(shown & ~snapshot.placed).tolist()
    if unplaced:
        with st.expander(f"{counted(len(unplaced), 'event')} without a place", key="unplaced"):
            _list_of(snapshot, unplaced, "unplaced_list", view, colours, reason="place")
    if undated:
        with st.expander(f"{counted(len(undated), 'event')} without a date", key="undated"):
            _list_of(snapshot, undated, "undated_list", view, colours, reason="date")
    st.html('<p class="section">All shown events, newest first</p>')
    _list_of(snapshot, [*dated, *undated], "list", view, colours)


def _list_of(
    snapshot: Snapshot,
    events: Sequence[int],
    key: str,
    view: View,
    colours: Palette,
    reason: str = "",
) -> None:
    pages = st.session_state.get(f"{key}_pages", 1)
    upto = pages * _PAGE_OF_LIST
    names = _names(snapshot)
    lines = []
    for index in events[:upto]:
        row = snapshot.rows[index]
        why = {"place": row.place_reason, "date": row.date_reason}.get(reason)
        lines.append(line(row, names, colours, why))
    listing(lines, key=key, chosen=view.event, colours=colours, on_picked=state.choose)
    if len(events) > upto:
        st.button(
            f"Show {min(_PAGE_OF_LIST, len(events) - upto)} more of {len(events) - upto:,}",
            key=f"{key}_more",
            on_click=lambda: st.session_state.update({f"{key}_pages": pages + 1}),
        )


main()
