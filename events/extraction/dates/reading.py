"""What words are read as, and the setting that they are read in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from events.extraction.dates.periods import Period
from events.extraction.dates.tense import Tense
from events.record import DateBasis, EventDate

Kind = Literal["DATE", "TIME", "DURATION", "SET"]


class UnresolvedError(Exception):
    """The words name a time that this setting does not let be placed; the message says why."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression of a text: characters `start` to `end`, and what it is read as.

    `date` is None for durations, sets and what can't be placed; `timex` is a TIMEX3 value, "" if
    none. `parts` are the single dates within a range or a date with an open end ("2009" of "since
    2009").
    """

    start: int
    end: int
    text: str
    kind: Kind
    date: EventDate | None
    timex: str
    reason: str
    parts: tuple[TimeExpression, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule's words are read as; `parts` name slots of the rule that hold dates of their
    own."""

    kind: Kind
    period: Period | None
    timex: str
    basis: DateBasis
    how: str
    parts: tuple[tuple[str, Period], ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """Where words stand: the day of publication, the verb's tense, and the story so far.

    `anchor` is the year or day of another time that the passage is set in; `reference` the last
    time told and `day` the last day; `right` the end of the range whose beginning is read;
    `before` the word before; `sentence` the sentence and `left` the text before, in small
    letters; `verb` the governing verb; `named` is true after a name ("RIMPAC 2022"), `adverbial`
    where the words stand by the verb itself, `same_paragraph` where the last time was told in
    this paragraph.
    """

    published: dt.date | None
    tense: Tense
    anchor: Period | None
    reference: Period | None
    day: dt.date | None
    right: Period | None
    before: str
    sentence: str
    left: str
    verb: str
    named: bool
    adverbial: bool
    same_paragraph: bool

    @property
    def today(self) -> dt.date:
        """Day of publication; raises UnresolvedError where it is not known."""
        if self.published is None:
            raise UnresolvedError("relative to the day of publication, which is not known")
        return self.published

    @property
    def tense_words(self) -> str:
        """The tense, as a reason names it."""
        return f"{self.tense.value} tense" if self.tense is not Tense.NONE else "no verb"


def stated(period: Period, how: str) -> Reading:
    """A date that the words themselves give."""
    return Reading("DATE", period, period.timex, DateBasis.STATED, how)


def relative(period: Period, how: str, timex: str | None = None) -> Reading:
    """A date that words and another day give together."""
    value = period.timex if timex is None else timex
    return Reading("DATE", period, value, DateBasis.RELATIVE, how)


def dateless(kind: Kind, timex: str, how: str) -> Reading:
    """A time expression that places nothing in the calendar."""
    return Reading(kind, None, timex, DateBasis.RELATIVE, how)


def shown(day: dt.date) -> str:
    """A day as a reason names it: Mon 2021-12-27."""
    return f"{day:%a} {day.isoformat()}"
