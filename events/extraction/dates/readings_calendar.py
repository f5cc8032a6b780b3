"""Readings of calendar dates: days, months, years, quarters, seasons that the words name."""

from __future__ import annotations

import datetime as dt
import re

from events.extraction.dates import periods
from events.extraction.dates.choosing import (
    span_of,
    year_for_month,
)
from events.extraction.dates.grammar import Match
from events.extraction.dates.periods import Period
from events.extraction.dates.reading import (
    Reading,
    Setting,
    UnresolvedError,
    dateless,
    relative,
    shown,
    stated,
)
from events.record import DateBasis

GIVEN = "the words give it"
_SHORT_YEAR_PIVOT = 20


def full_year(two_digits: int, setting: Setting) -> int:
    """A year of two digits: the last such year up to twenty years after publication."""
    if setting.published is None:
        return 1900 + two_digits
    latest = setting.published.year + _SHORT_YEAR_PIVOT
    return latest - (latest - two_digits) % 100


def given_year(match: Match, setting: Setting) -> int | None:
    """The year that the words give, in four digits or two; None if they give none."""
    if (text := match.words("year")) is not None:
        return int(text)
    if (text := match.words("short_year", "short")) is not None:
        return full_year(int(text.lstrip("'’‘`")), setting)
    return None


def related_year(match: Match, setting: Setting, *names: str) -> int:
    """The year of "last year", "this year", "next year"."""
    return setting.today.year + int(match.value(*names) or 0)


def _number(text: str | None) -> int:
    digits = re.match(r"\d+", text or "")
    if digits is None:
        raise UnresolvedError(f"no number in {text!r}")
    return int(digits.group())


def numeric_day(match: Match, _: Setting) -> Reading:
    """Year, month and day in figures."""
    year, month, day = (_number(match.words(name)) for name in ("year", "mm", "dd"))
    return stated(periods.day(dt.date(year, month, day)), GIVEN)


def numeric_either_way(match: Match, setting: Setting) -> Reading:
    """Day/month/year or month/day/year: told by a figure over 12, else by which lies near
    publication."""
    year = _number(match.words("year"))
    year = full_year(year, setting) if year < 100 else year
    a, b = _number(match.words("a")), _number(match.words("b"))
    orders = {(m, d) for m, d in ((a, b), (b, a)) if m <= 12 and d <= 31}
    days = sorted(periods.day(dt.date(year, m, d)).edtf for m, d in orders)
    if len(days) == 1:
        return stated(periods.day(dt.date.fromisoformat(days[0])), GIVEN)
    near = [
        day
        for day in days
        if setting.published and abs(dt.date.fromisoformat(day) - setting.published).days <= 14
    ]
    if len(near) != 1:
        raise UnresolvedError(f"day and month may be either way round: {' or '.join(days)}")
    return stated(periods.day(dt.date.fromisoformat(near[0])), "the order that lies by publication")


def calendar_day(match: Match, setting: Setting) -> Reading:
    """A month and a day of it, with or without a year."""
    month, day = int(match.value("month") or 0), _number(match.words("day"))
    year = given_year(match, setting)
    if year is not None:
        return stated(periods.day(dt.date(year, month, day)), GIVEN)
    weekday = match.value("weekday")
    if weekday is not None and setting.published is not None and setting.anchor is None:
        near = sorted(
            (
                dt.date(y, month, day)
                for y in range(setting.published.year - 1, setting.published.year + 2)
                if (month, day) != (2, 29) or y % 4 == 0
            ),
            key=lambda one: abs(one - setting.today),
        )
        fit = [one for one in near if one.weekday() == int(weekday)]
        if fit:
            return stated(periods.day(fit[0]), "the year in which it is that weekday")
    year, why = year_for_month(setting, month, day)
    return stated(periods.day(dt.date(year, month, day)), why)


def calendar_day_of_relative_year(match: Match, setting: Setting) -> Reading:
    """Read "August 4 last year"."""
    month, day = int(match.value("month", "month2") or 0), _number(match.words("day", "day2"))
    year = related_year(match, setting, "direction")
    return relative(periods.day(dt.date(year, month, day)), f"by the year of {setting.today.year}")


