"""The gazetteer: places and actors as checked tables, ids as keys and names as data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from events.data_files import data_path
from events.record import Actor
from events.tables import GazetteerError, Row, read_table

__all__ = [
    "ActorEntry",
    "Actors",
    "GazetteerError",
    "PlaceEntry",
    "Places",
    "actors",
    "body_phrases",
    "demonyms",
    "place_kinds",
    "places",
]

SECTORS: Final = frozenset(
    {
        "GOV",
        "MIL",
        "LEG",
        "JUD",
        "PTY",
        "OPP",
        "COP",
        "SPY",
        "CVL",
        "MED",
        "BUS",
        "IGO",
        "NGO",
        "EDU",
        "REB",
    }
)
"""PLOVER's sectors."""

ACTOR_KINDS: Final = frozenset(
    {
        "state",
        "body",
        "service",
        "command",
        "unit",
        "office",
        "person",
        "party",
        "media",
        "company",
        "institute",
        "group",
        "igo",
    }
)
SURFACES: Final = frozenset({"land", "water", "free"})
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_ISO3: Final = re.compile(r"[A-Z]{3}\Z")


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """Who may act. `aliases` always mean it; `metonyms` are places that speak for it (Beijing)."""

    id: str
    name: str
    aliases: tuple[str, ...]
    metonyms: tuple[str, ...]
    names: Mapping[str, str]
    country: str | None
    sector: str
    kind: str
    body: str | None
    parent: str | None
    valid_from: dt.date | None
    valid_to: dt.date | None
    state_affiliated: bool


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """Where things happen. `admin` administers it, `claimed_by` claim it: facts, no position.

    `latitude`, `longitude` in degrees (WGS 84); `extent_km` is the radius that holds it;
    `containers` are ids of the places that hold it, nearest first; `risky_aliases` need context.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    names: Mapping[str, str]
    kind: str
    admin: str | None
    claimed_by: tuple[str, ...]
    latitude: float
    longitude: float
    extent_km: float
    risky_aliases: tuple[str, ...]
    containers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceKind:
    """A kind of place: what its point must lie on, and the words that name the feature."""

    surface: str
    feature_words: tuple[str, ...]


class Actors(Mapping[str, ActorEntry]):
    """The actor table with its hierarchy."""

    def __init__(self, entries: Iterable[ActorEntry]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._children: dict[str, list[str]] = {}
        self._bodies: dict[tuple[str, str], ActorEntry] = {}
        self._states: dict[str, ActorEntry] = {}
        for entry in self._entries.values():
            if entry.parent:
                self._children.setdefault(entry.parent, []).append(entry.id)
            if entry.country and entry.body:
                self._bodies[entry.country, entry.body] = entry
            if entry.country and entry.kind == "state":
                self._states[entry.country] = entry

    def __getitem__(self, key: str) -> ActorEntry:
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def record(self, key: str) -> Actor:
        """The actor as a record shows it. KeyError for an unknown id."""
        entry = self[key]
        return Actor(id=entry.id, name=entry.name, country=entry.country, sector=entry.sector)

    def descendants(self, key: str) -> frozenset[str]:
        """Ids of the actor and of all below it. KeyError for an unknown id."""
        found = {self[key].id}
        waiting = [key]
        while waiting:
            children = self._children.get(waiting.pop(), [])
            found.update(children)
            waiting.extend(children)
        return frozenset(found)

    def ancestors(self, key: str) -> tuple[str, ...]:
        """Ids of the actors above it, nearest first. KeyError for an unknown id."""
        above = []
        parent = self[key].parent
        while parent:
            above.append(parent)
            parent = self[parent].parent
        return tuple(above)

    def by_body(self, country: str, body: str) -> ActorEntry | None:
        """The body of a class ("defence-ministry") that a country (ISO3) has, if known."""
        return self._bodies.get((country, body))

    def state(self, country: str) -> ActorEntry | None:
        """The state with an ISO3 code, if the table knows it."""
        return self._states.get(country)


class Places(Mapping[str, PlaceEntry]):
    """The place table."""

    def __init__(self, entries: Iterable[PlaceEntry]) -> None:
        self._entries = {entry.id: entry for entry in entries}

    def __getitem__(self, key: str) -> PlaceEntry:
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


@cache
def actors() -> Actors:
    """The actor table as installed. GazetteerError names file, row and column of a fault."""
    return load_actors(data_path("gazetteer", "actors.csv"), frozenset(body_phrases().values()))


@cache
def places() -> Places:
    """The place table as installed. GazetteerError names file, row and column of a fault."""
    return load_places(data_path("gazetteer", "places.csv"), place_kinds())


@cache
def place_kinds() -> Mapping[str, PlaceKind]:
    """Kinds of places and the words that name such a feature."""
    return load_kinds(data_path("gazetteer", "kinds.csv"))


@cache
def body_phrases() -> Mapping[str, str]:
    """Phrase (lower case) to the class of body it names: "defense ministry", "defence-ministry"."""
    return load_body_phrases(data_path("gazetteer", "bodies.csv"))


@cache
def demonyms() -> Mapping[str, str]:
    """Word as written ("Chinese") to the id of the state."""
    return load_demonyms(data_path("gazetteer", "demonyms.csv"), actors())


_PLACE_COLUMNS: Final = (
    "id",
    "name",
    "alt_names",
    "name_zh_hant",
    "name_zh_hans",
    "name_ja",
    "kind",
    "admin_iso3",
    "claimed_by",
    "lat",
    "lon",
    "extent_km",
    "within",
    "coord_source",
    "check",
    "risky_aliases",
)


def load_places(file: Path, kinds: Mapping[str, PlaceKind]) -> Places:
    """Read and check a table of places. Two places may share a name: see `names.NameMatcher`."""
    rows = {row["id"]: row for row in read_table(file, _PLACE_COLUMNS)}
    parents = {key: row.items_of("within") for key, row in rows.items()}
    for key, row in rows.items():
        for parent in parents[key]:
            if parent not in rows:
                raise row.fault("within", f"“{parent}” is no id of this table")
    return Places(_place(row, kinds, parents) for row in rows.values())


def _place(
    row: Row, kinds: Mapping[str, PlaceKind], parents: Mapping[str, tuple[str, ...]]
) -> PlaceEntry:
    kind = row.one_of("kind", kinds)
    if row["check"] != f"{kinds[kind].surface}:ok":
        raise row.fault("check", f"a {kind} must be checked as {kinds[kind].surface}:ok")
    row.required("coord_source")
    aliases = row.items_of("alt_names")
    for alias in row.items_of("risky_aliases"):
        if alias not in (row["name"], *aliases):
            raise row.fault("risky_aliases", f"“{alias}” is no name of {row['id']}")
    for claimant in row.items_of("claimed_by"):
        if not _ISO3.match(claimant):
            raise row.fault("claimed_by", f"“{claimant}” is no ISO 3166-1 alpha-3 code")
    return PlaceEntry(
        id=row.matching("id", _ID),
        name=row.required("name"),
        aliases=aliases,
        names=row.names(),
        kind=kind,
        admin=row.matching("admin_iso3", _ISO3) if row["admin_iso3"] else None,
        claimed_by=row.items_of("claimed_by"),
        latitude=row.number_of("lat", -90, 90),
        longitude=row.number_of("lon", -180, 180),
        extent_km=row.number_of("extent_km", 0.01, 20_000),
        risky_aliases=row.items_of("risky_aliases"),
        containers=_above(row, parents),
    )


def _above(row: Row, parents: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """All containers of a place, nearest first; a place that would hold itself is a fault."""
    found: dict[str, None] = {}
    level = parents[row["id"]]
    while level:
        found.update(dict.fromkeys(level))
        level = tuple(up for key in level for up in parents[key] if up not in found)
    if row["id"] in found:
        raise row.fault("within", f"{row['id']} lies within itself ({' > '.join(found)})")
    return tuple(found)


def load_kinds(file: Path) -> Mapping[str, PlaceKind]:
    """Read and check the table of kinds of places."""
    return {
        row.required("kind"): PlaceKind(
            row.one_of("surface", SURFACES), row.items_of("feature_words")
        )
        for row in read_table(file, ("kind", "surface", "feature_words"))
    }


_ACTOR_COLUMNS: Final = (
    "id",
    "name",
    "aliases",
    "metonyms",
    "name_zh_hant",
    "name_zh_hans",
    "name_ja",
    "country",
    "sector",
    "kind",
    "body",
    "parent",
    "valid_from",
    "valid_to",
    "state_affiliated",
    "source",
)


def load_actors(file: Path, bodies: frozenset[str]) -> Actors:
    """Read and check a table of actors: a name means one actor, a country has a body once."""
    rows = {row["id"]: row for row in read_table(file, _ACTOR_COLUMNS)}
    named: dict[str, str] = {}
    held: dict[tuple[str, str], str] = {}
    for key, row in rows.items():
        _check_parents(row, rows)
        row.required("name")
        for column in ("name", "aliases", "metonyms"):
            for name in row.items_of(column):
                if named.setdefault(name, key) != key:
                    raise row.fault(column, f"“{name}” is a name of {named[name]} already")
        body = (row["country"], row["body"])
        if all(body) and held.setdefault(body, key) != key:
            raise row.fault(
                "body", f"{held[body]} is the {row['body']} of {row['country']} already"
            )
    return Actors(_actor(row, bodies) for row in rows.values())


def _check_parents(row: Row, rows: Mapping[str, Row]) -> None:
    passed = [row["id"]]
    while parent := rows[passed[-1]]["parent"]:
        if parent not in rows:
            raise rows[passed[-1]].fault("parent", f"“{parent}” is no id of this table")
        if parent in passed:
            raise row.fault("parent", f"goes round: {' > '.join([*passed, parent])}")
        passed.append(parent)


def _actor(row: Row, bodies: frozenset[str]) -> ActorEntry:
    valid_from, valid_to = row.day("valid_from"), row.day("valid_to")
    if valid_from and valid_to and valid_from > valid_to:
        raise row.fault("valid_to", f"{valid_to} is before {valid_from}")
    affiliated = row["state_affiliated"] or "no"
    if affiliated not in ("yes", "no"):
        raise row.fault("state_affiliated", f"“{affiliated}” is neither yes nor no")
    return ActorEntry(
        id=row.matching("id", _ID),
        name=row["name"],
        aliases=row.items_of("aliases"),
        metonyms=row.items_of("metonyms"),
        names=row.names(),
        country=row.matching("country", _ISO3) if row["country"] else None,
        sector=row.one_of("sector", SECTORS),
        kind=row.one_of("kind", ACTOR_KINDS),
        body=row.one_of("body", bodies) if row["body"] else None,
        parent=row["parent"] or None,
        valid_from=valid_from,
        valid_to=valid_to,
        state_affiliated=affiliated == "yes",
    )


def load_body_phrases(file: Path) -> Mapping[str, str]:
    """Read and check the table of phrases that name a class of body."""
    phrases: dict[str, str] = {}
    for row in read_table(file, ("body", "phrases")):
        for phrase in row.items_of("phrases"):
            if phrases.setdefault(phrase.lower(), row["body"]) != row["body"]:
                raise row.fault(
                    "phrases", f"“{phrase}” is a phrase of {phrases[phrase.lower()]} already"
                )
    return phrases


def load_demonyms(file: Path, known: Actors) -> Mapping[str, str]:
    """Read and check the table of demonyms."""
    return {row["word"]: row.one_of("actor", known) for row in read_table(file, ("word", "actor"))}
