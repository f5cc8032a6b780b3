"""When: which time expression an event takes.

The one that governs its verb, else its clause's, else its sentence's; then what the story itself was
speaking of; at last the day of publication, marked as such. A duration or a habit is no date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from events.extraction.dates import TimeExpression
from events.extraction.lexicon import lexicon
from events.record import DateBasis, EventDate, Status

_SHIFTING: Final = frozenset({"after", "before", "since", "until"})
_ENDING: Final = frozenset({"end", "last", "run", "conclude", "finish", "continue", "go"})


@dataclass(frozen=True, slots=True)
class Timing:
    """A date with its reason; `date` is None where the text gives none. `own` tells that words gave it."""

    date: EventDate | None
    reason: str
    own: bool = False


class StoryTime:
    """The time expressions of one article, asked for the one that an event takes."""

    def __init__(
        self, doc: Doc, expressions: Sequence[TimeExpression], published: dt.date | None
    ) -> None:
        self._published = published
        self._anchored: list[tuple[TimeExpression, Token]] = []
        for expression in expressions:
            span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
            if span is not None and expression.date is not None:
                self._anchored.append((expression, span.root))
        self._unresolved = [
            expression
            for expression in expressions
            if expression.date is None and expression.kind in {"DATE", "TIME"}
        ]

    def own_date(
        self, predicate: Token, trigger: Token, *, is_past: bool = False, farthest: int = 9
    ) -> Timing | None:
        """The date that the event's own words give, nearest in the parse first; None without one."""
        here: list[tuple[int, int, TimeExpression]] = []
        for expression, root in self._anchored:
            if root.sent != predicate.sent or (is_past and self._lies_ahead(expression)):
                continue
            distance = _distance(root, predicate, trigger)
            if distance is not None and distance <= farthest:
                here.append((distance, abs(root.i - trigger.i), expression))
        if not here:
            return None
        nearest = _finest(min(here, key=lambda item: item[:2])[2], [item[2] for item in here])
        day_after = next(
            (item[2] for item in here if _is_next_day(nearest, item[2], predicate.doc)), None
        )
        if day_after is not None:
            return Timing(
                _both_days(nearest, day_after), f"{nearest.reason}; and the day after", True
            )
        if end := self._told_end(nearest, predicate):
            return Timing(_from_to(nearest, end), f"{nearest.reason}; {end.reason}", own=True)
        return Timing(_as_range(nearest.date), nearest.reason, own=True)

    def _told_end(self, start: TimeExpression, predicate: Token) -> TimeExpression | None:
        """When the sentence says the happening ends ("opened on Thursday and is due to end on Sunday")."""
        if start.date is None or start.date.latest is None:
            return None
        for expression, root in self._anchored:
            date = expression.date
            if root.sent != predicate.sent or date is None or date.earliest is None:
                continue
            if date.earliest > start.date.latest and _governor(root).lemma_ in _ENDING:
                return expression
        return None

    def _lies_ahead(self, expression: TimeExpression) -> bool:
        earliest = expression.date.earliest if expression.date else None
        return bool(earliest and self._published and earliest > self._published)

    def unresolved_in(self, predicate: Token) -> TimeExpression | None:
        """A time expression of the sentence that could not be resolved."""
        sentence = predicate.sent
        for expression in self._unresolved:
            if sentence.start_char <= expression.start < sentence.end_char:
                return expression
        return None

    def speaks_of_another_time(self, predicate: Token) -> bool:
        """Whether the event's sentence tells a day, month or year that is not the event's."""
        return any(
            root.sent == predicate.sent
            and expression.date is not None
            and expression.date.latest is not None
            and not self._lies_ahead(expression)
            for expression, root in self._anchored
        )

    def running(self, predicate: Token, paragraphs: Sequence[int]) -> EventDate | None:
        """What time the story speaks of: the last closed date told before the event's sentence.

        It holds within its paragraph and the next one; a day ahead and an open range do not run on.
        """
        start = predicate.sent.start
        here = paragraphs[predicate.i]
        for expression, root in reversed(self._anchored):
            date = expression.date
            if root.i >= start or date is None or self._lies_ahead(expression):
                continue
            if here - paragraphs[root.i] > 1:
                return None
            if date.earliest is not None and date.latest is not None:
                return date
        return None

    def inherited(self, status: Status | None, running: EventDate | None) -> Timing:
        """The date of an event whose sentence names none, from the story's running time."""
        if status in {Status.PLANNED, Status.HYPOTHETICAL}:
            return Timing(None, f"the text gives no time for what is {status}")
        if running is not None:
            return Timing(running, f"no time of its own; the passage speaks of {running.edtf}")
        if self._published is None:
            return Timing(None, "no time expression, and the article has no date of publication")
        return Timing(
            EventDate(
                edtf=self._published.isoformat(),
                earliest=self._published,
                latest=self._published,
                basis=DateBasis.PUBLICATION,
                text="",
            ),
            "no time expression; takes the day of publication",
        )


