"""Gold records and extracted mentions in one comparable form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from events.article import Article
from events.evaluation.gold import REPORTER, UNNAMED, GoldFigure, GoldRecord
from events.extraction.dates.edtf import bounds
from events.record import DateBasis, EventType, Mention, Status

Span = tuple[int, int]
Count = tuple[float, float | None, str]
"""A figure as compared: minimum, maximum (None: open), unit."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one record says. Spans count characters of the article; a day range is inclusive."""

    quote: str
    evidence: tuple[Span, ...]
    trigger: Span
    trigger_words: str
    date: str | None
    first: dt.date
    last: dt.date
    basis: DateBasis | None
    type: EventType
    status: Status
    actors: frozenset[str]
    recipients: frozenset[str]
    place: str | None
    figures: tuple[Count, ...]
    claimed_by: str
    optional: bool = False
    why: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_gold(cls, record: GoldRecord, article: Article) -> Reading:
        """The reading of a gold record, whose evidence is known to stand in the article."""
        start = article.text.index(record.evidence)
        first, last = bounds(record.date) if record.date else (None, None)
        return cls(
            quote=record.evidence,
            evidence=((start, start + len(record.evidence)),),
            trigger=_find(record.trigger, record.evidence, start),
            trigger_words=record.trigger,
            date=record.date,
            first=first or dt.date.min,
            last=last or dt.date.max,
            basis=record.basis,
            type=record.type,
            status=record.status,
            actors=frozenset(record.actors),
            recipients=frozenset(record.recipients),
            place=record.place,
            figures=tuple(map(_count, record.figures)),
            claimed_by=REPORTER if record.claimed_by in UNNAMED else record.claimed_by,
            optional=record.optional,
        )

    @classmethod
    def of_mention(cls, mention: Mention, article: Article) -> Reading:
        """The reading of an extracted mention; evidence that the article does not hold is none."""
        quotes = [
            quote
            for quote in (mention.evidence, *mention.further_evidence)
            if article.text[quote.start : quote.end] == quote.exact
        ]
        return cls(
            quote=mention.evidence.exact,
            evidence=tuple((quote.start, quote.end) for quote in quotes),
            trigger=_find(mention.trigger, mention.evidence.exact, mention.evidence.start),
            trigger_words=mention.trigger,
            date=mention.date.edtf if mention.date else None,
            first=(mention.date and mention.date.earliest) or dt.date.min,
            last=(mention.date and mention.date.latest) or dt.date.max,
            basis=mention.date.basis if mention.date else None,
            type=mention.type,
            status=mention.status,
            actors=frozenset(actor.id for actor in mention.actors),
            recipients=frozenset(actor.id for actor in mention.recipients),
            place=mention.place.id if mention.place else None,
            figures=tuple((one.minimum, one.maximum, one.unit) for one in mention.figures),
            claimed_by=mention.claimed_by.id or REPORTER,
            why=mention.why,
        )


def _find(words: str, quote: str, start: int) -> Span:
    """Where the words stand in the quote; the whole quote where they are told otherwise."""
    at = quote.find(words)
    return (start + at, start + at + len(words)) if at >= 0 else (start, start + len(quote))


def _count(figure: GoldFigure) -> Count:
    if figure.quantity is not None:
        return figure.quantity, figure.quantity, figure.unit
    return figure.minimum or 0.0, figure.maximum, figure.unit
