"""Sentences that tell of one happening make one record; what differs makes two."""

from __future__ import annotations

import pytest

from events.record import Mention
from tests.extraction.conftest import Extract

ONE = [
    # told again
    "Thirty Chinese aircraft crossed the median line of the Taiwan Strait on Sunday. "
    "Taiwan's defence ministry said the aircraft crossed the line on Sunday.",
    "Nancy Pelosi visited Taiwan on Tuesday. Her visit to Taiwan angered Beijing.",
    "Xi Jinping met Ma Ying-jeou in Singapore on 7 November 2015. The meeting in Singapore was the "
    "first since 1949.",
    # announced, then carried out
    "China announced a drill for Friday. It held the drill on Friday.",
    # the deed in two verbs
    "Under the plan, U.S. Marines would deploy troops to and set up bases on the Nansei Islands.",
    # the whole and its part
    "China held drills around Taiwan on Friday. The exercises on Friday included a blockade.",
    "Taiwan detected 45 Chinese aircraft on Sunday. Twenty-seven of the aircraft crossed the "
    "median line.",
]
TWO = [
    # another day
    "China held drills around Taiwan on Friday. It held drills around Taiwan on Saturday too.",
    "Panama cut ties with Taiwan in 2017. Panama cut ties with Japan in 1941.",
    # another actor
    "Japan lodged a protest with China on Friday. South Korea lodged a protest with China on "
    "Friday.",
    # another recipient
    "China sanctioned Nancy Pelosi on Friday. China sanctioned 20 U.S. defence firms on Friday.",
    # another figure
    "Two Chinese ships entered Japanese waters on Friday. Four Chinese ships entered Japanese "
    "waters on Friday.",
    # another place
    "China opened a base in Fujian on Friday. China opened a base in Hong Kong on Friday.",
    # another type
    "Nancy Pelosi visited Taiwan on Tuesday. Beijing condemned the visit on Tuesday.",
    # another status
    "China held a drill around Taiwan on Friday. China will hold a drill around Taiwan in August.",
    # denied, and the denial
    "Taipei denied that Washington had blocked a stop in New York by President Lai.",
]


@pytest.mark.parametrize("text", ONE)
def test_one_happening_is_one_record(text: str, extract: Extract) -> None:
    assert len(extract(text)) == 1


@pytest.mark.parametrize("text", TWO)
def test_two_happenings_are_two_records(text: str, extract: Extract) -> None:
    told = extract(text)
    assert len(told) == 2
    assert len({mention.id for mention in told}) == 2


JOINED = (
    "Chinese aircraft crossed the median line of the Taiwan Strait on Sunday. "
    "Thirty Chinese aircraft crossed the line on Sunday, Taiwan's defence ministry said."
)


@pytest.fixture(scope="module")
def joined(extract: Extract) -> Mention:
    [mention] = extract(JOINED)
    return mention


def test_a_joined_record_keeps_what_either_sentence_tells(joined: Mention) -> None:
    assert [(figure.minimum, figure.unit) for figure in joined.figures] == [(30, "aircraft")]
    assert joined.place
    assert joined.place.id == "taiwan-strait-median-line"
    assert joined.date
    assert joined.date.edtf == "2024-07-14"


def test_a_joined_record_quotes_both_sentences(joined: Mention) -> None:
    quotes = {joined.evidence.exact, *(one.exact for one in joined.further_evidence)}
    first, second = JOINED.split(". ")
    assert quotes == {f"{first}.", second}


def test_a_record_is_told_by_the_unit_that_one_sentence_names(extract: Extract) -> None:
    text = (
        "China held a drill around Taiwan on Friday. The Chinese military held the drill on Friday."
    )
    [mention] = extract(text)
    assert [actor.id for actor in mention.actors] == ["chn-pla"]
