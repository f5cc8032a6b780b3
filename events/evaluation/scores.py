"""From matched records to figures: events found, and how right each field is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from events.evaluation.matching import compatible_dates
from events.evaluation.readings import Reading
from events.record import Status


class Tally(NamedTuple):
    """How many values were right, given by the extractor, and asked for by the gold."""

    right: int = 0
    given: int = 0
    asked: int = 0

    def plus(self, other: Tally) -> Tally:
        """The sum of two tallies."""
        return Tally(self.right + other.right, self.given + other.given, self.asked + other.asked)

    @property
    def precision(self) -> float | None:
        """Share of what was given that is right; None where nothing was given."""
        return self.right / self.given if self.given else None

    @property
    def recall(self) -> float | None:
        """Share of what was asked for that was found; None where nothing was asked for."""
        return self.right / self.asked if self.asked else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both; the accuracy where each record gives and asks for one value."""
        total = self.given + self.asked
        return 2 * self.right / total if total else None

    def as_json(self) -> dict[str, float | int | None]:
        """Figures with their sizes, rounded to four digits."""
        shares = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        rounded = {name: None if v is None else round(v, 4) for name, v in shares.items()}
        return {**rounded, **self._asdict()}


class Pair(NamedTuple):
    """A gold record and the answer that was matched with it."""

    gold: Reading
    answer: Reading


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article; optional gold records and their answers are left out."""

    article: str
    genre: str
    pairs: tuple[Pair, ...]
    missed: tuple[Reading, ...]
    invented: tuple[Reading, ...]

    @property
    def events(self) -> Tally:
        """Records found, given and asked for."""
        right = len(self.pairs)
        return Tally(right, right + len(self.invented), right + len(self.missed))


def _one(right: bool) -> Tally:
    return Tally(int(right), 1, 1)


def _sets(gold: Set[str], answer: Set[str]) -> Tally:
    return Tally(len(gold & answer), len(answer), len(gold))


def _basis(gold: Reading, answer: Reading) -> Tally:
    return _one(gold.basis is answer.basis) if gold.date else Tally()


def _status_not_occurred(gold: Reading, answer: Reading) -> Tally:
    return Tally() if gold.status is Status.OCCURRED else _one(gold.status is answer.status)


def _figures(gold: Reading, answer: Reading) -> Tally:
    shared = Counter(gold.figures) & Counter(answer.figures)
    return Tally(shared.total(), len(answer.figures), len(gold.figures))


FIELDS: Final[Mapping[str, Callable[[Reading, Reading], Tally]]] = {
    "date": lambda gold, answer: _one(compatible_dates(gold, answer)),
    "date (same EDTF)": lambda gold, answer: _one(gold.date == answer.date),
    "basis": _basis,
    "type": lambda gold, answer: _one(gold.type is answer.type),
    "status": lambda gold, answer: _one(gold.status is answer.status),
    "status (not occurred)": _status_not_occurred,
    "actors": lambda gold, answer: _sets(gold.actors, answer.actors),
    "recipients": lambda gold, answer: _sets(gold.recipients, answer.recipients),
    "place": lambda gold, answer: _one(gold.place == answer.place),
    "figures": _figures,
    "claimed by": lambda gold, answer: _one(gold.claimed_by == answer.claimed_by),
}
"""Field to its measure on one matched pair. Where a field holds several values it is their F1."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The outcome of every article, and the figures that follow."""

    outcomes: tuple[Outcome, ...]

    @property
    def events(self) -> Tally:
        """Records found, given and asked for, over all articles."""
        return total(outcome.events for outcome in self.outcomes)

    @property
    def fields(self) -> dict[str, Tally]:
        """Each field's tally on matched records."""
        pairs = [pair for outcome in self.outcomes for pair in outcome.pairs]
        return {name: total(measure(*pair) for pair in pairs) for name, measure in FIELDS.items()}

    @property
    def by_genre(self) -> dict[str, Evaluation]:
        """The same per genre, in alphabetical order."""
        genres = sorted({outcome.genre for outcome in self.outcomes})
        return {
            genre: Evaluation(tuple(one for one in self.outcomes if one.genre == genre))
            for genre in genres
        }

    def as_json(self) -> dict[str, Any]:
        """All figures with their sizes, over all and per genre."""
        genres = {genre: part.figures() for genre, part in self.by_genre.items()}
        return {**self.figures(), "by_genre": genres}

    def figures(self) -> dict[str, Any]:
        """All figures with their sizes."""
        return {
            "articles": len(self.outcomes),
            "events": self.events.as_json(),
            "fields": {name: tally.as_json() for name, tally in self.fields.items()},
        }


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of tallies."""
    result = Tally()
    for tally in tallies:
        result = result.plus(tally)
    return result
