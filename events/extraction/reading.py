"""From candidates to readings: each field is read, and what is no record is refused with its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from events.extraction.places import PlaceMention
from spacy.tokens import Doc

from events.extraction.actors import ActorIndex
from events.extraction.claims import claimant_of
from events.extraction.coding import Candidate
from events.extraction.dates import TimeExpression
from events.extraction.figures import FoundFigure
from events.extraction.happenings import Reading, join, same_happening, with_share
from events.extraction.lexicon import lexicon
from events.extraction.placing import StoryPlaces
from events.extraction.status import status_of
from events.extraction.syntax import objects, prepositions, subjects
from events.extraction.timing import StoryTime, Timing
from events.gazetteer import actors
from events.record import EventDate, EventType, Figure, Status

_RECENT: Final = dt.timedelta(days=14)
_UNCOUNTED_KINDS: Final = frozenset({"media", "company", "institute"})


@dataclass(frozen=True, slots=True)
class Story:
    """An article parsed and searched: all that reading it needs."""

    doc: Doc
    published: dt.date | None
    expressions: Sequence[TimeExpression]
    places: Sequence[PlaceMention]
    actors: ActorIndex
    figures: Sequence[FoundFigure]
    candidates: Sequence[Candidate]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The readings of a story, in order, and the candidates that were refused, with the reason."""

    readings: tuple[Reading, ...]
    refusals: tuple[tuple[Candidate, str], ...]


def read_story(story: Story) -> Verdict:
    """Read every candidate of a story; join those that tell of one happening."""
    return _Reader(story).verdict()


class _Refused(Exception):
    """Why a candidate is no record."""


