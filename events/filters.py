"""EventFilter: one object that is the page's query, the command line's flags, the store's WHERE."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Final

from events.record import EventType, Status


class Certainty(StrEnum):
    """Whether a date must lie in the range whole (certain) or may lie in it (possible)."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


SHOWN_BY_DEFAULT: Final = (Status.OCCURRED, Status.ONGOING)


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What to show. Empty tuples and None mean "any"; an actor finds its descendants too."""

    actors: tuple[str, ...] = ()
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    certainty: Certainty = Certainty.POSSIBLE
    types: tuple[EventType, ...] = ()
    statuses: tuple[Status, ...] = SHOWN_BY_DEFAULT
    words: str = ""

    def to_query(self) -> dict[str, str]:
        """The filter as short query parameters, defaults left out."""
        written = {
            "actor": ",".join(self.actors),
            "from": self.date_from.isoformat() if self.date_from else "",
            "to": self.date_to.isoformat() if self.date_to else "",
            "dates": "" if self.certainty is Certainty.POSSIBLE else self.certainty.value,
            "type": ",".join(self.types),
            "status": "" if self.statuses == SHOWN_BY_DEFAULT else ",".join(self.statuses) or "any",
            "words": self.words,
        }
        return {name: value for name, value in written.items() if value}

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> tuple[EventFilter, tuple[str, ...]]:
        """Read query parameters one by one; a bad one keeps its default and gives a notice.

        Actor ids are checked by whoever holds the actor table.
        """
        read = cls()
        notices: list[str] = []
        for field in fields(cls):
            name = _QUERY_NAMES[field.name]
            value = query.get(name, "").strip()
            if not value:
                continue
            try:
                read = replace(read, **{field.name: _READERS[field.name](value)})
            except ValueError:
                notices.append(f"“{name}={value[:40]}” was not understood and is left out.")
        if read.date_from and read.date_to and read.date_from > read.date_to:
            notices.append("“from” is after “to”; both are left out.")
            read = replace(read, date_from=None, date_to=None)
        return read, tuple(notices)


def _items(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.strip() for item in value.split(",") if item.strip()))


def _types(value: str) -> tuple[EventType, ...]:
    return tuple(EventType(item.upper()) for item in _items(value))


def _statuses(value: str) -> tuple[Status, ...]:
    if value == "any":
        return ()
    asked = {Status(item.lower()) for item in _items(value)}
    return tuple(status for status in Status if status in asked)


_QUERY_NAMES: Final = {
    "actors": "actor",
    "date_from": "from",
    "date_to": "to",
    "certainty": "dates",
    "types": "type",
    "statuses": "status",
    "words": "words",
}
_READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "actors": _items,
    "date_from": dt.date.fromisoformat,
    "date_to": dt.date.fromisoformat,
    "certainty": Certainty,
    "types": _types,
    "statuses": _statuses,
    "words": str,
}
