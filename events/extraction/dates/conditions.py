"""Conditions on the words around a match: whether "May", "1980" or "a second" is a time at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from events.extraction.dates.conditions_calendar import (
    a_day_of_month,
    a_decade_word,
    a_half_year,
    a_month,
    a_season,
    a_short_decade,
    a_short_year,
    a_year,
    after_on,
)
from events.extraction.dates.lexicon import words
from events.extraction.dates.surroundings import Surroundings

Condition = Callable[[Surroundings], bool]

_CLOSING: Final = re.compile(
    r"(?:\bfor|\bin|\bduring|\bend(?:s|ed|ing)?|\bfinish(?:es|ed|ing)?|\bclos(?:e|es|ed|ing)|\bstart(?:s|ed|ing)?"
    r"|\bover|\bbegan|\bbegins?)\s+$",
    re.IGNORECASE,
)
_AGE = re.compile(r"^-?\s?olds?\b|^-?\s?year-olds?\b|^ of age\b|^-old")
_LENGTH_BEFORE: Final = frozenset(
    [
        "in",
        "for",
        "within",
        "just",
        "after",
        "take",
        "takes",
        "took",
        "taken",
        "over",
        "spent",
        "spend",
        "last",
        "lasted",
        "lasts",
        "lasting",
        "mere",
        "only",
        "many",
    ]
)
_HOUR_BEFORE: Final = frozenset(
    {"at", "by", "until", "from", "around", "about", "before", "after", "till", "since"}
)


def a_today(at: Surroundings) -> bool:
    """A day, no show or paper of that name."""
    return at.match.text[0].islower() or not (at.follows_name or at.left.endswith(('"', "“")))


def a_holiday(at: Surroundings) -> bool:
    """A day, no "Christmas Island", no "Christmas sales", which last for weeks."""
    if at.after.lower().rstrip(".") in words("holiday_trade"):
        return False
    return not (at.after[:1].isupper() and at.match.text[-1].isalpha() and len(at.after) > 1)


def a_weekday(at: Surroundings) -> bool:
    """A day, no part of a longer name ("Friday Harbor")."""
    tokens = at.tokens
    if not tokens or at.match.has("daypart"):
        return True
    day = tokens[-1]
    head = day.head
    return not (
        day.dep_ == "compound"
        and head.pos_ == "PROPN"
        and head.i == day.i + 1
        and head.ent_type_ not in {"", "DATE", "TIME"}
        and head.ent_iob_ == "I"
    )


def opens_a_sentence(at: Surroundings) -> bool:
    """Stands first in its sentence: "Two days after the visit he spoke"."""
    return re.search(r"(?:^|[.!?:;\n]['\"”’)]*\s+)(?:\w{2,5}\s)?$", at.left) is not None


def a_running_unit(at: Surroundings) -> bool:
    """Tell "ended the day", "later in the year"; not "the day" of something."""
    text = at.match.text.lower()
    if text.startswith("this"):
        return False
    return _CLOSING.search(at.left) is not None


def a_clock(at: Surroundings) -> bool:
    """An hour: with a.m., a zone, noon, or after "at"."""
    match = at.match
    if match.has("meridian") or match.has("zone") or match.has("military"):
        return True
    if match.text.lower() in {"noon", "midnight"}:
        return True
    return at.before.lower() in _HOUR_BEFORE and ":" in match.text


def a_daypart(at: Surroundings) -> bool:
    """Tell "in the morning", "at dawn", "morning trading"."""
    text = at.match.text.lower()
    return text.startswith(("in ", "at ", "during ")) or at.before.lower() in {
        "by",
        "before",
        "until",
        "in",
    }


def a_duration(at: Surroundings) -> bool:
    """A length of time; no age, rate, or share ("three quarters of")."""
    if _AGE.match(at.right) or at.before.lower() in {"aged", "age", "ages"}:
        return False
    text = at.match.text.lower()
    if re.match(r"an?\s+\w+s(?:-long)?$", text):
        return False
    if re.search(r"quarters?$", text) and (
        re.match(r"\s+(?:of (?:the|its|their|all|his|a)|to|the)\b", at.right)
        or text in {"a quarter", "one quarter"}
        or text.startswith("about")
    ):
        return False
    if at.match.rule.reading == "duration_open":
        bare = text in {
            "years",
            "decades",
            "months",
            "weeks",
            "days",
            "centuries",
            "hours",
            "minutes",
        }
        return not bare or at.before.lower() in _LENGTH_BEFORE
    return not (re.match(r"(?:a|an)\s", text) and a_rate(at))


def a_rate(at: Surroundings) -> bool:
    """Tell "15 a year", "four flights a week"."""
    if at.match.text.lower().startswith("per"):
        return True
    left = at.left.rstrip()
    if re.search(
        r"(?:\d|%|\bone|two|three|four|five|six|seven|eight|nine|ten|hundred|million|billion|percent|"
        r"once|twice|times|dollars?|yen|yuan)$",
        left,
    ):
        return True
    span = at.span
    if span is None or span.start == 0 or not at.tokens:
        return False
    previous = at.doc[span.start - 1]
    return previous.tag_ == "NNS" and any(child.pos_ == "NUM" for child in previous.children)


def a_habit(at: Surroundings) -> bool:
    """Tell "daily flights"; no name of a paper."""
    return at.match.text[0].islower() or at.before == ""


def a_vague_time(at: Surroundings) -> bool:
    """Tell "now", "recently", "soon"; not "now-cancelled" or "as soon as"."""
    if at.right[:1] == "-" or (at.before.lower() == "as" and at.match.text.lower() == "soon"):
        return False
    after = at.after.lower().rstrip(".")
    return not after[:1].isdigit() and not any(
        after in words(cls) for cls in ("number", "unit", "ordinal")
    )


def an_adjective(at: Surroundings) -> bool:
    """Tell "the recent flights", "the current plan"; not an ocean current."""
    return not at.tokens or at.tokens[-1].pos_ == "ADJ"


CONDITIONS: Final[Mapping[str, Condition]] = {
    condition.__name__: condition
    for condition in (
        a_day_of_month,
        after_on,
        a_month,
        a_year,
        a_short_year,
        a_short_decade,
        a_decade_word,
        a_half_year,
        a_season,
        a_today,
        a_holiday,
        a_weekday,
        opens_a_sentence,
        a_running_unit,
        a_clock,
        a_daypart,
        a_duration,
        a_rate,
        a_habit,
        a_vague_time,
        an_adjective,
    )
}
