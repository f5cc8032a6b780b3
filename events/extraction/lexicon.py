"""The event lexicon: tables of verbs, nouns, status cues and reporting verbs, checked when loaded."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from events.data_files import data_path
from events.record import EventType, Status
from events.tables import Row, read_table

COMPUTED_CLASSES: Final = frozenset(
    {"@actor", "@person", "@state", "@place", "@vehicle", "@reciprocal"}
)
NO_HAPPENING: Final = "none"
"""A cue that tells no happening at all: ability, duty, a bare condition."""

CUE_KINDS: Final = frozenset(
    {"aux", "governor", "negation", "modifier", "adverb", "clause", "scope"}
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the event table: which word, with what around it, signals which type of event.

    `objects` are lemmas of the direct object (for a noun: of its modifiers or its "of" complement);
    `preps` are prepositions or particles of which one must stand; `subjects` are conditions on the
    subject. `agents` and `recipients` name the slots that fill the two roles, in order of preference.
    """

    lemma: str
    pos: str
    objects: frozenset[str]
    preps: frozenset[str]
    subjects: frozenset[str]
    agents: tuple[str, ...]
    recipients: tuple[str, ...]
    type: EventType
    mode: str | None
    example: str
    row: int

    @property
    def conditions(self) -> int:
        """How many conditions the row sets: the more, the more specific."""
        return bool(self.objects) + bool(self.preps) + bool(self.subjects)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables of `data/lexicon` that coding reads, and the hash that names their version."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    classes: Mapping[str, frozenset[str]]
    light_verbs: frozenset[str]
    occurrence_verbs: frozenset[str]
    reporting: Mapping[str, str]
    cues: Mapping[str, Mapping[str, Status | None]]
    units: Mapping[str, str]
    version: str

    def frames(self) -> Iterator[Frame]:
        """Every row of the event table, once."""
        seen: set[int] = set()
        for table in (self.verbs, self.nouns):
            for frames in table.values():
                for frame in frames:
                    if frame.row not in seen:
                        seen.add(frame.row)
                        yield frame

    def of_class(self, name: str, lemma: str) -> bool:
        """Whether a lemma belongs to a class ("vessel", "zone", ...)."""
        return lemma in self.classes[name]


@cache
def lexicon() -> Lexicon:
    """Load and check the tables. GazetteerError names file, row and column of a fault."""
    classes = {
        row.required("class"): frozenset(row.items_of("lemmas"))
        for row in _table("classes", "class", "lemmas")
    }
    frames = [
        frame
        for row in _table("events", "example", "lemma", "pos", "object", "prep", "subject", "agent",
                          "recipient", "type", "mode")
        for frame in _frames(row, classes)
    ]  # fmt: skip
    return Lexicon(
        verbs=_by_lemma(frames, "verb"),
        nouns=_by_lemma(frames, "noun"),
        classes=classes,
        light_verbs=_column("light_verbs", "lemma"),
        occurrence_verbs=_column("occurrence_verbs", "lemma"),
        reporting={
            row.required("lemma"): row.required("kind")
            for row in _table("reporting_verbs", "lemma", "kind", "example")
        },
        cues=_cues(),
        units={
            noun: row.required("unit")
            for row in _table("units", "unit", "nouns")
            for noun in row.items_of("nouns")
        },
        version=_version(),
    )


def _table(name: str, *columns: str) -> list[Row]:
    return read_table(data_path("lexicon", f"{name}.csv"), columns)


def _column(name: str, column: str) -> frozenset[str]:
    return frozenset(row.required(column) for row in _table(name, column, "example"))


def _cues() -> dict[str, dict[str, Status | None]]:
    cues: dict[str, dict[str, Status | None]] = {kind: {} for kind in CUE_KINDS}
    for row in _table("status_cues", "example", "cue", "kind", "status"):
        told = row.one_of("status", {*Status, NO_HAPPENING})
        status = None if told == NO_HAPPENING else Status(told)
        cues[row.one_of("kind", CUE_KINDS)][row.required("cue")] = status
    return cues


def _version() -> str:
    digest = hashlib.sha256()
    for folder in ("lexicon", "gazetteer"):
        for path in sorted(data_path(folder).rglob("*.csv")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


def _frames(row: Row, classes: Mapping[str, frozenset[str]]) -> Iterator[Frame]:
    for lemma in row.items_of("lemma"):
        yield Frame(
            lemma=lemma,
            pos=row.one_of("pos", ("verb", "noun")),
            objects=_expand(row, "object", classes),
            preps=frozenset(row.items_of("prep")),
            subjects=_expand(row, "subject", classes),
            agents=tuple(row["agent"].split()),
            recipients=tuple(row["recipient"].split()),
            type=EventType(row.one_of("type", {*EventType})),
            mode=row["mode"] or None,
            example=row.required("example"),
            row=row.number,
        )


def _expand(row: Row, column: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    words: set[str] = set()
    for item in row.items_of(column):
        if not item.startswith("@") or item in COMPUTED_CLASSES:
            words.add(item)
        elif item[1:] in classes:
            words |= classes[item[1:]]
        else:
            raise row.fault(column, f"“{item}” is no class of classes.csv")
    return frozenset(words)


def _by_lemma(frames: list[Frame], pos: str) -> dict[str, tuple[Frame, ...]]:
    table: defaultdict[str, list[Frame]] = defaultdict(list)
    for frame in frames:
        if frame.pos == pos:
            table[frame.lemma].append(frame)
    return {
        lemma: tuple(sorted(rows, key=lambda frame: (-frame.conditions, frame.row)))
        for lemma, rows in table.items()
    }