def _finest(chosen: TimeExpression, others: Sequence[TimeExpression]) -> TimeExpression:
    """The expression, or the narrowest other one within it ("this year ... from 21 April")."""
    return min(
        (other for other in others if _within(other.date, chosen.date)),
        key=lambda other: _days(other.date),
        default=chosen,
    )


def _within(inner: EventDate | None, outer: EventDate | None) -> bool:
    if inner is None or outer is None or not (inner.earliest and inner.latest):
        return False
    if not (outer.earliest and outer.latest):
        return False
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


def _days(date: EventDate | None) -> int:
    if date is None or not (date.earliest and date.latest):
        return 10**6
    return (date.latest - date.earliest).days


def _is_next_day(first: TimeExpression, second: TimeExpression, doc: Doc) -> bool:
    """Whether two expressions are two days in a row, told together ("Tuesday and Wednesday")."""
    if first.date is None or second.date is None:
        return False
    one, other = first.date, second.date
    if one.earliest != one.latest or other.earliest != other.latest:
        return False
    if one.latest is None or other.earliest is None:
        return False
    between = doc.text[first.end : second.start].strip()
    return other.earliest - one.latest == dt.timedelta(days=1) and between in {"and", "and on"}


def _both_days(first: TimeExpression, second: TimeExpression) -> EventDate | None:
    one, other = first.date, second.date
    if one is None or other is None:
        return one
    return EventDate(
        edtf=f"{one.edtf}/{other.edtf}",
        earliest=one.earliest,
        latest=other.latest,
        basis=one.basis,
        text=f"{one.text} and {other.text}",
    )


def _from_to(start: TimeExpression, end: TimeExpression) -> EventDate | None:
    first, last = start.date, end.date
    if first is None or last is None:
        return first
    return first.model_copy(
        update={
            "edtf": f"{first.edtf}/{last.edtf}",
            "latest": last.latest,
            "text": f"{first.text} … {last.text}",
        }
    )


def _as_range(date: EventDate | None) -> EventDate | None:
    """Two days in a row told as a set are one stretch of time."""
    if date is None or not date.edtf.startswith("{") or not date.earliest or not date.latest:
        return date
    if date.latest - date.earliest != dt.timedelta(days=1):
        return date
    return date.model_copy(update={"edtf": f"{date.earliest}/{date.latest}"})


def _distance(root: Token, predicate: Token, trigger: Token) -> int | None:
    """How far a time expression stands from an event: 0 its own; None where it is another's."""
    governor = _governor(root)
    if governor in {predicate, trigger}:
        return 0
    if trigger != predicate and trigger.is_ancestor(root):
        return 1
    if predicate.is_ancestor(root):
        between = [
            word
            for word in root.ancestors
            if predicate.is_ancestor(word) and word.pos_ in {"VERB", "AUX"}
        ]
        if any(word.dep_ in {"advcl", "relcl"} for word in between):
            return None
        return 2 + len(between)
    if governor.is_ancestor(predicate) and _is_of_another_time(predicate, governor):
        return None
    if governor.is_ancestor(predicate):
        return 4 if lexicon().reporting.get(governor.lemma_) is None else 5
    if _joined(governor, predicate):
        return 5
    return 8


def _is_of_another_time(predicate: Token, governor: Token) -> bool:
    """Whether a clause is told as before or after the one above ("after it was charged")."""
    word = predicate
    while word != governor:
        shifted = word.dep_ == "advcl" and any(
            child.dep_ in {"mark", "advmod"} and child.lower_ in _SHIFTING
            for child in word.children
        )
        perfect = word.dep_ == "relcl" and any(
            child.dep_ == "aux" and child.lower_ == "had" for child in word.children
        )
        if shifted or perfect:
            return True
        word = word.head
    return False


def _governor(root: Token) -> Token:
    word = root
    while word.head != word:
        word = word.head
        if word.pos_ in {"VERB", "AUX"} or (word.pos_ == "NOUN" and word.dep_ != "pobj"):
            return word
        if word.pos_ in {"NOUN", "PROPN"} and any(child.dep_ == "prep" for child in word.children):
            return word
    return word


def _joined(one: Token, other: Token) -> bool:
    return other in one.conjuncts or one in other.conjuncts
