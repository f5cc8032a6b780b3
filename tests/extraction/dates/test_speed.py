"""Speed of finding and resolving without the parse, and texts made to blow patterns up."""

from __future__ import annotations

import csv
import datetime as dt
import time
from pathlib import Path

import pytest

from events.extraction.dates import find_time_expressions
from events.extraction.dates.grammar import grammar
from events.extraction.language import load_model

PUBLISHED = dt.date(2022, 12, 27)
SIZE = 100_000
HOSTILE = {
    "one word": "a" * SIZE,
    "digits": "1" * SIZE,
    "blanks": " " * SIZE,
    "lines": "\n" * SIZE,
    "early early": "early " * (SIZE // 6),
    "the the": "the " * (SIZE // 4),
    "the first half of": "the first half of " * (SIZE // 18),
    "August 4,": "August 4, " * (SIZE // 10),
    "4-4-4": "4-" * (SIZE // 2),
    "4, 4, 4": "4, " * (SIZE // 3),
    "from to": "from 4 to " * (SIZE // 10),
    "past past": "the past two or three " * (SIZE // 22),
    "quotes": "'" * SIZE,
    "spaced month": "August" + " " * SIZE + "4",
    "18:18:18": "18:" * (SIZE // 3),
    "twenty-twenty": "twenty-" * (SIZE // 7),
    "Tuesday, ": "Tuesday, " * (SIZE // 9),
    "wide letters": "１２月" * (SIZE // 3),
}
# Every pattern at three places, then the whole grammar: one that backtracks would take minutes.
PLACES = (0, 1, SIZE // 2)
SECONDS = 5.0
WORDS_A_SECOND = 12_000


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_no_pattern_blows_up(name: str) -> None:
    text = HOSTILE[name]
    started = time.process_time()
    for rule in grammar().rules:
        for place in PLACES:
            found = rule.pattern.match(text, place)
            assert found is None or found.end() - found.start() < 1000, rule.name
        assert time.process_time() - started < SECONDS, rule.name
    for matches in grammar().scan(text):
        assert matches[0].end - matches[0].start < 1000, matches[0].rule.name
    assert time.process_time() - started < 2 * SECONDS


def test_time_grows_with_the_length_and_no_faster() -> None:
    language = load_model().tokenizer
    text = "The fleet sailed on Tuesday, 4 August 2022, and left two days later. " * 100
    short, long = language(text), language(text * 8)
    find_time_expressions(short, PUBLISHED)
    took = []
    for doc in (short, long):
        started = time.process_time()
        find_time_expressions(doc, PUBLISHED)
        took.append(time.process_time() - started)
    assert took[1] < 8 * 2.5 * max(took[0], 0.01)


def test_words_a_second_without_the_parse() -> None:
    with (Path(__file__).parent / "passages.csv").open(encoding="utf-8", newline="") as handle:
        texts = [row["text"] for row in csv.DictReader(handle)]
    # News has a date in thirty words or so, these passages one in eight: words lie between.
    filler = (
        " The ministry said that the aircraft and the ships of the other side were watched by"
        " patrol planes, naval vessels and batteries, and that the people of the islands could rest"
        " assured of the vigilance of their armed forces."
    )
    docs = [load_model()(text + filler) for text in texts]
    words = sum(len(doc.text.split()) for doc in docs)
    best = 0.0
    for _ in range(4):
        started = time.process_time()
        for doc in docs:
            find_time_expressions(doc, PUBLISHED)
        best = max(best, words / (time.process_time() - started))
    assert best >= WORDS_A_SECOND
