"""Readings of quarters, halves, fiscal years, seasons and holidays."""

from __future__ import annotations

import datetime as dt
import re

from events.extraction.dates import periods
from events.extraction.dates.choosing import nearest_by_tense, way, year_now
from events.extraction.dates.fiscal import fiscal_shift
from events.extraction.dates.grammar import Match
from events.extraction.dates.holidays import named_day
from events.extraction.dates.periods import Period
from events.extraction.dates.reading import (
    Reading,
    Setting,
    UnresolvedError,
    relative,
    shown,
    stated,
)
from events.extraction.dates.readings_calendar import GIVEN, given_year, related_year
from events.extraction.dates.tense import Tense


def quarter(match: Match, setting: Setting) -> Reading:
    """A quarter of a year, its year by tense where the words give none."""
    number = int(match.value("quarter_ordinal") or match.words("q") or 0)
    year = given_year(match, setting)
    if year is not None:
        return stated(periods.quarter(year, number), GIVEN)
    if match.has("direction"):
        year = related_year(match, setting, "direction")
        return relative(periods.quarter(year, number), f"by the year of {setting.today.year}")
    if re.search(r"last\s+quarter$", match.text, re.IGNORECASE):
        return relative(periods.moved("quarter", setting.today, -1), "the one before publication")
    period, how = _latest_or_next(setting, [periods.quarter(y, number) for y in _years(setting)])
    return relative(period, how)


def half(match: Match, setting: Setting) -> Reading:
    """A half of a year."""
    number = int(match.value("half_ordinal") or match.words("h") or 0)
    year = given_year(match, setting)
    if year is not None:
        return stated(periods.half(year, number), GIVEN)
    if match.has("direction"):
        year = related_year(match, setting, "direction")
        return relative(periods.half(year, number), f"by the year of {setting.today.year}")
    period, how = _latest_or_next(setting, [periods.half(y, number) for y in _years(setting)])
    return relative(period, how)


def _years(setting: Setting) -> range:
    now = year_now(setting)
    return range(now, now + 1) if setting.anchor else range(now - 1, now + 2)


def _latest_or_next(setting: Setting, choices: list[Period]) -> tuple[Period, str]:
    """Of stretches in order: the last one begun, or with a future tense the next one not yet
    over."""
    if setting.anchor is not None:
        return choices[0], f"in a passage about {setting.anchor.edtf}"
    today = setting.today
    if way(setting) is Tense.FUTURE:
        coming = [choice for choice in choices if choice.last and choice.last >= today]
        return coming[0], f"{setting.tense_words}, next one from {shown(today)}"
    begun = [choice for choice in choices if choice.first and choice.first <= today]
    return begun[-1], f"{setting.tense_words}, last one begun by {shown(today)}"


def fiscal_year(match: Match, setting: Setting) -> Reading:
    """Read "fiscal 2023": the budget year of the country that the sentence names."""
    year = given_year(match, setting)
    if year is None:
        raise UnresolvedError("no year")
    shift, whose = fiscal_shift(setting.sentence)
    period = periods.fiscal_year(year, shift)
    return stated(
        period if whose else period.approximate(), whose or "no country named: any budget year"
    )


def fiscal_year_relative(match: Match, setting: Setting) -> Reading:
    """Read "the next fiscal year": placed only for a country that the sentence names."""
    shift, whose = fiscal_shift(setting.sentence)
    if not whose:
        raise UnresolvedError("a fiscal year of no named country")
    today = setting.today
    running = next(
        year
        for year in range(today.year - 1, today.year + 3)
        if (last := periods.fiscal_year(year, shift).last) and last >= today
    )
    period = periods.fiscal_year(running + int(match.value("direction") or 0), shift)
    return relative(period, f"{whose}, counted from {shown(today)}")


def season(match: Match, setting: Setting) -> Reading:
    """Read "the spring of 2023"."""
    code = match.value("season") or ""
    year = given_year(match, setting)
    if year is not None:
        return stated(periods.season(year, code), GIVEN)
    year = related_year(match, setting, "direction")
    return relative(periods.season(year, code), f"by the year of {setting.today.year}")


def season_relative(match: Match, setting: Setting) -> Reading:
    """Read "last summer", "the spring": the last one begun, or the next by a future tense."""
    code, turn = match.value("season") or "", match.value("direction")
    choices = [periods.season(y, code) for y in _years(setting)]
    today = setting.today
    if match.has("that") and setting.reference and setting.reference.first:
        return relative(periods.season(setting.reference.first.year, code), "the year told before")
    if turn == "-1":
        done = [choice for choice in choices if choice.last and choice.last < today]
        return relative(done[-1], f"last one over before {shown(today)}")
    if turn == "1":
        coming = [choice for choice in choices if choice.first and choice.first > today]
        return relative(coming[0], f"next one after {shown(today)}")
    if turn == "0":
        same = periods.season(today.year, code)
        return relative(same, f"of the year of {shown(today)}")
    period, how = _latest_or_next(setting, choices)
    return relative(period, how)


def holiday(match: Match, setting: Setting) -> Reading:
    """Read "Lunar New Year", "National Day": the nearest by tense, or in the year that is given."""
    words = match.words("holiday") or ""
    named = named_day(words, setting.sentence)
    if named is None:
        raise UnresolvedError("several countries have a day of this name")
    year = given_year(match, setting)
    if year is None and match.has("direction"):
        year = related_year(match, setting, "direction")
    if year is None and match.has("turn"):
        year = related_year(match, setting, "turn")
    if named.once:
        return stated(periods.day(dt.date.fromisoformat(named.falls.group())), named.source)
    if year is None and setting.anchor is not None and setting.anchor.first is not None:
        year = setting.anchor.first.year
    if year is not None:
        day, how = named.day(year), f"{named.source}, {year}"
    else:
        around = range(setting.today.year - 1, setting.today.year + 2)
        days = [day for one in around if (day := named.day(one)) is not None]
        day, how = nearest_by_tense(setting, days)
    if day is None:
        raise UnresolvedError("beyond the table of this holiday")
    period = periods.day(day)
    spread = re.search(r"holidays?$|break$|period$|season$", match.text, re.IGNORECASE)
    return stated(period.approximate() if spread else period, how)
