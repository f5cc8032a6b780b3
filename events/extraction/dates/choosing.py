"""Which year, month or week: the choices that words leave to tense, publication and the story."""

from __future__ import annotations

import datetime as dt

from events.extraction.dates import periods
from events.extraction.dates.periods import Grain, Period
from events.extraction.dates.reading import Setting, UnresolvedError, shown
from events.extraction.dates.tense import Tense

_PAST_WORDS = frozenset({"since"})
_COMING_WORDS = frozenset({"until", "till", "by", "before", "from", "starting", "beginning", "for"})
# An anchor's year goes on into the next when a month lies this far behind it (November, then February).
_TURN_OF_YEAR = 6


def way(setting: Setting) -> Tense:
    """Past or future by the word before, then by tense; Tense.NONE where neither tells."""
    if setting.before in _PAST_WORDS:
        return Tense.PAST
    if setting.tense is Tense.WOULD:
        return Tense.FUTURE
    if setting.tense in {Tense.PAST, Tense.FUTURE}:
        return setting.tense
    if setting.before in _COMING_WORDS and setting.tense is Tense.PRESENT:
        return Tense.FUTURE
    return Tense.NONE


def year_for_month(setting: Setting, month: int, day: int = 0) -> tuple[int, str]:
    """Year of a month (and day) told without one, and the reason for it."""
    if setting.right is not None and setting.right.first is not None:
        end = setting.right.first
        return end.year - (
            (month, day) > (end.month, end.day if day else 0)
        ), "year of the range's end"
    if setting.anchor is not None and setting.anchor.first is not None:
        return _year_of_passage(setting.anchor, month), f"in a passage about {setting.anchor.edtf}"
    today = setting.today
    if day:
        return _year_by_day(setting, today, month, day)
    return _year_by_month(setting, today, month)


def _year_of_passage(anchor: Period, month: int) -> int:
    assert anchor.first is not None
    if anchor.grain not in {Grain.DAY, Grain.MONTH}:
        return anchor.first.year
    return anchor.first.year + (anchor.first.month - month > _TURN_OF_YEAR)


def _year_by_day(setting: Setting, today: dt.date, month: int, day: int) -> tuple[int, str]:
    known = [
        candidate
        for year in range(today.year - 4, today.year + 5)
        if (candidate := _day_or_none(year, month, day)) is not None
    ]
    past = [candidate for candidate in known if candidate <= today]
    coming = [candidate for candidate in known if candidate >= today]
    direction = way(setting)
    if not past or not coming:
        raise UnresolvedError(f"no day {day} in month {month}")
    if direction is Tense.PAST:
        return past[-1].year, f"{setting.tense_words}, last one up to {shown(today)}"
    if direction is Tense.FUTURE:
        return coming[0].year, f"{setting.tense_words}, next one from {shown(today)}"
    nearest = min((past[-1], coming[0]), key=lambda one: abs(one - today))
    return nearest.year, f"{setting.tense_words}, nearest to {shown(today)}"


def _year_by_month(setting: Setting, today: dt.date, month: int) -> tuple[int, str]:
    past = today.year - (month > today.month)
    coming = today.year + (month < today.month)
    direction = way(setting)
    if direction is Tense.PAST:
        return past, f"{setting.tense_words}, last one up to {shown(today)}"
    if direction is Tense.FUTURE:
        return coming, f"{setting.tense_words}, next one from {shown(today)}"
    back, ahead = (today.month - month) % 12, (month - today.month) % 12
    year = past if back <= ahead else coming
    return year, f"{setting.tense_words}, nearest to {shown(today)}"


def _day_or_none(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def weekday_near(setting: Setting, weekday: int) -> tuple[dt.date, str]:
    """The day that a bare weekday means, and the reason for it."""
    if setting.right is not None and setting.right.first is not None:
        end = setting.right.first
        return _back_to(end - dt.timedelta(days=1), weekday), "the last one before the range's end"
    anchor = setting.anchor
    if anchor is not None and anchor.first is not None and anchor.grain is Grain.DAY:
        return _on_to(anchor.first, weekday), f"in a passage about {shown(anchor.first)}"
    if anchor is not None and anchor.grain is not Grain.DAY:
        raise UnresolvedError(f"a weekday in a passage about {anchor.edtf}")
    today = setting.today
    if way(setting) is Tense.FUTURE or (
        setting.before in _COMING_WORDS and setting.tense is not Tense.PAST
    ):
        day = _on_to(today, weekday)
        return day, f"{setting.tense_words}, next one from {shown(today)}"
    return _back_to(today, weekday), f"{setting.tense_words}, nearest before {shown(today)}"


def _back_to(day: dt.date, weekday: int) -> dt.date:
    return day - dt.timedelta(days=(day.weekday() - weekday) % 7)


def _on_to(day: dt.date, weekday: int) -> dt.date:
    return day + dt.timedelta(days=(weekday - day.weekday()) % 7)


def weekday_in_week(of: dt.date, weekday: int) -> dt.date:
    """A weekday of the week (Monday to Sunday) that holds a day."""
    return of + dt.timedelta(days=weekday - of.weekday())


def story_day(setting: Setting) -> dt.date:
    """The last day that the story told; raises UnresolvedError where it told none."""
    if setting.day is None:
        raise UnresolvedError("no day told before it")
    return setting.day


def story_base(setting: Setting, unit: str) -> tuple[dt.date, str]:
    """The day that "that month", "the year before" go by: the last time told, else publication."""
    if unit in {"day", "night"}:
        day = story_day(setting)
        return day, shown(day)
    if setting.reference is not None and setting.reference.first is not None:
        return setting.reference.first, f"{setting.reference.edtf}, told before"
    today = setting.today
    return today, shown(today)


def year_now(setting: Setting) -> int:
    """The year that the story runs in: the passage's, else the publication's."""
    if setting.anchor is not None and setting.anchor.first is not None:
        return setting.anchor.first.year
    return setting.today.year


def span_of(first: Period, last: Period) -> Period:
    """From one stretch to another; raises UnresolvedError where they are the wrong way round."""
    if first.first and last.last and first.first > last.last:
        raise UnresolvedError(f"{first.edtf} is after {last.edtf}")
    return periods.interval(first, last)
