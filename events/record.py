"""The vocabulary of Straitline: what a mention of an event holds, and the JSON contract of a record.

Event types and the words actor / recipient are PLOVER's; dates are EDTF (ISO 8601-2); countries are
ISO 3166-1 alpha-3; evidence is a W3C TextQuoteSelector plus TextPositionSelector; the uncertainty of a
place is Darwin Core's coordinateUncertaintyInMeters.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class EventType(StrEnum):
    """PLOVER's sixteen event types, and OTHER for dated milestones that are none of them."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    OTHER = "OTHER"


class Status(StrEnum):
    """Whether the text tells of a thing as done, going on, planned, imagined or denied."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


class DateBasis(StrEnum):
    """How a date was told: a calendar date, words relative to another day, or not at all."""

    STATED = "stated"
    RELATIVE = "relative"
    PUBLICATION = "publication"


class Relation(StrEnum):
    """How the happening lies to the named place."""

    AT = "at"
    IN = "in"
    NEAR = "near"
    OFF = "off"
    THROUGH = "through"
    ACROSS = "across"
    TOWARD = "toward"
    FROM = "from"
    BETWEEN = "between"
    OFFSET = "offset"


class Part(BaseModel):
    """Base of every part of a record: immutable, and refusing what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EventDate(Part):
    """When: an EDTF date with its first and last possible day (inclusive; None is an open end)."""

    edtf: str
    earliest: dt.date | None
    latest: dt.date | None
    basis: DateBasis
    text: str = Field(description="The words it was read from; empty where basis is publication.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"earliest {self.earliest} is after latest {self.latest}")
        return self


class Actor(Part):
    """Who: the id is the key; name, country (ISO3, None for international bodies) and sector are data."""

    id: str
    name: str
    country: str | None
    sector: str


class Place(Part):
    """Where: a place of the gazetteer, how the happening lies to it, and how far off the point may be."""

    id: str
    name: str
    relation: Relation
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    uncertainty_m: Annotated[float, Field(gt=0)]


class Figure(Part):
    """A counted thing of the happening; `part` tells a share of it ("crossed the median line")."""

    minimum: float
    maximum: float | None = Field(description="None where the words leave it open (more than 30).")
    unit: str
    text: str
    part: str | None = None


class Claimant(Part):
    """Who asserts the happening; id is None for the reporter's own voice and for unnamed sources."""

    id: str | None
    name: str
    citing: str | None = Field(default=None, description="Whom the claimant cites, in its words.")


REPORTER = Claimant(id=None, name="the reporter")


class Evidence(Part):
    """The words that tell it: `exact` is the article's text from `start` to `end` (characters)."""

    exact: Annotated[str, Field(min_length=1)]
    prefix: str
    suffix: str
    start: Annotated[int, Field(ge=0)]
    end: int

    @model_validator(mode="after")
    def _offsets_span_the_quote(self) -> Self:
        if self.end - self.start != len(self.exact):
            raise ValueError("evidence offsets do not span its words")
        return self

    @classmethod
    def quote(cls, text: str, start: int, end: int, context: int = 32) -> Self:
        """Quote `text[start:end]` with up to `context` characters either side."""
        return cls(
            exact=text[start:end],
            prefix=text[max(0, start - context) : start],
            suffix=text[end : end + context],
            start=start,
            end=end,
        )


class Mention(Part):
    """What one passage of one article says of one happening. Its JSON is the contract of a record."""

    id: str
    article: str
    title: str = Field(description="The happening in the article's own words, short.")
    date: EventDate | None
    date_reason: str | None = Field(default=None, description="Why there is no date.")
    type: EventType
    mode: str | None = None
    status: Status
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    place: Place | None
    place_reason: str | None = Field(default=None, description="Why there is no place.")
    figures: tuple[Figure, ...] = ()
    claimed_by: Claimant = REPORTER
    evidence: Evidence
    further_evidence: tuple[Evidence, ...] = ()
    trigger: str = Field(description="The word or words that signal the happening.")
    background: bool = False
    confidence: Annotated[float, Field(ge=0, le=1)]
    why: dict[str, str] = Field(default_factory=dict, description="Field name to how it was read.")
    made_by: str

    @model_validator(mode="after")
    def _an_absence_has_its_reason(self) -> Self:
        if self.place is None and not self.place_reason:
            raise ValueError("a record without a place tells why")
        if self.date is None and not self.date_reason:
            raise ValueError("a record without a date tells why")
        return self


class Event(Part):
    """One happening, told by one or more mentions; the first mention is the one it is shown by."""

    id: str
    mentions: Annotated[tuple[Mention, ...], Field(min_length=1)]

    @property
    def lead(self) -> Mention:
        """The mention that stands for the event."""
        return self.mentions[0]

    def record(self) -> EventRecord:
        """The event as JSON shows it: the contract of a record, told by its lead, with all reports."""
        told = {name: getattr(self.lead, name) for name in Mention.model_fields}
        return EventRecord(**(told | {"id": self.id, "mentions": self.mentions}))


class EventRecord(Mention):
    """An event written out: every field of a record, under the event's id, and its mentions."""

    mentions: Annotated[tuple[Mention, ...], Field(min_length=1)]
