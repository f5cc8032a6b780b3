"""Who does it to whom: the slots of a frame, filled with the actors that stand there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from events.extraction.actor_index import ActorIndex, ActorMention
from events.extraction.exercises import Exercise
from events.extraction.lexicon import Frame, lexicon
from events.extraction.places import PlaceMention
from events.extraction.syntax import grammatical_subjects, objects, prepositions, subjects
from events.gazetteer import actors, places
from events.record import EventType

_BESIDE: Final = frozenset({"near", "off", "across", "toward", "offset"})
_PREPOSITIONS: Final = frozenset(
    {"with", "to", "against", "on", "at", "for", "from", "of", "between", "by", "toward", "about",
     "over", "near", "in"}
)  # fmt: skip
_NOBODYS_WATERS: Final = frozenset({"strait", "sea", "channel", "region", "ocean"})
_ZONES: Final = frozenset({"adiz", "waters", "eez", "fir", "line"})
_PLACE_SLOTS: Final = frozenset({"zone", "object", "prep-state", "on", "to", "of", "at"})
_MUTUAL_MODES: Final = frozenset({"meet", "call"})
_SPEECH: Final = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.REJECT})


@dataclass(frozen=True, slots=True)
class Telling:
    """A word that tells a happening, and how: the verb that carries a noun, or no verb at all."""

    trigger: Token
    predicate: Token
    nominal: bool = False
    oblique: bool = False

    @property
    def is_its_object(self) -> bool:
        """Whether the trigger is the noun that a light verb takes ("held an exercise")."""
        return self.nominal and self.trigger in objects(self.predicate)


@dataclass(frozen=True, slots=True)
class Roles:
    """Who and whom, and the slots that told it."""

    agents: tuple[ActorMention, ...]
    recipients: tuple[ActorMention, ...]
    agent_slot: str
    recipient_slot: str

    @property
    def reason(self) -> str:
        """The slots in words."""
        return f"who: {self.agent_slot or 'not told'}; to whom: {self.recipient_slot or 'not told'}"


class RoleFinder:
    """Fills the roles of frames from the actors, places and named exercises of one article."""

    def __init__(
        self,
        index: ActorIndex,
        place_at: Mapping[int, PlaceMention],
        exercise_at: Mapping[int, Exercise],
    ) -> None:
        self._index = index
        self._place_at = place_at
        self._exercise_at = exercise_at

    def roles(self, frame: Frame, telling: Telling) -> Roles:
        """Who does it to whom; both sides of a meeting act."""
        agents, agent_slot = self._first_filled(frame.agents, telling, places_too=False)
        if not agents and not telling.nominal and frame.type in _SPEECH:
            agents = self._speaker_above(telling.predicate)
            agent_slot = "the speaker of the clause above"
        if not agents and telling.nominal:
            agents, agent_slot = self._holders(telling.trigger), "its known holders"
        recipients, recipient_slot = self._first_filled(frame.recipients, telling, places_too=True)
        taken = {mention.id for mention in agents}
        recipients = tuple(mention for mention in recipients if mention.id not in taken)
        if frame.mode in _MUTUAL_MODES:
            agents, recipients = agents + recipients, ()
        elif frame.mode == "exercise":
            agents, recipients = self._with_partners(agents, recipients, telling)
        return Roles(agents, recipients, agent_slot if agents else "", recipient_slot)

    def _with_partners(
        self,
        agents: tuple[ActorMention, ...],
        recipients: tuple[ActorMention, ...],
        telling: Telling,
    ) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]]:
        """Those who exercise together; an exercise of several states is against nobody told."""
        told = {mention.id for mention in agents}
        partners, _ = self._first_filled(("with",), telling, places_too=False)
        together = agents + tuple(mention for mention in partners if mention.id not in told)
        states = {actors()[mention.id].country for mention in together}
        return together, recipients if len(states) < 2 else ()

    def _first_filled(
        self, slots: tuple[str, ...], telling: Telling, *, places_too: bool
    ) -> tuple[tuple[ActorMention, ...], str]:
        for slot in slots:
            found: dict[str, ActorMention] = {}
            for word in self._words(slot, telling):
                for mention in self._fillers(word, slot, places_too=places_too):
                    found.setdefault(mention.id, mention)
            if found:
                return tuple(found.values()), slot
        return (), ""

    def _words(self, slot: str, telling: Telling) -> list[Token]:
        """Heads of the phrases that stand in a slot."""
        predicate, trigger = telling.predicate, telling.trigger
        if slot == "subject":
            return self._subjects(telling)
        if slot == "speaker":
            return _reporters_above(predicate)
        if slot == "object":
            return [] if telling.nominal else objects(predicate)
        if slot == "dative":
            return [child for child in predicate.children if child.dep_ == "dative"]
        if slot == "zone":
            direct = [] if telling.nominal else objects(predicate)
            return [*direct, *self._zones_below(trigger, predicate)]
        if slot == "prep-state":
            inward = {"in", "to", "through"}
            return [word for prep, word in prepositions(predicate) if prep in inward]
        if slot in _PREPOSITIONS:
            alone = telling.nominal and not telling.is_its_object
            holders = {trigger} if alone else {trigger, predicate}
            return [
                word for holder in holders for prep, word in prepositions(holder) if prep == slot
            ]
        return []

    def _subjects(self, telling: Telling) -> list[Token]:
        doers = doers_of_noun(telling.trigger) if telling.nominal else []
        if telling.oblique:
            return doers
        carried: list[Token] = []
        if not telling.nominal or telling.is_its_object:
            carried = subjects(telling.predicate)
        elif telling.trigger.dep_ == "pobj":
            carried = grammatical_subjects(telling.predicate)
        return carried if self._names_a_person(carried) or not doers else doers

    def _names_a_person(self, words: Sequence[Token]) -> bool:
        return any(
            actors()[mention.id].kind in {"person", "office"}
            for word in words
            for mention in self._index.at(word)
        )

    def _zones_below(self, trigger: Token, predicate: Token) -> list[Token]:
        """Places beside, over or into which a deed is done: whose they are, undergoes it."""
        words = {*trigger.subtree, *predicate.subtree}
        found = []
        for word in sorted(words, key=lambda word: word.i):
            place = self._place_at.get(word.i)
            if place is None or word.sent != trigger.sent:
                continue
            beside = place.place.relation.value in _BESIDE
            if beside or places()[place.place.id].kind in _ZONES:
                found.append(word)
        return found

    def _holders(self, noun: Token) -> tuple[ActorMention, ...]:
        """Who is known to hold an exercise that the phrase names ("the Balikatan exercise")."""
        beside = (noun.head,) if noun.dep_ == "appos" else ()
        for word in (*noun.subtree, *beside):
            if exercise := self._exercise_at.get(word.i):
                reason = f"{exercise.name} is theirs"
                return tuple(
                    ActorMention(word.i, word.i + 1, word.i, actor, reason)
                    for actor in exercise.actors
                )
        return ()

    def _speaker_above(self, verb: Token) -> tuple[ActorMention, ...]:
        """The actor that is subject of a verb above; mends "said that X was wrong and called for Y"."""
        for above in verb.ancestors:
            if above.pos_ in {"VERB", "AUX"} and not above.dep_.startswith("rel"):
                found = [
                    mention
                    for word in subjects(above)
                    for mention in self._index.phrase(word)
                    if not mention.as_place
                ]
                if found:
                    return tuple(found)
        return ()

    def _fillers(self, word: Token, slot: str, *, places_too: bool) -> list[ActorMention]:
        mentions = [
            mention for mention in self._index.phrase(word) if places_too or not mention.as_place
        ]
        if mentions or not places_too:
            return mentions
        place = self._place_at.get(word.i)
        if place is None or slot not in _PLACE_SLOTS:
            return []
        entry = places()[place.place.id]
        state = actors().state(entry.admin) if entry.admin else None
        if state is None or entry.kind in _NOBODYS_WATERS:
            return []
        return [
            ActorMention(
                word.i, word.i + 1, word.i, state.id, f"{entry.name} is administered there", True
            )
        ]


def _reporters_above(verb: Token) -> list[Token]:
    """Subjects of the reporting verb whose content holds a clause."""
    for above in verb.ancestors:
        if above.lemma_ in lexicon().reporting:
            return grammatical_subjects(above)
    return []


def doers_of_noun(noun: Token) -> list[Token]:
    """Possessor, modifier or "by" phrase of a noun that names a deed."""
    owners = [child for child in noun.children if child.dep_ == "poss"]
    if owners:
        return owners
    agents = [word for prep, word in prepositions(noun) if prep == "by"]
    if not agents and noun.dep_ == "dobj":
        agents = [word for prep, word in prepositions(noun.head) if prep == "by"]
    if agents:
        return agents
    return [
        child
        for child in noun.children
        if child.dep_ in {"amod", "compound", "nmod"}
        and child.ent_type_ in {"GPE", "NORP", "PERSON", "ORG"}
    ]
