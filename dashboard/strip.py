"""The count strip: how many events fall, or may fall, in each column of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dashboard.snapshot import OPEN_END, OPEN_START, Mask, Snapshot
from dashboard.theme import Palette, faded
from dashboard.view import Reach, View

_DAY_MS: Final = 86_400_000
_EPOCH: Final = date(1970, 1, 1).toordinal()
# Up to so many days the strip counts by day, by week, by month; beyond that by year.
# The share of earlier events that recent years leave out.
_EARLIEST_SHARE: Final = 0.2
_BY_DAY, _BY_WEEK, _BY_MONTH = 100, 3 * 366, 25 * 366


@dataclass(frozen=True, slots=True)
class Span:
    """The days that the figure shows, as ordinals, `last` inclusive."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """Length in days, at least one."""
        return max(1, self.last - self.first + 1)


def whole_span(snapshot: Snapshot, shown: Mask) -> Span:
    """From the first to the last known day of the shown events."""
    dated = shown & snapshot.dated
    ends = np.concatenate([snapshot.earliest[dated], snapshot.latest[dated]])
    ends = ends[(ends != OPEN_START) & (ends != OPEN_END)]
    return Span(int(ends.min()), int(ends.max())) if len(ends) else Span(_EPOCH, _EPOCH + 365)


def recent_span(snapshot: Snapshot, shown: Mask) -> Span:
    """The years that hold all but the earliest fifth of the shown events.

    The whole span where that saves less than half of it: a few old events would else leave most
    of the figure empty.
    """
    whole = whole_span(snapshot, shown)
    starts = snapshot.earliest[shown & snapshot.dated & (snapshot.earliest != OPEN_START)]
    if not len(starts):
        return whole
    year = date.fromordinal(int(np.quantile(starts, _EARLIEST_SHARE))).year
    recent = Span(max(whole.first, date(year, 1, 1).toordinal()), whole.last)
    return recent if recent.days < whole.days / 2 else whole


def visible_span(snapshot: Snapshot, shown: Mask, view: View) -> Span:
    """What the figure shows: the filter's bounds, else recent years or all, a little wider."""
    where = view.filter
    if where.date_from or where.date_to or view.reach is Reach.ALL:
        span = whole_span(snapshot, shown)
    else:
        span = recent_span(snapshot, shown)
    first = where.date_from.toordinal() if where.date_from else span.first
    last = where.date_to.toordinal() if where.date_to else max(first, span.last)
    first = min(first, last)
    pad = max(2, round((last - first) * 0.015))
    return Span(max(1, first - pad), last + pad)


def touching(snapshot: Snapshot, span: Span) -> Mask:
    """Dated events of which some possible day lies in the span."""
    return snapshot.dated & (snapshot.latest >= span.first) & (snapshot.earliest <= span.last)


def milliseconds(day: float) -> float:
    """The midnight that begins a day, as Plotly's milliseconds."""
    return (day - _EPOCH) * _DAY_MS


def strip_traces(
    snapshot: Snapshot, shown: Mask, span: Span, colours: Palette
) -> list[dict[str, Any]]:
    """Two stacked bar traces: events that lie whole in a column, and wider ones that touch it."""
    days = np.flatnonzero(shown & touching(snapshot, span))
    edges = columns(span)
    starts = np.clip(snapshot.earliest[days].astype(np.int64), span.first, span.last)
    ends = np.clip(snapshot.latest[days].astype(np.int64), span.first, span.last)
    first = np.clip(np.searchsorted(edges, starts, "right") - 1, 0, len(edges) - 2)
    last = np.clip(np.searchsorted(edges, ends, "right") - 1, 0, len(edges) - 2)
    whole = np.bincount(first[first == last], minlength=len(edges) - 1)
    wide = first != last
    steps = np.zeros(len(edges))
    np.add.at(steps, first[wide], 1)
    np.add.at(steps, last[wide] + 1, -1)
    maybe = np.cumsum(steps)[:-1].astype(int)
    bins = list(pairwise(edges.tolist()))
    labels = [_bin_label(a, b) for a, b in bins]
    common: dict[str, Any] = {
        "type": "bar",
        "x": [milliseconds((a + b) / 2) for a, b in bins],
        "width": [milliseconds(b) - milliseconds(a) for a, b in bins],
        "yaxis": "y2",
        "text": labels,
        "textposition": "none",
        "hoverlabel": {"align": "left"},
    }
    return [
        {
            **common,
            "name": "certain",
            "y": whole.tolist(),
            "marker": {"color": faded(colours.muted, 0.75), "line": {"width": 0}},
            "hovertemplate": "%{text}: %{y} lie whole in it<extra></extra>",
        },
        {
            **common,
            "name": "possible",
            "y": maybe.tolist(),
            "marker": {"color": faded(colours.muted, 0.25), "line": {"width": 0}},
            "hovertemplate": "%{text}: %{y} more may lie in it<extra></extra>",
        },
    ]


def columns(span: Span) -> NDArray[np.int64]:
    """Edges of the strip's columns as ordinals: days, weeks, calendar months or years."""
    if span.days <= _BY_DAY:
        return np.arange(span.first, span.last + 2, dtype=np.int64)
    if span.days <= _BY_WEEK:
        monday = span.first - (span.first - 1) % 7
        return np.arange(monday, span.last + 8, 7, dtype=np.int64)
    months = range(1, 13) if span.days <= _BY_MONTH else (1,)
    first, last = date.fromordinal(span.first), date.fromordinal(span.last)
    edges = [
        date(year, month, 1).toordinal()
        for year in range(first.year, last.year + 2)
        for month in months
    ]
    begin = max(i for i, edge in enumerate(edges) if edge <= span.first)
    end = next(i for i, edge in enumerate(edges) if edge > span.last)
    return np.array(edges[begin : end + 1], dtype=np.int64)


def _bin_label(first: int, end: int) -> str:
    start = date.fromordinal(first)
    if end - first == 1:
        return f"{start.day} {start:%B %Y}"
    if end - first == 7:
        return f"week of {start.day} {start:%B %Y}"
    return f"{start:%B %Y}" if end - first <= 31 else f"{start.year}"
