"""One record per happening of an article: which readings tell of the same one, and how they join."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Span

from events.extraction.coding import Candidate
from events.extraction.placing import Placing, is_across
from events.extraction.timing import Timing
from events.extraction.told import Told
from events.gazetteer import actors
from events.record import Claimant, EventType, Figure, Status

_PRESENCE_MODES: Final = frozenset({"presence", "cross-line", "enter-zone", "flight", "patrol"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A candidate that became an event, with every field read and why."""

    candidate: Candidate
    told: Told
    timing: Timing
    placing: Placing
    figures: tuple[Figure, ...]
    claimant: Claimant
    claim_reason: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    sentence: Span
    paragraph: int
    implied: tuple[str, ...] = ()
    further: tuple[Span, ...] = ()

    @property
    def status(self) -> Status:
        """The status told; a reading is only made where there is one."""
        assert self.told.status is not None
        return self.told.status

    @property
    def fullness(self) -> tuple[int, int, int, int]:
        """How much it tells: figures, a date and place of its own, actors."""
        return (
            int(self.timing.own) + int(self.placing.place is not None) + bool(self.figures),
            int(self.candidate.predicate.dep_ not in {"acl", "relcl", "advcl", "pcomp"}),
            len(self.actors) + len(self.recipients),
            int(not self.candidate.oblique),
        )


def same_happening(one: Reading, other: Reading) -> bool:
    """Whether two readings of one article tell of one happening: type, status, actors, date, figures."""
    return (
        _same_type(one, other)
        and one.status is other.status
        and _shared_states(one, other)
        and _recipients_agree(one, other)
        and _dates_agree(one, other)
        and _figures_agree(one, other)
        and _places_agree(one, other)
    )


def join(one: Reading, other: Reading) -> Reading:
    """One reading of both: the fuller one, with the other's figures, place and sentence added."""
    fuller, slimmer = (one, other) if one.fullness >= other.fullness else (other, one)
    told = {(figure.unit, figure.minimum) for figure in fuller.figures}
    extra = tuple(figure for figure in slimmer.figures if (figure.unit, figure.minimum) not in told)
    further = [*fuller.further]
    for sentence in (slimmer.sentence, *slimmer.further):
        if sentence.start != fuller.sentence.start and sentence not in further:
            further.append(sentence)
    return replace(
        fuller,
        figures=fuller.figures + extra,
        placing=fuller.placing if fuller.placing.place else slimmer.placing,
        timing=fuller.timing if fuller.timing.own or not slimmer.timing.own else slimmer.timing,
        actors=_finer(fuller.actors, slimmer.actors),
        recipients=fuller.recipients or slimmer.recipients,
        further=tuple(further),
    )


def with_share(reading: Reading, share: Figure, sentence: Span, placing: Placing) -> Reading:
    """The reading with a share of its count told in a later clause ("of these, 27 crossed the line")."""
    placed = reading.placing.place is None
    further = reading.further
    if sentence.start != reading.sentence.start and sentence not in further:
        further = (*further, sentence)
    return replace(
        reading,
        figures=(*reading.figures, share),
        placing=placing if placed and is_across(placing) else reading.placing,
        further=further,
    )


def _same_type(one: Reading, other: Reading) -> bool:
    if one.candidate.type is not other.candidate.type:
        return False
    modes = {one.candidate.frame.mode, other.candidate.frame.mode}
    if one.candidate.type is EventType.MOBILIZE:
        undated = one.timing.date is None and other.timing.date is None
        if undated and _one_deed(one.candidate, other.candidate):
            return True
        return len(modes) == 1 or modes <= _PRESENCE_MODES
    return one.candidate.type is not EventType.OTHER or len(modes) == 1


def _one_deed(one: Candidate, other: Candidate) -> bool:
    """Whether two verbs joined by "and" tell one undated deed ("deploy troops to and set up bases on")."""
    return other.predicate in one.predicate.conjuncts and not {
        child.dep_ for verb in (one.predicate, other.predicate) for child in verb.children
    } & {"npadvmod", "nummod"}


def _shared_states(one: Reading, other: Reading) -> bool:
    return _states_meet(one.actors, other.actors)


def _recipients_agree(one: Reading, other: Reading) -> bool:
    if one.candidate.type is EventType.SANCTION and one.recipients and other.recipients:
        return set(one.recipients) == set(other.recipients)
    return _states_meet(one.recipients, other.recipients)


def _states_meet(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    table = actors()
    states = [{table[actor].country or actor for actor in ids} for ids in (first, second)]
    return bool(states[0] & states[1]) or not states[0] or not states[1]


def _dates_agree(one: Reading, other: Reading) -> bool:
    first, second = one.timing.date, other.timing.date
    if first is None or second is None:
        return first is second
    if first.edtf == second.edtf:
        return True
    if not (first.earliest and first.latest and second.earliest and second.latest):
        return False
    overlap = first.earliest <= second.latest and second.earliest <= first.latest
    inherited = not one.timing.own or not other.timing.own
    short = max((first.latest - first.earliest).days, (second.latest - second.earliest).days)
    return overlap and (inherited or short <= 1)


def _figures_agree(one: Reading, other: Reading) -> bool:
    for mine in one.figures:
        for theirs in other.figures:
            whole = mine.part is None and theirs.part is None
            if whole and mine.unit == theirs.unit and mine.minimum != theirs.minimum:
                return False
    return True


def _places_agree(one: Reading, other: Reading) -> bool:
    first, second = one.placing.place, other.placing.place
    if first is None or second is None or first.id == second.id:
        return True
    return one.candidate.type is EventType.MOBILIZE and one.sentence.start == other.sentence.start


def _finer(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """Actors of the first telling, each replaced by its own unit where the second names it."""
    table = actors()
    finer = []
    for actor in first:
        units = [other for other in second if other != actor and actor in table.ancestors(other)]
        finer.append(units[0] if len(units) == 1 and table[actor].kind == "state" else actor)
    return tuple(dict.fromkeys(finer)) or second
