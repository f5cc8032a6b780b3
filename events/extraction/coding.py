"""What happened: words of the lexicon in their frame, with who does it to whom (PLOVER's types)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from events.extraction.actor_index import ActorIndex, ActorMention
from events.extraction.dates import TimeExpression
from events.extraction.exercises import NamedExercise
from events.extraction.frames import FrameFitter
from events.extraction.lexicon import Frame, lexicon
from events.extraction.places import PlaceMention
from events.extraction.roles import RoleFinder, Roles, Telling
from events.extraction.syntax import lemma_of, objects
from events.gazetteer import actors
from events.record import EventType

_JOINING_VERBS: Final = frozenset({"participate", "engage", "assist"})
_NOTIFYING_VERBS: Final = frozenset({"notify", "inform", "advise", "warn"})
_SENDING_VERBS: Final = frozenset({"keep", "be", "go", "send", "set", "embark", "put"})
_JOINT_WORDS: Final = frozenset(
    {"joint", "jointly", "together", "bilateral", "trilateral", "combined"}
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may tell an event: its frame, the verb that carries it, and its roles."""

    telling: Telling
    frame: Frame
    type: EventType
    roles: Roles
    words: tuple[Token, ...]

    @property
    def trigger(self) -> Token:
        """The word that signals the happening."""
        return self.telling.trigger

    @property
    def predicate(self) -> Token:
        """The verb that carries it: itself, or the light verb of a noun."""
        return self.telling.predicate

    @property
    def nominal(self) -> bool:
        """Whether a noun tells it."""
        return self.telling.nominal

    @property
    def oblique(self) -> bool:
        """Whether the noun is only spoken of, by no verb of its own."""
        return self.telling.oblique

    @property
    def agents(self) -> tuple[ActorMention, ...]:
        """Who does it."""
        return self.roles.agents

    @property
    def recipients(self) -> tuple[ActorMention, ...]:
        """To whom."""
        return self.roles.recipients


class Coder:
    """Finds the candidates of one article."""

    def __init__(
        self,
        doc: Doc,
        index: ActorIndex,
        found_places: Sequence[PlaceMention],
        expressions: Sequence[TimeExpression] = (),
        exercises: Sequence[NamedExercise] = (),
    ) -> None:
        self._doc = doc
        self._lexicon = lexicon()
        self._in_dates = {
            token.i
            for expression in expressions
            if (span := doc.char_span(expression.start, expression.end, alignment_mode="expand"))
            for token in span
        }
        place_at = {
            token.i: mention
            for mention in found_places
            if (span := doc.char_span(mention.start, mention.end, alignment_mode="expand"))
            for token in span
        }
        self._exercise_at = {named.name.root.i: named.exercise for named in exercises}
        self._fits = FrameFitter(doc, index, place_at)
        self._roles = RoleFinder(index, place_at, self._exercise_at)

    def candidates(self) -> Iterator[Candidate]:
        """Candidates in reading order; a noun that a verb already tells is not told twice."""
        taken: set[int] = set(self._in_dates)
        for sentence in self._doc.sents:
            for token in sentence:
                if token.pos_ in {"VERB", "AUX"} and (found := self._verbal(token)):
                    taken.update(word.i for word in found.words)
                    yield found
            for token in sentence:
                free = token.pos_ in {"NOUN", "PROPN"} and token.i not in taken
                if free and (found := self._nominal(token)):
                    yield found

    def _verbal(self, verb: Token) -> Candidate | None:
        if verb.dep_ in {"aux", "auxpass", "amod", "compound"}:
            return None
        for frame in self._lexicon.verbs.get(lemma_of(verb), ()):
            if words := self._fits.verb(frame, verb):
                return self._candidate(frame, Telling(verb, verb), words)
        return None

    def _nominal(self, noun: Token) -> Candidate | None:
        named = self._exercise_at.get(noun.i)
        if named and (self._is_explained(noun) or self._explains(noun)):
            return None
        frames = self._lexicon.nouns.get("exercise" if named else lemma_of(noun), ())
        if not frames or (noun.dep_ == "compound" and not named):
            return None
        predicate, carried = self._carrier(noun)
        for frame in frames:
            if self._fits.noun(frame, noun, predicate if carried == "object" else None):
                telling = Telling(noun, predicate, nominal=True, oblique=carried == "oblique")
                return self._candidate(frame, telling, (noun,))
        return None

    def _is_explained(self, noun: Token) -> bool:
        """Whether an apposition says what a name is ("Keen Edge 26, an exercise that ...")."""
        return any(
            child.dep_ == "appos" and lemma_of(child) in self._lexicon.nouns
            for child in noun.children
        )

    def _explains(self, noun: Token) -> bool:
        """Whether a name stands beside the word for what it is ("their exercise Keen Sword")."""
        beside = noun.dep_ in {"appos", "nmod", "compound"}
        return beside and lemma_of(noun.head) in self._lexicon.nouns

    def _candidate(self, frame: Frame, telling: Telling, words: tuple[Token, ...]) -> Candidate:
        roles = self._roles.roles(frame, telling)
        return Candidate(telling, frame, _joint_type(frame, roles, telling.predicate), roles, words)

    def _carrier(self, noun: Token) -> tuple[Token, str]:
        """The verb that tells of the noun's happening, and what the noun is to it."""
        above = noun.head
        is_object = noun.dep_ in {"dobj", "nsubjpass", "attr"}
        if is_object and lemma_of(above) in self._lexicon.light_verbs:
            return above, "object"
        if noun.dep_ == "pobj" and above.dep_ == "prep" and (found := _through_preposition(above)):
            return found
        if noun.dep_ in {"nsubj", "nsubjpass"} and (
            lemma_of(above) in self._lexicon.occurrence_verbs or above.pos_ == "AUX"
        ):
            return above, "subject"
        for clause in noun.children:
            if clause.dep_ in {"acl", "relcl"} and self._tells(clause):
                return clause, "object" if noun in objects(clause) else "subject"
        return _verb_above(noun), "oblique"

    def _tells(self, clause: Token) -> bool:
        lemma = lemma_of(clause)
        return lemma in self._lexicon.light_verbs or lemma in self._lexicon.occurrence_verbs


def _through_preposition(preposition: Token) -> tuple[Token, str] | None:
    """A verb that takes its noun by a preposition: "took part in", "kept on"."""
    verb = preposition.head
    part = verb.dep_ == "dobj" and verb.lower_ == "part"
    verb = verb.head if part else verb
    if preposition.lower_ == "in" and (part or lemma_of(verb) in _JOINING_VERBS):
        return verb, "object"
    if preposition.lower_ == "of" and lemma_of(verb) in _NOTIFYING_VERBS:
        return verb, "of"
    if preposition.lower_ == "on" and lemma_of(verb) in _SENDING_VERBS:
        return verb, "on"
    return None


def _joint_type(frame: Frame, roles: Roles, predicate: Token) -> EventType:
    """An exercise, or a flight together, of two states is cooperation (codebook)."""
    if frame.type is not EventType.MOBILIZE:
        return frame.type
    states = {actors()[mention.id].country for mention in roles.agents}
    together = any(word.lower_ in _JOINT_WORDS for word in predicate.sent)
    shared = frame.mode == "exercise" or (frame.mode in {"flight", "patrol"} and together)
    if len(states) > 1 and shared:
        return EventType.COOPERATE
    return frame.type


def _verb_above(noun: Token) -> Token:
    word = noun
    while word.head != word and word.pos_ not in {"VERB", "AUX"}:
        word = word.head
    return word
