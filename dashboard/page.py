"""Sentences and small sections: headline, how to read the page, what to do when it is empty."""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from dashboard import state
from dashboard.snapshot import Counts, Snapshot
from dashboard.theme import GLYPHS, MIXED_GLYPH, EventClass, Palette
from dashboard.view import View
from dashboard.wording import STATUS_MEANINGS, counted
from events.filters import SHOWN_BY_DEFAULT

_STYLES: Final = (Path(__file__).parent / "styles.css").read_text(encoding="utf-8")
_PARTS: Final = {
    "words": "the words",
    "actors": "the actors",
    "dates": "the dates",
    "types": "the types",
    "statuses": "the status",
}


def style(colours: Palette) -> None:
    """The page's own style, in the colours of the mode."""
    names = ("ink", "muted", "rule", "raised", "highlight", "page")
    values = " ".join(f"--{name}: {getattr(colours, name)};" for name in names)
    st.html(f"<style>.stApp {{ {values} }}\n{_STYLES}</style>")


def headline_html(counts: Counts, beyond: int) -> str:
    """What is shown, in sums that add up."""
    wider = f" ({beyond:,} of them beside the map)" if beyond else ""
    return (
        '<header class="headline"><h1>Straitline</h1>'
        f'<p data-testid="counts"><strong>{counts.shown:,}</strong> of '
        f"{counted(counts.total, 'event')} shown = "
        f"<strong>{counts.placed:,}</strong> with a place{wider} + "
        f"<strong>{counts.unplaced:,}</strong> without = "
        f"<strong>{counts.dated:,}</strong> dated + <strong>{counts.undated:,}</strong> undated"
        "</p></header>"
    )


def notices_html(notices: Collection[str]) -> str:
    """What was wrong with the link, each sentence escaped."""
    lines = "<br>".join(escape(notice) for notice in notices)
    return f'<div class="notice" role="status">{lines}</div>'


def reading_html(colours: Palette) -> str:
    """How to read the marks, shown while no event is chosen."""
    statuses = "".join(
        f'<li><span class="glyph">{GLYPHS[status]}</span>{status.value} '
        f'<span class="aside">{meaning}</span></li>'
        for status, meaning in STATUS_MEANINGS.items()
    )
    classes = "".join(
        f'<li><span class="glyph" style="color:{colours.classes[name]}">●</span>{name.value}</li>'
        for name in EventClass
    )
    return (
        '<section class="reading"><h3>Choose an event</h3>'
        "On the map, the timeline or the list. Its fields and the words that prove it open here."
        f"<h4>Status, by shape</h4><ul>{statuses}"
        f'<li><span class="glyph">{MIXED_GLYPH}</span>several at one place, of more than one '
        "status</li></ul>"
        f"<h4>Class of event, by colour</h4><ul>{classes}</ul>"
        "<h4>Place and time, as far as they are known</h4>"
        "A dot is known to about 15 km; a disc or an outline has the size of what is not known and "
        "carries its mark on the rim. On the timeline a dot is a day and a bar as long as the time "
        "that is told; pale ends are approximate, arrows open or going on.</section>"
    )


def spot_html(names: str, events: int) -> str:
    """Above the list of a mark's events."""
    return (
        f'<div class="panel"><p class="kind">{counted(events, "event")} at one mark</p>'
        f"<h3>{escape(names)}</h3></div>"
    )


def empty_store() -> None:
    """The first run, before any article is in."""
    st.markdown("#### There is no event in this store yet")
    st.markdown("Read the sample corpus into a store of its own and open it:")
    st.code("straitline demo", language=None)
    st.markdown("Or read articles of your own (files, folders, JSON Lines) and open them:")
    st.code("straitline extract PATH\nstraitline serve", language=None)


def no_results(snapshot: Snapshot, view: View, worded: Collection[str] | None) -> None:
    """Say which part of the filter to loosen, and how many events that brings."""
    where = view.filter
    active = {
        "words": bool(where.words),
        "actors": bool(where.actors),
        "dates": bool(where.date_from or where.date_to),
        "types": bool(where.types),
        "statuses": bool(where.statuses),
    }
    st.markdown("#### No event fits these filters")
    brought = {
        part: int(snapshot.mask(state.lifted(where, part), worded).sum())
        for part, on in active.items()
        if on
    }
    useful = {part: events for part, events in brought.items() if events}
    if not useful:
        st.markdown("No single filter stands in the way: it takes more than one to loosen.")
    for part, events in sorted(useful.items(), key=lambda item: -item[1]):
        st.button(
            f"Without {_PARTS[part]}: {counted(events, 'event')}",
            key=f"loosen_{part}",
            on_click=state.loosen,
            args=(part,),
        )
    if where.statuses == SHOWN_BY_DEFAULT and "statuses" in useful:
        st.caption("Planned, hypothetical and denied events are left out unless chosen.")
    st.button("Clear all filters", key="loosen_all", on_click=state.loosen, args=("all",))
