"""From candidates to readings: each field is read, and what is no record is refused with its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Doc

from events.extraction.actor_index import ActorIndex
from events.extraction.claims import cited_by_the_report, claimant_of, continued_claim
from events.extraction.coding import Candidate
from events.extraction.dates import TimeExpression
from events.extraction.figures import FoundFigure
from events.extraction.happenings import Reading, join, same_happening, with_share
from events.extraction.implied import implied_agents, implied_recipients
from events.extraction.lexicon import lexicon
from events.extraction.places import PlaceMention
from events.extraction.placing import Placing, StoryPlaces
from events.extraction.status import status_of
from events.extraction.syntax import is_present_perfect, objects, prepositions, subjects
from events.extraction.timing import StoryTime, Timing
from events.extraction.told import Told
from events.gazetteer import actors
from events.record import REPORTER, Claimant, EventType, Figure, Status

_POINTING: Final = frozenset({"that", "this", "such", "these", "those"})
_IN_ITS_PHRASE: Final = 1
_IN_ITS_SENTENCE: Final = 9
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


class _RefusedError(Exception):
    """Why a candidate is no record."""


class _Reader:
    def __init__(self, story: Story) -> None:
        self._story = story
        self._time = StoryTime(story.doc, story.expressions, story.published)
        self._places = StoryPlaces(story.doc, story.places)
        self._paragraphs = _paragraph_numbers(story.doc)
        self._readings: list[Reading] = []
        self._refusals: list[tuple[Candidate, str]] = []

    def verdict(self) -> Verdict:
        """Read the candidates in order."""
        for candidate in self._story.candidates:
            try:
                self._take(candidate)
            except _RefusedError as refused:
                self._refusals.append((candidate, str(refused)))
        return Verdict(tuple(self._with_cited_sources()), tuple(self._refusals))

    def _with_cited_sources(self) -> Iterator[Reading]:
        cited = cited_by_the_report(self._story.doc)
        for reading in self._readings:
            claimant = reading.claimant
            is_medium = claimant.id is not None and actors()[claimant.id].kind == "media"
            if cited and is_medium and claimant.citing is None:
                yield replace(reading, claimant=claimant.model_copy(update={"citing": cited}))
            else:
                yield reading

    def _take(self, candidate: Candidate) -> None:
        if self._add_share(candidate):
            raise _RefusedError("a share of the count before; added to its figures")
        reading = self._read(candidate)
        for i, known in enumerate(self._readings):
            if same_happening(known, reading):
                self._readings[i] = join(known, reading)
                raise _RefusedError(
                    f"tells of the same happening as “{known.candidate.trigger.text}”"
                )
        self._readings.append(reading)

    def _read(self, candidate: Candidate) -> Reading:
        told, own = self._told(candidate)
        claimant, claim_reason = self._claimant(candidate)
        if told.negated and claimant == REPORTER:
            raise _RefusedError(f"{told.reason}; nobody is told to have claimed it")
        placing = self._places.of(candidate.predicate, candidate.trigger, candidate.type)
        who, whom, implied = self._roles(candidate, placing, claimant)
        if candidate.oblique and (own is None or not who):
            raise _RefusedError("only referred to, without a time and an actor of its own")
        return Reading(
            candidate=candidate,
            told=told,
            timing=self._timing(candidate, told, own),
            placing=placing,
            implied=implied,
            figures=self._figures(candidate),
            claimant=claimant,
            claim_reason=claim_reason,
            actors=who,
            recipients=whom,
            sentence=candidate.predicate.sent,
            paragraph=self._paragraphs[candidate.trigger.i],
        )

    def _told(self, candidate: Candidate) -> tuple[Told, Timing | None]:
        """The status with the date that the event's own words give; no happening is refused."""
        trigger = candidate.trigger
        if candidate.predicate.sent.text.rstrip().endswith("?"):
            raise _RefusedError("a question tells no happening")
        if trigger.dep_ == "pobj" and trigger.head.lower_ == "without":
            raise _RefusedError("“without” tells that there was none")
        if candidate.oblique and any(child.lower_ in _POINTING for child in trigger.children):
            raise _RefusedError("points back to a happening told before")
        told = status_of(candidate.predicate, trigger)
        if told.status is None:
            raise _RefusedError(told.reason)
        own = self._time.own_date(
            trigger if candidate.oblique else candidate.predicate,
            trigger,
            is_past=told.status is Status.OCCURRED and not candidate.oblique,
            farthest=_IN_ITS_PHRASE if candidate.oblique else _IN_ITS_SENTENCE,
        )
        if told.habitual and own is None:
            raise _RefusedError("a habit or a state, not bounded in time")
        return self._by_its_date(candidate, told, own), own

    def _claimant(self, candidate: Candidate) -> tuple[Claimant, str]:
        if candidate.recipients and candidate.roles.recipient_slot == "subject":
            watcher = actors().record(candidate.recipients[0].id)
            return Claimant(id=watcher.id, name=watcher.name), "who saw it tells it"
        claimant, reason = claimant_of(candidate.predicate, self._story.actors)
        told_before = [reading.claimant for reading in self._readings]
        return continued_claim(candidate.predicate, claimant, told_before) or (claimant, reason)

    def _by_its_date(self, candidate: Candidate, told: Told, own: Timing | None) -> Told:
        """What the date tells of the status: an open end goes on; a noun alone has no tense."""
        published = self._story.published
        if own is None or own.date is None or published is None or told.negated:
            return told
        date = own.date
        if candidate.oblique and told.status in {Status.OCCURRED, Status.ONGOING, Status.PLANNED}:
            ahead = date.earliest is not None and date.earliest > published
            status = Status.PLANNED if ahead else Status.OCCURRED
            return Told(status, f"{date.edtf} lies {'ahead' if ahead else 'behind'}")
        if told.habitual and date.earliest is not None and date.earliest > published:
            return Told(Status.PLANNED, f"{told.reason}, and “{date.text}” lies ahead")
        if told.status is not Status.OCCURRED:
            return told
        if date.latest is None and date.earliest is not None:
            return Told(Status.ONGOING, f"{told.reason}, and “{date.text}” has no end")
        begun = date.earliest is not None and date.earliest <= published
        if begun and date.latest is not None and date.latest > published and "/" in date.edtf:
            return Told(Status.ONGOING, f"{told.reason}, and “{date.text}” is not over")
        return told

    def _roles(
        self, candidate: Candidate, placing: Placing, claimant: Claimant
    ) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Who, whom, and the reasons for those that the clause itself does not name."""
        reasons = []
        table = actors()
        who = tuple(dict.fromkeys(mention.id for mention in candidate.agents))
        if not who and (agents := implied_agents(candidate, placing, self._readings)):
            who = agents.ids
            reasons.append(f"who: {agents.reason}")
        who = _without_own_units(who)
        whom = tuple(
            dict.fromkeys(mention.id for mention in candidate.recipients if mention.id not in who)
        )
        if candidate.type in {EventType.MOBILIZE, EventType.ASSAULT}:
            states = {table[actor].country for actor in who}
            whom = tuple(actor for actor in whom if table[actor].country not in states)
        if not whom and (met := implied_recipients(candidate, who, claimant, self._readings)):
            whom = met.ids
            reasons.append(f"to whom: {met.reason}")
        if not who and not whom:
            raise _RefusedError("no actor of the table acts or undergoes it")
        if not who and candidate.type is not EventType.OTHER and candidate.nominal:
            raise _RefusedError("nobody is told to do it")
        if who and all(table[actor].kind in _UNCOUNTED_KINDS for actor in who):
            raise _RefusedError("only a medium, company or institute acts")
        return who, whom, tuple(reasons)

    def _timing(self, candidate: Candidate, told: Told, own: Timing | None) -> Timing:
        """Its own date, else the story's; what occurred at no told time is no record."""
        if own is not None:
            return own
        timing = self._inherited(candidate, told)
        if timing.date is not None or told.status not in {Status.OCCURRED, Status.ONGOING}:
            return timing
        unresolved = self._time.unresolved_in(candidate.predicate)
        if unresolved is not None:
            return Timing(None, f"“{unresolved.text}”: {unresolved.reason}")
        if self._story.published is not None:
            raise _RefusedError(timing.reason)
        return timing

    def _inherited(self, candidate: Candidate, told: Told) -> Timing:
        if self._time.speaks_of_another_time(candidate.predicate):
            return Timing(None, "the time in its sentence is another clause's")
        running = None
        if not is_present_perfect(candidate.predicate):
            running = self._time.running(candidate.predicate, self._paragraphs)
        return self._time.inherited(told.status, running)

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
        if candidate.nominal or candidate.type is not EventType.MOBILIZE:
            return False
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
                    update={"unit": whole.unit, "part": _clause_after(candidate)}
                )
                placing = self._places.of(candidate.predicate, candidate.trigger, candidate.type)
                self._readings[i] = with_share(reading, share, candidate.predicate.sent, placing)
                return True
        return False


def _without_own_units(ids: tuple[str, ...]) -> tuple[str, ...]:
    """Actors told together, less those that another of them holds ("the PLA and its navy")."""
    table = actors()
    return tuple(actor for actor in ids if not set(table.ancestors(actor)) & set(ids))


def _verb_between(start: int, found: FoundFigure, candidate: Candidate) -> bool:
    for word in found.head.ancestors:
        if word in {candidate.predicate, candidate.trigger}:
            return False
        if word.pos_ == "VERB" and word.i != start and word.lemma_ in lexicon().verbs:
            return True
    return False


def _clause_after(candidate: Candidate) -> str:
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
