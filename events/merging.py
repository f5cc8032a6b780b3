"""Which mentions tell of the same happening.

Mentions with one key tell of one happening. Equality of keys is transitive and looks at nothing but
the mention itself, so no chain of near misses pulls distant reports together, the order in which
articles arrive does not matter, and an event keeps its id for ever. A pair that the words do not
settle stays two events: a copy too many is seen and merged by hand, a wrong merge hides a
happening.

Figures are no criterion: two reports that count one day's flights differently are one event. Status
is: a report and a preview are two.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from events.record import Actor, DateBasis, Event, EventType, Mention, Relation

# PLOVER sectors whose members act for their state; everyone else acts for themselves.
OFFICIAL_SECTORS: Final = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP"})

# Acts of words. A ministry and a president who condemn one thing on one day are two events
# (codebook: one record for each speaker, day and thrust), so the state is too coarse.
SPOKEN: Final = frozenset(
    {
        EventType.SUPPORT,
        EventType.REQUEST,
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.THREATEN,
    }
)

# Modes of the lexicon that tell of one thing, that forces were there that day: one report has
# aircraft "detected", another "sent", a third has them "enter the zone". Every other mode is an act
# of its own: an exercise, a missile test or a transit is not the day's flights.
PRESENCE_MODES: Final = frozenset(
    {"cross-line", "deploy", "enter-zone", "flight", "patrol", "presence"}
)

ID_LENGTH: Final = 12
"""Characters of an event id: 60 bits, so a million events clash once in two million stores."""

_DAYS: Final = re.compile(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?")


def act(mention: Mention) -> str | None:
    """The act is of the same type and mode; the ways to tell of forces' presence are one mode."""
    mode = "presence" if mention.mode in PRESENCE_MODES else mention.mode or ""
    return f"{mention.type}.{mode}"


def standing(mention: Mention) -> str | None:
    """It is told with the same status: as done, going on, planned, imagined or denied."""
    return mention.status.value


def told_days(mention: Mention) -> str | None:
    """The words tell the same day, or the same first and last; publication's day is not told."""
    date = mention.date
    if date is None or date.basis is DateBasis.PUBLICATION:
        return None
    return date.edtf if _DAYS.fullmatch(date.edtf) else None


def who_acts(mention: Mention) -> str | None:
    """The same states act, and the same others who act for none; what is said, the same say."""
    if mention.type in SPOKEN:
        return " ".join(sorted({actor.id for actor in mention.actors})) or None
    return _states(mention.actors)


def where_or_whom(mention: Mention) -> str | None:
    """It is at the same place; where no place is told, with or against the same states."""
    place = mention.place
    if place is None:
        with_whom = _states(mention.recipients)
        if with_whom is None and len(_parties(mention.actors)) > 1:
            with_whom = "one another"
        return with_whom and f"with {with_whom}"
    if place.relation is Relation.OFFSET:
        return f"{place.id}@{place.latitude:.1f},{place.longitude:.1f}"
    return place.id


CRITERIA: Final[tuple[Callable[[Mention], str | None], ...]] = (
    act,
    standing,
    told_days,
    who_acts,
    where_or_whom,
)


def happening_key(mention: Mention) -> str:
    """Key that all reports of a happening share; what tells too little has a key of its own."""
    answers = [criterion(mention) for criterion in CRITERIA]
    told = [answer for answer in answers if answer is not None]
    if len(told) < len(CRITERIA):
        return "\x1f".join(("alone", mention.article, mention.id))
    return "\x1f".join(("shared", *told))


def event_id(key: str, ordinal: int = 0) -> str:
    """Short id (12 lower-case base32 characters) of the happening with `key`."""
    digest = hashlib.sha256(f"{key}\x1e{ordinal}".encode()).digest()
    return base64.b32encode(digest).decode("ascii").lower()[:ID_LENGTH]


def event_ids(mentions: Iterable[Mention]) -> dict[str, str]:
    """Event id of each mention (by mention id) of one article.

    Two mentions of one article are two happenings. When they have the same key, the first telling
    answers to it, since it is what the article reports; the key can't say whether a later telling
    is what another article tells, so that stays alone.
    """
    told: Counter[str] = Counter()
    ids: dict[str, str] = {}
    for mention in sorted(mentions, key=_position):
        key = happening_key(mention)
        ordinal = told[key]
        told[key] += 1
        own_key = key if ordinal == 0 else "\x1f".join(("later", mention.article, key))
        ids[mention.id] = event_id(own_key, ordinal)
    return ids


def assemble(event: str, reports: Sequence[tuple[Mention, dt.date | None]]) -> Event:
    """The event `event` from its mentions, each with its article's day of publication.

    The lead is the mention of the earliest published article (undated articles come last), then of
    the first article id.
    """

    def order(report: tuple[Mention, dt.date | None]) -> tuple[dt.date, str, int, str]:
        mention, published = report
        return (published or dt.date.max, mention.article, *_position(mention))

    return Event(id=event, mentions=tuple(mention for mention, _ in sorted(reports, key=order)))


def _position(mention: Mention) -> tuple[int, str]:
    return mention.evidence.start, mention.id


def _parties(actors: Iterable[Actor]) -> list[str]:
    return sorted(
        {
            actor.country if actor.country and actor.sector in OFFICIAL_SECTORS else actor.id
            for actor in actors
        }
    )


def _states(actors: Iterable[Actor]) -> str | None:
    return " ".join(_parties(actors)) or None
