"""Faults of the date tables are named, and hours of other zones are told from their own."""

from __future__ import annotations

import datetime as dt

import pytest

from events.extraction.dates import find_time_expressions
from events.extraction.dates.countries import countries_in
from events.extraction.dates.fiscal import fiscal_shift
from events.extraction.dates.grammar import grammar
from events.extraction.dates.holidays import named_day, named_days
from events.extraction.dates.lexicon import words
from events.extraction.dates.tables import LexiconError, rows
from events.extraction.dates.zones import day_elsewhere
from events.extraction.language import load_model


def test_a_missing_column_is_named_with_file_and_row() -> None:
    with pytest.raises(LexiconError, match=r"dates_seasons.csv, row 2: column 'colour'"):
        list(rows("dates_seasons.csv", "code", "colour"))


def test_an_unknown_class_of_words_is_named() -> None:
    with pytest.raises(LexiconError, match="'colours'"):
        words("colours")


@pytest.mark.parametrize(
    ("day", "hour", "offset", "timezone", "expected"),
    [
        ("2022-08-02", "22:30", "0", "Asia/Taipei", "2022-08-03"),
        ("2022-08-03", "06:00", "480", "America/New_York", "2022-08-02"),
        ("2022-08-03", "12:00", "480", "Asia/Tokyo", None),
        ("2022-08-03", "22:30", "local", "Asia/Tokyo", None),
        ("2022-08-03", "22:30", "0", "Nowhere/Land", None),
        ("9999-12-31", "23:30", "-600", "Asia/Tokyo", None),
    ],
)
def test_the_day_of_an_hour_elsewhere(
    day: str, hour: str, offset: str, timezone: str, expected: str | None
) -> None:
    found = day_elsewhere(dt.date.fromisoformat(day), hour, offset, timezone)
    assert (found.isoformat() if found else None) == expected


def test_the_day_stays_as_the_words_have_it_and_the_reason_tells_the_other() -> None:
    doc = load_model()("The call began at 22:30 UTC on Tuesday.")
    (found,) = find_time_expressions(doc, dt.date(2022, 8, 5), "Asia/Taipei")
    assert found.date is not None
    assert found.date.edtf == "2022-08-02"
    assert found.reason.endswith("2022-08-03 in Asia/Taipei")


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("Lunar New Year", 2024, "2024-02-10"),
        ("Lunar New Year's Eve", 2024, "2024-02-09"),
        ("Mid-Autumn Festival", 2024, "2024-09-17"),
        ("Dragon Boat Festival", 2024, "2024-06-10"),
        ("Double Ten", 2024, "2024-10-10"),
        ("Thanksgiving", 2024, "2024-11-28"),
        ("Memorial Day", 2024, "2024-05-27"),
        ("Good Friday", 2024, "2024-03-29"),
        ("Easter", 2025, "2025-04-20"),
    ],
)
def test_a_holiday_falls_where_calendars_have_it(name: str, year: int, day: str) -> None:
    (named,) = named_days()[name]
    assert str(named.day(year)) == day


def test_a_shared_name_needs_its_country() -> None:
    assert named_day("National Day", "the crowd marked national day") is None
    named = named_day("National Day", "taipei marked its national day")
    assert named is not None
    assert named.country == "TWN"


@pytest.mark.parametrize(
    ("sentence", "shift"),
    [
        ("japan's budget grew", (3, 3)),
        ("the pentagon asked for more", (-3, -3)),
        ("taiwan's budget grew", (0, 0)),
        ("spending grew", (-6, 3)),
        ("japan and the u.s. spend more", (-3, 3)),
    ],
)
def test_a_fiscal_year_goes_by_the_country_named(sentence: str, shift: tuple[int, int]) -> None:
    assert fiscal_shift(sentence)[0] == shift


def test_countries_are_told_by_whole_words() -> None:
    assert countries_in("the bus left for tokyo") == {"JPN"}


def test_no_rule_is_lost_by_asking_only_those_that_a_word_leads_into() -> None:
    held = grammar()
    for rule in held.rules:
        for example in rule.examples:
            start = example.text.find(example.words) if example.words else -1
            if start < 0:
                continue
            for other in held.rules:
                for found in other.pattern.finditer(example.text):
                    opener = next(iter(found.group().split()), "")
                    word = "".join(opener).split("-")[0].strip("'’‘.,/–")
                    if word.isalpha():
                        assert other in held.rules_for(word), (other.name, word)
