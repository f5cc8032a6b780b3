"""The view and its query string: what goes out comes in, and no link can break the page."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.view import FIRST_DAY, LAST_DAY, Known, Lanes, Reach, View
from events.filters import Certainty, EventFilter
from events.record import EventType, Status

ACTORS = ("chn", "chn-pla", "jpn", "twn", "usa-7f")
EVENTS = ("a1b2c3", "d4e5f6")
SPOTS = ("24.440,118.320", "23.750,121.000,200")
KNOWN = Known(ACTORS, EVENTS, SPOTS)

days = st.dates(FIRST_DAY, LAST_DAY)


@st.composite
def views(draw: st.DrawFn) -> View:
    first, last = draw(st.none() | days), draw(st.none() | days)
    if first and last and first > last:
        first, last = last, first
    asked = draw(st.sets(st.sampled_from(list(Status))))
    return View(
        filter=EventFilter(
            actors=tuple(draw(st.lists(st.sampled_from(ACTORS), unique=True))),
            date_from=first,
            date_to=last,
            certainty=draw(st.sampled_from(list(Certainty))),
            types=tuple(draw(st.lists(st.sampled_from(list(EventType)), unique=True))),
            statuses=tuple(status for status in Status if status in asked),
            words=draw(st.text(max_size=60)).strip(),
        ),
        lanes=draw(st.sampled_from(list(Lanes))),
        reach=draw(st.sampled_from(list(Reach))),
        event=draw(st.sampled_from(("", *EVENTS))),
        spot=draw(st.sampled_from(("", *SPOTS))),
    )


@given(views())
def test_every_view_comes_back_from_its_link_without_a_notice(view: View) -> None:
    assert View.from_query(view.to_query(), KNOWN) == (view, ())


def test_the_opening_view_has_an_empty_query() -> None:
    assert View().to_query() == {}


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"actor": "atlantis"}, "atlantis"),
        ({"actor": "chn,atlantis"}, "atlantis"),
        ({"from": "2021-13-01"}, "from=2021-13-01"),
        ({"to": "yesterday"}, "to=yesterday"),
        ({"from": "0007-01-01"}, "0007-01-01"),
        ({"from": "2022-01-01", "to": "2021-01-01"}, "after"),
        ({"dates": "surely"}, "dates=surely"),
        ({"type": "WAR"}, "type=WAR"),
        ({"status": "maybe"}, "status=maybe"),
        ({"lanes": "colour"}, "lanes=colour"),
        ({"time": "never"}, "time=never"),
        ({"event": "nosuchevent"}, "nosuchevent"),
        ({"at": "here"}, "here"),
        ({"words": "x" * 400}, "300"),
        ({"zoom": "12"}, "zoom"),
    ],
)
def test_a_damaged_part_is_named_and_left_at_its_default(query: dict[str, str], told: str) -> None:
    view, notices = View.from_query(query, KNOWN)
    assert len(notices) == 1
    assert told in notices[0]
    expected = View()
    if query.get("actor", "").startswith("chn,"):
        expected = View(filter=EventFilter(actors=("chn",)))
    if "words" in query:
        expected = View(filter=EventFilter(words="x" * 300))
    assert view == expected


def test_one_damaged_part_leaves_the_others_as_they_are() -> None:
    view, notices = View.from_query({"from": "bad", "to": "2022-08-31", "event": "a1b2c3"}, KNOWN)
    assert (view.filter.date_to, view.event, len(notices)) == (date(2022, 8, 31), "a1b2c3", 1)


@given(
    st.dictionaries(
        st.sampled_from(["actor", "from", "to", "dates", "type", "status", "words", "event", "at"])
        | st.text(max_size=8),
        st.text(max_size=80),
        max_size=6,
    )
)
def test_no_link_raises_and_what_is_understood_is_a_valid_view(query: dict[str, str]) -> None:
    view, _ = View.from_query(query, KNOWN)
    assert View.from_query(view.to_query(), KNOWN) == (view, ())


def test_a_notice_carries_no_markup_of_the_link() -> None:
    _, notices = View.from_query({"event": "<img src=x onerror=alert(1)>[a](http://b)"}, KNOWN)
    assert not set("<>[]()") & set(notices[0])
