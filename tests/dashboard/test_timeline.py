"""The timeline: marks as long as what is known, lanes that hold every event, sums that hold."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.lanes import Lane, lanes_by_actor, lanes_by_type, packed
from dashboard.strip import Span, columns, milliseconds, visible_span
from dashboard.theme import LIGHT
from dashboard.timeline import SINGLE_MARKS, timeline_figure
from dashboard.view import Reach, View
from events.filters import EventFilter
from events.record import EventType, Status
from tests.dashboard.rows import ancestors, row, snapshot, spanning

DAY_MS = 86_400_000
EVERY = EventFilter(statuses=())
ALL_TIME = View(filter=EVERY, reach=Reach.ALL)
PICTURE = snapshot(
    spanning("until", "../2019", None, "2019-12-31", actors=("jpn-jcg",), recipients=()),
    row("day", "2021-10-04"),
    spanning("month", "2021-11", "2021-11-01", "2021-11-30", type=EventType.CONSULT),
    spanning("about", "2021-12~", "2021-12-01", "2021-12-31"),
    spanning("range", "2022-08-04/2022-08-07", "2022-08-04", "2022-08-07", status=Status.PLANNED),
    spanning("since", "2022-09-01/..", "2022-09-01", None),
    spanning("from about", "2022-10~/2022-11", "2022-10-01", "2022-11-30"),
    row("undated", None),
)
SHOWN = PICTURE.mask(EVERY)
NAMES = {"chn": "China", "twn": "Taiwan", "jpn": "Japan", "chn-pla": "PLA"}


def lineage(actor: str) -> tuple[str, ...]:
    return (actor, *ancestors(actor))


def figure(view: View = ALL_TIME) -> dict:
    groups = lanes_by_type(PICTURE, SHOWN)
    return timeline_figure(PICTURE, SHOWN, groups, view, LIGHT)


def trace(name: str, drawn: dict) -> dict:
    return next(found for found in drawn["data"] if found["name"] == name)


def pieces(event: str) -> list[tuple[float, float]]:
    """Start and length of a bar's pieces, in days from 1970."""
    spans = trace("spans", figure())
    return [
        (base / DAY_MS, length / DAY_MS)
        for base, length, choice in zip(spans["base"], spans["x"], spans["customdata"], strict=True)
        if choice == f"event:{event}"
    ]


def days_from_1970(day: str) -> int:
    return (date.fromisoformat(day) - date(1970, 1, 1)).days


@pytest.mark.parametrize(
    ("event", "first", "length"),
    [("month", "2021-11-01", 30), ("about", "2021-12-01", 31), ("range", "2022-08-04", 4)],
)
def test_a_bar_is_as_long_as_the_time_that_is_told(event: str, first: str, length: int) -> None:
    found = pieces(event)
    assert found[0][0] == days_from_1970(first)
    assert sum(days for _, days in found) == pytest.approx(length)


@pytest.mark.parametrize(
    ("event", "soft_start", "soft_end"),
    [("about", True, True), ("month", False, False), ("from about", True, False)],
)
def test_an_end_fades_out_where_it_is_approximate(
    event: str, soft_start: bool, soft_end: bool
) -> None:
    spans = trace("spans", figure())
    found = [
        (float(colour.rsplit(",", 1)[1].rstrip(")")), outline)
        for colour, outline, choice in zip(
            spans["marker"]["color"],
            spans["marker"]["line"]["width"],
            spans["customdata"],
            strict=True,
        )
        if choice == f"event:{event}"
    ]
    body = found.index(max(found))
    start, end = found[:body], found[body + 1 :]
    assert start == sorted(start)
    assert end == sorted(end, reverse=True)
    assert (len(start) > 2, len(end) > 2) == (soft_start, soft_end)
    assert {outline for _, outline in (*start, *end)} <= {0}


def test_a_day_is_a_dot_within_that_day() -> None:
    dots = trace("days", figure())
    assert dots["customdata"] == ["event:day"]
    assert days_from_1970("2021-10-04") < dots["x"][0] / DAY_MS < days_from_1970("2021-10-05")


def test_open_ends_carry_arrows() -> None:
    arrows = trace("open ends", figure())
    told = dict(zip(arrows["customdata"], arrows["marker"]["symbol"], strict=True))
    assert told == {"event:until": "triangle-left", "event:since": "triangle-right"}


def test_lanes_by_actor_are_states() -> None:
    groups = lanes_by_actor(PICTURE, SHOWN, (), lineage, NAMES)
    sizes = {name: len(events) for name, events in groups.items()}
    assert sizes == {"China": 6, "Taiwan": 6, "Japan": 1}
    assert [PICTURE.rows[i].id for i in groups["Japan"]] == ["until"]


def test_lanes_by_actor_are_the_chosen_ones_where_some_are_chosen() -> None:
    groups = lanes_by_actor(PICTURE, SHOWN, ("chn-pla",), lineage, NAMES)
    assert set(groups) == {"PLA", "No actor told"}


