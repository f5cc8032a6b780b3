"""Holidays and other named days: `dates_holidays.csv`, the moveable ones in
`dates_moveable.csv`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from events.extraction.dates.countries import countries_in
from events.extraction.dates.tables import LexiconError, rows

_FALLS = re.compile(
    r"(?P<year>\d{4})-(?P<fixed>\d\d-\d\d)|(?P<each>\d\d-\d\d)"
    r"|moveable (?P<moveable>[a-z_]+)(?: (?P<off>-?\d+))?"
    r"|weekday (?P<month>\d+) (?P<weekday>[A-Z][a-z]{2}) (?P<nth>\d|last)"
)
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A named day: when it falls, and whose it is ("" where every country means the same day)."""

    country: str
    falls: re.Match[str]
    source: str

    @property
    def once(self) -> bool:
        """Whether it names one day of history, not a day of every year."""
        return self.falls["year"] is not None

    def day(self, year: int) -> dt.date | None:
        """The day on which it falls in a year; None where the table does not reach."""
        falls = self.falls
        if falls["year"]:
            return dt.date.fromisoformat(falls.group())
        if falls["each"]:
            return dt.date.fromisoformat(f"{year:04}-{falls['each']}")
        if falls["moveable"]:
            first = _moveable().get((falls["moveable"], year))
            return first + dt.timedelta(days=int(falls["off"] or 0)) if first else None
        return _nth_weekday(year, int(falls["month"]), falls["weekday"], falls["nth"])


def _nth_weekday(year: int, month: int, weekday: str, nth: str) -> dt.date:
    number = _WEEKDAYS.index(weekday)
    if nth == "last":
        end = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
        return end - dt.timedelta(days=(end.weekday() - number) % 7)
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(number - first.weekday()) % 7 + 7 * (int(nth) - 1))


@cache
def _moveable() -> dict[tuple[str, int], dt.date]:
    table: dict[tuple[str, int], dt.date] = {}
    for where, row in rows("dates_moveable.csv", "year", "new_year"):
        for name, value in row.items():
            if name != "year":
                try:
                    table[name, int(row["year"])] = dt.date.fromisoformat(value)
                except ValueError as error:
                    raise LexiconError(f"{where}, column {name!r}: {error}") from None
    return table


@cache
def named_days() -> dict[str, tuple[NamedDay, ...]]:
    """Every named day by its words; raises LexiconError naming the row that is wrong."""
    table: dict[str, tuple[NamedDay, ...]] = {}
    for where, row in rows("dates_holidays.csv", "words", "falls", "source"):
        falls = _FALLS.fullmatch(row["falls"])
        if falls is None:
            raise LexiconError(f"{where}: falls {row['falls']!r} is no day")
        for word in row["words"].split("|"):
            table[word] = (*table.get(word, ()), NamedDay(row["country"], falls, row["source"]))
    return table


def named_day(words: str, sentence: str) -> NamedDay | None:
    """The day that words name in a sentence; None where several countries could be meant."""
    choices = named_days().get(" ".join(words.split()), ())
    if len(choices) == 1:
        return choices[0]
    here = countries_in(sentence)
    meant = [choice for choice in choices if choice.country in here]
    return meant[0] if len(meant) == 1 else None
