"""Readings of times told by another time of the story: that day, the year before, two days
later."""

from __future__ import annotations

from events.extraction.dates import periods
from events.extraction.dates.amounts import HOURS, amount_of
from events.extraction.dates.choosing import TOLD_AS_PAST, story_base, story_day
from events.extraction.dates.grammar import Match
from events.extraction.dates.periods import Grain, Period
from events.extraction.dates.reading import (
    Reading,
    Setting,
    UnresolvedError,
    dateless,
    relative,
    shown,
)
from events.extraction.dates.readings_relative import counted_from

_BACK = frozenset({"before", "previous", "earlier", "previously", "prior", "beforehand"})


def that_unit(match: Match, setting: Setting) -> Reading:
    """Read "that day", "the same month", "that night"."""
    unit = match.value("unit_one") or "day"
    if unit == "day" and setting.day is None and setting.reference is not None:
        return relative(setting.reference, f"a day of {setting.reference.edtf}, told before")
    base, how = story_base(setting, unit)
    return relative(periods.holding(unit, base), f"of {how}")


def unit_beside(match: Match, setting: Setting) -> Reading:
    """Read "the following day", "the previous month", "the year before"."""
    unit = match.value("unit_one") or "day"
    base, how = story_base(setting, unit)
    if match.has("direction_story"):
        step = int(match.value("direction_story") or 0)
    else:
        step = -1 if (match.words("way") or "").lower() in _BACK else 1
    return relative(periods.moved(unit, base, step), f"counted from {how}")


def earlier_later(match: Match, setting: Setting) -> Reading:
    """Read "two days later", "a year earlier": counted from the last time told."""
    amount = amount_of(match)
    sign = -1 if (match.words("way", "way2") or "").lower() in _BACK else 1
    if amount.unit in HOURS:
        return dateless("DURATION", amount.timex, "hours from an hour that is not known")
    if amount.count is None:
        timex = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return dateless("DATE", timex, f"no number of {amount.unit}s: no bounded time")
    if amount.unit in {"day", "night", "week", "fortnight"}:
        base = story_day(setting)
        return relative(counted_from(amount, base, sign), f"counted from {shown(base)}")
    if setting.reference is None or setting.reference.first is None:
        raise UnresolvedError("no time told before it")
    told, first = setting.reference, setting.reference.first
    if told.grain is Grain.MONTH and amount.unit == "month" and amount.count == int(amount.count):
        there = periods.shift_month(first.year, first.month, sign * int(amount.count))
        return relative(there, f"counted from {told.edtf}")
    return relative(
        _off_reference(told, counted_from(amount, setting.reference.first, sign)),
        f"counted from {told.edtf}",
    )


def _off_reference(told: Period, there: Period) -> Period:
    """A year off a month or quarter told before is that month or quarter of the other year."""
    assert told.first is not None
    if there.grain is not Grain.YEAR or there.first is None:
        return there
    if told.grain is Grain.MONTH:
        return periods.month(there.first.year, told.first.month)
    if told.grain is Grain.QUARTER:
        return periods.quarter(there.first.year, (told.first.month + 2) // 3)
    if told.grain is Grain.YEAR:
        return periods.year(there.first.year)
    return there


def same_period(match: Match, setting: Setting) -> Reading:
    """Read "the same period last year": the last stretch told, in the other year."""
    told = setting.reference
    if told is None or told.first is None:
        raise UnresolvedError("no period told before it")
    unit = match.value("unit_one", "unit2", "unit3") or "year"
    if unit != "year" and not match.has("year"):
        return relative(told, f"the same as {told.edtf}, told before")
    if match.has("year"):
        year = int(match.words("year") or 0)
    elif match.has("direction"):
        year = setting.today.year + int(match.value("direction") or 0)
    elif match.has("unit2") or match.has("unit3") or "year" in match.text.lower():
        year = told.first.year - 1
    else:
        return relative(told, f"the same as {told.edtf}, told before")
    if "quarter" in match.text.lower():
        told = periods.holding("quarter", told.first)
    return relative(_in_year(told, year), f"the same stretch as {told.edtf}")


def _in_year(told: Period, year: int) -> Period:
    assert told.first is not None
    match told.grain:
        case Grain.MONTH:
            return periods.month(year, told.first.month)
        case Grain.QUARTER:
            return periods.quarter(year, (told.first.month + 2) // 3)
        case Grain.HALF:
            return periods.half(year, 1 if told.first.month < 7 else 2)
        case _:
            return periods.year(year)


def running_unit(match: Match, setting: Setting) -> Reading:
    """Read "the beginning of the year", "later in the day": of the time that the story runs in."""
    unit = match.value("unit_one") or "day"
    if unit == "day":
        day = setting.day or setting.today
        return relative(periods.day(day), f"of {shown(day)}")
    told = setting.reference
    if setting.anchor is not None and setting.anchor.first is not None:
        base = setting.anchor.first
    elif told is not None and told.first is not None and _leads(setting, told, unit):
        base = told.first
    else:
        base = setting.today
    return relative(periods.holding(unit, base), f"of {base.isoformat()}")


def _leads(setting: Setting, told: Period, unit: str) -> bool:
    """Whether "the year", "the month" is the one of the last time told, and not the
    publication's."""
    if told.first is None or told.first > setting.today:
        return False
    if unit == "quarter":
        return told.grain is Grain.QUARTER
    if setting.tense not in TOLD_AS_PAST:
        return False
    if unit == "year":
        return told.first.year < setting.today.year and told.grain is not Grain.WEEK
    return unit == "month" and told.grain in {Grain.DAY, Grain.MONTH} and setting.same_paragraph