@pytest.mark.parametrize("by_type", [True, False])
def test_every_dated_event_stands_in_some_lane_and_no_undated_one_does(by_type: bool) -> None:
    groups = (
        lanes_by_type(PICTURE, SHOWN)
        if by_type
        else lanes_by_actor(PICTURE, SHOWN, (), lineage, NAMES)
    )
    told = {PICTURE.rows[index].id for events in groups.values() for index in events}
    assert told == {"until", "day", "month", "about", "range", "since", "from about"}


def test_events_of_one_day_stand_on_rows_of_their_own() -> None:
    picture = snapshot(*(row(f"e{n}", "2021-10-04") for n in range(4)))
    lanes = packed(picture, {"China": [0, 1, 2, 3]}, Span(737900, 738400))
    assert lanes == [Lane("China", (0, 1, 2, 3), (0, 1, 2, 3))]


def test_one_month_and_the_next_do_not_run_into_one_bar() -> None:
    picture = snapshot(
        spanning("may", "2024-05", "2024-05-01", "2024-05-31"),
        spanning("june", "2024-06", "2024-06-01", "2024-06-30"),
    )
    span = Span(date(2024, 1, 1).toordinal(), date(2024, 12, 31).toordinal())
    assert packed(picture, {"China": [0, 1]}, span)[0].rows == (0, 1)


def test_recent_years_leave_earlier_events_out_and_say_so() -> None:
    old = [row(f"old{n}", f"195{n}-01-01") for n in range(2)]
    new = [row(f"new{n}", f"2021-0{n + 1}-01") for n in range(9)]
    picture = snapshot(*old, *new)
    shown = picture.mask(EVERY)
    span = visible_span(picture, shown, View(filter=EVERY))
    lane = packed(picture, lanes_by_type(picture, shown), span)[0]
    assert (lane.earlier, len(lane.events)) == (2, 9)
    everything = visible_span(picture, shown, ALL_TIME)
    assert packed(picture, lanes_by_type(picture, shown), everything)[0].earlier == 0


def test_the_bounds_of_the_filter_are_the_bounds_of_the_figure() -> None:
    where = EventFilter(date_from=date(2022, 8, 1), date_to=date(2022, 8, 31), statuses=())
    span = visible_span(PICTURE, PICTURE.mask(where), View(filter=where))
    assert date.fromordinal(span.first) == date(2022, 7, 30)
    assert date.fromordinal(span.last) == date(2022, 9, 2)


@given(st.integers(560_000, 740_000), st.integers(0, 120_000))
def test_the_strips_columns_cover_the_span_in_order(first: int, days: int) -> None:
    edges = columns(Span(first, first + days))
    assert edges[0] <= first
    assert edges[-1] > first + days
    assert (edges[1:] > edges[:-1]).all()


def test_the_strip_counts_what_lies_whole_in_a_day_and_what_may() -> None:
    where = EventFilter(date_from=date(2022, 8, 1), date_to=date(2022, 8, 31), statuses=())
    picture = snapshot(
        spanning("since", "2021/..", "2021-01-01", None),
        spanning("range", "2022-08-04/2022-08-06", "2022-08-04", "2022-08-06"),
        row("day", "2022-08-05"),
        row("after", "2022-10-05"),
    )
    shown = picture.mask(where)
    groups = lanes_by_type(picture, shown)
    drawn = timeline_figure(picture, shown, groups, View(filter=where), LIGHT)
    told = {
        label: (whole, maybe)
        for label, whole, maybe in zip(
            trace("certain", drawn)["text"],
            trace("certain", drawn)["y"],
            trace("possible", drawn)["y"],
            strict=True,
        )
    }
    assert told["3 August 2022"] == (0, 1)
    assert told["4 August 2022"] == (0, 2)
    assert told["5 August 2022"] == (1, 2)
    assert told["7 August 2022"] == (0, 1)


def test_the_chosen_event_is_framed() -> None:
    framed = trace("chosen", figure(View(filter=EVERY, reach=Reach.ALL, event="day")))
    middle = milliseconds(date(2021, 10, 4).toordinal())
    assert min(x for x in framed["x"] if x) < middle < max(x for x in framed["x"] if x)
    assert trace("chosen", figure())["x"] == []


def test_thousands_of_events_become_density() -> None:
    picture = snapshot(
        *(row(f"e{n}", f"20{n % 20 + 5:02d}-01-01") for n in range(SINGLE_MARKS + 1))
    )
    shown = picture.mask(EVERY)
    drawn = timeline_figure(picture, shown, lanes_by_type(picture, shown), ALL_TIME, LIGHT)
    assert sum(map(sum, trace("density", drawn)["customdata"])) == SINGLE_MARKS + 1
    assert "days" not in {found["name"] for found in drawn["data"]}
    assert json.loads(json.dumps(drawn)) == drawn


@pytest.mark.parametrize("lanes", [lanes_by_type(PICTURE, SHOWN), {}])
def test_a_figure_is_plain_json(lanes: dict[str, list[int]]) -> None:
    drawn = timeline_figure(PICTURE, SHOWN, lanes, ALL_TIME, LIGHT)
    assert json.loads(json.dumps(drawn)) == drawn
