"""Finding events by words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from events.filters import EventFilter
from events.store import Store
from events.store.words import MOST_TERMS, fold, terms
from tests.factories import article, belonging_to, mention

TEXTS = {
    "flights": "Aircraft crossed the median\nline, the “centre line”: 40% of them, 100 a day.",
    "exercise": 'The "Joint Sword" exercise ran off KINMEN, at 24°N; café owners\' takings fell.',
    "chinese": "解放軍在台灣海峽舉行軍演，國防部說。",
    "japanese": "与那国島の自衛隊が訓練した。Ｆ－１６も飛んだ。",
}
TITLES = {id: f"Title of {id}" for id in TEXTS}
HEADLINES = {id: f"Headline {id}" for id in TEXTS}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with one event an article, each in words of its own."""
    path = tmp_path_factory.mktemp("words") / "store.sqlite"
    with Store.open(path, belonging_to) as store:
        for id, text in TEXTS.items():
            of = article(id, text, title=HEADLINES[id])
            store.add(of, [mention(of, id, title=TITLES[id], date=None)])
        yield store


def found(store: Store, words: str) -> set[str]:
    """Articles of the events that have the words, by `matching` and by the filter alike."""
    ids = store.matching(words)
    events = store.events(EventFilter(statuses=(), words=words))
    assert {event.id for event in events} == ids
    return {event.lead.article for event in events}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("median", {"flights"}),
        ("MEDIAN Line", {"flights"}),
        ('"median line"', {"flights"}),
        ('"line median"', set()),
        ("line median", {"flights"}),
        ("airc", {"flights"}),
        ("kinmen", {"exercise"}),
        ("aircraft kinmen", set()),
        ("title of", set(TEXTS)),
        ("headline exercise", {"exercise"}),
        ("exerciseheadline", set()),
        ("台灣", {"chinese"}),
        ("海峽", {"chinese"}),
        ("台灣海峽", {"chinese"}),
        ("軍", {"chinese"}),
        ("与那国島", {"japanese"}),
        ("自衛隊 訓練", {"japanese"}),
        ("自衛隊 軍演", set()),
        ("F-16", {"japanese"}),
        ("f-", {"japanese"}),
        ("%", {"flights"}),
        ("40%", {"flights"}),
        ("4_%", set()),
        ("10", {"flights"}),
        ("café", {"exercise"}),
        ("CAFÉ", {"exercise"}),
        ("owners'", {"exercise"}),
        ("°n", {"exercise"}),
        ('"Joint Sword', {"exercise"}),
        ("“centre", {"flights"}),
        ("sword AND flights", set()),
        ("median OR kinmen", set()),
        ("NEAR(median line)", set()),
        ("folded:median", set()),
        ("med*", set()),
        ("", set(TEXTS)),
        (" \t\n", set(TEXTS)),
        ('""', set(TEXTS)),
        ('"', set(TEXTS)),
    ],
)
def test_words_and_what_they_find(library: Store, words: str, expected: set[str]) -> None:
    assert found(library, words) == expected


def test_each_term_may_stand_in_title_headline_or_text(library: Store) -> None:
    assert found(library, "title headline kinmen") == {"exercise"}


def test_a_quote_and_its_article_do_not_run_together(store: Store) -> None:
    of = article("a1", "One day. Another day.", title="Day")
    store.add(of, [mention(of, quote="One day")])
    assert store.matching('"day one"') == set()


def test_only_the_reports_that_have_the_words(store: Store) -> None:
    of = article("a1", "Ships sailed. Jets flew.", title="Day")
    told = [
        mention(of, "ships", title="Ships sail", quote="Ships sailed"),
        mention(of, "jets", title="Sorties", quote="Jets flew"),
    ]
    store.add(of, told)
    (event_id,) = store.matching("sorties")
    assert store.event(event_id).lead.id == "jets"
    assert len(store.matching("flew")) == 2, "the article has the word, and tells both"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text() | st.text(alphabet="\"'*()^-+:{}%_\\\0\ud800 aAN台", max_size=12))
@example("\0")
@example("\ud800\udfff")
@example('a"b"c" "')
@example("word " * 5_000)
@example(" ".join(f"word{number}" for number in range(5_000)))
@example("x" * 100_000)
@example("İ ß ﬁ ǆ ͅ")
def test_any_words_find_the_texts_that_hold_them(library: Store, words: str) -> None:
    asked = terms(words)
    holding = {
        id
        for id, text in TEXTS.items()
        if all(
            any(term in fold(piece) for piece in (text, TITLES[id], HEADLINES[id]))
            for term in asked
        )
    }
    assert found(library, words) == holding


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Median  line", ("median", "line")),
        ('"Median  line" jets', ("median line", "jets")),
        ('"median line" line', ("median line",)),
        ("jets jets JETS", ("jets",)),
        ("ＪＥＴＳ", ("jets",)),
        (" ".join(f"w{number:04}" for number in range(999)), None),
    ],
)
def test_terms_of_a_query(words: str, expected: tuple[str, ...] | None) -> None:
    if expected is None:
        assert len(terms(words)) == MOST_TERMS
    else:
        assert terms(words) == expected
