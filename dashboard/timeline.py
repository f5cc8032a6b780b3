"""The timeline: a count strip over lanes, each event as long as what is known of its time.

A day is a dot; a month, a year or a range is a bar of its true length; an approximate date has soft
ends; an open end runs to the edge of the figure and carries an arrow. In the strip the solid part
of a column counts events that lie whole in it, the pale part those that may.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

import numpy as np

from dashboard.bars import ARROW_SHARE, bar_marker, look, pieces
from dashboard.lanes import LABEL_ROWS, Lane, extent, lane_tops, packed
from dashboard.snapshot import OPEN_END, OPEN_START, Mask, Snapshot
from dashboard.strip import Span, columns, milliseconds, strip_traces, visible_span
from dashboard.theme import CLASS_OF, FONT, GLYPHS, SYMBOLS, Palette, faded, figure_layout
from dashboard.view import View
from dashboard.wording import date_in_words
from events.record import EventType, Status

_ROW_PX: Final = 15
_STRIP_PX: Final = 58
_AXIS_PX: Final = 30
_GAP_PX: Final = 14
# Above so many marks a lane shows density instead of single events.
SINGLE_MARKS: Final = 3_000


def timeline_figure(
    snapshot: Snapshot,
    shown: Mask,
    groups: Mapping[str, Sequence[int]],
    view: View,
    colours: Palette,
) -> dict[str, Any]:
    """The timeline as a Plotly figure; every mark's customdata is "event:<id>"."""
    span = visible_span(snapshot, shown, view)
    strip = strip_traces(snapshot, shown, span, colours)
    lanes = packed(snapshot, groups, span, SINGLE_MARKS)
    tops = lane_tops(lanes)
    if sum(len(lane.events) for lane in lanes) > SINGLE_MARKS:
        marks = [_density_trace(snapshot, lanes, tops, span, colours)]
    else:
        marks = _mark_traces(snapshot, lanes, tops, span, view.event, colours)
    return {
        "data": [*strip, *marks],
        "layout": _layout(lanes, tops, span, colours),
    }


def _mark_traces(
    snapshot: Snapshot,
    lanes: Sequence[Lane],
    tops: Sequence[float],
    span: Span,
    event: str,
    colours: Palette,
) -> list[dict[str, Any]]:
    dots: list[tuple[int, float]] = []
    bars: list[tuple[int, float]] = []
    for lane, top in zip(lanes, tops, strict=False):
        for index, row in zip(lane.events, lane.rows, strict=True):
            y = top + LABEL_ROWS + row + 0.5
            one_day = snapshot.earliest[index] == snapshot.latest[index]
            (dots if one_day else bars).append((index, y))
    return [
        _bar_trace(snapshot, bars, span, colours),
        _arrow_trace(snapshot, bars, span, colours),
        _chosen_trace(snapshot, [*dots, *bars], span, event, colours),
        _dot_trace(snapshot, dots, colours),
    ]


def _dot_trace(
    snapshot: Snapshot, dots: Sequence[tuple[int, float]], colours: Palette
) -> dict[str, Any]:
    looks = [look(snapshot, index, colours) for index, _ in dots]
    return {
        **_told(snapshot, [index for index, _ in dots]),
        "type": "scatter",
        "mode": "markers",
        "name": "days",
        "x": [milliseconds(int(snapshot.earliest[index]) + 0.5) for index, _ in dots],
        "y": [y for _, y in dots],
        "marker": {
            "symbol": [SYMBOLS[status] for status, _ in looks],
            "color": [colour for _, colour in looks],
            "size": 9,
            "opacity": 1,
            "line": {
                "width": [2 if SYMBOLS[status].endswith("open") else 1 for status, _ in looks],
                "color": colours.page,
            },
        },
    }


