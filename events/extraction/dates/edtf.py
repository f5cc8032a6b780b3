"""First and last possible day of an EDTF date, by the project's own tables of widths."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from events.extraction.dates.widths import margin, season_by_edtf

_END = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<mark>[~?%]?)"
    r"|(?P<decade>\d{3})X(?P<mark3>[~?%]?)|(?P<century>\d\d)XX(?P<mark2>[~?%]?)"
)


def bounds(edtf: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last possible day, inclusive; None is an open end.

    Reads EDTF levels 0 and 1 and the sets of level 2. A single date marked approximate is widened
    by `dates_margins.csv`; the ends of an interval are not, they are soft already. Raises
    ValueError.
    """
    if edtf and edtf[0] in "{[":
        members = [bounds(member) for member in edtf[1:-1].split(",")]
        firsts = [first for first, _ in members if first]
        lasts = [last for _, last in members if last]
        if not firsts or not lasts or edtf[-1] not in "}]":
            raise ValueError(f"not an EDTF set: {edtf!r}")
        return min(firsts), max(lasts)
    if "/" not in edtf:
        return _single(edtf, widen=True)
    left, _, right = edtf.partition("/")
    first = None if left == ".." else _single(left, widen=False)[0]
    last = None if right == ".." else _single(right, widen=False)[1]
    if first and last and first > last:
        raise ValueError(f"an interval that ends before it begins: {edtf!r}")
    return first, last


def _single(text: str, *, widen: bool) -> tuple[dt.date, dt.date]:
    found = _END.fullmatch(text)
    if not found:
        raise ValueError(f"not an EDTF date of levels 0 and 1: {text!r}")
    first, last, unit = _stretch(found)
    mark = found["mark"] or found["mark3"] or found["mark2"]
    if not (mark and widen):
        return first, last
    about = dt.timedelta(days=margin(unit))
    return first - about, last + about


def _stretch(found: re.Match[str]) -> tuple[dt.date, dt.date, str]:
    if found["decade"]:
        start = int(found["decade"]) * 10
        return dt.date(start, 1, 1), dt.date(start + 9, 12, 31), "decade"
    if found["century"]:
        start = int(found["century"]) * 100
        return dt.date(start, 1, 1), dt.date(start + 99, 12, 31), "century"
    year = int(found["year"])
    if found["day"]:
        day = dt.date(year, int(found["month"]), int(found["day"]))
        return day, day, "day"
    if not found["month"]:
        return dt.date(year, 1, 1), dt.date(year, 12, 31), "year"
    season = season_by_edtf(found["month"])
    opening, closing = season or (int(found["month"]), int(found["month"]))
    closing_year = year + (closing < opening)
    length = calendar.monthrange(closing_year, closing)[1]
    first, last = dt.date(year, opening, 1), dt.date(closing_year, closing, length)
    return first, last, "season" if season else "month"
