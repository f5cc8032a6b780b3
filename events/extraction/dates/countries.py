"""Which countries a sentence names: whose National Day, whose fiscal year
(`dates_countries.csv`)."""

from __future__ import annotations

import re
from functools import cache

from events.extraction.dates.tables import rows


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for _, row in rows("dates_countries.csv", "country", "words"):
        named = "|".join(re.escape(word) for word in row["words"].split("|"))
        found.append((row["country"], re.compile(rf"(?<!\w)(?:{named})(?!\w)")))
    return tuple(found)


def countries_in(sentence: str) -> frozenset[str]:
    """ISO 3166-1 alpha-3 codes of the countries that a sentence in small letters names."""
    return frozenset(country for country, pattern in _patterns() if pattern.search(sentence))
