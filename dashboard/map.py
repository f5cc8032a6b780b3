"""The map: where the shown events lie, each mark as large as what is known of its place.

A place known to about 15 km is a dot; up to 100 km it is a translucent disc of its true size;
beyond that it is an outlined area. Discs and areas carry their mark on the rim, never in the
middle, for a mark there would claim a point. Events of one spot share one mark with their count;
marks that would meet on the screen are joined there, by the scale of the moment (joint.js).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape
from math import cos, hypot, radians, sqrt
from typing import Any, Final

from dashboard.basemap import FRAME, base_traces, joined
from dashboard.marks import OPENING, Mark, chip, fits, is_wide, marks, placed_marks, rim
from dashboard.snapshot import Mask, Snapshot
from dashboard.theme import (
    CLASS_OF,
    FONT,
    GLYPHS,
    MIXED_GLYPH,
    MIXED_SYMBOL,
    SYMBOLS,
    EventClass,
    Palette,
    faded,
    figure_layout,
    hover_label,
)
from dashboard.view import spot_keys
from dashboard.wording import counted, date_in_words, distance_in_words
from events.record import EventType, Status

# Degrees of longitude are drawn shorter by this latitude's cosine: the middle of the region.
MIDDLE_LATITUDE: Final = 25.0
_TITLES_IN_HOVER: Final = 4
# So much wider than its mark is the ring about what is chosen, in pixels.
_RING: Final = 9
# From so many events on a mark grows no more.
_MOST_COUNTED: Final = 40


def map_figure(
    snapshot: Snapshot, shown: Mask, colours: Palette, event: str = "", spot: str = ""
) -> dict[str, Any]:
    """The map as a Plotly figure; `event` and `spot` are what is chosen, empty for nothing.

    `spot` is one or more keys as `View.spot` holds them. Every mark's customdata is "event:<id>"
    where it stands for one event, else "spot:<key>". The layout's meta tells of every chip its
    words and the points of its outline, the nearest to the chip first.
    """
    found = marks(snapshot, shown)
    drawn, _ = placed_marks(found)
    chosen = _chosen_spots(snapshot, shown, event, spot)
    dots = [(mark, x, y) for mark, x, y in drawn if not is_wide(mark.spot)]
    # The first to be placed is the last to be left out where chips crowd.
    chips = sorted(
        ((mark, x, y) for mark, x, y in drawn if is_wide(mark.spot)),
        key=lambda placed: placed[0].spot.key not in chosen,
    )
    traces = [
        *base_traces(colours),
        *_areas(drawn, colours),
        *_chosen_traces(found, dots, chosen, colours),
        _mark_trace(snapshot, dots, chosen, colours),
    ]
    layout = _layout(colours)
    layout["annotations"] = [
        _chip_annotation(snapshot, mark, x, y, mark.spot.key in chosen, colours)
        for mark, x, y in chips
    ]
    layout["meta"] = {
        "chips": [chip(mark) for mark, _, _ in chips],
        "rims": [
            [
                list(at)
                for at in sorted(set(rim(mark.spot)), key=lambda at: hypot(at[0] - x, at[1] - y))
            ]
            for mark, x, y in chips
        ],
    }
    return {"data": traces, "layout": layout}


def _chip_annotation(
    snapshot: Snapshot, mark: Mark, x: float, y: float, chosen: bool, colours: Palette
) -> dict[str, Any]:
    """The name and count of a wide area, on its outline; its `name` is what a click chooses."""
    symbol, colour, _ = _look(snapshot, mark, colours)
    glyph = next((GLYPHS[s] for s, name in SYMBOLS.items() if name == symbol), MIXED_GLYPH)
    return {
        "x": x,
        "y": y,
        "showarrow": False,
        "text": (f'<span style="color:{colour}">{glyph}</span> {escape(chip(mark), quote=False)}'),
        "font": {"family": FONT, "size": 11, "color": colours.ink},
        "bgcolor": faded(colours.page, 0.92),
        "bordercolor": colours.chosen if chosen else faded(colours.muted, 0.6),
        "borderwidth": 2 if chosen else 1,
        "borderpad": 2,
        "captureevents": True,
        "hovertext": _hover(snapshot, mark),
        "hoverlabel": hover_label(colours),
        "name": _choice(snapshot, mark),
    }


def _chosen_spots(snapshot: Snapshot, shown: Mask, event: str, spot: str) -> frozenset[str]:
    """Keys of the spots that are chosen; an event's own before those that are opened."""
    index = snapshot.position.get(event, -1)
    if index >= 0 and shown[index] and snapshot.spot_of[index] >= 0:
        return frozenset({snapshot.spots[int(snapshot.spot_of[index])].key})
    return frozenset() if event else frozenset(spot_keys(spot))


