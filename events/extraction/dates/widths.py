"""How wide words are: "early March", a season, "about": the tables
`dates_widths|seasons|margins.csv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from events.extraction.dates.tables import LexiconError, rows, whole


@dataclass(frozen=True, slots=True)
class Span:
    """Steps `first` to `last` of a unit, counted from 1; 0 is the last step, -1 the one before."""

    step: str
    first: int
    last: int
    approximate: bool


@cache
def _parts() -> dict[tuple[str, str], Span]:
    table: dict[tuple[str, str], Span] = {}
    for where, row in rows("dates_widths.csv", "unit", "part", "step", "first", "last", "source"):
        if row["step"] not in {"day", "month", "year"}:
            raise LexiconError(f"{where}: step {row['step']!r} is not day, month or year")
        first, last = whole(where, row, "first"), whole(where, row, "last")
        table[row["unit"], row["part"]] = Span(
            row["step"], first, last, row["approximate"] == "yes"
        )
    return table


@cache
def _seasons() -> dict[str, tuple[int, int, str]]:
    return {
        row["code"]: (
            whole(where, row, "first_month"),
            whole(where, row, "last_month"),
            row["edtf"],
        )
        for where, row in rows("dates_seasons.csv", "code", "edtf", "first_month", "last_month")
    }


@cache
def _margins() -> dict[str, int]:
    return {
        row["unit"]: whole(where, row, "days")
        for where, row in rows("dates_margins.csv", "unit", "days", "source")
    }


def part_of(unit: str, part: str) -> Span | None:
    """Width of a part of a unit, None where the table has none."""
    return _parts().get((unit, part))


def season_months(code: str) -> tuple[int, int, str]:
    """First month, last month and EDTF code of a season named by its TIMEX3 code."""
    return _seasons()[code]


def season_by_edtf(edtf: str) -> tuple[int, int] | None:
    """First and last month of a season named by its EDTF code, None if there is none."""
    return next(((a, b) for a, b, code in _seasons().values() if code == edtf), None)


def margin(unit: str) -> int:
    """Days that "about" adds either side of a single date of this unit."""
    return _margins()[unit]


@cache
def _recent() -> dict[tuple[str, str], tuple[int, str]]:
    table: dict[tuple[str, str], tuple[int, str]] = {}
    for where, row in rows("dates_recent.csv", "way", "unit", "count", "step", "source"):
        if row["way"] not in {"back", "ahead"} or row["step"] not in {"day", "month"}:
            raise LexiconError(f"{where}: way is back or ahead, step is day or month")
        table[row["way"], row["unit"]] = whole(where, row, "count"), row["step"]
    return table


def recent_span(unit: str, *, ahead: bool) -> tuple[int, str] | None:
    """How far "recent weeks" reach back, or "the coming days" ahead; None where nothing bounds
    them."""
    return _recent().get(("ahead" if ahead else "back", unit))
