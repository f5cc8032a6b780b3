"""Stretches of the calendar: a day, a week, a month ... with first day, last day, EDTF and TIMEX3
value."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from events.extraction.dates.widths import Span, part_of, season_months


class Grain(StrEnum):
    """How fine a stretch is."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    FISCAL = "fiscal"
    DECADE = "decade"
    CENTURY = "century"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, inclusive; `first` or `last` is None where it is open."""

    first: dt.date | None
    last: dt.date | None
    grain: Grain
    edtf: str
    timex: str

    @property
    def year(self) -> int | None:
        """Year of the first day, else of the last."""
        known = self.first or self.last
        return known.year if known else None

    def approximate(self) -> Period:
        """The same stretch marked approximate (EDTF `~`) on every end that is given."""
        ends = self.edtf.split("/")
        marked = "/".join(e if e in {"..", ""} or e[-1] in "~?%X}]" else f"{e}~" for e in ends)
        return replace(self, edtf=marked)


def day(of: dt.date) -> Period:
    """One day."""
    return Period(of, of, Grain.DAY, of.isoformat(), of.isoformat())


def week(of: dt.date) -> Period:
    """The week, Monday to Sunday, that holds a day."""
    monday = of - dt.timedelta(days=of.weekday())
    sunday = monday + dt.timedelta(days=6)
    iso = monday.isocalendar()
    return Period(monday, sunday, Grain.WEEK, f"{monday}/{sunday}", f"{iso.year:04}-W{iso.week:02}")


def weekend(of: dt.date) -> Period:
    """Saturday and Sunday of the week that holds a day."""
    base = week(of)
    assert base.last is not None
    saturday = base.last - dt.timedelta(days=1)
    edtf = f"{saturday}/{base.last}"
    return Period(saturday, base.last, Grain.WEEKEND, edtf, f"{base.timex}-WE")


def month(year: int, number: int) -> Period:
    """One month."""
    first = dt.date(year, number, 1)
    last = dt.date(year, number, calendar.monthrange(year, number)[1])
    name = f"{year:04}-{number:02}"
    return Period(first, last, Grain.MONTH, name, name)


def months(first: Period, last: Period, grain: Grain, timex: str) -> Period:
    """A run of months, told as an EDTF interval."""
    return Period(first.first, last.last, grain, f"{first.edtf}/{last.edtf}", timex)


def quarter(year: int, number: int) -> Period:
    """A quarter of a calendar year, 1 to 4."""
    opening, closing = month(year, 3 * number - 2), month(year, 3 * number)
    return months(opening, closing, Grain.QUARTER, f"{year:04}-Q{number}")


def half(year: int, number: int) -> Period:
    """A half of a calendar year, 1 or 2."""
    opening, closing = month(year, 6 * number - 5), month(year, 6 * number)
    return months(opening, closing, Grain.HALF, f"{year:04}-H{number}")


def season(year: int, code: str) -> Period:
    """A season (TIMEX3 code SP SU FA WI) of the northern year; winter begins in December of
    `year`."""
    opening, closing, edtf = season_months(code)
    last = month(year + (closing < opening), closing).last
    name = f"{year:04}-{edtf}"
    return Period(dt.date(year, opening, 1), last, Grain.SEASON, name, f"{year:04}-{code}")


def year(number: int) -> Period:
    """One calendar year."""
    name = f"{number:04}"
    return Period(dt.date(number, 1, 1), dt.date(number, 12, 31), Grain.YEAR, name, name)


def decade(first_year: int) -> Period:
    """Ten years from one that ends in 0: 1990 gives the 1990s."""
    tens = f"{first_year // 10:03}"
    first, last = dt.date(first_year, 1, 1), dt.date(first_year + 9, 12, 31)
    return Period(first, last, Grain.DECADE, f"{tens}X", tens)


def century(number: int) -> Period:
    """The hundred years that EDTF writes 18XX for the 19th century (1800 to 1899)."""
    start = 100 * (number - 1)
    first, last = dt.date(max(start, 1), 1, 1), dt.date(start + 99, 12, 31)
    return Period(first, last, Grain.CENTURY, f"{start // 100:02}XX", f"{start // 100:02}")


def fiscal_year(number: int, starts: tuple[int, int]) -> Period:
    """A fiscal year, from (months before January of `number`, months after its December)."""
    opening, closing = shift_month(number, 1, starts[0]), shift_month(number, 12, starts[1])
    edtf = f"{number:04}" if starts == (0, 0) else f"{opening.edtf}/{closing.edtf}"
    return Period(opening.first, closing.last, Grain.FISCAL, edtf, f"FY{number:04}")


def shift_month(year_: int, number: int, by: int) -> Period:
    """The month that lies `by` months from a month."""
    index = 12 * year_ + number - 1 + by
    return month(index // 12, index % 12 + 1)


def opening_of(period: Period) -> str:
    """EDTF of a stretch as the beginning of an interval; EDTF has no 199X there, so 1990~."""
    left = period.edtf.split("/")[0]
    return f"{period.first.year:04}~" if "X" in left and period.first else left


def closing_of(period: Period) -> str:
    """EDTF of a stretch as the end of an interval; EDTF has no 199X there, so 1999~."""
    right = period.edtf.split("/")[-1]
    return f"{period.last.year:04}~" if "X" in right and period.last else right


def interval(first: Period, last: Period) -> Period:
    """From the beginning of one stretch to the end of another."""
    left, right = opening_of(first), closing_of(last)
    timex = f"{first.timex}/{last.timex}"
    return Period(first.first, last.last, Grain.RANGE, f"{left}/{right}", timex)


def holding(unit: str, of: dt.date) -> Period:
    """The unit (day, week, month, year ...) of the calendar that holds a day."""
    match unit:
        case "day" | "night":
            return day(of)
        case "week":
            return week(of)
        case "weekend":
            return weekend(of)
        case "month":
            return month(of.year, of.month)
        case "quarter":
            return quarter(of.year, (of.month + 2) // 3)
        case "decade":
            return decade(of.year // 10 * 10)
        case "century":
            return century(of.year // 100 + 1)
        case _:
            return year(of.year)


def moved(unit: str, of: dt.date, by: int) -> Period:
    """The unit of the calendar that lies `by` units after the one that holds a day."""
    match unit:
        case "day" | "night":
            return day(of + dt.timedelta(days=by))
        case "week" | "weekend":
            return holding(unit, of + dt.timedelta(weeks=by))
        case "month":
            return shift_month(of.year, of.month, by)
        case "quarter":
            there = shift_month(of.year, of.month, 3 * by)
            assert there.first is not None
            return holding(unit, there.first)
        case "decade":
            return decade((of.year // 10 + by) * 10)
        case "century":
            return century(of.year // 100 + 1 + by)
        case _:
            return year(of.year + by)


def narrowed(base: Period, part: str) -> Period:
    """A part of a stretch ("early", "mid", "half1" ...) by the table of widths; unknown parts
    leave it."""
    if base.first is None or base.last is None:
        return base
    span = part_of(base.grain.value, part)
    if span is None:
        return base
    first, last = _ends(base.first, base.last, span)
    if span.step == "day":
        left, right = first.isoformat(), last.isoformat()
    elif span.step == "month":
        left, right = f"{first:%Y-%m}".zfill(7), f"{last:%Y-%m}".zfill(7)
    else:
        left, right = f"{first.year:04}", f"{last.year:04}"
    edtf = left if left == right else f"{left}/{right}"
    cut = replace(base, first=first, last=last, edtf=edtf)
    return cut.approximate() if span.approximate else cut


def _ends(first: dt.date, last: dt.date, span: Span) -> tuple[dt.date, dt.date]:
    """First and last day of steps `span.first` to `span.last` (from 1; 0 or less counts from the
    end)."""
    if span.step == "day":
        total = (last - first).days + 1
        low, high = _count(span.first, total), _count(span.last, total)
        return first + dt.timedelta(days=low - 1), first + dt.timedelta(days=high - 1)
    if span.step == "month":
        total = 12 * (last.year - first.year) + last.month - first.month + 1
        low, high = _count(span.first, total), _count(span.last, total)
        opening = shift_month(first.year, first.month, low - 1)
        closing = shift_month(first.year, first.month, high - 1)
    else:
        total = last.year - first.year + 1
        low, high = _count(span.first, total), _count(span.last, total)
        opening, closing = year(first.year + low - 1), year(first.year + high - 1)
    assert opening.first is not None
    assert closing.last is not None
    return opening.first, closing.last


def _count(step: int, total: int) -> int:
    return min(max(step if step > 0 else total + step, 1), total)
