"""The SQL of a filter against the same filter in plain Python, over random events."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.filters import Certainty, EventFilter
from events.record import DateBasis, Event, EventDate, EventType, Status
from events.store import Store
from events.store.words import fold, terms
from tests.factories import ACTORS, TEXT, article, belonging_to, day, mention

FIRST, LAST = dt.date(2021, 1, 1), dt.date(2021, 1, 12)
WORDS = ("Fifty-six", "patrol", "KINMEN", "ship", "o")


def _date(ends: tuple[dt.date | None, dt.date | None] | None) -> EventDate | None:
    """A date with these ends, None being open; None for no date."""
    if ends is None:
        return None
    earliest, latest = ends
    if earliest and latest:
        earliest, latest = min(earliest, latest), max(earliest, latest)
    edtf = f"{earliest or '..'}/{latest or '..'}"
    return EventDate(
        edtf=edtf, earliest=earliest, latest=latest, basis=DateBasis.STATED, text="then"
    )


days = st.dates(FIRST, LAST)
ends = st.none() | days
dates = st.none() | st.tuples(ends, ends)
who = st.lists(st.sampled_from(sorted(ACTORS)), max_size=3, unique=True).map(tuple)
tellings: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "date": dates.map(_date),
        "type": st.sampled_from([EventType.MOBILIZE, EventType.ACCUSE, EventType.OTHER]),
        "status": st.sampled_from(Status),
        "actors": who,
        "recipients": who,
        "title": st.sampled_from(["A patrol", "Ships", "Talks"]),
    }
)
filters = st.builds(
    EventFilter,
    actors=st.lists(st.sampled_from([*ACTORS, "nobody"]), max_size=2).map(tuple),
    date_from=ends,
    date_to=ends,
    certainty=st.sampled_from(Certainty),
    types=st.lists(st.sampled_from(EventType), max_size=3).map(tuple),
    statuses=st.lists(st.sampled_from(Status), max_size=3).map(tuple),
    words=st.sampled_from(["", "patrol", "SHIPS", "kinmen", "no such word", "o", "ship kinmen"]),
)


def chosen(event: Event, texts: dict[str, str], where: EventFilter) -> bool:
    """What the filter means, in Python."""
    lead = event.lead
    involved = {actor.id for told in event.mentions for actor in (*told.actors, *told.recipients)}
    wanted = {member for actor in where.actors for member in belonging_to(actor)}
    return (
        (not where.actors or bool(involved & wanted))
        and (not where.types or lead.type in where.types)
        and (not where.statuses or lead.status in where.statuses)
        and in_range(lead.date, where)
        and any(
            all(
                any(term in fold(piece) for piece in (told.title, texts[told.article]))
                for term in terms(where.words)
            )
            for told in event.mentions
        )
    )


def in_range(date: EventDate | None, where: EventFilter) -> bool:
    """Whether the date is in the filter's range, certainly or possibly."""
    if where.date_from is None and where.date_to is None:
        return True
    if date is None:
        return False
    low, high = where.date_from or dt.date.min, where.date_to or dt.date.max
    earliest, latest = date.earliest or dt.date.min, date.latest or dt.date.max
    if where.certainty is Certainty.CERTAIN:
        return low <= earliest and latest <= high
    return earliest <= high and latest >= low


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.lists(tellings, max_size=4), min_size=1, max_size=5),
    st.lists(filters, min_size=1, max_size=12),
)
def test_the_store_chooses_what_the_filter_means(
    tmp_path_factory: pytest.TempPathFactory,
    library: list[list[dict[str, Any]]],
    asked: list[EventFilter],
) -> None:
    path = tmp_path_factory.mktemp("filters") / "store.sqlite"
    texts = {}
    with Store.open(path, belonging_to) as store:
        for number, told in enumerate(library):
            of = article(f"a{number}", f"{TEXT} {WORDS[number]}", title="")
            texts[of.id] = of.text
            store.add(of, [mention(of, f"{of.id}-{n}", **each) for n, each in enumerate(told)])
        everything = store.events(EventFilter(statuses=()))
        assert len(everything) == store.event_count
        for where in asked:
            expected = [event for event in everything if chosen(event, texts, where)]
            assert store.events(where) == expected
            assert store.events(where, limit=2) == expected[:2]


