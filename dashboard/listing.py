"""Lists of events: the whole view, the events of one spot, and what has no place or no date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import streamlit as st
from streamlit.components import v2

from dashboard.theme import CLASS_OF, GLYPHS, Palette
from dashboard.wording import date_in_words, relation_word, type_name
from events.record import DateBasis, EventType, Status

if TYPE_CHECKING:
    from events.store import EventRow

_COMPONENT: Final = "straitline_listing"
_HERE: Final = Path(__file__).parent
_mount = v2.component(
    _COMPONENT,
    html='<div class="listing"></div>',
    css=(_HERE / "listing.css").read_text(encoding="utf-8"),
    js=(_HERE / "listing.js").read_text(encoding="utf-8"),
)


def line(
    row: EventRow, names: Mapping[str, str], colours: Palette, reason: str | None = None
) -> dict[str, Any]:
    """What a list tells of one event; `names` are the actors' names by id."""
    status, event_type = Status(row.status), EventType(row.type)
    actors = ", ".join(names.get(actor, actor) for actor in row.actors)
    recipients = ", ".join(names.get(actor, actor) for actor in row.recipients)
    who = f"{actors or 'no actor told'} → {recipients}" if recipients else actors
    place = f"{relation_word(row.relation)} {row.place_name}".strip() if row.place_name else ""
    by_publication = " · day of publication" if row.basis is DateBasis.PUBLICATION else ""
    return {
        "id": row.id,
        "glyph": GLYPHS[status],
        "status": status.value,
        "colour": colours.classes[CLASS_OF[event_type]],
        "when": date_in_words(row.edtf, row.earliest, row.latest),
        "edtf": f"{row.edtf or ''}{by_publication}",
        "title": row.title,
        "who": " · ".join(part for part in (type_name(event_type), who) if part),
        "where": place or "no place",
        "reason": reason or "",
    }


def listing(
    lines: Sequence[Mapping[str, Any]],
    *,
    key: str,
    chosen: str,
    colours: Palette,
    on_picked: Callable[[str], None],
) -> None:
    """Show lines as buttons; `on_picked` gets the id of the one that is clicked."""

    def picked() -> None:
        choice = st.session_state[key].get("picked")
        if isinstance(choice, str):
            on_picked(choice)

    _mount(
        key=key,
        data={
            "rows": [dict(line) for line in lines],
            "chosen": chosen,
            "colours": {
                "ink": colours.ink,
                "muted": colours.muted,
                "rule": colours.rule,
                "raised": colours.raised,
                "chosen": colours.chosen,
            },
        },
        on_picked_change=picked,
    )
