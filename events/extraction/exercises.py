"""Named exercises: whose an exercise is that a text calls by its name ("Han Kuang", "Joint Sword-2024A")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span

from events.data_files import data_path
from events.gazetteer import actors
from events.tables import read_table


@dataclass(frozen=True, slots=True)
class Exercise:
    """A named exercise and the actors that hold it."""

    name: str
    actors: tuple[str, ...]


@cache
def _exercises() -> dict[str, Exercise]:
    """The table by name. GazetteerError names row and column of a fault."""
    known = actors()
    table = {}
    for row in read_table(data_path("gazetteer", "exercises.csv"), ("name", "actors")):
        holders = row.items_of("actors")
        for holder in holders:
            if holder not in known:
                raise row.fault("actors", f"“{holder}” is no id of actors.csv")
        table[row.required("name")] = Exercise(row["name"], holders)
    return table


@cache
def _names() -> re.Pattern[str]:
    """Any name of the table with the number or year of its edition."""
    longest_first = sorted(_exercises(), key=len, reverse=True)
    names = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"\b({names})(?:[- ]?\d{{2,4}}[A-Z]?)?\b")


@dataclass(frozen=True, slots=True)
class NamedExercise:
    """A name of an exercise in a text, its number or year included."""

    name: Span
    exercise: Exercise


def find_exercises(doc: Doc) -> list[NamedExercise]:
    """Named exercises of a text, in order."""
    found = []
    for match in _names().finditer(doc.text):
        span = doc.char_span(*match.span(), alignment_mode="expand")
        if span is not None:
            found.append(NamedExercise(span, _exercises()[match.group(1)]))
    return found
