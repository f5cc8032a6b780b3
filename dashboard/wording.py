"""What the page says in words: dates, types, counts."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Final

from events.record import DateBasis, EventType, Relation, Status

# The codebook's types, as the filter and the panel explain them.
TYPE_MEANINGS: Final = {
    EventType.AGREE: "agree, pledge, offer, sign",
    EventType.CONSULT: "meet, visit, call, transit stop",
    EventType.SUPPORT: "praise, endorse, reaffirm backing",
    EventType.CONCEDE: "apologise, return, walk back",
    EventType.COOPERATE: "arms sale, joint exercise, sharing of intelligence or technology",
    EventType.AID: "give without return",
    EventType.RETREAT: "leave, withdraw, cancel a deployment, release",
    EventType.REQUEST: "urge, demand, call for",
    EventType.ACCUSE: "accuse, condemn, summon an ambassador, investigate",
    EventType.REJECT: "refuse, deny, oppose, cancel, bar entry",
    EventType.THREATEN: "warn of consequences",
    EventType.PROTEST: "demonstrate (people, not governments)",
    EventType.SANCTION: "ban, sanction, cut ties or recognition",
    EventType.MOBILIZE: "exercise, patrol, transit, deploy, test, enter a zone without force",
    EventType.COERCE: "arrest, board, chase, block, censor, cyber attack",
    EventType.ASSAULT: "armed force used, ramming, water cannon",
    EventType.OTHER: "a dated milestone that is none of the other types",
}
STATUS_MEANINGS: Final = {
    Status.OCCURRED: "told as done",
    Status.ONGOING: "going on when the article appeared",
    Status.PLANNED: "announced, not yet done",
    Status.HYPOTHETICAL: "a scenario, plan or forecast",
    Status.DENIED: "denied, or only alleged",
}
BASIS_MEANINGS: Final = {
    DateBasis.STATED: "stated in the text",
    DateBasis.RELATIVE: "worked out from words relative to another day",
    DateBasis.PUBLICATION: "no time is told: the day of publication stands in",
}
_RELATION_WORDS: Final = {
    Relation.THROUGH: "through",
    Relation.ACROSS: "across",
    Relation.TOWARD: "toward",
    Relation.FROM: "from",
    Relation.BETWEEN: "between",
    Relation.NEAR: "near",
    Relation.OFF: "off",
    Relation.IN: "in",
    Relation.AT: "at",
    Relation.OFFSET: "at a distance from",
}
_SEASONS: Final = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
# A month, or a season (21 to 24) of a year.
_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2]|2[1-4])")
# ASCII punctuation: what CommonMark lets a backslash escape.
_MARKDOWN: Final = re.compile(r"([!-/:-@\[-`{-~])")
_YEAR: Final = re.compile(r"\d{4}")
_DECADE: Final = re.compile(r"(\d{3})X")


def type_name(event_type: EventType) -> str:
    """A type as a word: MOBILIZE becomes Mobilize."""
    return event_type.value.capitalize()


def relation_word(relation: str | None) -> str:
    """How the happening lies to its place, in words; empty where nothing is told."""
    return _RELATION_WORDS[Relation(relation)] if relation else ""


def day_in_words(day: date) -> str:
    """A day as 4 October 2021."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def date_in_words(edtf: str | None, earliest: date | None, latest: date | None) -> str:
    """An EDTF date as an analyst would say it, never finer than it is.

    `earliest` and `latest` are its first and last possible day (None is an open end); they are
    told only for forms of EDTF that have no words of their own.
    """
    if edtf is None:
        return "no date"
    hedge = ("about " if "~" in edtf or "%" in edtf else "") + (
        "perhaps " if "?" in edtf or "%" in edtf else ""
    )
    plain = re.sub(r"[~?%]", "", edtf)
    start, slash, end = plain.partition("/")
    words = _span_in_words(start, end) if slash else _part_in_words(start)
    return hedge + (words or _bounds_in_words(earliest, latest))


def _part_in_words(part: str) -> str:
    """A day, month, season, year or decade; empty for any other form."""
    if _DAY.fullmatch(part):
        return day_in_words(date.fromisoformat(part))
    if month := _MONTH.fullmatch(part):
        name = _SEASONS.get(month[2]) or calendar.month_name[int(month[2])]
        return f"{name} {month[1]}"
    if decade := _DECADE.fullmatch(part):
        return f"the {decade[1]}0s"
    return part if _YEAR.fullmatch(part) else ""


def _span_in_words(start: str, end: str) -> str:
    first, last = _part_in_words(start), _part_in_words(end)
    if start in ("", "..") and last:
        return f"until {last}"
    if end in ("", "..") and first:
        return f"since {first}"
    if not (first and last) or start == end:
        return first if first == last else ""
    # What both ends share is said once: 4 to 7 August 2022, January to April 1996.
    same_month = _DAY.fullmatch(start) and _DAY.fullmatch(end) and start[:7] == end[:7]
    same_year = len(start) > 4 and len(end) > 4 and start[:4] == end[:4]
    shared = 2 if same_month else 1 if same_year else 0
    kept = first.split()[: -shared or None]
    return f"{' '.join(kept)} to {last}"


def _bounds_in_words(earliest: date | None, latest: date | None) -> str:
    if earliest and latest:
        return f"between {day_in_words(earliest)} and {day_in_words(latest)}"
    if earliest:
        return f"since {day_in_words(earliest)}"
    return f"until {day_in_words(latest)}" if latest else "at an unknown time"


def distance_in_words(metres: float) -> str:
    """An uncertainty as it is read: 800 m, 4.5 km, 250 km."""
    if metres < 1000:
        return f"{metres:.0f} m"
    kilometres = metres / 1000
    return f"{kilometres:.1f} km" if kilometres < 10 else f"{kilometres:,.0f} km"


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun: 1 event, 2 events."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def plain_markdown(text: str) -> str:
    """Text for a label that is read as Markdown, every mark of it escaped.

    A name is data: unescaped it could bring an image, and so a request, into a button.
    """
    return _MARKDOWN.sub(r"\\\1", text)
