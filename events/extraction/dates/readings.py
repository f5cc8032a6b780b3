"""Which function reads the words of which rule; the rules name them in `dates_rules.toml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from events.extraction.dates import (
    readings_calendar,
    readings_other,
    readings_relative,
    readings_seasons,
    readings_story,
)
from events.extraction.dates.grammar import Match
from events.extraction.dates.reading import Reading, Setting

Resolver = Callable[[Match, Setting], Reading]

_ROOMS: Final = (
    readings_calendar,
    readings_seasons,
    readings_relative,
    readings_story,
    readings_other,
)


def _resolvers() -> Mapping[str, Resolver]:
    return {
        name: function
        for room in _ROOMS
        for name, function in vars(room).items()
        if not name.startswith("_")
        and getattr(function, "__module__", None) == room.__name__
        and getattr(function, "__annotations__", {}).get("return") == "Reading"
    }


READINGS: Final[Mapping[str, Resolver]] = _resolvers()
