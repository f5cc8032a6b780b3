"""The words that tell how a happening lies to a place, read from `data/gazetteer/`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from events.data_files import data_path
from events.record import Relation
from events.tables import Row, read_table

UNDECIDED: Final = ("on", "over", "to", "for", "of", "towards")
"""Words that locate only with the right word before them ("fled to", "shelling of")."""

_ROLES: Final = (
    "verb",
    "noun",
    "motion",
    "transfer",
    "carried",
    "static",
    "abstract",
    "topic",
    "feature",
    "event",
    "gap",
    "seat",
    "spoken",
    "naming",
    "scene",
)
_NUMBER: Final = r"(?P<number>\d[\d,]*(?:\.\d+)?)"


class Vagueness(NamedTuple):
    """How far beyond a place's edge a relation reaches: the larger of km and share of extent."""

    reach_km: float
    extent_share: float


@dataclass(frozen=True, slots=True)
class Told:
    """A relation as the words before a name tell it. `relation` is one of Relation or UNDECIDED."""

    start: int
    relation: str
    words: str
    bearing: float | None = None
    distance_km: float | None = None


class PlaceLexicon:
    """Relation phrases, directions, distances and the words that make a name a location."""

    def __init__(self) -> None:
        self.bearings = _bearings()
        self._metres = _metres()
        # "to the north, south and east of" tells no one direction
        self._several = re.compile(rf"\b(?:{_either(self.bearings)})(?:,|,?\s+and|,?\s+or)\s+\Z")
        self._phrases = self._compile_phrases()
        self.vagueness = _vagueness()
        self._words = _cues()

    def relation_of(self, role: str, word: str) -> str | None:
        """The relation that a word of a role tells ("verb", "cross": across), if any."""
        return self._words[role].get(word)

    def has(self, role: str, word: str) -> bool:
        """Whether a word (lower case lemma) plays a role."""
        return word in self._words[role]

    def words(self, role: str) -> frozenset[str]:
        """All words of a role."""
        return frozenset(self._words[role])

    def told_before(self, text: str) -> Told | None:
        """The relation phrase at the end of a text: the longest that the table knows."""
        for pattern, relation in self._phrases:
            match = pattern.search(text)
            if match is None:
                continue
            found = match.groupdict()
            direction = found.get("direction")
            distance = None
            if found.get("number"):
                number = float(found["number"].replace(",", ""))
                distance = number * self._metres[found["unit"].lower()] / 1000
            bearing = self.bearings[direction.lower()] if direction else None
            if direction and self._several.search(text[: match.start("direction")]):
                relation, bearing = Relation.NEAR, None
            return Told(match.start(), relation, match.group().strip(), bearing, distance)
        return None

    def _compile_phrases(self) -> list[tuple[re.Pattern[str], str]]:
        direction = rf"(?P<direction>{_either(self.bearings)})"
        distance = rf"{_NUMBER}(?:\s|-)?(?P<unit>{_either(self._metres)})(?:\s\([^()]{{1,40}}\))?"
        allowed = {*Relation, *UNDECIDED}
        found = []
        for row in read_table(data_path("gazetteer", "relations.csv"), ("phrase", "relation")):
            relation = row.one_of("relation", allowed)
            phrase = row.required("phrase")
            pattern = re.escape(phrase).replace(r"\ ", r"\s(?:the\s)?")
            pattern = pattern.replace(r"\{direction\}", direction)
            pattern = pattern.replace(r"\{distance\}", distance)
            compiled = re.compile(rf"(?<![\w-]){pattern}(?:\s+the)?\s*\Z", re.IGNORECASE)
            found.append((phrase.count(" "), len(phrase), compiled, relation))
        found.sort(key=lambda item: (-item[0], -item[1]))
        return [(pattern, relation) for *_, pattern, relation in found]


@cache
def place_lexicon() -> PlaceLexicon:
    """The lexicon of this installation. GazetteerError names file, row and column of a fault."""
    return PlaceLexicon()


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _table(name: str, *columns: str) -> list[Row]:
    return read_table(data_path("gazetteer", name), columns)


def _bearings() -> Mapping[str, float]:
    rows = _table("directions.csv", "word", "bearing")
    return {row.required("word"): row.number_of("bearing", 0, 360) for row in rows}


def _metres() -> Mapping[str, float]:
    rows = _table("distances.csv", "unit", "metres", "source")
    return {row.required("unit"): row.number_of("metres", 0.001, 10_000) for row in rows}


def _vagueness() -> Mapping[Relation, Vagueness]:
    found = {}
    for row in _table("vagueness.csv", "relation", "reach_km", "extent_share", "reason"):
        row.required("reason")
        relation = Relation(row.one_of("relation", tuple(Relation)))
        found[relation] = Vagueness(
            row.number_of("reach_km", 0, 5000), row.number_of("extent_share", 0, 10)
        )
    return found


def _cues() -> Mapping[str, Mapping[str, str | None]]:
    words: dict[str, dict[str, str | None]] = {role: {} for role in _ROLES}
    file = data_path("gazetteer", "place_cues.csv")
    for row in read_table(file, ("role", "word", "relation", "example"), unique=("role", "word")):
        relation = row.one_of("relation", tuple(Relation)) if row["relation"] else None
        words[row.one_of("role", _ROLES)][row.required("word")] = relation
    return words
