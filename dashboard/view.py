"""View: everything that a link carries, and its way to and from the query string."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final

from events.filters import EventFilter

# The calendar that the date fields offer. A link with a day outside it is answered with a notice.
FIRST_DAY: Final = date(1600, 1, 1)
LAST_DAY: Final = date(2199, 12, 31)
_LONGEST_WORDS: Final = 300


class Lanes(StrEnum):
    """What a lane of the timeline stands for."""

    ACTOR = "actor"
    TYPE = "type"


class Reach(StrEnum):
    """How far back the timeline shows while no date is asked for."""

    RECENT = "recent"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Known:
    """What the store and the gazetteer know, against which a link is checked."""

    actors: Container[str]
    events: Container[str]
    spots: Container[str]


@dataclass(frozen=True, slots=True)
class View:
    """The whole state of the page.

    `event` is the id of the chosen event; `spot` the key of the mark of the map whose events are
    listed, or several keys joined by "|". Both are empty where nothing is chosen.
    """

    filter: EventFilter = field(default_factory=EventFilter)
    lanes: Lanes = Lanes.ACTOR
    reach: Reach = Reach.RECENT
    event: str = ""
    spot: str = ""

    def to_query(self) -> dict[str, str]:
        """The view as short query parameters, defaults left out."""
        written = {
            **self.filter.to_query(),
            "lanes": "" if self.lanes is Lanes.ACTOR else self.lanes.value,
            "time": "" if self.reach is Reach.RECENT else self.reach.value,
            "event": self.event,
            "at": self.spot,
        }
        return {name: value for name, value in written.items() if value}

    @classmethod
    def from_query(cls, query: Mapping[str, str], known: Known) -> tuple[View, tuple[str, ...]]:
        """Read query parameters one by one; a bad one keeps its default and gives a notice."""
        where, notices = EventFilter.from_query(query)
        where, unfit = _fit(where, known)
        view = cls(filter=where)
        notices += unfit
        lanes = query.get("lanes", "").strip()
        if lanes and lanes not in set(Lanes):
            notices += (f"“lanes={_short(lanes)}” was not understood; lanes are by actor.",)
        elif lanes:
            view = replace(view, lanes=Lanes(lanes))
        reach = query.get("time", "").strip()
        if reach and reach not in set(Reach):
            notices += (f"“time={_short(reach)}” was not understood; recent years are shown.",)
        elif reach:
            view = replace(view, reach=Reach(reach))
        event = query.get("event", "").strip()
        if event and event not in known.events:
            notices += (f"No event “{_short(event)}” is in this store; none is chosen.",)
        elif event:
            view = replace(view, event=event)
        spot = query.get("at", "").strip()
        if not all(key in known.spots for key in spot_keys(spot)):
            notices += (f"No place “{_short(spot)}” is on this map; none is opened.",)
        elif spot:
            view = replace(view, spot=spot)
        unread = sorted(set(query) - _NAMES)
        if unread:
            names = ", ".join(_short(name) for name in unread[:5])
            notices += (f"This page knows nothing of “{names}” in the link.",)
        return view, notices


_NAMES: Final = frozenset(
    {"actor", "from", "to", "dates", "type", "status", "words", "lanes", "time", "event", "at"}
)


def spot_keys(spot: str) -> tuple[str, ...]:
    """The keys that `View.spot` joins, each once; none of an empty one."""
    return tuple(dict.fromkeys(spot.split("|"))) if spot else ()


def _fit(where: EventFilter, known: Known) -> tuple[EventFilter, tuple[str, ...]]:
    """Leave out what the store or the calendar does not hold, each with its notice."""
    notices: list[str] = []
    unknown = [actor for actor in where.actors if actor not in known.actors]
    if unknown:
        names = ", ".join(_short(actor) for actor in unknown[:5])
        notices.append(f"No actor “{names}” is known here; it is left out of the filter.")
        where = replace(where, actors=tuple(a for a in where.actors if a in known.actors))
    for bound in (where.date_from, where.date_to):
        if bound and not FIRST_DAY <= bound <= LAST_DAY:
            notices.append(
                f"The dates of this page run from {FIRST_DAY.year} to {LAST_DAY.year}; "
                f"{bound.isoformat()} is left out."
            )
            where = replace(
                where,
                date_from=None if where.date_from == bound else where.date_from,
                date_to=None if where.date_to == bound else where.date_to,
            )
    if len(where.words) > _LONGEST_WORDS:
        notices.append(f"Only the first {_LONGEST_WORDS} characters of the words are searched.")
        where = replace(where, words=where.words[:_LONGEST_WORDS].strip())
    return where, tuple(notices)


def _short(value: str) -> str:
    """A stranger's value, cut and rid of what could be read as markup."""
    return "".join(c for c in value[:40] if c.isprintable() and c not in "<>[]()`*_$:\\#")
