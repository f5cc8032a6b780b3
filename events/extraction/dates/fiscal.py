"""Fiscal years by country: the table `dates_fiscal.csv`."""

from __future__ import annotations

import re
from functools import cache

from events.extraction.dates.tables import rows, whole

_Row = tuple[re.Pattern[str], tuple[int, int], str]


@cache
def _countries() -> tuple[_Row, ...]:
    columns = ("country", "words", "first_shift", "last_shift", "source")
    table: list[_Row] = []
    for where, row in rows("dates_fiscal.csv", *columns):
        named = "|".join(re.escape(word) for word in row["words"].split("|"))
        shift = whole(where, row, "first_shift"), whole(where, row, "last_shift")
        table.append(
            (re.compile(rf"(?<!\w)(?:{named})(?!\w)"), shift, f"budget year of {row['country']}")
        )
    return tuple(table)


def fiscal_shift(sentence: str) -> tuple[tuple[int, int], str]:
    """Months by which the fiscal year of the country named in a sentence begins and ends off the calendar's.

    With no country, or several whose years differ, the widest of the table and "" for whose.
    """
    named = [(shift, whose) for pattern, shift, whose in _countries() if pattern.search(sentence)]
    if len({shift for shift, _ in named}) == 1:
        return named[0]
    shifts = [shift for shift, _ in named] or [shift for _, shift, _ in _countries()]
    return (min(first for first, _ in shifts), max(last for _, last in shifts)), ""