def _areas(drawn: Sequence[tuple[Mark, float, float]], colours: Palette) -> list[dict[str, Any]]:
    spots = [mark.spot for mark, _, _ in drawn if not mark.spot.is_dot]
    discs = [rim(spot) for spot in spots if not is_wide(spot)]
    wide = [rim(spot) for spot in spots if is_wide(spot)]
    disc_x, disc_y = joined(discs)
    wide_x, wide_y = joined(wide)
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": "areas",
            "x": wide_x,
            "y": wide_y,
            "line": {"color": faded(colours.muted, 0.45), "width": 1, "dash": "dot"},
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "lines",
            "name": "discs",
            "x": disc_x,
            "y": disc_y,
            "fill": "toself",
            "fillcolor": faded(colours.muted, 0.13),
            "line": {"color": faded(colours.muted, 0.5), "width": 1},
            "hoverinfo": "skip",
        },
    ]


def _chosen_traces(
    found: Sequence[Mark],
    dots: Sequence[tuple[Mark, float, float]],
    chosen: Collection[str],
    colours: Palette,
) -> list[dict[str, Any]]:
    """A ring about the chosen mark, and its area drawn strong."""
    at = [(mark, x, y) for mark, x, y in dots if mark.spot.key in chosen]
    areas = [
        rim(mark.spot)
        for mark in found
        if mark.spot.key in chosen and not mark.spot.is_dot and fits(mark.spot)
    ]
    xs, ys = joined(areas)
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": "chosen area",
            "x": xs,
            "y": ys,
            "fill": "toself",
            "fillcolor": faded(colours.chosen, 0.07),
            "line": {"color": colours.chosen, "width": 1.6},
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "name": "chosen",
            "x": [x for _, x, _ in at],
            "y": [y for _, _, y in at],
            "marker": {
                "symbol": "circle-open",
                "size": [_size(len(mark.events)) + _RING for mark, _, _ in at],
                "color": colours.chosen,
                "line": {"width": 2},
            },
            "hoverinfo": "skip",
        },
    ]


def _mark_trace(
    snapshot: Snapshot,
    drawn: Sequence[tuple[Mark, float, float]],
    chosen: Collection[str],
    colours: Palette,
) -> dict[str, Any]:
    """The marks, and in the trace's meta what the page needs to join those that would meet."""
    looks = [_look(snapshot, mark, colours) for mark, _, _ in drawn]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": "marks",
        "x": [x for _, x, _ in drawn],
        "y": [y for _, _, y in drawn],
        "text": [str(len(m.events)) if len(m.events) > 1 else "" for m, _, _ in drawn],
        "textposition": "middle center",
        "textfont": {
            "family": FONT,
            "size": 11,
            "color": [colours.ink if hollow else colours.page for _, _, hollow in looks],
        },
        "hovertext": [_hover(snapshot, mark) for mark, _, _ in drawn],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [_choice(snapshot, mark) for mark, _, _ in drawn],
        "marker": {
            "symbol": [symbol for symbol, _, _ in looks],
            "size": [_size(len(mark.events)) for mark, _, _ in drawn],
            "color": [colour for _, colour, _ in looks],
            "opacity": 1,
            "line": {
                "width": [2 if hollow else 1 for _, _, hollow in looks],
                "color": colours.land,
            },
        },
        "cliponaxis": True,
        "meta": {
            "events": [len(mark.events) for mark, _, _ in drawn],
            "spots": [mark.spot.key for mark, _, _ in drawn],
            "places": [_names(mark) for mark, _, _ in drawn],
            "chosen": [at for at, (mark, _, _) in enumerate(drawn) if mark.spot.key in chosen],
            "ring": _RING,
            "sizes": [_size(events + 1) for events in range(_MOST_COUNTED)],
            "mixed": {
                "symbol": MIXED_SYMBOL,
                "color": colours.muted,
                "text": colours.page,
                "width": 1,
            },
        },
    }


