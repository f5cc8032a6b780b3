"""Text -> counted things: "56 aircraft", "30+ aircraft" (open), "200-999 aircraft" (inexact)."""

from __future__ import annotations

import pytest

from events.extraction.figures import find_figures
from events.extraction.language import load_model
from events.record import Figure
from tests.extraction.conftest import Extract


def written(figure: Figure) -> str:
    if figure.maximum is None:
        count = f"{figure.minimum:.15g}+"
    elif figure.minimum == figure.maximum:
        count = f"{figure.minimum:.15g}"
    else:
        count = f"{figure.minimum:.15g}-{figure.maximum:.15g}"
    return f"{count} {figure.unit}"


COUNTS = [
    ("Fifty-six Chinese military aircraft entered the zone.", ["56 aircraft"]),
    ("103 aircraft entered the zone.", ["103 aircraft"]),
    ("Nine vessels were seen.", ["9 vessels"]),
    ("The ministry counted 45 aircraft and nine ships.", ["45 aircraft", "9 vessels"]),
    ("A ship and two drones were seen.", ["2 drones"]),
    ("China fired 11 missiles and 27 rockets.", ["11 missiles", "27 rockets"]),
    ("Some 1,200 soldiers took part.", ["1200 personnel"]),
    ("Around 17,000 troops took part.", ["17000 personnel"]),
    ("About 500 Japanese troops moved in.", ["500 personnel"]),
    ("Two Chinese destroyers and a frigate left.", ["2 vessels"]),
    ("One Chinese ship entered the waters.", ["1 vessels"]),
    ("China sanctioned 20 U.S. defence firms.", ["20 companies"]),
    ("Three hundred residents rallied.", ["300 people"]),
    ("The two sides signed the pact.", []),
    # open and bounded counts
    ("More than 30 aircraft crossed the line.", ["30+ aircraft"]),
    ("At least 12 ships were seen.", ["12+ vessels"]),
    ("Over 70 warplanes took off.", ["70+ aircraft"]),
    ("No fewer than 40 jets took off.", ["40+ aircraft"]),
    ("Up to 100 ships gathered.", ["0-100 vessels"]),
    ("As many as 90 ships gathered.", ["0-90 vessels"]),
    ("Fewer than ten jets took off.", ["0-10 aircraft"]),
    # inexact counts, with the bounds that the table states
    ("Dozens of aircraft took off.", ["24-99 aircraft"]),
    ("China sent hundreds of military aircraft.", ["200-999 aircraft"]),
    ("Thousands of people marched.", ["2000-9999 people"]),
    # money
    ("The sale was worth 11.1 billion dollars.", ["11100000000 money"]),
    ("The sale was worth $330 million.", ["330000000 money"]),
    # numbers that count nothing
    ("The 12th Marine Littoral Regiment moved in.", []),
    ("They met in the 2+2 dialogue.", []),
    ("China flew J-16 and H-6 jets.", []),
    ("Article 9 of the constitution stands.", []),
    ("Nobody was hurt.", []),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS, ids=[text for text, _ in COUNTS])
def test_what_is_counted(text: str, expected: list[str]) -> None:
    found = [one.figure for one in find_figures(load_model()(text)) if not one.partitive]
    assert [written(figure) for figure in found] == expected
    assert all(figure.text in text for figure in found)


def test_a_number_inside_a_date_is_no_count() -> None:
    text = "On 4 August 2022 ships gathered for 3 days."
    doc = load_model()(text)
    assert [one.figure.text for one in find_figures(doc, [(3, 16)])] == ["3 days"]


IN_EVENTS = [
    (
        "Taiwan detected 45 Chinese aircraft and nine vessels on Sunday.",
        ["45 aircraft", "9 vessels"],
    ),
    (
        "On Sunday Taiwan detected 103 Chinese aircraft, 40 of which crossed the median line.",
        ["103 aircraft", "40 aircraft: crossed the median line"],
    ),
    (
        "Taiwan detected 103 aircraft of the PLA on Sunday. Of these, 40 crossed the median line.",
        ["103 aircraft", "40 aircraft: crossed the median line"],
    ),
    (
        "Taiwan detected 45 Chinese aircraft on Sunday. Twenty-seven of the aircraft crossed the "
        "median line.",
        ["45 aircraft", "27 aircraft: crossed the median line"],
    ),
    (
        "Washington approved an arms sale to Taiwan worth $11.1 billion in December.",
        ["11100000000 money"],
    ),
    (
        "Since August 2022 China has sent hundreds of military aircraft into Taiwan's air defence "
        "identification zone.",
        ["200-999 aircraft"],
    ),
    ("On 4 August 2022 China fired 11 missiles into waters around Taiwan.", ["11 missiles"]),
    ("Chinese aircraft entered Taiwan's air defence identification zone on 4 October.", []),
]


@pytest.mark.parametrize(("text", "expected"), IN_EVENTS, ids=[text for text, _ in IN_EVENTS])
def test_figures_and_shares_of_an_event(text: str, expected: list[str], extract: Extract) -> None:
    [mention] = extract(text)
    figures = [
        written(figure) + (f": {figure.part}" if figure.part else "") for figure in mention.figures
    ]
    assert figures == expected


def test_each_event_takes_its_own_count(extract: Extract) -> None:
    text = "China sent 30 ships on Friday, and Japan sent two destroyers on Saturday."
    told = {mention.actors[0].id: mention.figures for mention in extract(text)}
    assert {who: [written(one) for one in figures] for who, figures in told.items()} == {
        "chn": ["30 vessels"],
        "jpn": ["2 vessels"],
    }
