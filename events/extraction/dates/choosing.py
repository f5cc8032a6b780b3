"""Which year, month or week: the choices that words leave to tense, publication and the story."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from events.extraction.dates import periods
from events.extraction.dates.lexicon import words
from events.extraction.dates.periods import Grain, Period
from events.extraction.dates.reading import Setting, UnresolvedError, shown
from events.extraction.dates.tense import Tense

_PAST_WORDS = frozenset({"since"})
_COMING_WORDS = frozenset({"until", "till", "by", "before", "from", "starting", "beginning", "for"})
_TOLD_AS_DONE = frozenset({Tense.PAST, Tense.PLUPERFECT})
TOLD_AS_PAST = frozenset({Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT})
# A story goes forward: a month this far behind the one told before is of the next year (November,
# then
# February); behind a past perfect ("in May it had warned") only one much farther back is.
_TURN_OF_YEAR = 3
_TURN_OF_YEAR_LOOKING_BACK = 9
_JUST_PAST = 31
# A day without a year that only names a thing ("payable Nov. 15") and would be this long ago is
# the next.
_LONG_AGO = 240
_SOON = 100


def way(setting: Setting) -> Tense:
    """Past or future by the word before, then by tense; Tense.NONE where neither tells."""
    if setting.before in _PAST_WORDS:
        return Tense.PAST
    if setting.before == "from" and setting.verb in words("put_off"):
        return Tense.NONE
    if setting.tense in {Tense.FUTURE, Tense.WOULD} or _looks_ahead(setting):
        return Tense.FUTURE
    if setting.tense in TOLD_AS_PAST:
        return Tense.PAST
    return Tense.NONE


def _looks_ahead(setting: Setting) -> bool:
    """Whether the words say that a day is still to come, whatever the tense: closed until
    Friday."""
    before, verb, tense = setting.before, setting.verb, setting.tense
    if setting.left.endswith("ahead of "):
        return True
    if before in {"until", "till"}:
        return verb not in words("lasting") or tense not in _TOLD_AS_DONE
    if before == "for" and verb in words("planned"):
        return True
    if before == "by":
        return tense not in _TOLD_AS_DONE
    if tense is Tense.PRESENT:
        return before in _COMING_WORDS or verb in words("timetable")
    return tense is Tense.NONE and before in _COMING_WORDS


def year_for_month(setting: Setting, month: int, day: int = 0) -> tuple[int, str]:
    """Year of a month (and day) told without one, and the reason for it."""
    if setting.right is not None and setting.right.first is not None:
        end = setting.right.first
        return end.year - (
            (month, day) > (end.month, end.day if day else 0)
        ), "year of the range's end"
    if setting.anchor is not None and setting.anchor.first is not None:
        year = _year_of_passage(setting, setting.anchor, month)
        if not (day and _just_past(setting, year, month, day)):
            return year, f"in a passage about {setting.anchor.edtf}"
    today = setting.today
    if day:
        return _year_by_day(setting, month, day)
    return _year_by_month(setting, today, month)


def _just_past(setting: Setting, year: int, month: int, day: int) -> bool:
    """Whether a day lies in the weeks before publication, and a passage only a year back claims
    it."""
    if setting.published is None:
        return False
    if setting.adverbial and year < setting.published.year - 1:
        return False
    near = _day_or_none(setting.published.year, month, day)
    return near is not None and 0 <= (setting.published - near).days <= _JUST_PAST


def _year_of_passage(setting: Setting, anchor: Period, month: int) -> int:
    assert anchor.first is not None
    if anchor.grain not in {Grain.DAY, Grain.MONTH}:
        return anchor.first.year
    looking_back = setting.tense is Tense.PLUPERFECT
    far = _TURN_OF_YEAR_LOOKING_BACK if looking_back else _TURN_OF_YEAR
    year = anchor.first.year + (anchor.first.month - month >= far)
    today = setting.published
    if today and (year, month) > (today.year, today.month):
        return anchor.first.year
    return year


def _year_by_day(setting: Setting, month: int, day: int) -> tuple[int, str]:
    today = setting.today
    known = [
        candidate
        for year in range(today.year - 8, today.year + 9)
        if (candidate := _day_or_none(year, month, day)) is not None
    ]
    if not known:
        raise UnresolvedError(f"no day {day} in month {month}")
    chosen, why = nearest_by_tense(setting, known)
    return chosen.year, why


def nearest_by_tense(setting: Setting, known: Sequence[dt.date]) -> tuple[dt.date, str]:
    """Of days in order: the last past one, the next one, or the nearest, as the tense says."""
    today = setting.today
    past = [candidate for candidate in known if candidate <= today]
    coming = [candidate for candidate in known if candidate >= today]
    direction = way(setting)
    if not past or not coming:
        raise UnresolvedError("beyond the table")
    if direction is Tense.PAST and not setting.adverbial and setting.before != "since":
        ago, ahead = (today - past[-1]).days, (coming[0] - today).days
        if ago > _LONG_AGO and ahead < _SOON:
            return coming[0], f"names a thing ahead, nearest to {shown(today)}"
    if direction is Tense.PAST:
        return past[-1], f"{setting.tense_words}, last one up to {shown(today)}"
    if direction is Tense.FUTURE:
        return coming[0], f"{setting.tense_words}, next one from {shown(today)}"
    nearest = min((past[-1], coming[0]), key=lambda one: abs(one - today))
    return nearest, f"{setting.tense_words}, nearest to {shown(today)}"


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
    if way(setting) is Tense.FUTURE or setting.tense is Tense.PROGRESSIVE:
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
