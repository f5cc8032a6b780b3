"""Named exercises: whose an exercise is that a text calls by its name ("Han Kuang", "Joint Sword-2024A")."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

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
def _matcher(vocab: Vocab) -> PhraseMatcher:
    matcher = PhraseMatcher(vocab)
    for name in _exercises():
        matcher.add(name, [Doc(vocab, words=name.split())])
    return matcher


@dataclass(frozen=True, slots=True)
class NamedExercise:
    """A name of an exercise in a text, its number or year included."""

    name: Span
    exercise: Exercise


def find_exercises(doc: Doc) -> list[NamedExercise]:
    """Named exercises of a text, in order."""
    found = []
    for name, start, end in _matcher(doc.vocab)(doc):
        while end < len(doc) and (doc[end].text == "-" or doc[end].text[:1].isdigit()):
            end += 1
        exercise = _exercises()[doc.vocab.strings[name]]
        found.append(NamedExercise(doc[start:end], exercise))
    return found