def day_of_relative_month(match: Match, setting: Setting) -> Reading:
    """Read "the 4th of this month"."""
    base = setting.today
    if match.has("that") and setting.reference and setting.reference.first:
        base = setting.reference.first
    month = periods.moved("month", base, int(match.value("direction") or 0))
    return relative(
        _day_in(month, _number(match.words("day_ordinal"))), f"counted from {shown(base)}"
    )


def day_of_running_month(match: Match, setting: Setting) -> Reading:
    """Read "on the 4th": of the month that the story runs in."""
    told = setting.reference
    base = told.first if told and told.first and told.grain is periods.Grain.MONTH else setting.day
    base = base or setting.today
    month = periods.month(base.year, base.month)
    return relative(
        _day_in(month, _number(match.words("day_ordinal"))), f"of the month of {shown(base)}"
    )


def week_of_day(match: Match, setting: Setting) -> Reading:
    """Read "the week of August 4", "the week ending 14 August"."""
    month = int(match.value("month", "month2") or 0)
    number, year = _number(match.words("day", "day2")), given_year(match, setting)
    how = GIVEN
    if year is None:
        year, how = year_for_month(setting, month, number)
    day = dt.date(year, month, number)
    turn = (match.words("turn") or "").lower()
    if turn == "of":
        return stated(periods.week(day), how)
    step = dt.timedelta(days=6)
    first = day - step if turn.startswith("end") else day
    ends = periods.interval(periods.day(first), periods.day(first + step))
    return Reading("DATE", ends, periods.week(first + step / 2).timex, DateBasis.STATED, how)


def _day_in(month: Period, day: int) -> Period:
    assert month.first is not None
    return periods.day(month.first.replace(day=day))


def days_of_month(match: Match, setting: Setting) -> Reading:
    """Read "August 4-7": from one day to another of a month."""
    month = int(match.value("month", "month2") or 0)
    names = ("day3", "day4") if match.has("day4") else ("day", "day2")
    left, right = (_number(match.words(name)) for name in names)
    year, how = given_year(match, setting), GIVEN
    if year is None:
        year, how = year_for_month(setting, month, right)
    first, last = (periods.day(dt.date(year, month, day)) for day in (left, right))
    reading = stated(span_of(first, last), how)
    return _with_parts(reading, zip(names, (first, last), strict=True))


def days_listed(match: Match, setting: Setting) -> Reading:
    """Read "August 4 and 6": all of them; "4 or 6 August": one of them (EDTF sets)."""
    month = int(match.value("month") or 0)
    names = [name for name in ("day", "day3", "day2") if match.has(name)]
    numbers = [_number(match.words(name)) for name in names]
    year, how = given_year(match, setting), GIVEN
    if year is None:
        year, how = year_for_month(setting, month, numbers[-1])
    days = [periods.day(dt.date(year, month, number)) for number in numbers]
    members = ",".join(day.edtf for day in days)
    edtf = f"[{members}]" if (match.words("joint") or "").lower() == "or" else f"{{{members}}}"
    ends = sorted(day.first for day in days if day.first)
    period = Period(ends[0], ends[-1], periods.Grain.RANGE, edtf, days[0].timex)
    return _with_parts(stated(period, how), zip(names, days, strict=True))


def _with_parts(reading: Reading, parts: zip[tuple[str, Period]]) -> Reading:
    return Reading(
        reading.kind, reading.period, reading.timex, reading.basis, reading.how, tuple(parts)
    )


def month_of_year(match: Match, setting: Setting) -> Reading:
    """Read "March 2023"."""
    year = given_year(match, setting)
    if year is None:
        raise UnresolvedError("no year")
    return stated(periods.month(year, int(match.value("month") or 0)), GIVEN)


