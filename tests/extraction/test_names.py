"""Text to names: what each means, what only looks like one, and how fast they are found."""

from __future__ import annotations

import csv
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.data_files import data_path
from events.extraction.names import NameMatcher, load_not_places
from events.gazetteer import actors, places

_MATCHER = NameMatcher(actors(), places())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ships left Yonaguni.", {"Yonaguni": "yonaguni"}),
        ("the Nansei island chain", {"Nansei island chain": "nansei-islands"}),
        ("the Nansei Island Chain", {"Nansei Island Chain": "nansei-islands"}),
        ("the Ryūkyū Islands", {"Ryūkyū Islands": "nansei-islands"}),
        ("the Taiwan strait", {"Taiwan strait": "taiwan-strait"}),
        ("the western Pacific", {"western Pacific": "western-pacific"}),
        ("Taiwan’s ADIZ", {"Taiwan’s ADIZ": "taiwan-adiz"}),
        ("air defence identification zone of Taiwan",
         {"air defence identification zone of Taiwan": "taiwan-adiz"}),
        ("Taiwan's air defence identification zone",
         {"Taiwan's air defence identification zone": "taiwan-adiz"}),
        ("the Senkaku/Diaoyu Islands",
         {"Senkaku": "island-group-2574n-12347e", "Diaoyu Islands": "island-group-2574n-12347e"}),
        ("the Miyako\nStrait", {"Miyako\nStrait": "miyako-strait"}),
        ("與那國島和与那国島", {"與那國島": "yonaguni", "与那国島": "yonaguni"}),
        ("在台灣海峽", {"台灣海峽": "taiwan-strait"}),
        ("Median line flights", {"Median line": "taiwan-strait-median-line"}),
        ("Kadena air base, Okinawa prefecture",
         {"Kadena air base": "kadena-air-base", "Okinawa prefecture": "okinawa-prefecture"}),
    ],
)  # fmt: skip
def test_places_by_name(text: str, expected: dict[str, str]) -> None:
    assert {match.text: match.place_ids[0] for match in _MATCHER.find(text)} == expected


@pytest.mark.parametrize(
    ("text", "actor", "metonym"),
    [
        ("Beijing", "chn", True),
        ("Taiwan", "twn", False),
        ("Kyodo", "media-kyodo", False),
        ("the People's Liberation Army", "chn-pla", False),
    ],
)
def test_actors_by_name(text: str, actor: str, metonym: bool) -> None:
    [match] = _MATCHER.find(text)
    assert (match.actor_ids, match.metonym) == ((actor,), metonym)


@pytest.mark.parametrize(
    "text",
    [
        "Taiwanese",
        "Japanese",
        "us and them",
        "Must",
        "TAIWAN",
        "taiwan",
        "Chinatown",
        "Guamanian",
        "Okinawan",
        "reunion",
        "cadiz",
    ],
)
def test_part_of_a_word_or_other_case_is_no_name(text: str) -> None:
    assert _MATCHER.find(text) == []


def _examples() -> list[tuple[str, str, str]]:
    with data_path("gazetteer", "not_places.csv").open(encoding="utf-8", newline="") as file:
        return [(row["words"], row["rule"], row["example"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("words", "rule", "example"), _examples())
def test_every_row_of_not_places_holds_in_its_example(words: str, rule: str, example: str) -> None:
    at = example.lower().index(words.lower())
    reach = range(at, at + len(words) + (20 if rule == "before" else 0))
    start = max(0, at - 25) if rule == "after" else at
    for match in _MATCHER.find(example):
        touches = match.start < reach.stop and match.end >= start
        assert not (touches and match.place_ids), match


def test_the_table_of_not_places_loads() -> None:
    table = load_not_places(data_path("gazetteer", "not_places.csv"))
    assert "Post" in table.after
    assert "USS" in table.before


@pytest.mark.parametrize("text", ["the Fujian coast", "the Fujian province", "in Fujian"])
def test_a_province_that_gave_a_ship_its_name_stays_a_place(text: str) -> None:
    assert [match.place_ids for match in _MATCHER.find(text)] == [("fujian",)]


@given(st.text(st.characters() | st.sampled_from("Taiwn Strait’'US.-\n臺灣"), max_size=60))
def test_matches_lie_in_the_text_in_order_without_overlap(text: str) -> None:
    reached = 0
    for match in _MATCHER.find(text):
        assert reached <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.text
        assert match.place_ids or match.actor_ids
        reached = match.end


def test_every_unshared_name_of_a_place_finds_it() -> None:
    swallowed = load_not_places(data_path("gazetteer", "not_places.csv")).phrases
    for place in places().values():
        for name in (place.name, *place.aliases):
            if name in swallowed:
                continue
            found = {key for match in _MATCHER.find(name) for key in match.place_ids}
            assert place.id in found, (place.id, name)


def test_matching_is_fast() -> None:
    text = (
        "The ministry said that 30 aircraft crossed the median line near Taiwan on Monday. " * 4000
    )
    began = time.process_time()
    _MATCHER.find(text)
    words_a_second = len(text.split()) / (time.process_time() - began)
    assert words_a_second > 100_000
