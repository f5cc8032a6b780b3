"""Palettes, glyphs and the page's own style: restrained, and legible without colour.

Colour tells PLOVER's four classes of event (verbal and material, cooperation and conflict): blue
against amber, pale against deep, a pair that all common forms of colour blindness keep apart.
Shape tells status. No colour stands for a state.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from events.record import EventType, Status


class EventClass(StrEnum):
    """PLOVER's quad classes, and other."""

    VERBAL_COOPERATION = "verbal cooperation"
    MATERIAL_COOPERATION = "material cooperation"
    VERBAL_CONFLICT = "verbal conflict"
    MATERIAL_CONFLICT = "material conflict"
    OTHER = "other"


CLASS_OF: Final = {
    EventType.AGREE: EventClass.VERBAL_COOPERATION,
    EventType.CONSULT: EventClass.VERBAL_COOPERATION,
    EventType.SUPPORT: EventClass.VERBAL_COOPERATION,
    EventType.CONCEDE: EventClass.VERBAL_COOPERATION,
    EventType.COOPERATE: EventClass.MATERIAL_COOPERATION,
    EventType.AID: EventClass.MATERIAL_COOPERATION,
    EventType.RETREAT: EventClass.MATERIAL_COOPERATION,
    EventType.REQUEST: EventClass.VERBAL_CONFLICT,
    EventType.ACCUSE: EventClass.VERBAL_CONFLICT,
    EventType.REJECT: EventClass.VERBAL_CONFLICT,
    EventType.THREATEN: EventClass.VERBAL_CONFLICT,
    EventType.PROTEST: EventClass.MATERIAL_CONFLICT,
    EventType.SANCTION: EventClass.MATERIAL_CONFLICT,
    EventType.MOBILIZE: EventClass.MATERIAL_CONFLICT,
    EventType.COERCE: EventClass.MATERIAL_CONFLICT,
    EventType.ASSAULT: EventClass.MATERIAL_CONFLICT,
    EventType.OTHER: EventClass.OTHER,
}


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one mode, as #rrggbb."""

    page: str
    raised: str
    ink: str
    muted: str
    rule: str
    sea: str
    land: str
    coast: str
    division: str
    depth: str
    accent: str
    chosen: str
    highlight: str
    classes: dict[EventClass, str]


LIGHT: Final = Palette(
    page="#ffffff",
    raised="#f5f6f4",
    ink="#1d2a31",
    muted="#56646c",
    rule="#dde2e3",
    sea="#e4ecef",
    land="#f8f6f0",
    coast="#a5b0b3",
    division="#dcdcd3",
    depth="#d3dfe4",
    accent="#14506f",
    chosen="#111a1f",
    highlight="#fbe7b5",
    classes={
        EventClass.VERBAL_COOPERATION: "#5f9fc0",
        EventClass.MATERIAL_COOPERATION: "#14506f",
        EventClass.VERBAL_CONFLICT: "#cb8a1c",
        EventClass.MATERIAL_CONFLICT: "#8c3210",
        EventClass.OTHER: "#7a8288",
    },
)
DARK: Final = Palette(
    page="#11171b",
    raised="#192126",
    ink="#e3e9eb",
    muted="#9aa7ae",
    rule="#2b363c",
    sea="#151e24",
    land="#262f35",
    coast="#56656d",
    division="#353f45",
    depth="#1e2a31",
    accent="#7db9d6",
    chosen="#ffffff",
    highlight="#5a4714",
    classes={
        EventClass.VERBAL_COOPERATION: "#a9d7ec",
        EventClass.MATERIAL_COOPERATION: "#4a93bd",
        EventClass.VERBAL_CONFLICT: "#f3cf86",
        EventClass.MATERIAL_CONFLICT: "#d9743f",
        EventClass.OTHER: "#98a1a6",
    },
)

# Plotly's symbol and the same shape as a character, for filters, list and panel.
SYMBOLS: Final = {
    Status.OCCURRED: "circle",
    Status.ONGOING: "triangle-right",
    Status.PLANNED: "circle-open",
    Status.HYPOTHETICAL: "diamond-open",
    Status.DENIED: "x-thin-open",
}
MIXED_SYMBOL: Final = "hexagon"
GLYPHS: Final = {
    Status.OCCURRED: "●",
    Status.ONGOING: "▶",
    Status.PLANNED: "○",
    Status.HYPOTHETICAL: "◇",
    Status.DENIED: "✕",
}
MIXED_GLYPH: Final = "⬢"
FONT: Final = "'Source Sans', 'Noto Sans CJK TC', 'Noto Sans CJK JP', 'PingFang TC', sans-serif"


def palette(dark: bool) -> Palette:
    """The palette of the mode that the reader's browser or settings ask for."""
    return DARK if dark else LIGHT


def faded(colour: str, opacity: float) -> str:
    """A colour `#rrggbb` at an opacity from 0 to 1, as Plotly and CSS read it."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"


def hover_label(colours: Palette) -> dict[str, Any]:
    """How Plotly draws what a mark says when pointed at."""
    return {
        "bgcolor": colours.raised,
        "bordercolor": colours.rule,
        "align": "left",
        "font": {"family": FONT, "size": 13, "color": colours.ink},
    }


def figure_layout(colours: Palette) -> dict[str, Any]:
    """What the layouts of all figures share."""
    return {
        "showlegend": False,
        "hovermode": "closest",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 12, "color": colours.ink},
        "hoverlabel": hover_label(colours),
    }