class _Reader:
    def __init__(self, story: Story) -> None:
        self._story = story
        self._time = StoryTime(story.doc, story.expressions, story.published)
        self._places = StoryPlaces(story.doc, story.places)
        self._paragraphs = _paragraph_numbers(story.doc)
        self._readings: list[Reading] = []
        self._refusals: list[tuple[Candidate, str]] = []
        self._running: tuple[int, EventDate] | None = None

    def verdict(self) -> Verdict:
        """Read the candidates in order."""
        for candidate in self._story.candidates:
            try:
                self._take(candidate)
            except _Refused as refused:
                self._refusals.append((candidate, str(refused)))
        return Verdict(tuple(self._readings), tuple(self._refusals))

    def _take(self, candidate: Candidate) -> None:
        if self._add_share(candidate):
            raise _Refused("a share of the count before; added to its figures")
        reading = self._read(candidate)
        for i, known in enumerate(self._readings):
            if same_happening(known, reading):
                self._readings[i] = join(known, reading)
                raise _Refused(f"tells of the same happening as “{known.candidate.trigger.text}”")
        self._readings.append(reading)

    def _read(self, candidate: Candidate) -> Reading:
        who, whom = self._roles(candidate)
        told = status_of(candidate.predicate, candidate.trigger)
        if told.status is None:
            raise _Refused(told.reason)
        own = self._time.own_date(
            candidate.predicate, candidate.trigger, is_past=told.status is Status.OCCURRED
        )
        if candidate.oblique and (own is None or not who):
            raise _Refused("only referred to, without a time and an actor of its own")
        if told.reason.startswith("present tense") and own is None:
            raise _Refused("a habit or a state, not bounded in time")
        timing = self._timing(candidate, told.status, own)
        if timing.date is None and told.status in {Status.OCCURRED, Status.ONGOING}:
            unresolved = self._time.unresolved_in(candidate.predicate)
            if unresolved is None and self._story.published is not None:
                raise _Refused(timing.reason)
            if unresolved is not None:
                timing = Timing(None, f"“{unresolved.text}”: {unresolved.reason}")
        claimant, claim_reason = claimant_of(candidate.predicate, self._story.actors)
        reading = Reading(
            candidate=candidate,
            told=told,
            timing=timing,
            placing=self._places.of(candidate.predicate, candidate.trigger, candidate.type),
            figures=self._figures(candidate),
            claimant=claimant,
            claim_reason=claim_reason,
            actors=who,
            recipients=whom,
            sentence=candidate.predicate.sent,
            paragraph=self._paragraphs[candidate.trigger.i],
        )
        if timing.own and timing.date is not None and told.status is not Status.PLANNED:
            self._running = (reading.paragraph, timing.date)
        return reading

    def _roles(self, candidate: Candidate) -> tuple[tuple[str, ...], tuple[str, ...]]:
        table = actors()
        who = tuple(dict.fromkeys(mention.id for mention in candidate.agents))
        whom = tuple(mention.id for mention in candidate.recipients if mention.id not in who)
        if candidate.frame.recipients == ("zone",) or "zone" in candidate.frame.recipients:
            states = {table[actor].country for actor in who}
            whom = tuple(actor for actor in whom if table[actor].country not in states)
        whom = tuple(dict.fromkeys(whom))
        if not who and not whom:
            raise _Refused("no actor of the table acts or undergoes it")
        if not who and candidate.type is not EventType.OTHER and candidate.nominal:
            raise _Refused("nobody is told to do it")
        if who and all(table[actor].kind in _UNCOUNTED_KINDS for actor in who) and not whom:
            raise _Refused("only a medium, company or institute acts")
        return who, whom

    def _timing(self, candidate: Candidate, status: Status, own: Timing | None) -> Timing:
        if own is not None:
            return own
        paragraph = self._paragraphs[candidate.trigger.i]
        running = None
        if self._running is not None and paragraph - self._running[0] <= 1:
            running = self._running[1]
        return self._time.inherited(status, running, is_recent=True)

    def _figures(self, candidate: Candidate) -> tuple[Figure, ...]:
        predicate, trigger = candidate.predicate, candidate.trigger
        holders = [*subjects(predicate), *objects(predicate), trigger]
        holders += [word for _, word in prepositions(predicate)]
        figures: list[Figure] = []
        for found in self._story.figures:
            if found.partitive or found.number.sent != predicate.sent:
                continue
            if any(found.head == holder or holder.is_ancestor(found.head) for holder in holders):
                if _verb_between(found.head.i, found, candidate):
                    continue
                figures.append(found.figure)
        return tuple(figures)

    def _add_share(self, candidate: Candidate) -> bool:
        """Whether the candidate tells a share of a count ("27 of which crossed"): then it is added there."""
        heads = set(subjects(candidate.predicate))
        for found in self._story.figures:
            if not found.partitive or found.number not in heads:
                continue
            for i in range(len(self._readings) - 1, -1, -1):
                reading = self._readings[i]
                whole = next((figure for figure in reading.figures if figure.part is None), None)
                if whole is None or abs(reading.paragraph - self._paragraphs[found.number.i]) > 1:
                    continue
                share = found.figure.model_copy(
                    update={"unit": whole.unit, "part": _clause_after(found, candidate)}
                )
                placing = self._places.of(candidate.predicate, candidate.trigger, candidate.type)
                self._readings[i] = with_share(reading, share, candidate.predicate.sent, placing)
                return True
        return False


def _verb_between(start: int, found: FoundFigure, candidate: Candidate) -> bool:
    for word in found.head.ancestors:
        if word in {candidate.predicate, candidate.trigger}:
            return False
        if word.pos_ == "VERB" and word.i != start and word.lemma_ in lexicon().verbs:
            return True
    return False


def _clause_after(found: FoundFigure, candidate: Candidate) -> str:
    verb = candidate.predicate
    words = [word for word in verb.subtree if word.i >= verb.i and word.sent == verb.sent]
    last = words[-1].i
    for word in words:
        if word.text in {",", ".", ";"} or (word.i > verb.i and word.dep_ == "cc"):
            last = word.i - 1
            break
    return verb.doc[verb.i : max(last, verb.i) + 1].text


def _paragraph_numbers(doc: Doc) -> list[int]:
    number, numbers = 0, []
    for token in doc:
        numbers.append(number)
        if token.is_space and token.text.count("\n") > 1:
            number += 1
    return numbers
