"""Readings of times told by the day of publication: weekdays, today, last week, two years ago."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from events.extraction.dates import periods
from events.extraction.dates.amounts import HOURS, Amount, amount_of
from events.extraction.dates.choosing import way, weekday_in_week, weekday_near
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
from events.extraction.dates.tense import Tense
from events.extraction.dates.widths import recent_span

_DEICTIC = {"today": 0, "yesterday": -1, "tomorrow": 1, "before yesterday": -2, "after tomorrow": 2}
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def today(match: Match, setting: Setting) -> Reading:
    """Read "today", "yesterday", "tomorrow"."""
    step = _DEICTIC[" ".join((match.words("deictic") or "").lower().split())]
    day = setting.today + dt.timedelta(days=step)
    return relative(periods.day(day), f"counted from {shown(setting.today)}")


def this_daypart(match: Match, setting: Setting) -> Reading:
    """Read "this morning", "tonight"; "overnight" is the night into the day of publication."""
    day = setting.today
    word = match.text.lower().split()[-1]
    if word == "overnight" and way(setting) is not Tense.FUTURE:
        night = periods.interval(periods.day(day - dt.timedelta(days=1)), periods.day(day))
        return relative(night, f"the night into {shown(day)}", f"{day}TNI")
    if word in {"tonight", "overnight"}:
        return relative(periods.day(day), f"the night of {shown(day)}", f"{day}TNI")
    return relative(periods.day(day), shown(day))


def last_night(_: Match, setting: Setting) -> Reading:
    """Read "last night", "last evening"."""
    day = setting.today - dt.timedelta(days=1)
    return relative(periods.day(day), f"the night before {shown(setting.today)}")


def weekday(match: Match, setting: Setting) -> Reading:
    """Read "Thursday": by tense and story."""
    number = int(match.value("weekday_name", "weekday") or _weekday_number(match))
    day, how = weekday_near(setting, number)
    return relative(periods.day(day), how)


def _weekday_number(match: Match) -> int:
    return ("mon", "tue", "wed", "thu", "fri").index(match.text[:3].lower())


def weekday_relative(match: Match, setting: Setting) -> Reading:
    """Read "last Friday", "next Tuesday", "the following Monday"."""
    number = int(match.value("weekday_name") or 0)
    if match.has("direction_story"):
        turn, base = int(match.value("direction_story") or 0), setting.day or setting.today
    elif match.has("that"):
        turn, base = 0, setting.day or setting.today
    else:
        turn = int(match.value("direction") or -1)
        base = setting.today
    if match.value("direction") == "1" and match.text.lower().startswith("next"):
        return relative(_next_weekday(base, number), f"in the week after {shown(base)}")
    if turn > 0:
        day = base + dt.timedelta(days=(number - base.weekday() - 1) % 7 + 1)
    elif turn < 0:
        day = base - dt.timedelta(days=(base.weekday() - number - 1) % 7 + 1)
    elif way(setting) is Tense.FUTURE:
        day = base + dt.timedelta(days=(number - base.weekday()) % 7)
    else:
        day = weekday_in_week(base, number)
    return relative(periods.day(day), f"counted from {shown(base)}")


def _next_weekday(base: dt.date, number: int) -> Period:
    return periods.day(weekday_in_week(base + dt.timedelta(weeks=1), number))


def weekday_of_week(match: Match, setting: Setting) -> Reading:
    """Read "Tuesday last week"."""
    number = int(match.value("weekday_name", "weekday2") or 0)
    turn = int(match.value("direction", "direction2") or 0)
    day = weekday_in_week(setting.today + dt.timedelta(weeks=turn), number)
    return relative(periods.day(day), f"in the week {turn:+d} from {shown(setting.today)}")


def relative_unit(match: Match, setting: Setting) -> Reading:
    """Read "last week", "this month", "early next year"."""
    unit, turn = match.value("unit_one") or "", int(match.value("direction") or 0)
    base = setting.today
    if unit == "weekend" and turn == 0 and base.weekday() == 0 and way(setting) is Tense.PAST:
        turn = -1
    if unit == "weekend" and turn == 1 and base.weekday() < 5 and "coming" in match.text.lower():
        turn = 0
    return relative(periods.moved(unit, base, turn), f"counted from {shown(base)}")


def the_weekend(_: Match, setting: Setting) -> Reading:
    """Read "the weekend": the last one begun, or the coming one by a future tense."""
    base = setting.today
    if setting.anchor and setting.anchor.last and setting.anchor.grain is Grain.DAY:
        return relative(periods.weekend(setting.anchor.last), "of the week told before")
    future = way(setting) is Tense.FUTURE
    if base.weekday() < 5 and not future:
        base -= dt.timedelta(weeks=1)
    how = "coming" if future else "last"
    return relative(periods.weekend(base), f"the {how} one by {shown(setting.today)}")


def window(match: Match, setting: Setting) -> Reading:
    """Read "the past two years": from so long before publication, at the grain of the unit."""
    amount = amount_of(match)
    if match.value("window") == "1":
        return _ahead(amount, setting)
    if amount.count is None:
        return dateless("DURATION", amount.timex, "a stretch without a number bounds no time")
    if amount.unit in HOURS:
        return dateless("DURATION", amount.timex, "a stretch of hours names no day")
    first, last = _stretch(setting.today, amount, -1)
    period = periods.interval(first, last).approximate()
    return relative(period, f"so long before {shown(setting.today)}", amount.timex)


def _ahead(amount: Amount, setting: Setting) -> Reading:
    if amount.count is None or amount.unit in HOURS:
        return dateless(
            "DURATION", amount.timex, "time ahead without a bound: no date of a happening"
        )
    first, last = _stretch(setting.today, amount, 1)
    period = periods.interval(first, last).approximate()
    return relative(period, f"so long from {shown(setting.today)}", amount.timex)


def _stretch(base: dt.date, amount: Amount, sign: int) -> tuple[Period, Period]:
    """From `base` to so far from it: days for days and weeks, months for what is longer."""
    count = amount.count or 1.0
    if amount.unit in {"day", "week", "weekend", "fortnight"}:
        days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}[amount.unit]
        there = periods.day(base + sign * dt.timedelta(days=round(days * count)))
        here = periods.day(base)
    else:
        by = round(_MONTHS_IN[amount.unit] * count)
        there = periods.shift_month(base.year, base.month, sign * by)
        here = periods.month(base.year, base.month)
    return (there, here) if sign < 0 else (here, there)


def window_many(match: Match, setting: Setting) -> Reading:
    """Read "recent weeks", "the coming days": by the table of widths, if it bounds them."""
    ahead = match.value("window") == "1"
    unit = match.value("unit_many") or ""
    timex = "FUTURE_REF" if ahead else "PAST_REF"
    span = recent_span(unit, ahead=ahead)
    if span is None:
        return dateless("DATE", timex, f"{match.text}: no bounded time")
    count, step = span
    base = setting.today
    if ahead:
        last = base + dt.timedelta(days=count)
        end = (
            periods.day(last)
            if step != "month"
            else periods.shift_month(base.year, base.month, count)
        )
        period = periods.interval(periods.day(base), end)
    elif step == "month":
        period = periods.interval(
            periods.shift_month(base.year, base.month, -count), periods.day(base)
        )
    else:
        period = periods.interval(periods.day(base - dt.timedelta(days=count)), periods.day(base))
    return relative(period.approximate(), f"by the table of widths, {shown(base)}", timex)


def ago(match: Match, setting: Setting) -> Reading:
    """Read "three days ago", "two years ago": at the grain of the unit."""
    amount = amount_of(match)
    base = setting.today
    told = (match.words("today") or "").lower()
    if told and amount.count is not None and amount.unit in {"week", "year", "month"}:
        return _to_the_day(match, amount, base)
    return _counted(amount, base, -1, f"counted back from {shown(base)}")


def _to_the_day(match: Match, amount: Amount, base: dt.date) -> Reading:
    """Read "a week ago Tuesday", "a year ago today", "a year ago this month"."""
    count = int(amount.count or 0)
    number = match.value("weekday_name")
    if number is not None:
        recent = base - dt.timedelta(days=(base.weekday() - int(number)) % 7)
        return relative(
            periods.day(recent - dt.timedelta(weeks=count)), f"counted back from {shown(base)}"
        )
    there = _moved_date(base, amount.unit, -count)
    unit = (match.words("today") or "").lower().split()[-1]
    period = periods.day(there) if unit == "today" else periods.holding(unit, there)
    return relative(period, f"counted back from {shown(base)}")


def _moved_date(base: dt.date, unit: str, by: int) -> dt.date:
    if unit == "week":
        return base + dt.timedelta(weeks=by)
    month = periods.shift_month(base.year, base.month, by * _MONTHS_IN[unit])
    assert month.first is not None
    assert month.last is not None
    return min(month.first + dt.timedelta(days=base.day - 1), month.last)


def from_now(match: Match, setting: Setting) -> Reading:
    """Read "two weeks from now"."""
    return _counted(amount_of(match), setting.today, 1, f"counted from {shown(setting.today)}")


def _counted(amount: Amount, base: dt.date, sign: int, how: str) -> Reading:
    if amount.count is None:
        timex = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return dateless("DATE", timex, f"no number of {amount.unit}s: no bounded time")
    if amount.unit in HOURS:
        return dateless("DATE", "", "hours from an hour that is not known")
    period = counted_from(amount, base, sign)
    return relative(period, how)


def counted_from(amount: Amount, base: dt.date, sign: int) -> Period:
    """The stretch that lies so many units off a day, at the unit's grain; days are exact, others
    about."""
    if amount.count is None:
        raise UnresolvedError(f"no number of {amount.unit}s")
    count = amount.count
    if amount.unit == "fortnight":
        amount, count = replace(amount, unit="week"), 2 * count
    if amount.unit in {"day", "night"}:
        exact = periods.day(base + sign * dt.timedelta(days=round(count)))
        return exact.approximate() if amount.about else exact
    if amount.unit in {"decade", "century"}:
        years = round(count * _MONTHS_IN[amount.unit] / 12)
        return periods.year(base.year + sign * years).approximate()
    if count != int(count):
        months = round(_MONTHS_IN.get(amount.unit, 1) * count)
        return periods.shift_month(base.year, base.month, sign * months).approximate()
    return periods.moved(amount.unit, base, sign * int(count)).approximate()


def many_ago(match: Match, _: Setting) -> Reading:
    """Read "weeks later", "years ago": no number, no bounded time."""
    back = (match.words("way") or "").lower() in {"ago", "earlier", "before", "previously"}
    return dateless("DATE", "PAST_REF" if back else "FUTURE_REF", "no number: no bounded time")
