"""The snapshot's masks and counts against the same questions asked in plain Python."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.snapshot import Snapshot
from events.filters import Certainty, EventFilter
from events.record import EventType, Status
from events.store import EventRow
from tests.dashboard.rows import ancestors, nowhere, row, snapshot, spanning

PARTIES = ("chn", "chn-pla", "chn-plan", "jpn", "jpn-jcg", "twn", "twn-mnd", "usa")
days = st.dates(date(2019, 1, 1), date(2021, 12, 31))
parties = st.lists(st.sampled_from(PARTIES), unique=True, max_size=3).map(tuple)


@st.composite
def rows(draw: st.DrawFn) -> list[EventRow]:
    made = []
    for number in range(draw(st.integers(0, 12))):
        fields = {
            "type": draw(st.sampled_from(list(EventType))),
            "status": draw(st.sampled_from(list(Status))),
            "actors": draw(parties),
            "recipients": draw(parties),
        }
        build = draw(st.sampled_from([row, nowhere]))
        ends = sorted((draw(days), draw(days)))
        kind = draw(st.sampled_from(["day", "none", "range", "open start", "open end"]))
        day = ends[0].isoformat() if kind != "none" else None
        made.append(build(f"e{number}", day, **fields))
        if kind in ("range", "open start", "open end"):
            made[-1] = made[-1]._replace(
                edtf=f"{ends[0]}/{ends[1]}",
                earliest=None if kind == "open start" else ends[0],
                latest=None if kind == "open end" else ends[1],
            )
    return made


@st.composite
def filters(draw: st.DrawFn) -> EventFilter:
    return EventFilter(
        actors=draw(parties),
        date_from=draw(st.none() | days),
        date_to=draw(st.none() | days),
        certainty=draw(st.sampled_from(list(Certainty))),
        types=tuple(draw(st.sets(st.sampled_from(list(EventType)), max_size=4))),
        statuses=tuple(draw(st.sets(st.sampled_from(list(Status)), max_size=3))),
    )


def fits(event: EventRow, where: EventFilter) -> bool:
    """The filter in plain words."""
    everyone = {
        name for actor in (*event.actors, *event.recipients) for name in (actor, *ancestors(actor))
    }
    first, last = event.earliest or date.min, event.latest or date.max
    bounded = where.date_from or where.date_to
    start, end = where.date_from or date.min, where.date_to or date.max
    if where.certainty is Certainty.CERTAIN:
        in_range = (not where.date_from or first >= start) and (not where.date_to or last <= end)
    else:
        in_range = last >= start and first <= end
    return (
        (not where.types or event.type in where.types)
        and (not where.statuses or event.status in where.statuses)
        and (not where.actors or bool(everyone & set(where.actors)))
        and (not bounded or (event.edtf is not None and in_range))
    )


@given(rows(), filters())
def test_the_mask_says_what_the_plain_filter_says(
    events: list[EventRow], where: EventFilter
) -> None:
    shown = Snapshot.of(events, ancestors).mask(where)
    assert shown.tolist() == [fits(event, where) for event in events]


@given(rows(), filters())
def test_the_counts_add_up(events: list[EventRow], where: EventFilter) -> None:
    picture = Snapshot.of(events, ancestors)
    shown = picture.mask(where)
    kept = [event for event in events if fits(event, where)]
    counts = picture.counts(shown)
    assert (counts.total, counts.shown) == (len(events), len(kept))
    assert counts.placed == sum(event.place_name is not None for event in kept)
    assert counts.unplaced == sum(event.place_name is None for event in kept)
    assert counts.dated == sum(event.edtf is not None for event in kept)
    assert counts.undated == sum(event.edtf is None for event in kept)
    assert sum(picture.by_type(shown).values()) == len(kept)
    assert sum(picture.by_status(shown).values()) == len(kept)


@given(rows(), st.sampled_from(PARTIES))
def test_the_count_beside_an_actor_is_what_choosing_it_shows(
    events: list[EventRow], actor: str
) -> None:
    picture = Snapshot.of(events, ancestors)
    every = picture.mask(EventFilter(statuses=()))
    chosen = picture.mask(EventFilter(statuses=(), actors=(actor,)))
    assert picture.by_party(every).get(actor, 0) == int(chosen.sum())


@pytest.mark.parametrize(
    ("asked", "found"),
    [("chn", ["pla", "navy"]), ("chn-pla", ["pla", "navy"]), ("chn-plan", ["navy"]), ("usa", [])],
)
def test_a_state_finds_everyone_who_belongs_to_it(asked: str, found: list[str]) -> None:
    picture = snapshot(
        row("pla", actors=("chn-pla",)),
        row("navy", actors=(), recipients=("chn-plan",)),
        row("coast guard", actors=("jpn-jcg",)),
    )
    shown = picture.mask(EventFilter(actors=(asked,)))
    assert [event.id for event, on in zip(picture.rows, shown, strict=True) if on] == found


def test_words_keep_only_what_the_store_found() -> None:
    picture = snapshot(row("a"), row("b"))
    assert picture.mask(EventFilter(words="drill"), {"b", "gone"}).tolist() == [False, True]


@pytest.mark.parametrize(
    ("certainty", "found"),
    [(Certainty.CERTAIN, ["day"]), (Certainty.POSSIBLE, ["day", "month", "since"])],
)
def test_a_date_may_lie_in_the_range_or_must(certainty: Certainty, found: list[str]) -> None:
    picture = snapshot(
        row("day", "2021-10-04"),
        spanning("month", "2021-10", "2021-10-01", "2021-10-31"),
        spanning("since", "2019/..", "2019-01-01", None),
        row("undated", None),
    )
    where = EventFilter(
        date_from=date(2021, 10, 4), date_to=date(2021, 10, 10), certainty=certainty
    )
    shown = picture.mask(where)
    assert [event.id for event, on in zip(picture.rows, shown, strict=True) if on] == found


def test_small_places_share_a_spot_and_areas_of_another_size_do_not() -> None:
    picture = snapshot(
        row("harbour", uncertainty_m=500.0),
        row("island", uncertainty_m=9_000.0),
        row("around it", uncertainty_m=60_000.0),
        nowhere("nowhere"),
    )
    assert picture.spot_of.tolist() == [0, 0, 1, -1]
    assert [spot.is_dot for spot in picture.spots] == [True, False]
    assert picture.spots[0].uncertainty_m == 9_000.0


def test_an_empty_store_has_an_empty_picture() -> None:
    picture = snapshot()
    assert picture.counts(picture.mask(EventFilter())).shown == 0
