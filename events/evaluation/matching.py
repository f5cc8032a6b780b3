"""Which extracted record answers which gold record: one to one, by a score with a bar.

A pair comes into question only where the gold trigger lies in the extracted evidence. Its score is
then the weighted agreement of trigger, date, actors and type. The bar of 0.55 takes the trigger
together with the date or the actors, or date, actors and type without the trigger. Neither type
(0.15) nor date (0.25) decides alone, nor do both together, nor the type with the trigger: in a
corpus of one subject these agree by chance. A wrong date or wrong actors are thus counted as a
wrong field of a matched record; a record wrong in both is one missed and another invented.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Final, NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from events.evaluation.readings import Reading, Span

TRIGGER_WEIGHT: Final = 0.35
DATE_WEIGHT: Final = 0.25
ACTORS_WEIGHT: Final = 0.25
TYPE_WEIGHT: Final = 0.15
BAR: Final = 0.55
# Where a required and an optional record fit one answer equally, the required one is answered.
_OPTIONAL_FACTOR: Final = 0.99
# Two dates are compatible where they share at least half of the days that either covers: a month is
# no answer to a day, nor a day to a month; an interval of two days is one to either of them.
COMPATIBLE_SHARE: Final = 0.5


class Assignment(NamedTuple):
    """Pairs of positions (gold, answer), and the positions that found no partner."""

    pairs: tuple[tuple[int, int], ...]
    missed: tuple[int, ...]
    invented: tuple[int, ...]


def assign(gold: Sequence[Reading], answers: Sequence[Reading]) -> Assignment:
    """The one-to-one assignment with the highest sum of scores (scipy's linear_sum_assignment)."""
    scores = np.array([[score(one, other) for other in answers] for one in gold])
    scores = np.where(scores >= BAR, scores, 0.0).reshape(len(gold), len(answers))
    weighted = scores * np.array([[_OPTIONAL_FACTOR if one.optional else 1.0] for one in gold] or 1)
    rows, columns = linear_sum_assignment(weighted, maximize=True)
    pairs = tuple(
        (int(row), int(column))
        for row, column in zip(rows, columns, strict=True)
        if scores[row, column] > 0
    )
    return Assignment(
        pairs,
        tuple(sorted(set(range(len(gold))) - {row for row, _ in pairs})),
        tuple(sorted(set(range(len(answers))) - {column for _, column in pairs})),
    )


def score(gold: Reading, answer: Reading) -> float:
    """Agreement of an answer with a gold record, 0 to 1; 0 where it tells of another passage."""
    if not any(_overlap(gold.trigger, span) for span in answer.evidence):
        return 0.0
    return (
        TRIGGER_WEIGHT * same_trigger(gold, answer)
        + DATE_WEIGHT * compatible_dates(gold, answer)
        + ACTORS_WEIGHT * same_actors(gold, answer)
        + TYPE_WEIGHT * (gold.type == answer.type)
    )


def same_trigger(gold: Reading, answer: Reading) -> float:
    """1 where the triggers overlap in the text, a half where they only share a word."""
    if _overlap(gold.trigger, answer.trigger):
        return 1.0
    return 0.5 if _words(gold) & _words(answer) else 0.0


def compatible_dates(gold: Reading, answer: Reading) -> bool:
    """Whether the dates share at least half of the days that either covers, or are both missing."""
    if gold.date is None or answer.date is None:
        return gold.date is answer.date
    first, last = max(gold.first, answer.first), min(gold.last, answer.last)
    shared = (last - first).days + 1
    covered = (max(gold.last, answer.last) - min(gold.first, answer.first)).days + 1
    return shared >= COMPATIBLE_SHARE * covered


def same_actors(gold: Reading, answer: Reading) -> float:
    """Mean of the F1 of the actors and of their states: a state for its navy is half an answer."""
    exact = _f1(gold.actors, answer.actors)
    return (exact + _f1(_states(gold.actors), _states(answer.actors))) / 2


def _words(reading: Reading) -> set[str]:
    return set(reading.trigger_words.casefold().split())


def _states(actors: Set[str]) -> set[str]:
    """The state's part of actor ids: chn-pla and chn-etc are both chn."""
    return {actor.split("-", 1)[0] if actor[3:4] == "-" else actor for actor in actors}


def _f1(gold: Set[str], answer: Set[str]) -> float:
    if not gold and not answer:
        return 1.0
    return 2 * len(gold & answer) / (len(gold) + len(answer))


def _overlap(one: Span, other: Span) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])
