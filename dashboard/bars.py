"""Bars of the timeline: each as long as the time that is told, fading out where it is approximate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dashboard.lanes import extent
from dashboard.snapshot import OPEN_END, OPEN_START, Snapshot
from dashboard.strip import Span
from dashboard.theme import CLASS_OF, Palette, faded
from events.record import EventType, Status

# The middle of an arrow lies so far inside the figure's edge, as a share of its span.
ARROW_SHARE: Final = 0.009
# An approximate end fades out over this share of the bar's length, in steps from the tip inward.
_SOFT_SHARE: Final = 0.3
_FADING: Final = (0.1, 0.22, 0.34, 0.46, 0.6)
_FULL: Final = 0.75

# Bars of what is imagined are dotted, of what is denied crossed; planned ones are hollow.
_PATTERNS: Final = {
    Status.OCCURRED: "",
    Status.ONGOING: "",
    Status.PLANNED: "",
    Status.HYPOTHETICAL: ".",
    Status.DENIED: "x",
}


def look(snapshot: Snapshot, index: int, colours: Palette) -> tuple[Status, str]:
    """Status and colour of an event's mark."""
    row = snapshot.rows[index]
    return Status(row.status), colours.classes[CLASS_OF[EventType(row.type)]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar: its event, row, first day, end (exclusive) and opacity."""

    event: int
    y: float
    start: float
    end: float
    opacity: float


def pieces(snapshot: Snapshot, bars: Sequence[tuple[int, float]], span: Span) -> Iterator[Piece]:
    """Every bar from left to right: one piece, and the steps of each end that is approximate.

    An open end stops where its arrow stands.
    """
    arrow = span.days * ARROW_SHARE
    for index, y in bars:
        first, last = extent(snapshot, index, span)
        start, end = float(first), float(last + 1)
        if snapshot.earliest[index] == OPEN_START:
            start = min(start + arrow, end)
        if snapshot.latest[index] == OPEN_END:
            end = max(end - arrow, start)
        step = (end - start) * _SOFT_SHARE / len(_FADING)
        soft_start, soft_end = _soft_ends(snapshot.rows[index].edtf)
        if soft_start:
            for opacity in _FADING:
                yield Piece(index, y, start, start + step, opacity)
                start += step
        body = end - step * len(_FADING) if soft_end else end
        yield Piece(index, y, start, body, _FULL)
        if soft_end:
            for opacity in reversed(_FADING):
                yield Piece(index, y, body, body + step, opacity)
                body += step


def bar_marker(snapshot: Snapshot, pieces: Sequence[Piece], colours: Palette) -> dict[str, Any]:
    """Solid where a thing occurred or goes on, hollow or patterned where it did not.

    A fading end has no outline: lines between its steps would be hard edges.
    """
    fills, edges, widths, patterns, plain = [], [], [], [], []
    for piece in pieces:
        status, colour = look(snapshot, piece.event, colours)
        solid = status in (Status.OCCURRED, Status.ONGOING)
        fills.append(faded(colour, piece.opacity if solid else piece.opacity * 0.25))
        edges.append(faded(colour, piece.opacity))
        sharp = not (solid and any(_soft_ends(snapshot.rows[piece.event].edtf)))
        widths.append(int(piece.opacity == _FULL and sharp))
        patterns.append(_PATTERNS[status])
        plain.append(colour)
    return {
        "color": fills,
        "line": {"width": widths, "color": edges},
        "pattern": {
            "shape": patterns,
            "fgcolor": plain,
            "fillmode": "overlay",
            "size": 5,
            "solidity": 0.25,
        },
    }


def _soft_ends(edtf: str | None) -> tuple[bool, bool]:
    """Whether the start and the end of a date are approximate or uncertain."""
    start, slash, end = (edtf or "").partition("/")
    soft = [any(mark in part for mark in "~?%") for part in (start, end if slash else start)]
    return soft[0], soft[1]
