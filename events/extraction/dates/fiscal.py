"""Fiscal years by country: the table `dates_fiscal.csv`."""

from __future__ import annotations

from functools import cache

from events.extraction.dates.countries import countries_in
from events.extraction.dates.tables import rows, whole

Shift = tuple[int, int]


@cache
def _shifts() -> dict[str, Shift]:
    return {
        row["country"]: (whole(where, row, "first_shift"), whole(where, row, "last_shift"))
        for where, row in rows("dates_fiscal.csv", "country", "first_shift", "last_shift", "source")
    }


def fiscal_shift(sentence: str) -> tuple[Shift, str]:
    """Months by which a fiscal year begins and ends off the calendar's, and whose it is.

    The country is the one that the sentence (small letters) names. With none, or several whose
    years differ, the widest of them (or of the table) and "" for whose.
    """
    named = {country: _shifts()[country] for country in countries_in(sentence) & _shifts().keys()}
    if len(set(named.values())) == 1:
        country, shift = min(named.items())
        return shift, f"budget year of {country}"
    shifts = set(named.values()) or set(_shifts().values())
    return (min(first for first, _ in shifts), max(last for _, last in shifts)), ""
