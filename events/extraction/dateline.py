"""Where a story is filed from: its dateline, and the country whose bodies it may leave unnamed."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from events.gazetteer import actors, places

DATELINE: Final = re.compile(
    r"^(?P<town>[A-Z]{3}[A-Z .'’-]{0,30}?)(?:,[^-–—\n]{1,30})?(?: ?\([^)\n]{1,30}\))?\s*[-–—]+\s+"
)
"""The capitals that open a wire story: "TAIPEI (sample) - "."""


def dateline_country(text: str) -> str | None:
    """ISO3 code of the country in which the dateline's town lies; None without a known one."""
    opening = DATELINE.match(text)
    if opening is None:
        return None
    return _towns().get(opening["town"].strip().casefold())


@cache
def _towns() -> dict[str, str]:
    """Countries by the names of their capitals and towns; a name of two countries is left out."""
    named: dict[str, set[str]] = {}
    for actor in actors().values():
        for town in actor.metonyms:
            named.setdefault(town.casefold(), set()).add(actor.country or "")
    for place in places().values():
        if place.kind == "city" and place.admin:
            for town in (place.name, *place.aliases):
                named.setdefault(town.casefold(), set()).add(place.admin)
    return {town: countries.pop() for town, countries in named.items() if len(countries) == 1}