def _look(snapshot: Snapshot, mark: Mark, colours: Palette) -> tuple[str, str, bool]:
    """Symbol, colour, and whether the symbol is hollow; a mixture is a grey hexagon."""
    statuses = {Status(snapshot.rows[index].status) for index in mark.events}
    classes: set[EventClass] = {
        CLASS_OF[EventType(snapshot.rows[index].type)] for index in mark.events
    }
    symbol = SYMBOLS[statuses.pop()] if len(statuses) == 1 else MIXED_SYMBOL
    colour = colours.classes[classes.pop()] if len(classes) == 1 else colours.muted
    return symbol, colour, symbol.endswith("open")


def _size(events: int) -> float:
    return round(min(34.0, 10.0 if events == 1 else 14.0 + 3.2 * sqrt(events)), 1)


def _choice(snapshot: Snapshot, mark: Mark) -> str:
    if len(mark.events) == 1:
        return f"event:{snapshot.rows[mark.events[0]].id}"
    return f"spot:{mark.spot.key}"


def _hover(snapshot: Snapshot, mark: Mark) -> str:
    lines = [f"<b>{_names(mark)}</b>, known to {distance_in_words(mark.spot.uncertainty_m)}"]
    if len(mark.events) > 1:
        lines.append(counted(len(mark.events), "event"))
    for index in mark.events[:_TITLES_IN_HOVER]:
        row = snapshot.rows[index]
        when = date_in_words(row.edtf, row.earliest, row.latest)
        title = escape(_cut(row.title), quote=False)
        lines.append(f"{GLYPHS[Status(row.status)]} {when}: {title}")
    if len(mark.events) > _TITLES_IN_HOVER:
        lines.append(f"and {len(mark.events) - _TITLES_IN_HOVER} more")
    return "<br>".join(lines)


def _names(mark: Mark) -> str:
    return escape(" · ".join(mark.spot.names[:3]), quote=False)


def _cut(title: str, length: int = 64) -> str:
    return title if len(title) <= length else title[: length - 1].rstrip() + "…"


def _layout(colours: Palette) -> dict[str, Any]:
    west, south, east, north = OPENING
    axis = {
        "showgrid": True,
        "gridcolor": faded(colours.muted, 0.12),
        "dtick": 5,
        "zeroline": False,
        "ticklabelposition": "inside",
        "ticksuffix": "°",
        "tickfont": {"size": 10, "color": faded(colours.muted, 0.8)},
    }
    return {
        **figure_layout(colours),
        "xaxis": {**axis, "range": [west, east], "minallowed": FRAME[0], "maxallowed": FRAME[2]},
        "yaxis": {
            **axis,
            "range": [south, north],
            "minallowed": FRAME[1],
            "maxallowed": FRAME[3],
            "scaleanchor": "x",
            "scaleratio": 1 / cos(radians(MIDDLE_LATITUDE)),
        },
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "dragmode": "pan",
        "uirevision": "map",
        "plot_bgcolor": colours.sea,
        "modebar": {
            "bgcolor": "rgba(0,0,0,0)",
            "color": colours.muted,
            "activecolor": colours.ink,
            "orientation": "v",
        },
    }
