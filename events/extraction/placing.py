"""Where: which place mention an event takes; a place that belongs to another verb is not taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from events.extraction.places import PlaceMention
from events.extraction.syntax import objects, subjects
from events.record import EventType, Place, Relation

_SPEECH: Final = frozenset(
    {EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.SUPPORT,
     EventType.AGREE, EventType.SANCTION, EventType.CONCEDE, EventType.AID}
)  # fmt: skip
_FARTHEST_FOR_DEEDS: Final = 3
_FARTHEST_FOR_SPEECH: Final = 1


@dataclass(frozen=True, slots=True)
class Placing:
    """A place with its reason; None with the reason why none is drawn."""

    place: Place | None
    reason: str


class StoryPlaces:
    """The place mentions of one article, asked for the one where an event happens."""

    def __init__(self, doc: Doc, mentions: Sequence[PlaceMention]) -> None:
        self._anchored: list[tuple[PlaceMention, Token]] = []
        for mention in mentions:
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is not None:
                self._anchored.append((mention, span.root))

    def of(self, predicate: Token, trigger: Token, event_type: EventType) -> Placing:
        """The nearest place in the parse within the event's own clause, the finest first."""
        farthest = _FARTHEST_FOR_SPEECH if event_type in _SPEECH else _FARTHEST_FOR_DEEDS
        near = []
        for mention, root in self._anchored:
            if root.sent != predicate.sent:
                continue
            distance = _distance(root, predicate, trigger, event_type)
            if distance is not None and distance <= farthest:
                near.append((distance, mention.place.uncertainty_m, mention))
        if not near:
            return Placing(None, "the words of the event name no place")
        best = min(near, key=lambda item: (item[0], item[1]))[2]
        return Placing(best.place, best.reason)


def _distance(root: Token, predicate: Token, trigger: Token, event_type: EventType) -> int | None:
    """Steps between a place and an event; None where another deed lies between, or it is no location."""
    if event_type in _SPEECH and root in {*objects(predicate), *subjects(predicate)}:
        return None
    holder, steps = root, 0
    while holder.head != holder and holder not in {predicate, trigger}:
        if holder.pos_ == "VERB" and holder != predicate:
            if holder.dep_ not in {"acl", "relcl", "pcomp", "xcomp", "advcl"}:
                return None
            steps += 1
        if holder.dep_ in {"prep", "conj", "appos", "compound", "pobj", "agent"}:
            steps += holder.dep_ in {"conj", "appos"}
        holder = holder.head
    if holder not in {predicate, trigger}:
        return None
    if holder == trigger:
        return steps
    return steps if trigger == predicate else steps + 1


def is_across(placing: Placing) -> bool:
    """Whether the place is a line or passage that was crossed."""
    return placing.place is not None and placing.place.relation in {
        Relation.ACROSS,
        Relation.THROUGH,
    }
