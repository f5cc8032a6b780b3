"""Which mentions are one happening: a table of what a second report changes, and what follows."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.merging import assemble, event_id, event_ids, happening_key
from events.record import DateBasis, EventDate, EventType, Figure, Mention, Relation, Status
from tests.factories import aircraft, article, day, mention, place

FIRST = mention(article("a1"))
NO_PLACE: dict[str, Any] = {"place": None}
MONTH = EventDate(
    edtf="2021-10",
    earliest=dt.date(2021, 10, 1),
    latest=dt.date(2021, 10, 31),
    basis=DateBasis.STATED,
    text="in October",
)
ABOUT = EventDate(
    edtf="2021-10-04~",
    earliest=dt.date(2021, 10, 4),
    latest=dt.date(2021, 10, 4),
    basis=DateBasis.STATED,
    text="around October 4",
)
SPAN = "2022-08-04/2022-08-07"


def told_alike(first: dict[str, Any], second: dict[str, Any]) -> bool:
    """Whether two articles tell one happening: the flights of 4 October, but for these fields."""
    one, other = mention(article("a1"), **first), mention(article("a2"), **second)
    return happening_key(one) == happening_key(other)


@pytest.mark.parametrize(
    ("second", "why"),
    [
        ({}, "the same words again"),
        ({"figures": (aircraft(52),)}, "counts differ, the day's flights are the same"),
        ({"figures": ()}, "no count"),
        ({"mode": "presence", "trigger": "detected"}, "sent, entered, detected: they were there"),
        ({"actors": ("chn",)}, "China for the PLA"),
        ({"actors": ("chn", "chn-plan")}, "two services of one state"),
        ({"recipients": ()}, "the place tells enough"),
        ({"place": place(relation=Relation.THROUGH)}, "flew through the zone"),
        ({"date": day("2021-10-04", DateBasis.RELATIVE)}, "on Monday"),
        ({"background": True}, "a round-up a week later"),
        ({"confidence": 0.4, "title": "Planes", "trigger": "flew"}, "wording"),
    ],
)
def test_a_second_report_of_the_same_happening(second: dict[str, Any], why: str) -> None:
    assert told_alike({}, second), why


@pytest.mark.parametrize(
    ("second", "why"),
    [
        ({"date": day("2021-10-05")}, "the next day's count is another event"),
        ({"date": day("2021-10-04/2021-10-05")}, "a day and two days"),
        ({"status": Status.PLANNED}, "a preview is no report"),
        ({"status": Status.DENIED}, "what is denied is not what happened"),
        ({"type": EventType.COERCE}, "another act"),
        ({"mode": "exercise"}, "an exercise is not the day's flights"),
        ({"mode": "missile-test"}, "nor is a missile test"),
        ({"actors": ("usa-navy",)}, "another state"),
        ({"actors": ("chn", "usa")}, "two states"),
        ({"actors": ("g7",)}, "no state"),
        ({"place": place("kinmen")}, "elsewhere"),
        ({"place": place(relation=Relation.OFFSET)}, "100 km from the zone is not in it"),
        ({"place": None}, "no place told: may be anywhere"),
        ({"actors": ()}, "nobody told"),
    ],
)
def test_another_happening(second: dict[str, Any], why: str) -> None:
    assert not told_alike({}, second), why


@pytest.mark.parametrize(
    ("both", "why"),
    [
        ({"date": None}, "no date"),
        ({"date": MONTH}, "a month holds many"),
        ({"date": ABOUT}, "about a day is no day"),
        ({"date": day("2021-10-04", DateBasis.PUBLICATION)}, "a day that no word tells"),
        ({"actors": ()}, "who did it is not told"),
        ({"place": None, "recipients": ()}, "one state, no place, no counterpart"),
    ],
)
def test_two_mentions_that_tell_too_little_stay_apart(both: dict[str, Any], why: str) -> None:
    assert not told_alike(both, both), why


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        # Without a place it is the counterpart that tells two protests of one day apart.
        ({"recipients": ("jpn",)}, {"recipients": ("jpn",)}, True),
        ({"recipients": ("jpn",)}, {"recipients": ("jpn-sdf",)}, True),
        ({"recipients": ("jpn",)}, {"recipients": ("usa",)}, False),
        ({"recipients": ("jpn",)}, {"recipients": ()}, False),
        # All sides of a meeting are actors: two of them are counterpart enough.
        (
            {"actors": ("usa", "chn"), "recipients": ()},
            {"actors": ("chn", "usa"), "recipients": ()},
            True,
        ),
        # A party and a think tank act for themselves.
        ({"actors": ("twn-kmt",)}, {"actors": ("twn-kmt",)}, True),
        ({"actors": ("twn-kmt",)}, {"actors": ("twn-mnd",)}, False),
        ({"actors": ("org-csis",)}, {"actors": ("usa",)}, False),
    ],
)
def test_where_no_place_is_told(first: dict[str, Any], second: dict[str, Any], same: bool) -> None:
    assert told_alike(NO_PLACE | first, NO_PLACE | second) is same


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ((24.5, 123.0), (24.52, 123.01), True),
        ((24.5, 123.0), (24.5, 124.2), False),
    ],
)
def test_offsets_from_a_place_are_compared_by_their_point(
    first: tuple[float, float], second: tuple[float, float], same: bool
) -> None:
    places = [
        {"place": place("yonaguni", Relation.OFFSET, latitude=latitude, longitude=longitude)}
        for latitude, longitude in (first, second)
    ]
    assert told_alike(places[0], places[1]) is same


@pytest.mark.parametrize(
    ("type", "first", "second", "same"),
    [
        # What is done is done by a state; what is said is said by a speaker.
        (EventType.SANCTION, ("chn",), ("chn-pla",), True),
        (EventType.ACCUSE, ("chn-pla",), ("chn-pla",), True),
        (EventType.ACCUSE, ("chn",), ("chn-pla",), False),
        (EventType.SUPPORT, ("usa", "jpn"), ("jpn", "usa"), True),
        (EventType.REJECT, (), (), False),
    ],
)
def test_deeds_are_of_states_and_words_of_speakers(
    type: EventType, first: tuple[str, ...], second: tuple[str, ...], same: bool
) -> None:
    said: dict[str, Any] = {"type": type, "mode": None, "place": None}
    assert told_alike(said | {"actors": first}, said | {"actors": second}) is same


def test_an_exercise_told_with_the_same_first_and_last_day_is_one() -> None:
    assert told_alike({"date": day(SPAN)}, {"date": day(SPAN)})


def test_two_mentions_of_one_article_are_two_events() -> None:
    of = article("a1")
    ids = event_ids([mention(of, "m1", quote="Fifty-six"), mention(of, "m2", quote="Monday")])
    assert ids["m1"] != ids["m2"]


def test_of_two_alike_the_first_telling_meets_the_other_article() -> None:
    one, other = article("a1"), article("a2")
    ids = event_ids([mention(one, "m2", quote="Monday"), mention(one, "m1", quote="Fifty-six")])
    others = event_ids([mention(other, "n2", quote="Monday"), mention(other, "n1", quote="Fifty")])
    assert ids["m1"] == others["n1"]
    assert len({*ids.values(), *others.values()}) == 3


def test_an_event_id_is_short_and_fixed() -> None:
    assert re.fullmatch("[a-z2-7]{12}", event_id("any key"))
    assert event_id("any key", 0) != event_id("any key", 1)
    # Links hold ids: this one may not change while the key's five answers are these.
    assert event_ids([FIRST]) == {"a1-m1": "kg5sphbezyig"}


def test_the_lead_is_of_the_earliest_published_article_then_the_first_id() -> None:
    published = {
        "b": dt.date(2021, 10, 5),
        "a": dt.date(2021, 10, 6),
        "c": dt.date(2021, 10, 5),
        "d": None,
    }
    reports = [(mention(article(id)), day) for id, day in published.items()]
    assert [told.article for told in assemble("e", reports[::-1]).mentions] == ["b", "c", "a", "d"]


units = st.sampled_from(["aircraft", "vessels"])
tellings: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    date=st.sampled_from([None, MONTH, day("2021-10-04"), day("2021-10-05")]),
    status=st.sampled_from([Status.OCCURRED, Status.PLANNED]),
    mode=st.sampled_from([None, "presence", "flight", "exercise"]),
    actors=st.sampled_from([(), ("chn",), ("chn-pla",), ("usa", "chn")]),
    recipients=st.sampled_from([(), ("twn",), ("jpn",)]),
    place=st.sampled_from([None, place(), place("kinmen")]),
    figures=st.builds(
        lambda count, unit: (Figure(minimum=count, maximum=count, unit=unit, text=unit),),
        st.integers(1, 200),
        units,
    ),
)


@given(st.lists(st.lists(tellings, max_size=4), min_size=1, max_size=6))
def test_ids_depend_on_one_article_alone_and_no_article_meets_itself(
    told: list[list[dict[str, Any]]],
) -> None:
    seen: dict[str, list[Mention]] = {}
    for number, fields in enumerate(told):
        of = article(f"a{number}")
        given_mentions = [mention(of, f"a{number}-m{n}", **each) for n, each in enumerate(fields)]
        ids = event_ids(given_mentions)
        assert ids == event_ids(given_mentions[::-1])
        assert len(set(ids.values())) == len(given_mentions)
        for each in given_mentions:
            seen.setdefault(ids[each.id], []).append(each)
    for members in seen.values():
        assert len({happening_key(member) for member in members}) == 1
        assert len({member.article for member in members}) == len(members)