def _bar_trace(
    snapshot: Snapshot, bars: Sequence[tuple[int, float]], span: Span, colours: Palette
) -> dict[str, Any]:
    drawn = list(pieces(snapshot, bars, span))
    return {
        **_told(snapshot, [piece.event for piece in drawn]),
        "type": "bar",
        "orientation": "h",
        "name": "spans",
        "base": [milliseconds(piece.start) for piece in drawn],
        "x": [milliseconds(piece.end) - milliseconds(piece.start) for piece in drawn],
        "y": [piece.y for piece in drawn],
        "width": 0.5,
        "textposition": "none",
        "marker": bar_marker(snapshot, drawn, colours),
    }


def _arrow_trace(
    snapshot: Snapshot, bars: Sequence[tuple[int, float]], span: Span, colours: Palette
) -> dict[str, Any]:
    """An arrow head at every open end, a right-pointing one too where a thing was going on."""
    points: list[tuple[int, float, float, str]] = []
    for index, y in bars:
        first, last = extent(snapshot, index, span)
        if snapshot.earliest[index] == OPEN_START:
            points.append((index, y, float(first), "triangle-left"))
        ongoing = Status(snapshot.rows[index].status) is Status.ONGOING
        if snapshot.latest[index] == OPEN_END or ongoing:
            points.append((index, y, float(last + 1), "triangle-right"))
    inset = span.days * ARROW_SHARE
    return {
        **_told(snapshot, [index for index, *_ in points]),
        "type": "scatter",
        "mode": "markers",
        "name": "open ends",
        "cliponaxis": False,
        "x": [
            milliseconds(min(max(x, span.first + inset), span.last - inset)) for *_, x, _ in points
        ],
        "y": [y for _, y, _, _ in points],
        "marker": {
            "symbol": [symbol for *_, symbol in points],
            "size": 13,
            "opacity": 1,
            "color": [look(snapshot, index, colours)[1] for index, *_ in points],
            "line": {"width": 1.5, "color": colours.page},
        },
    }


