"""What goes into a store, what it refuses, and what comes out."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.article import Article
from events.filters import EventFilter
from events.record import DateBasis, EventType, Evidence, Mention, Relation, Status
from events.store import EventRow, Store, StoreError
from tests.factories import TEXT, aircraft, article, belonging_to, day, mention, place

ANY = EventFilter(statuses=())


def test_an_empty_store(store: Store) -> None:
    assert (store.revision, store.article_count, store.event_count) == (0, 0, 0)
    assert store.last_ingest is None
    assert store.events() == []
    assert list(store.rows()) == []


def test_what_was_added_is_read_back_as_it_was(store: Store) -> None:
    of = article(
        language="en", publisher="A paper", url="https://example.org/1", sources=("x", "y")
    )
    told = mention(of, figures=(aircraft(56),), why={"date": "Monday before 5 October"})
    before = dt.datetime.now(dt.UTC)
    assert store.add(of, [told])
    assert store.article("a1") == of
    (event,) = store.events()
    assert event.mentions == (told,)
    assert store.event(event.id) == event
    assert store.revision == 1
    assert store.last_ingest is not None
    assert before <= store.last_ingest <= dt.datetime.now(dt.UTC)


def test_an_event_as_a_row(store: Store) -> None:
    of = article()
    store.add(of, [mention(of)])
    (row,) = store.rows()
    assert row == EventRow(
        id=row.id,
        title="Aircraft enter the ADIZ",
        type=EventType.MOBILIZE,
        status=Status.OCCURRED,
        edtf="2021-10-04",
        earliest=dt.date(2021, 10, 4),
        latest=dt.date(2021, 10, 4),
        basis=DateBasis.STATED,
        date_text="on Monday",
        actors=("chn-pla",),
        recipients=("twn",),
        place_id="taiwan-adiz",
        place_name="taiwan-adiz",
        relation=Relation.IN,
        latitude=22.0,
        longitude=119.0,
        uncertainty_m=200_000.0,
        place_reason=None,
        date_reason=None,
        confidence=0.9,
        reports=1,
    )
    assert isinstance(row.status, Status)
    assert isinstance(row.relation, Relation)


def test_a_row_without_date_and_place_tells_why(store: Store) -> None:
    of = article()
    store.add(of, [mention(of, date=None, place=None)])
    (row,) = store.rows()
    assert (row.edtf, row.earliest, row.basis, row.date_text) == (None, None, None, "")
    assert (row.place_id, row.relation, row.latitude) == (None, None, None)
    assert (row.date_reason, row.place_reason) == ("no time is told", "no place is told")


def test_two_reports_of_one_happening_are_one_event(store: Store) -> None:
    later = article("a2", text=f"{TEXT} It was a record.", published=dt.date(2021, 10, 9))
    first = article("a1")
    store.add(later, [mention(later, actors=("chn",), figures=(aircraft(52),))])
    store.add(first, [mention(first, actors=("chn-pla",), figures=(aircraft(56),))])
    (event,) = store.events()
    assert [told.article for told in event.mentions] == ["a1", "a2"]
    assert [told.figures[0].minimum for told in event.mentions] == [56, 52]
    (row,) = store.rows()
    assert (row.reports, row.actors) == (2, ("chn-pla", "chn"))
    assert (store.event_count, store.article_count) == (1, 2)


def test_an_article_without_events_is_held(store: Store) -> None:
    assert store.add(article(), [])
    assert store.holds(article())
    assert (store.article_count, store.event_count) == (1, 0)


@pytest.mark.parametrize(
    "again",
    [
        article("a1"),
        article("another id"),
        article("a1", url="https://example.org/moved"),
    ],
    ids=["the same", "under another id", "at another address"],
)
def test_adding_twice_adds_nothing(store: Store, again: Article) -> None:
    of = article("a1")
    store.add(of, [mention(of)])
    before = (store.revision, list(store.rows()), store.events(ANY))
    assert store.holds(again)
    assert not store.add(again, [mention(again, "other-mention")])
    assert (store.revision, list(store.rows()), store.events(ANY)) == before


def _misquoted(**changes: Any) -> Evidence:
    quoted = Evidence.quote(TEXT, 10, 17)
    return quoted.model_copy(update=changes)


OF = article("a1")
CHANGED = article("a1", text=f"{TEXT} Corrected.")


@pytest.mark.parametrize(
    ("of", "mentions", "said"),
    [
        (CHANGED, [mention(CHANGED)], "article a1 is held already, with other content"),
        (
            article("a2", text="Other."),
            [mention(article("a2", text="Other."), "a1-m1")],
            "article a2: mention id a1-m1 is another article's",
        ),
        (
            article("a2", text="Other."),
            [mention(OF, "m9")],
            "article a2: mention m9 is of article a1",
        ),
    ],
)
def test_what_conflicts_with_the_store_is_refused(
    store: Store, of: Article, mentions: list[Mention], said: str
) -> None:
    store.add(OF, [mention(OF)])
    with pytest.raises(StoreError, match=f"^{said}$"):
        store.add(of, mentions)
    assert (store.revision, store.article_count) == (1, 1)


@pytest.mark.parametrize(
    "evidence",
    [
        _misquoted(exact="Chinesa"),
        _misquoted(start=11, end=18),
        _misquoted(start=100_010, end=100_017),
        _misquoted(prefix="Sixty-six "),
        _misquoted(suffix=" civil"),
    ],
)
@pytest.mark.parametrize("field", ["evidence", "further_evidence"])
def test_evidence_that_is_no_verbatim_quote_is_refused(
    store: Store, evidence: Evidence, field: str
) -> None:
    of = article()
    value: dict[str, Any] = {field: evidence if field == "evidence" else (evidence,)}
    with pytest.raises(StoreError, match="quotes what is not in the text"):
        store.add(of, [mention(of, "m1"), mention(of, "m2", **value)])
    assert (store.revision, store.article_count, store.event_count) == (0, 0, 0)


def test_a_mention_id_that_comes_twice_is_refused(store: Store) -> None:
    of = article()
    with pytest.raises(StoreError, match="mention m1 comes twice"):
        store.add(of, [mention(of, "m1"), mention(of, "m1", date=day("2021-10-05"))])


def test_ids_that_are_not_held(store: Store) -> None:
    with pytest.raises(KeyError):
        store.event("nosuchevent")
    with pytest.raises(KeyError):
        store.article("no such article")


def test_events_are_ordered_by_first_day_with_the_undated_last(store: Store) -> None:
    of = article()
    dates = {
        "m1": None,
        "m2": day("2021-10-05"),
        "m3": day("2021-10-04/2021-10-06"),
        "m4": day("2021-10-04"),
        "m5": day("2020-01-01").model_copy(update={"edtf": "../2020-01-01", "earliest": None}),
    }
    store.add(of, [mention(of, id, date=date) for id, date in dates.items()])
    order = [event.lead.id for event in store.events()]
    assert order == ["m5", "m4", "m3", "m2", "m1"]
    assert [event.lead.id for event in store.events(limit=2)] == ["m5", "m4"]
    assert [row.id for row in store.rows()] == [event.id for event in store.events()]


def test_threads_share_a_store_and_read_while_others_write(store: Store) -> None:
    def work(number: int) -> int:
        of = article(f"a{number}", f"{TEXT} {number}")
        assert store.add(of, [mention(of)])
        (event,) = store.events()
        assert store.event(event.id).id == event.id
        return len(event.mentions)

    with ThreadPoolExecutor(8) as threads:
        seen = list(threads.map(work, range(24)))
    assert max(seen) == store.article_count == store.revision == 24
    assert store.event_count == 1


def test_a_filter_that_is_not_given_leaves_out_what_did_not_happen(store: Store) -> None:
    of = article()
    store.add(of, [mention(of, f"m-{status}", status=status) for status in Status])
    assert {event.lead.status for event in store.events()} == {Status.OCCURRED, Status.ONGOING}
    assert len(store.events(ANY)) == store.event_count == len(list(store.rows())) == len(Status)


tellings = st.fixed_dictionaries(
    {
        "date": st.sampled_from([None, day("2021-10-04"), day("2021-10-05")]),
        "status": st.sampled_from([Status.OCCURRED, Status.PLANNED]),
        "actors": st.sampled_from([(), ("chn",), ("chn-pla",)]),
        "place": st.sampled_from([None, place()]),
        "confidence": st.sampled_from([0.2, 0.8]),
    }
)
days = st.sampled_from([None, dt.date(2021, 10, 5), dt.date(2021, 10, 6)])
libraries = st.lists(st.tuples(days, st.lists(tellings, max_size=3)), min_size=1, max_size=5)


def _articles(library: list[Any]) -> list[tuple[Article, list[Mention]]]:
    made = []
    for number, (published, told) in enumerate(library):
        of = article(f"a{number}", text=f"{TEXT} {number}", published=published)
        made.append((of, [mention(of, f"a{number}-m{n}", **each) for n, each in enumerate(told)]))
    return made


def _contents(path: Path, articles: list[tuple[Article, list[Mention]]]) -> Any:
    with Store.open(path, belonging_to) as store:
        for of, mentions in articles:
            store.add(of, mentions)
        assert store.broken_at() is None
        return store.events(ANY), list(store.rows())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(libraries, st.randoms(use_true_random=False))
def test_any_order_of_the_same_articles_makes_the_same_events(
    tmp_path_factory: pytest.TempPathFactory, library: list[Any], random: Any
) -> None:
    folder = tmp_path_factory.mktemp("orders")
    articles = _articles(library)
    shuffled = random.sample(articles, len(articles))
    given_once = _contents(folder / "once.sqlite", articles)
    assert _contents(folder / "shuffled.sqlite", shuffled + articles) == given_once
    reported = sum(len(told) for _, told in articles)
    assert sum(row.reports for row in given_once[1]) == reported


def test_a_store_that_is_opened_again_holds_what_it_held(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    first, rows = _contents(path, _articles([(None, [{"date": day("2021-10-04")}])]))
    assert len(first) == 1
    with Store.open(path, belonging_to) as again:
        assert (again.events(ANY), list(again.rows())) == (first, rows)
