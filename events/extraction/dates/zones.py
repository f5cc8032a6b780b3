"""Hours told in one time zone, seen from another: the day may differ."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

_HOUR = re.compile(r"(\d\d):(\d\d)")


def day_elsewhere(
    day: dt.date, hour: str, offset: str | None, timezone: str | None
) -> dt.date | None:
    """The day in `timezone` (IANA) of an hour (TIMEX3) of a day told at an offset of minutes from
    UTC.

    None where the offset, the hour or the zone is not known, or the day is the same.
    """
    found = _HOUR.match(hour)
    if found is None or timezone is None or offset is None or offset == "local":
        return None
    try:
        there = ZoneInfo(timezone)
    except (KeyError, ValueError, OSError):
        return None
    told = dt.timezone(dt.timedelta(minutes=int(offset)))
    try:
        start = dt.datetime(day.year, day.month, day.day, tzinfo=told)
        moment = start + dt.timedelta(hours=int(found[1]), minutes=int(found[2]))
        seen = moment.astimezone(there).date()
    except (ValueError, OverflowError):
        return None
    return seen if seen != day else None
