"""Properties: what is printed from a date reads back, bounds are in order, weeks shift with
weeks."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable

import edtf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.extraction.dates import bounds
from tests.extraction.dates.conftest import Read

MONTHS = calendar.month_name
SHORT = ["", "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.",
         "Nov.", "Dec."]  # fmt: skip
DAYS = calendar.day_name
Print = Callable[[dt.date], tuple[str, str]]


def ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 <= number % 100 <= 20 else ending}"


def last_of_month(day: dt.date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


# A date (year 1900 to 2040) -> the words for it, and the EDTF that they must read as.
TEMPLATES: dict[str, Print] = {
    "4 August 2022": lambda d: (f"on {d.day} {MONTHS[d.month]} {d.year}", f"{d}"),
    "August 4, 2022": lambda d: (f"on {MONTHS[d.month]} {d.day}, {d.year}", f"{d}"),
    "Aug. 4, 2022": lambda d: (f"on {SHORT[d.month]} {d.day}, {d.year}", f"{d}"),
    "August 4th, 2022": lambda d: (f"on {MONTHS[d.month]} {ordinal(d.day)}, {d.year}", f"{d}"),
    "the 4th of August 2022": lambda d: (
        f"on the {ordinal(d.day)} of {MONTHS[d.month]} {d.year}",
        f"{d}",
    ),
    "Thursday, 4 August 2022": lambda d: (
        f"on {DAYS[d.weekday()]}, {d.day} {MONTHS[d.month]} {d.year}",
        f"{d}",
    ),
    "Thursday, August 4, 2022": lambda d: (
        f"on {DAYS[d.weekday()]}, {MONTHS[d.month]} {d.day}, {d.year}",
        f"{d}",
    ),
    "2022-08-04": lambda d: (f"on {d.isoformat()}", f"{d}"),
    "2022/08/04": lambda d: (f"on {d:%Y/%m/%d}", f"{d}"),
    "August 2022": lambda d: (f"in {MONTHS[d.month]} {d.year}", f"{d:%Y-%m}"),
    "August of 2022": lambda d: (f"in {MONTHS[d.month]} of {d.year}", f"{d:%Y-%m}"),
    "early August 2022": lambda d: (
        f"in early {MONTHS[d.month]} {d.year}",
        f"{d:%Y-%m}-01~/{d:%Y-%m}-10~",
    ),
    "mid-August 2022": lambda d: (
        f"in mid-{MONTHS[d.month]} {d.year}",
        f"{d:%Y-%m}-11~/{d:%Y-%m}-20~",
    ),
    "late August 2022": lambda d: (
        f"in late {MONTHS[d.month]} {d.year}",
        f"{d:%Y-%m}-21~/{d:%Y-%m}-{last_of_month(d):02}~",
    ),
    "2022": lambda d: (f"in {d.year}", f"{d.year}"),
    "late 2022": lambda d: (f"in late {d.year}", f"{d.year}-09~/{d.year}-12~"),
    "since 2022": lambda d: (f"since {d.year}", f"{d.year}/.."),
    "by 2022": lambda d: (f"by {d.year}", f"../{d.year}"),
    "until 4 August 2022": lambda d: (f"until {d.day} {MONTHS[d.month]} {d.year}", f"../{d}"),
    "since August 2022": lambda d: (f"since {MONTHS[d.month]} {d.year}", f"{d:%Y-%m}/.."),
    "the 2020s": lambda d: (f"in the {d.year // 10}0s", f"{d.year // 10}X"),
    "the first quarter of 2022": lambda d: (
        f"in the first quarter of {d.year}",
        f"{d.year}-01/{d.year}-03",
    ),
    "the second half of 2022": lambda d: (
        f"in the second half of {d.year}",
        f"{d.year}-07/{d.year}-12",
    ),
    "the spring of 2022": lambda d: (f"in the spring of {d.year}", f"{d.year}-21"),
    "from 2022 to 2025": lambda d: (f"from {d.year} to {d.year + 3}", f"{d.year}/{d.year + 3}"),
}
RELATIVE = {
    "last week": -7, "this week": 0, "on Tuesday": 0, "yesterday": 0, "three days ago": 0,
    "last Friday": 0, "two weeks ago": 0, "next week": 0, "over the weekend": 0,
}  # fmt: skip
SLOW = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
DATES = st.dates(dt.date(1900, 1, 1), dt.date(2040, 12, 31))
PUBLISHED = st.dates(dt.date(1990, 1, 1), dt.date(2035, 12, 31))


@SLOW
@given(template=st.sampled_from(sorted(TEMPLATES)), day=DATES, published=PUBLISHED)
def test_words_printed_from_a_date_read_back(
    template: str, day: dt.date, published: dt.date, read: Read
) -> None:
    words, expected = TEMPLATES[template](day)
    found = [
        one for one in read(f"The fleet sailed {words}, they said.", str(published)) if one.date
    ]
    assert [one.date.edtf for one in found if one.date] == [expected]


@SLOW
@given(published=PUBLISHED, back=st.integers(0, 364))
def test_a_day_without_a_year_and_a_past_verb_is_the_last_one(
    published: dt.date, back: int, read: Read
) -> None:
    day = published - dt.timedelta(days=back)
    text = f"The fleet sailed on {day.day} {MONTHS[day.month]}."
    assert [one.date and one.date.edtf for one in read(text, str(published))] == [str(day)]


@SLOW
@given(published=PUBLISHED, ahead=st.integers(0, 364))
def test_a_day_without_a_year_and_a_future_verb_is_the_next_one(
    published: dt.date, ahead: int, read: Read
) -> None:
    day = published + dt.timedelta(days=ahead)
    text = f"The fleet will sail on {day.day} {MONTHS[day.month]}."
    assert [one.date and one.date.edtf for one in read(text, str(published))] == [str(day)]


@SLOW
@given(published=PUBLISHED, number=st.integers(0, 6))
def test_a_weekday_is_the_last_or_the_next_one(published: dt.date, number: int, read: Read) -> None:
    past = read(f"The fleet sailed on {DAYS[number]}.", str(published))[0].date
    coming = read(f"The fleet will sail on {DAYS[number]}.", str(published))[0].date
    assert past is not None
    assert coming is not None
    assert past.earliest is not None
    assert coming.earliest is not None
    assert 0 <= (published - past.earliest).days < 7
    assert 0 <= (coming.earliest - published).days < 7
    assert past.earliest.weekday() == coming.earliest.weekday() == number


@SLOW
@given(published=PUBLISHED, weeks=st.integers(1, 60), words=st.sampled_from(sorted(RELATIVE)))
def test_relative_words_shift_with_the_day_of_publication(
    published: dt.date, weeks: int, words: str, read: Read
) -> None:
    text, step = f"The fleet sailed {words}.", dt.timedelta(weeks=weeks)
    before = read(text, str(published))[0].date
    after = read(text, str(published + step))[0].date
    assert before is not None
    assert after is not None
    assert before.earliest is not None
    assert after.earliest is not None
    assert before.latest is not None
    assert after.latest is not None
    assert (after.earliest - before.earliest, after.latest - before.latest) == (step, step)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    pieces=st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "in",
                    "on",
                    "since",
                    "until",
                    "by",
                    "from",
                    "to",
                    "between",
                    "and",
                    "early",
                    "late",
                    "mid",
                    "the",
                    "last",
                    "next",
                    "this",
                    "past",
                    "two",
                    "several",
                    "years",
                    "days",
                    "week",
                    "month",
                    "August",
                    "Aug.",
                    "4",
                    "31",
                    "1996",
                    "2022",
                    "1990s",
                    "Tuesday",
                    "today",
                    "ago",
                    "later",
                    "quarter",
                    "first",
                    "half",
                    "of",
                    "fiscal",
                    "spring",
                    "Q3",
                    "24",
                    "hours",
                    "6",
                    "a.m.",
                    "'",
                    "-",
                    "–",
                    ",",
                    ".",
                    "(",
                    ")",
                    "/",
                    "99999",
                    "0000",
                    "Feb.",
                    "29",
                    "30",
                    "century",
                    "Lunar",
                    "New",
                    "Year",
                    "Double",
                    "Ten",
                ]
            ),
            st.text(max_size=8),
        ),
        max_size=14,
    ),
    published=st.one_of(st.none(), st.dates()),
)
def test_any_text_is_read_and_every_date_is_whole(
    pieces: list[str], published: dt.date | None, read: Read
) -> None:
    text = " ".join(pieces)
    end = 0
    for one in read(text, str(published) if published else ""):
        assert one.start >= end
        end = one.end
        assert text[one.start : one.end] == one.text
        assert one.reason
        if one.date is None:
            continue
        assert (one.date.earliest, one.date.latest) == bounds(one.date.edtf)
        assert one.date.text == one.text
        if one.date.earliest and one.date.latest:
            assert one.date.earliest <= one.date.latest
        edtf.parse_edtf(one.date.edtf)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2022-08-04", "2022-08-04", "2022-08-04"),
        ("2022-08", "2022-08-01", "2022-08-31"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("18XX", "1800-01-01", "1899-12-31"),
        ("2022-24", "2022-12-01", "2023-02-28"),
        ("2019/..", "2019-01-01", None),
        ("../2027", None, "2027-12-31"),
        ("2022-08-04~", "2022-08-01", "2022-08-07"),
        ("2019-12~/2021-12~", "2019-12-01", "2021-12-31"),
        ("{2021-10-01,2021-10-04}", "2021-10-01", "2021-10-04"),
    ],
)
def test_bounds_are_the_first_and_last_possible_day(
    written: str, first: str | None, last: str | None
) -> None:
    assert tuple(day and str(day) for day in bounds(written)) == (first, last)


@pytest.mark.parametrize("written", ["", "august", "2022-13", "2022-02-30", "2022/2021", "{2021"])
def test_what_is_no_edtf_has_no_bounds(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        bounds(written)
