"""Roles that a clause leaves unsaid, read from what the story has told: only where one answer stands.

"A camp was opened on Amami" does not say by whom: the place does. "Beijing condemned the visit" does not
say whom: the visit told before does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from events.extraction.coding import Candidate
from events.extraction.happenings import Reading
from events.extraction.lexicon import lexicon
from events.extraction.placing import Placing
from events.extraction.syntax import is_passive, objects, prepositions, subjects
from events.gazetteer import actors, places
from events.record import Claimant, EventType

_HOME_MODES: Final = frozenset({"base", "build-up"})
_WATCHED_MODES: Final = frozenset(
    {
        "presence",
        "cross-line",
        "enter-zone",
        "flight",
        "patrol",
        "transit",
        "missile-test",
        "deploy",
    }
)
_ANSWERS: Final = frozenset(
    {EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.THREATEN, EventType.SUPPORT}
)
_OFFICIAL: Final = frozenset({"GOV", "MIL", "COP", "LEG"})


@dataclass(frozen=True, slots=True)
class Implied:
    """Actor ids that the story implies, with the reason."""

    ids: tuple[str, ...]
    reason: str


def implied_agents(
    candidate: Candidate, placing: Placing, told: Sequence[Reading]
) -> Implied | None:
    """Who must have done it: those in whose place it stands, or whose deed the last sentence told."""
    if candidate.type is EventType.PROTEST:
        return _people_there(candidate, placing, told)
    if candidate.type is EventType.SANCTION and told and is_passive(candidate.predicate):
        last = told[-1]
        if last.candidate.type is EventType.SANCTION and last.actors:
            return Implied(last.actors, f"as “{last.candidate.trigger.text}” before it")
    if told and told[-1].actors and _subject_leans(candidate, told[-1].actors):
        return Implied(told[-1].actors, f"as “{told[-1].candidate.trigger.text}” before it")
    if candidate.type is not EventType.MOBILIZE:
        return None
    before = [
        reading
        for reading in told
        if reading.candidate.type is EventType.MOBILIZE
        and reading.actors
        and 0 <= candidate.trigger.i - reading.candidate.trigger.i < 80
    ]
    if candidate.frame.mode in _HOME_MODES:
        same = [reading for reading in before if reading.candidate.frame.mode in _HOME_MODES]
        if same:
            return Implied(same[-1].actors, f"as “{same[-1].candidate.trigger.text}” before it")
        return _holder_of(placing)
    if candidate.frame.mode == "presence" and before:
        return Implied(before[-1].actors, f"as “{before[-1].candidate.trigger.text}” before it")
    if candidate.frame.mode not in _WATCHED_MODES:
        return None
    if before and (not subjects(candidate.predicate) or _leans(candidate)):
        return Implied(before[-1].actors, f"as “{before[-1].candidate.trigger.text}” before it")
    return None


def implied_recipients(
    candidate: Candidate, who: Sequence[str], claimant: Claimant, told: Sequence[Reading]
) -> Implied | None:
    """Whom it must have met: the state that watched it, or those whose deed is answered."""
    table = actors()
    states = {table[actor].country for actor in who}
    if candidate.type is EventType.MOBILIZE and candidate.frame.mode == "scramble":
        for reading in reversed(told[-4:]):
            others = [actor for actor in reading.actors if table[actor].country not in states]
            if reading.candidate.type is EventType.MOBILIZE and others:
                return Implied(tuple(others), f"answers “{reading.candidate.trigger.text}”")
    if candidate.type is EventType.MOBILIZE and candidate.frame.mode in _WATCHED_MODES:
        return _watcher(claimant, states)
    if candidate.type is EventType.AID:
        return _partner_of_the_plan(states, told)
    if candidate.type is EventType.PROTEST and told and told[-1].actors:
        return Implied(told[-1].actors, f"beside “{told[-1].candidate.trigger.text}”")
    if candidate.type in _ANSWERS and told and _answers_a_deed(candidate):
        for reading in reversed(told[-3:]):
            others = [actor for actor in reading.actors if table[actor].country not in states]
            if others:
                return Implied(tuple(others), f"answers “{reading.candidate.trigger.text}”")
    return None


def _partner_of_the_plan(states: set[str | None], told: Sequence[Reading]) -> Implied | None:
    """The other side of a joint plan of two states that the story has told of."""
    table = actors()
    for reading in reversed(told):
        if reading.candidate.frame.mode != "plan":
            continue
        sides = {table[actor].country for actor in reading.actors}
        others = [country for country in sides - states if country is not None]
        if len(sides) == 2 and len(others) == 1 and (state := table.state(others[0])):
            return Implied((state.id,), "the other side of the joint plan")
    return None


def _subject_leans(candidate: Candidate, last: Sequence[str]) -> bool:
    """Whether the subject is a pronoun that no mention told, and that may stand for the last actors."""
    persons = all(actors()[actor].kind == "person" for actor in last)
    fitting = {"he", "she", "they"} if persons else {"it", "they"}
    return not candidate.nominal and any(
        word.lower_ in fitting for word in subjects(candidate.predicate)
    )


def _watcher(claimant: Claimant, states: set[str | None]) -> Implied | None:
    if claimant.id is None:
        return None
    entry = actors()[claimant.id]
    state = actors().state(entry.country) if entry.country else None
    if state is None or entry.country in states or entry.sector not in _OFFICIAL:
        return None
    return Implied((state.id,), f"{entry.name} tells it of others")


def _answers_a_deed(candidate: Candidate) -> bool:
    """Whether the object is a deed told before ("the visit", "its remarks"), or is left out."""
    words = [
        *objects(candidate.predicate),
        *(word for _, word in prepositions(candidate.predicate)),
    ]
    if candidate.nominal:
        return True
    deeds = lexicon().classes["deed"] | lexicon().nouns.keys()
    return not objects(candidate.predicate) or any(word.lemma_.lower() in deeds for word in words)


def _people_there(
    candidate: Candidate, placing: Placing, told: Sequence[Reading]
) -> Implied | None:
    country = _country(placing)
    if (
        country is None
        and told
        and told[-1].actors
        and told[-1].candidate.frame.mode in _HOME_MODES
    ):
        country = actors()[told[-1].actors[0]].country
    if country is None:
        return None
    residents = any(word.lemma_.lower() in {"resident", "islander", "villager"} for word in
                    [*subjects(candidate.predicate), *_below(candidate)])  # fmt: skip
    entry = actors().by_body(country, "residents" if residents else "protesters")
    if entry is None:
        return None
    return Implied((entry.id,), f"people at a place in {country}")


def _below(candidate: Candidate) -> list[Token]:
    return [
        word
        for subject in subjects(candidate.predicate)
        for preposition, word in prepositions(subject)
        if preposition == "of"
    ]


def _holder_of(placing: Placing) -> Implied | None:
    country = _country(placing)
    state = actors().state(country) if country else None
    if state is None or placing.place is None:
        return None
    return Implied((state.id,), f"{placing.place.name} is administered there")


def _country(placing: Placing) -> str | None:
    return places()[placing.place.id].admin if placing.place else None


def _leans(candidate: Candidate) -> bool:
    """Whether the subject is a bare vehicle or count, whose owner was told before."""
    words = lexicon()
    return any(
        word.pos_ == "NUM"
        or any(
            words.of_class(name, word.lemma_.lower()) for name in ("vessel", "aircraft", "missile")
        )
        for word in [*subjects(candidate.predicate), *objects(candidate.predicate)]
    )
