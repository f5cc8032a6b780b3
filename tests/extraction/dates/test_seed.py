"""The story that the project started from: its dates, and what in it is no date."""

from __future__ import annotations

import pytest

from tests.extraction.dates.conftest import Read

PUBLISHED = "2021-12-27"

DATES = [
    (
        "The militaries have made a draft plan, a news agency reported Thursday.",
        "Thursday",
        "2021-12-23",
        "relative",
    ),
    (
        "The two would likely reach an agreement at the 2+2 dialogue, a meeting of officials in "
        "January.",
        "January",
        "2022-01",
        "relative",
    ),
    (
        "China in the past two years has increased its flights.",
        "the past two years",
        "2019-12~/2021-12~",
        "relative",
    ),
    ("The government fled there in 1949 following the war.", "1949", "1949", "stated"),
    (
        "But it has held back as part of agreements established since 1979.",
        "since 1979",
        "1979/..",
        "stated",
    ),
    (
        "It was revealed in October U.S. forces have been training its forces.",
        "October",
        "2021-10",
        "relative",
    ),
]


@pytest.mark.parametrize(("text", "words", "edtf", "basis"), DATES)
def test_a_date_of_the_story(text: str, words: str, edtf: str, basis: str, read: Read) -> None:
    dated = [one for one in read(text, PUBLISHED) if one.date]
    assert [(one.text, one.date and (one.date.edtf, one.date.basis.value)) for one in dated] == [
        (words, (edtf, basis))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They would not speak to the topics planned for the 2+2 meetings.",
        "It is preparing for an invasion that could come in the next several years.",
        "Forces have been training in the country for at least a year.",
    ],
)
def test_what_is_no_date_of_a_happening(text: str, read: Read) -> None:
    assert [one.text for one in read(text, PUBLISHED) if one.date] == []


def test_without_a_day_of_publication_nothing_relative_is_guessed(read: Read) -> None:
    found = read("It said on Thursday that it fled in 1949.", "")
    assert [(one.text, one.date.edtf if one.date else None) for one in found] == [
        ("Thursday", None),
        ("1949", "1949"),
    ]
    assert "not known" in found[0].reason