def month_of_relative_year(match: Match, setting: Setting) -> Reading:
    """Read "March last year"."""
    year = related_year(match, setting, "direction", "direction2")
    month = periods.month(year, int(match.value("month", "month2") or 0))
    return relative(month, f"by the year of {setting.today.year}")


def month_of_story_year(match: Match, setting: Setting) -> Reading:
    """Read "March of that year", "that December": by the year told last."""
    year, how = _story_year(match, setting)
    return relative(periods.month(year, int(match.value("month", "month_name") or 0)), how)


def day_of_story_year(match: Match, setting: Setting) -> Reading:
    """Read "15 May of the following year": by the year told last."""
    year, how = _story_year(match, setting)
    month, day = int(match.value("month", "month2") or 0), _number(match.words("day", "day2"))
    return relative(periods.day(dt.date(year, month, day)), how)


def _story_year(match: Match, setting: Setting) -> tuple[int, str]:
    if setting.reference is None or setting.reference.first is None:
        raise UnresolvedError("no year told before it")
    told = setting.reference.first.year
    return told + int(match.value("direction_story") or 0), f"by the year told before, {told}"


def relative_month_name(match: Match, setting: Setting) -> Reading:
    """Read "last September", "next May", "this June"."""
    number, turn = int(match.value("month_name") or 0), int(match.value("direction") or 0)
    today = setting.today
    year = today.year
    if turn < 0:
        year -= number >= today.month
    elif turn > 0:
        year += number <= today.month
    return relative(periods.month(year, number), f"counted from {shown(today)}")


def relative_month_day(match: Match, setting: Setting) -> Reading:
    """Read "last April 24", "next 3 May": the last one before publication, or the next after it."""
    month, number = int(match.value("month", "month2") or 0), _number(match.words("day", "day2"))
    turn, today = int(match.value("direction") or 0), setting.today
    year = today.year
    if turn < 0:
        year -= (month, number) >= (today.month, today.day)
    elif turn > 0:
        year += (month, number) <= (today.month, today.day)
    return relative(periods.day(dt.date(year, month, number)), f"counted from {shown(today)}")


def month_alone(match: Match, setting: Setting) -> Reading:
    """Read "in October": the year by tense and story."""
    number = int(match.value("month_name") or 0)
    year, how = year_for_month(setting, number)
    return relative(periods.month(year, number), how)


def year_alone(match: Match, setting: Setting) -> Reading:
    """Read "in 1949"; "RIMPAC 2022" is the year of a name."""
    how = "a year in a name" if setting.named else GIVEN
    return stated(periods.year(_number(match.words("year"))), how)


def year_short(match: Match, setting: Setting) -> Reading:
    """Read "since '82"."""
    year = given_year(match, setting)
    if year is None or (setting.published and year > setting.published.year + 1):
        year = (year or 0) - 100
    return stated(periods.year(year), "a year of two digits")


def years_span(match: Match, _: Setting) -> Reading:
    """Read "2009-10": a year and the years after it."""
    first = _number(match.words("year"))
    last = first // 100 * 100 + _number(match.words("short"))
    if not first < last <= first + 30:
        raise UnresolvedError("not a run of years")
    return stated(span_of(periods.year(first), periods.year(last)), GIVEN)


def decade(match: Match, _: Setting) -> Reading:
    """Read "the 1990s"."""
    return stated(periods.decade(_number(match.words("decade_digits"))), GIVEN)


def decade_short(match: Match, setting: Setting) -> Reading:
    """Read "the '70s", "the sixties": the last such decade begun before publication."""
    tens = int(match.value("decade_word") or _number(match.words("tens")))
    limit = setting.published.year if setting.published else 1999
    start = limit // 100 * 100 + tens
    return stated(periods.decade(start if start <= limit else start - 100), "the last such decade")


def century(match: Match, _: Setting) -> Reading:
    """Read "the 19th century"."""
    return stated(periods.century(int(match.value("ordinal") or 0)), GIVEN)


def no_date(match: Match, _: Setting) -> Reading:
    """Words that only look like a date."""
    return dateless("DATE", "", f"{match.rule.name.replace('_', ' ')}: no date")
