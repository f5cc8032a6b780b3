"""A filter as a query string: short, complete, and read back with damage told and left out."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.filters import SHOWN_BY_DEFAULT, Certainty, EventFilter
from events.record import EventType, Status

days = st.none() | st.dates()
ids = st.from_regex(r"[a-z]{3}(-[a-z]{1,5})?", fullmatch=True)
filters = st.builds(
    EventFilter,
    actors=st.lists(ids, max_size=3, unique=True).map(tuple),
    date_from=days,
    date_to=days,
    certainty=st.sampled_from(Certainty),
    types=st.lists(st.sampled_from(EventType), max_size=3, unique=True).map(tuple),
    statuses=st.sets(st.sampled_from(Status)).map(
        lambda asked: tuple(status for status in Status if status in asked)
    ),
    words=st.text().map(str.strip),
).filter(lambda made: not (made.date_from and made.date_to and made.date_from > made.date_to))


@given(filters)
def test_a_filter_is_read_back_from_its_query(where: EventFilter) -> None:
    assert EventFilter.from_query(where.to_query()) == (where, ())


NAMES = ("actor", "from", "to", "dates", "type", "status", "words")


@given(st.dictionaries(st.sampled_from(NAMES), st.text()))
def test_any_query_gives_a_filter(query: dict[str, str]) -> None:
    where, notices = EventFilter.from_query(query)
    assert len(notices) <= len(query) + 1
    assert EventFilter.from_query(where.to_query()) == (where, ())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, EventFilter()),
        ({"status": "any"}, EventFilter(statuses=())),
        ({"status": "planned,occurred"}, EventFilter(statuses=(Status.OCCURRED, Status.PLANNED))),
        ({"type": "mobilize, ACCUSE"}, EventFilter(types=(EventType.MOBILIZE, EventType.ACCUSE))),
        ({"actor": "chn,,jpn,chn"}, EventFilter(actors=("chn", "jpn"))),
        ({"from": "2021-10-04"}, EventFilter(date_from=dt.date(2021, 10, 4))),
        ({"dates": "certain"}, EventFilter(certainty=Certainty.CERTAIN)),
        ({"words": "  median line "}, EventFilter(words="median line")),
        ({"unknown": "1"}, EventFilter()),
    ],
)
def test_queries_and_what_they_ask_for(query: dict[str, str], expected: EventFilter) -> None:
    assert EventFilter.from_query(query) == (expected, ())


def test_what_is_damaged_keeps_its_default_and_the_rest_is_read() -> None:
    where, notices = EventFilter.from_query(
        {"from": "2021-13-40", "type": "WAR", "status": "", "dates": "maybe", "actor": "chn"}
    )
    assert where == EventFilter(actors=("chn",), statuses=SHOWN_BY_DEFAULT)
    assert [notice.split("”")[0] for notice in notices] == [
        "“from=2021-13-40",
        "“dates=maybe",
        "“type=WAR",
    ]


def test_ends_in_the_wrong_order_are_both_left_out() -> None:
    where, notices = EventFilter.from_query({"from": "2022-01-01", "to": "2021-01-01"})
    assert where == EventFilter()
    assert notices == ("“from” is after “to”; both are left out.",)


def test_a_plain_filter_needs_no_query() -> None:
    assert EventFilter().to_query() == {}
