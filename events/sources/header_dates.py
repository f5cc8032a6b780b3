"""The day of publication in the first lines of a text, in the forms that papers and pages use."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Final

_MONTHS: Final = {calendar.month_name[n][:3].lower(): n for n in range(1, 13)}
_MONTH: Final = (
    "(?P<name>"
    + "|".join(
        rf"{calendar.month_name[n][:3]}(?:{calendar.month_name[n][3:]}|t)?"
        if n == 9
        else rf"{calendar.month_name[n][:3]}(?:{calendar.month_name[n][3:]})?"
        for n in range(1, 13)
    )
    + r")\b\.?"
)
_YEAR: Final = r"(?P<y>(?:19|20)\d\d)"
_DAY: Final = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?|\b)",  # 2021-12-27
        rf"\b{_YEAR}[/.](?P<m>\d{{1,2}})[/.](?P<d>\d{{1,2}})\b",  # 2021/12/27
        rf"{_YEAR} ?年 ?(?P<m>\d{{1,2}}) ?月 ?(?P<d>\d{{1,2}}) ?日",  # 2021年12月27日
        rf"\b{_DAY}[ -](?:of )?{_MONTH}[,]?[ -]{_YEAR}\b",  # 27 December 2021, 27-Dec-2021
        rf"\b{_MONTH} ?{_DAY},? {_YEAR}\b",  # December 27, 2021; Dec. 27, 2021
        r"\b(?P<d>1[3-9]|2\d|3[01])[/.](?P<m>\d{1,2})[/.]" + _YEAR + r"\b",  # 27/12/2021
        r"\b(?P<m>0?[1-9]|1[0-2])[/.](?P<d>1[3-9]|2\d|3[01])[/.]" + _YEAR + r"\b",  # 12/27/2021
        r"\b(?P<d>0?[1-9]|1[0-2])[/.](?P<m>(?P=d))[/.]" + _YEAR + r"\b",  # 05/05/2021: no doubt
    )
)
_BESIDE_A_DATE: Final = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?\b|\b\d{1,2} ?[ap]\.?m\b\.?|\b[ap]\.?m\b\.?"
    r"|\b(?:gmt|utc|est|edt|jst|hkt|cst|pst|bst|et|taipei time|local time)\b(?:[+-]\d+)?"
    r"|\b(?:first|last)? ?(?:published|posted|updated|modified|uploaded|date|dateline)\b"
    r"|\b(?:on|at|by|and)\b"
    r"|\b\d{1,2} min(?:ute)?s? read\b",
    re.IGNORECASE,
)
# "27 December 2021 | Ellen Mitchell | The Hill" is a line of date; a headline has more words.
MOST_WORDS_BESIDE: Final = 5
_LONGEST_DATE: Final = 40
# A day, a year and a word for the month: numbers alone are left to the forms above.
_A_DAY_IN_WORDS: Final = re.compile(r"(?=.*\b\d{1,2}\b)(?=.*\b(?:19|20)\d\d\b)(?=.*[^\W\d_]{3})")
_DATELINE: Final = re.compile(r"[A-Z][A-Z .,/'’-]{2,}.{0,60}?(?: [-–—]+ |--|—)")


def find_date(text: str) -> tuple[dt.date, tuple[int, int]] | None:
    """First calendar date with day, month and year in `text`, with its span.

    "03/04/2021" is read by no rule: it is March here and April there.
    """
    found = []
    for form in _FORMS:
        for match in form.finditer(text):
            day = _day(match.groupdict())
            if day:
                found.append((match.start(), -match.end(), day))
                break
    if not found:
        return None
    start, end, day = min(found)
    return day, (start, -end)


def date_of_line(line: str) -> dt.date | None:
    """The date of a line that holds little else ("Published: Monday 27 December 2021, 10:45")."""
    found = find_date(line)
    if found is None:
        return _day_in_another_language(line)
    day, (start, end) = found
    beside = _BESIDE_A_DATE.sub(" ", line[:start] + " " + line[end:])
    words = re.findall(r"\w[\w'’.-]*", beside)
    is_sentence = line.rstrip().endswith((".", "?", "!")) and len(words) > 2
    return None if is_sentence or len(words) > MOST_WORDS_BESIDE else day


def _day_in_another_language(line: str) -> dt.date | None:
    """A whole date that the line is, in any language that dateparser knows ("27. Dezember 2021")."""
    text = line.strip()
    if len(text) > _LONGEST_DATE or not _A_DAY_IN_WORDS.search(text):
        return None
    import dateparser

    moment = dateparser.parse(text, settings={"STRICT_PARSING": True})
    return moment.date() if moment else None


def date_of_dateline(paragraph: str) -> dt.date | None:
    """The date in a dateline that opens a story ("TAIPEI, Dec 27, 2021 (CNA) - ...")."""
    dateline = _DATELINE.match(paragraph)
    found = find_date(dateline.group()) if dateline else None
    return found[0] if found else None


def _day(parts: dict[str, str | None]) -> dt.date | None:
    name = parts.get("name")
    month = _MONTHS[name[:3].lower()] if name else int(parts["m"] or 0)
    try:
        return dt.date(int(parts["y"] or 0), month, int(parts["d"] or 0))
    except ValueError:
        return None
