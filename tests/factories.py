"""Short ways to write the articles and mentions that tests speak of."""

from __future__ import annotations

import datetime as dt
from typing import Any

from events.article import Article
from events.record import (
    Actor,
    DateBasis,
    EventDate,
    EventType,
    Evidence,
    Figure,
    Mention,
    Place,
    Relation,
    Status,
)

DAY = dt.date(2021, 10, 4)
ACTORS = {
    known.id: known
    for known in (
        Actor(id="chn", name="China", country="CHN", sector="GOV"),
        Actor(id="chn-pla", name="People's Liberation Army", country="CHN", sector="MIL"),
        Actor(id="chn-plan", name="PLA Navy", country="CHN", sector="MIL"),
        Actor(id="twn", name="Taiwan", country="TWN", sector="GOV"),
        Actor(id="twn-mnd", name="Ministry of National Defense", country="TWN", sector="MIL"),
        Actor(id="twn-kmt", name="Kuomintang", country="TWN", sector="PTY"),
        Actor(id="jpn", name="Japan", country="JPN", sector="GOV"),
        Actor(id="jpn-sdf", name="Self-Defense Forces", country="JPN", sector="MIL"),
        Actor(id="usa", name="United States", country="USA", sector="GOV"),
        Actor(id="usa-navy", name="US Navy", country="USA", sector="MIL"),
        Actor(id="org-csis", name="CSIS", country="USA", sector="EDU"),
        Actor(id="g7", name="G7", country=None, sector="IGO"),
    )
}
TEXT = (
    "Fifty-six Chinese military aircraft entered Taiwan's air defence identification zone on "
    "Monday, the island's defence ministry said. Japan plans an exercise near Yonaguni next month."
)


def article(id: str = "a1", text: str = TEXT, **fields: Any) -> Article:
    """An article of 5 October 2021."""
    given: dict[str, Any] = {
        "title": "The day's flights",
        "published": dt.date(2021, 10, 5),
    } | fields
    return Article(id=id, text=text, **given)


def belonging_to(id: str) -> frozenset[str]:
    """Of `ACTORS`, the one with this id and all who belong to it."""
    return frozenset(known for known in ACTORS if known == id or known.startswith(f"{id}-"))


def day(edtf: str, basis: DateBasis = DateBasis.STATED) -> EventDate:
    """A day (2021-10-04) or an interval of days (2022-08-04/2022-08-07)."""
    first, _, last = edtf.partition("/")
    return EventDate(
        edtf=edtf,
        earliest=dt.date.fromisoformat(first),
        latest=dt.date.fromisoformat(last or first),
        basis=basis,
        text="" if basis is DateBasis.PUBLICATION else "on Monday",
    )


def place(id: str = "taiwan-adiz", relation: Relation = Relation.IN, **fields: Any) -> Place:
    """A place some 400 km wide, south-west of Taiwan."""
    given = {"latitude": 22.0, "longitude": 119.0, "uncertainty_m": 200_000.0} | fields
    return Place(id=id, name=id, relation=relation, **given)


def aircraft(count: float) -> Figure:
    """A count of aircraft."""
    return Figure(minimum=count, maximum=count, unit="aircraft", text=f"{count:g} aircraft")


def mention(
    of: Article,
    id: str = "",
    actors: tuple[str, ...] = ("chn-pla",),
    recipients: tuple[str, ...] = ("twn",),
    quote: str = "",
    **fields: Any,
) -> Mention:
    """The flights of 4 October 2021 into the ADIZ, unless `fields` tell otherwise."""
    start = of.text.index(quote)
    given: dict[str, Any] = {
        "title": "Aircraft enter the ADIZ",
        "date": day("2021-10-04"),
        "type": EventType.MOBILIZE,
        "mode": "enter-zone",
        "status": Status.OCCURRED,
        "place": place(),
        "figures": (aircraft(56),),
        "evidence": Evidence.quote(of.text, start, start + len(quote or of.text)),
        "trigger": "entered",
        "confidence": 0.9,
        "made_by": "test 1",
    } | fields
    given["date_reason"] = None if given["date"] else "no time is told"
    given["place_reason"] = None if given["place"] else "no place is told"
    return Mention(
        id=id or f"{of.id}-m1",
        article=of.id,
        actors=tuple(ACTORS[one] for one in actors),
        recipients=tuple(ACTORS[one] for one in recipients),
        **given,
    )