MONTH = EventDate(
    edtf="2021-10",
    earliest=dt.date(2021, 10, 1),
    latest=dt.date(2021, 10, 31),
    basis=DateBasis.STATED,
    text="in October",
)
SINCE = MONTH.model_copy(update={"edtf": "2021-10/..", "latest": None})
UNTIL = MONTH.model_copy(update={"edtf": "../2021-10", "earliest": None})


@pytest.mark.parametrize(
    ("date", "date_from", "date_to", "certainly", "possibly"),
    [
        (MONTH, "2021-10-01", "2021-10-31", True, True),
        (MONTH, "2021-10-02", "2021-10-31", False, True),
        (MONTH, "2021-10-31", "2021-12-31", False, True),
        (MONTH, "2021-11-01", "2021-12-31", False, False),
        (MONTH, "2021-10-01", None, True, True),
        (MONTH, None, "2021-10-30", False, True),
        (SINCE, "2021-10-01", None, True, True),
        (SINCE, "2030-01-01", "2030-12-31", False, True),
        (SINCE, None, "2030-12-31", False, True),
        (UNTIL, None, "2021-10-31", True, True),
        (UNTIL, "1949-01-01", None, False, True),
        (day("2021-10-04"), "2021-10-04", "2021-10-04", True, True),
        (None, "1900-01-01", "2100-01-01", False, False),
        (None, None, None, True, True),
    ],
)
def test_dates_certainly_or_possibly_in_range(
    store: Store,
    date: EventDate | None,
    date_from: str | None,
    date_to: str | None,
    certainly: bool,
    possibly: bool,
) -> None:
    of = article()
    store.add(of, [mention(of, date=date)])
    for certainty, expected in ((Certainty.CERTAIN, certainly), (Certainty.POSSIBLE, possibly)):
        where = EventFilter(
            date_from=dt.date.fromisoformat(date_from) if date_from else None,
            date_to=dt.date.fromisoformat(date_to) if date_to else None,
            certainty=certainty,
        )
        assert bool(store.events(where)) is expected


def test_a_store_asks_the_gazetteer_who_belongs_to_an_actor(tmp_path: Path) -> None:
    of = article()
    with Store.open(tmp_path / "store.sqlite") as store:
        store.add(of, [mention(of, actors=("chn-plan",), recipients=())])
        asked = ("chn", "chn-pla", "chn-plan", "twn", "nobody-known")
        finding = [actor for actor in asked if store.events(EventFilter(actors=(actor,)))]
    assert finding == ["chn", "chn-pla", "chn-plan"]


@pytest.fixture
def actors_of_one_day(store: Store) -> Store:
    of = article()
    store.add(
        of,
        [
            mention(of, "navy", actors=("chn-plan",), recipients=()),
            mention(of, "protest", actors=("jpn",), recipients=("chn",)),
            mention(of, "talks", actors=("usa", "twn-mnd"), recipients=()),
        ],
    )
    return store


@pytest.mark.parametrize(
    ("actors", "expected"),
    [
        (("chn",), {"navy", "protest"}),
        (("chn-plan",), {"navy"}),
        (("twn",), {"talks"}),
        (("jpn", "twn-mnd"), {"protest", "talks"}),
        (("unknown-actor",), set()),
    ],
)
def test_an_actor_finds_all_who_belong_to_it_acting_or_acted_upon(
    actors_of_one_day: Store, actors: tuple[str, ...], expected: set[str]
) -> None:
    found = actors_of_one_day.events(EventFilter(actors=actors))
    assert {event.lead.id for event in found} == expected
