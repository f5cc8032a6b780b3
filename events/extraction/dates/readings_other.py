"""Readings of hours, durations, sets and words that bound no time."""

from __future__ import annotations

import datetime as dt
import re

from events.extraction.dates import periods
from events.extraction.dates.amounts import amount_of
from events.extraction.dates.choosing import story_day, weekday_near, year_for_month
from events.extraction.dates.grammar import Match
from events.extraction.dates.reading import Reading, Setting, dateless, relative, shown, stated

_OFTEN = {
    "daily": "P1D",
    "nightly": "P1D",
    "hourly": "PT1H",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "yearly": "P1Y",
    "annual": "P1Y",
    "annually": "P1Y",
    "biennial": "P2Y",
    "biannual": "P6M",
}
_ZERO_OFFSET = frozenset({"UTC", "GMT", "Z"})
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?")


def clock(match: Match, setting: Setting) -> Reading:
    """An hour: it names no day; its TIMEX3 value is in the day that the story runs in."""
    value = hour_of(match)
    day = setting.day or setting.published
    timex = f"{day}T{value}" if day and value else (f"T{value}" if value else "")
    return dateless("TIME", timex, "an hour without a day")


def hour_of(match: Match) -> str:
    """TIMEX3 hour of a match with a `clock`: 18:00Z, 06:30, "" if it is none."""
    text = match.text.lower()
    if text.startswith("noon"):
        value = "12:00"
    elif text.startswith("midnight"):
        value = "24:00"
    elif (military := match.words("military")) is not None:
        value = f"{military[:2]}:{military[2:]}"
    else:
        found = _CLOCK.match(match.words("clock") or "")
        if found is None:
            return ""
        hour, minute = int(found[1]), found[2] or "00"
        meridian = (match.words("meridian") or "").replace(".", "").lower()
        if meridian == "pm" or "afternoon" in meridian or "evening" in meridian:
            hour = hour % 12 + 12
        elif meridian == "am" or "morning" in meridian:
            hour %= 12
        if hour > 24:
            return ""
        value = f"{hour:02}:{minute}"
    return value + ("Z" if match.words("zone") in _ZERO_OFFSET else "")


def daypart_alone(match: Match, setting: Setting) -> Reading:
    """Read "in the morning": it names no day; its TIMEX3 value is in the day that the story runs
    in."""
    code = match.value("daypart") or ""
    day = setting.day or setting.published
    return dateless("TIME", f"{day}T{code}" if day else f"T{code}", "a part of a day without a day")


def day_to_hour(match: Match, setting: Setting) -> Reading:
    """Read "the 24 hours to 6 a.m. Tuesday": that day and the one before."""
    if match.has("weekday_name"):
        day, how = weekday_near(setting, int(match.value("weekday_name") or 0))
    elif match.has("that_day"):
        day, how = story_day(setting), "the day told before"
    elif match.has("deictic"):
        step = -1 if (match.words("deictic") or "").lower() == "yesterday" else 0
        day, how = setting.today + dt.timedelta(days=step), shown(setting.today)
    else:
        month = int(match.value("month", "month2") or 0)
        digits = re.match(r"\d+", match.words("day", "day2") or "")
        number = int(digits.group()) if digits else 0
        year, how = int(match.words("year") or 0), "the words give it"
        if not year:
            year, how = year_for_month(setting, month, number)
        day = dt.date(year, month, number)
    last = periods.day(day)
    period = periods.interval(periods.day(day - dt.timedelta(days=1)), last)
    make = relative if any(map(match.has, ("weekday_name", "deictic", "that_day"))) else stated
    reading = make(period, f"the day to that hour; {how}")
    return Reading("DATE", period, last.timex, reading.basis, reading.how)


def duration(match: Match, _: Setting) -> Reading:
    """Read "two years": a length, no date."""
    return dateless("DURATION", amount_of(match).timex, "a length of time, no date")


def duration_open(match: Match, _: Setting) -> Reading:
    """Read "for years": a length, no date."""
    unit = re.findall(
        r"years|decades|months|weeks|days|centuries|hours|minutes", match.text.lower()
    )[-1]
    code = {"hours": "PTXH", "minutes": "PTXM", "decades": "PXDE", "centuries": "PXCE"}.get(unit)
    return dateless("DURATION", code or f"PX{unit[0].upper()}", "a length of time, no date")


def every(match: Match, _: Setting) -> Reading:
    """Read "every day", "a year" of a rate: a habit, no date."""
    if match.has("daypart"):
        return dateless("SET", "P1D", "a habit, no date of a happening")
    return dateless("SET", amount_of(match).timex, "a habit or a rate, no date of a happening")


def every_weekday(match: Match, _: Setting) -> Reading:
    """Read "every Friday", "Fridays": a habit, no date."""
    number = int(match.value("weekday", "weekday_plural") or 0) + 1
    return dateless("SET", f"XXXX-WXX-{number}", "a habit, no date of a happening")


def often(match: Match, _: Setting) -> Reading:
    """Read "daily", "annual": a habit, no date."""
    return dateless("SET", _OFTEN[match.text.lower()], "a habit, no date of a happening")


def vague(match: Match, _: Setting) -> Reading:
    """Read "recently", "now", "the future": no bounded time."""
    timex = match.value("vague", "vague_adjective") or ""
    return dateless("DATE", timex, "no bounded time")