def _chosen_trace(
    snapshot: Snapshot,
    marks: Sequence[tuple[int, float]],
    span: Span,
    event: str,
    colours: Palette,
) -> dict[str, Any]:
    """A frame about every mark of the chosen event."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    chosen = snapshot.position.get(event, -1)
    pad = span.days * 0.005
    for index, y in marks:
        if index == chosen:
            first, last = extent(snapshot, index, span)
            left, right = milliseconds(first - pad), milliseconds(last + 1 + pad)
            xs += [left, right, right, left, left, None]
            ys += [y - 0.48, y - 0.48, y + 0.48, y + 0.48, y - 0.48, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "chosen",
        "x": xs,
        "y": ys,
        "line": {"color": colours.chosen, "width": 2},
        "fill": "toself",
        "fillcolor": faded(colours.chosen, 0.08),
        "hoverinfo": "skip",
    }


def _density_trace(
    snapshot: Snapshot,
    lanes: Sequence[Lane],
    tops: Sequence[float],
    span: Span,
    colours: Palette,
) -> dict[str, Any]:
    """Events of each lane by column of time, where single marks would be too many."""
    edges = columns(span)
    counts = []
    for lane in lanes:
        starts = np.clip(snapshot.earliest[list(lane.events)], span.first, span.last)
        counts.append(np.histogram(starts, bins=edges)[0])
    tints = [[0, faded(colours.muted, 0.04)], [1, colours.classes[CLASS_OF[EventType.AGREE]]]]
    return {
        "type": "heatmap",
        "name": "density",
        "x": [milliseconds(edge) for edge in edges.tolist()],
        "y": [top + LABEL_ROWS + 0.5 for top in tops[: len(lanes)]],
        "z": np.log1p(np.array(counts)).round(3).tolist(),
        "customdata": np.array(counts).tolist(),
        "colorscale": tints,
        "showscale": False,
        "ygap": 18,
        "hovertemplate": "%{x|%b %Y}: %{customdata} events<extra></extra>",
    }


def _told(snapshot: Snapshot, indices: Sequence[int]) -> dict[str, Any]:
    """What every mark says when pointed at, and which event a click on it chooses."""
    told = []
    for index in indices:
        row = snapshot.rows[index]
        when = date_in_words(row.edtf, row.earliest, row.latest)
        status = Status(row.status)
        place = f"<br>{escape(row.place_name, quote=False)}" if row.place_name else ""
        title = "<br>".join(_wrapped(escape(row.title, quote=False)))
        told.append(f"<b>{when}</b> · {GLYPHS[status]} {status.value}<br>{title}{place}")
    return {
        "customdata": [f"event:{snapshot.rows[index].id}" for index in indices],
        "hovertext": told,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _wrapped(text: str, width: int = 60) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _layout(
    lanes: Sequence[Lane],
    tops: Sequence[float],
    span: Span,
    colours: Palette,
) -> dict[str, Any]:
    rows = max(tops[-1], 3.0)
    total = round(_STRIP_PX + _GAP_PX + rows * _ROW_PX + _AXIS_PX)
    plot = total - _AXIS_PX
    bounds = f"{span.first}/{span.last}"
    quiet = {"fixedrange": True, "showgrid": False, "zeroline": False}
    return {
        **figure_layout(colours),
        "height": total,
        "xaxis": {
            "type": "date",
            "range": [milliseconds(span.first), milliseconds(span.last + 1)],
            "gridcolor": faded(colours.muted, 0.16),
            "zeroline": False,
            "tickfont": {"color": colours.muted, "size": 12},
            "anchor": "y",
        },
        "yaxis": {
            **quiet,
            "domain": [0, rows * _ROW_PX / plot],
            "range": [rows, 0],
            "showticklabels": False,
        },
        "yaxis2": {
            **quiet,
            "domain": [1 - _STRIP_PX / plot, 1],
            "rangemode": "tozero",
            "nticks": 3,
            "side": "right",
            "ticklabelposition": "inside",
            "tickfont": {"color": colours.muted, "size": 10},
        },
        "annotations": _lane_labels(lanes, tops, colours),
        "shapes": _bands(lanes, tops, colours),
        "barmode": "stack",
        "bargap": 0.08,
        "margin": {"l": 0, "r": 0, "t": 0, "b": _AXIS_PX},
        "dragmode": "select",
        "selectdirection": "h",
        "uirevision": f"timeline {bounds}",
        "selectionrevision": bounds,
        "newselection": {"line": {"color": colours.chosen, "width": 1}},
        "plot_bgcolor": "rgba(0,0,0,0)",
    }


def _lane_labels(
    lanes: Sequence[Lane], tops: Sequence[float], colours: Palette
) -> list[dict[str, Any]]:
    return [
        {
            "xref": "paper",
            "x": 0,
            "xanchor": "left",
            "yref": "y",
            "y": top + LABEL_ROWS / 2 + 0.15,
            "yanchor": "middle",
            "showarrow": False,
            "text": _lane_label(lane),
            "font": {"family": FONT, "size": 12, "color": colours.ink},
            "bgcolor": faded(colours.page, 0.7),
            "borderpad": 1,
        }
        for lane, top in zip(lanes, tops, strict=False)
    ]


def _lane_label(lane: Lane) -> str:
    label = f"<b>{escape(lane.name, quote=False)}</b>  {len(lane.events):,}"
    if lane.earlier:
        label += f"   ◂ {lane.earlier:,} earlier"
    if lane.later:
        label += f"   ▸ {lane.later:,} later"
    return label


def _bands(lanes: Sequence[Lane], tops: Sequence[float], colours: Palette) -> list[dict[str, Any]]:
    return [
        {
            "type": "line",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "yref": "y",
            "y0": top,
            "y1": top,
            "line": {"color": colours.rule, "width": 1},
            "layer": "below",
        }
        for top in tops[: len(lanes)]
    ]
