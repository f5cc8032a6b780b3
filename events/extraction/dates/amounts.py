"""Amounts of time: "two and a half years" as a number, a unit and a TIMEX3 duration."""

from __future__ import annotations

import re
from dataclasses import dataclass

from events.extraction.dates.grammar import Match
from events.extraction.dates.reading import UnresolvedError

_CODES = {
    "second": "PT{}S",
    "minute": "PT{}M",
    "hour": "PT{}H",
    "day": "P{}D",
    "night": "P{}D",
    "weekend": "P{}WE",
    "week": "P{}W",
    "fortnight": "P{}W",
    "month": "P{}M",
    "quarter": "P{}Q",
    "year": "P{}Y",
    "decade": "P{}0Y",
    "century": "P{}00Y",
}
HOURS = frozenset({"hour", "minute", "second"})
_ABOUT = re.compile(
    r"\s*(?:about|around|nearly|almost|over|more than|some|roughly|at least|less than"
    r"|fewer than|up to)\b",
    re.IGNORECASE,
)
_AND_A_HALF = re.compile(r"\band a half\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """So many units; `count` is None for "several". `about` marks "nearly", "more than"."""

    count: float | None
    unit: str
    about: bool

    @property
    def timex(self) -> str:
        """TIMEX3 duration, X for a number that is not told."""
        if self.count is None:
            vague = {"decade": "PXDE", "century": "PXCE"}
            return vague.get(self.unit, _CODES[self.unit].format("X"))
        if self.unit == "fortnight":
            return f"P{2 * self.count:g}W"
        if self.unit == "decade":
            return f"P{10 * self.count:g}Y"
        if self.unit == "century":
            return f"P{100 * self.count:g}Y"
        return _CODES[self.unit].format(f"{self.count:g}")


def amount_of(match: Match) -> Amount:
    """The amount in a match's slots `number` or `digits` and `unit`, `unit_long`, `unit_one`."""
    unit = match.value("unit", "unit_long", "unit_one")
    if unit is None:
        raise UnresolvedError("no unit of time")
    about = bool(_ABOUT.match(match.text)) or "or so" in match.text.lower()
    return Amount(_count(match), unit, about)


def _count(match: Match) -> float | None:
    half = 0.5 if _AND_A_HALF.search(match.text) else 0.0
    if (digits := match.words("digits")) is not None:
        return float(digits) + half
    word = match.value("number")
    if word is None:
        return 1.0
    if word == "X":
        return None
    value = float(word)
    return value + half if value == int(value) else value
