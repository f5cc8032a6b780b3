"""Words before a date that open or close it, or make it soft: since, until, by, from ... to,
about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from events.extraction.dates.grammar import words_pattern
from events.extraction.dates.lexicon import words
from events.extraction.dates.periods import Grain, Period, closing_of, opening_of
from events.extraction.dates.surroundings import Surroundings

_REACH = 32
_ONWARDS = re.compile(
    r"\s+(?:onwards?|forward|on(?!\s+(?:\w+day|the|a|an|\d)))(?!\w)", re.IGNORECASE
)
_FROM = re.compile(r"\b(?P<lead>from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_STARTS = frozenset({"since", "from", "after"})
_UNFRAMED = frozenset({"window", "window_many", "day_to_hour", "same_period", "days_listed"})
_DATES = frozenset(
    {
        "calendar_day",
        "numeric_day",
        "numeric_either_way",
        "month_of_year",
        "month_of_relative_year",
        "month_alone",
        "relative_month_name",
        "year_alone",
        "year_short",
        "decade",
        "decade_short",
        "century",
        "quarter",
        "season",
        "season_relative",
        "weekday",
        "weekday_relative",
        "weekday_of_week",
        "today",
        "calendar_day_of_relative_year",
        "relative_unit",
        "fiscal_year",
        "half",
    }
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a date: which side it opens, and whether it is about."""

    start: int
    end: int
    bound: str | None
    about: bool


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    bound, about = words_pattern("bound", r"\s+"), words_pattern("about", r"\s+")
    joiner = words_pattern("joiner", r"\s+")
    return (
        re.compile(rf"(?<![^\W_])(?P<bound>{bound})\s+(?:the\s+)?$", re.IGNORECASE),
        re.compile(rf"(?<![^\W_])(?P<about>{about})\s+(?:the\s+)?$", re.IGNORECASE),
        re.compile(rf"\s*(?P<joiner>{joiner})\s*(?:the\s+)?", re.IGNORECASE),
    )


def frame_of(at: Surroundings, floor: int, lead: Surroundings | None = None) -> Frame:
    """The words that frame a match (and the hour `lead` before it); none lies before `floor`."""
    match, text = at.match, at.text
    start, about = (lead or at).match.start, False
    if match.rule.reading in _UNFRAMED:
        return Frame(start, match.end, None, False)
    bound_before, about_before, _ = _patterns()
    found = about_before.search(text, max(floor, start - _REACH), start)
    if found:
        start, about = found.start(), True
    bound = None
    found = bound_before.search(text, max(floor, start - _REACH), start)
    if found and not _only_modifies(at):
        bound, start = words("bound")[" ".join(found["bound"].lower().split())], found.start()
    onwards = _ONWARDS.match(text, match.end)
    if bound is None and onwards:
        found = _FROM.search(text, max(floor, start - _REACH), start)
        if found and found["lead"].lower() == "from":
            return Frame(found.start(), onwards.end(), "from", about)
    return Frame(start, match.end, bound, about)


def _only_modifies(at: Surroundings) -> bool:
    """Whether the date only names a thing: "after the 1995 visit", "before Tuesday's talks"."""
    if re.match(r"['’]s?\b|-", at.right):
        return True
    tokens = at.tokens
    if not tokens or at.span is None or at.before.lower() in {"in", "on"}:
        return False
    root = at.span.root
    return (
        root.dep_ in {"compound", "nummod", "amod", "poss", "nmod"} and root.head.i >= at.span.end
    )


def opened(period: Period, frame: Frame) -> Period:
    """The stretch that a frame makes of a date: "since 2019" has no end, "by 2027" no beginning."""
    if frame.about:
        period = period.approximate()
    if frame.bound is None:
        return period
    if period.edtf[0] in "{[":
        return period
    opening, closing = opening_of(period), closing_of(period)
    if frame.bound in _STARTS:
        side = closing if frame.bound == "after" else opening
        return replace(period, last=None, grain=Grain.RANGE, edtf=f"{side}/..")
    side = opening if frame.bound == "before" else closing
    return replace(period, first=None, grain=Grain.RANGE, edtf=f"../{side}")


def joiner_between(at: Surroundings, following: Surroundings) -> bool:
    """Whether two dates are one range: from A to B, A-B, between A and B."""
    if at.match.rule.reading not in _DATES or following.match.rule.reading not in _DATES:
        return False
    return joins(at, at.match.end, following.match.start)


def joins(at: Surroundings, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` join a date, with the words before it, to the
    next."""
    found = _patterns()[2].fullmatch(at.text, start, end)
    if found is None:
        return False
    joiner = words("joiner")[found["joiner"].lower()]
    lead = _FROM.search(at.left)
    between = lead is not None and lead["lead"].lower() == "between"
    return joiner == "to" or (joiner == "and" and between)


def offset_way(at: Surroundings, following: Surroundings) -> int:
    """1 for "two days after" a date, -1 for "two days before", 0 where neither joins the two."""
    if following.match.rule.reading not in _DATES:
        return 0
    gap = at.text[at.match.end : following.match.start].strip().lower()
    return {"after": 1, "following": 1, "before": -1, "prior to": -1, "ahead of": -1}.get(gap, 0)


def leads_range(at: Surroundings, floor: int) -> int:
    """Where a range begins: at its "from" or "between" if it has one."""
    found = _FROM.search(at.text, max(floor, at.match.start - _REACH), at.match.start)
    return found.start() if found else at.match.start
