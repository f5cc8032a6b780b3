"""What happened: words of the lexicon in their frame, with who does it to whom (PLOVER's types)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Doc, Token

from events.extraction.actor_index import ActorIndex, ActorMention
from events.extraction.dates import TimeExpression
from events.extraction.exercises import NamedExercise
from events.extraction.lexicon import Frame, lexicon
from events.extraction.places import PlaceMention
from events.extraction.syntax import (
    content_head,
    grammatical_subjects,
    objects,
    particles,
    prepositions,
    subjects,
)
from events.gazetteer import actors, places
from events.record import EventType

_PRONOUNS: Final = frozenset({"it", "they", "them"})
_PRONOUN_REACH: Final = 25
_NO_OBJECT: Final = frozenset({"-"})
_INTO_ZONES: Final = frozenset({"near", "off", "across", "toward", "offset"})
_PREPOSITIONS: Final = frozenset(
    {"with", "to", "against", "on", "at", "for", "from", "of", "between", "by", "toward", "about",
     "over", "near", "in"}
)  # fmt: skip
_NOBODYS_WATERS: Final = frozenset({"strait", "sea", "channel", "region", "ocean"})
_ZONES: Final = frozenset({"adiz", "waters", "eez", "fir", "line"})
_MUTUAL_MODES: Final = frozenset({"meet", "call"})
_JOINING_VERBS: Final = frozenset({"participate", "engage", "assist"})
_SENDING_VERBS: Final = frozenset({"keep", "be", "go", "send", "set", "embark", "put"})
_SPEECH: Final = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.REJECT})
_JOINT_WORDS: Final = frozenset(
    {"joint", "jointly", "together", "bilateral", "trilateral", "combined"}
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may tell an event: its frame, the verb that carries it, and who fills the roles."""

    trigger: Token
    predicate: Token
    frame: Frame
    type: EventType
    agents: tuple[ActorMention, ...]
    recipients: tuple[ActorMention, ...]
    roles_reason: str
    recipient_slot: str = ""
    nominal: bool = False
    oblique: bool = False
    words: tuple[Token, ...] = field(default=())


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
        self._in_dates = {
            token.i
            for expression in expressions
            if (span := doc.char_span(expression.start, expression.end, alignment_mode="expand"))
            for token in span
        }
        self._index = index
        self._lexicon = lexicon()
        self._exercises = {named.name.root.i: named.exercise for named in exercises}
        self._place_at = {
            token.i: mention
            for mention in found_places
            if (span := doc.char_span(mention.start, mention.end, alignment_mode="expand"))
            for token in span
        }

    def _holders(self, noun: Token) -> tuple[ActorMention, ...]:
        """Who is known to hold an exercise that the phrase names ("the Balikatan exercise")."""
        beside = (noun.head,) if noun.dep_ == "appos" else ()
        for word in (noun, *noun.children, *beside):
            if exercise := self._exercises.get(word.i):
                reason = f"{exercise.name} is theirs"
                return tuple(
                    ActorMention(word.i, word.i + 1, word.i, actor, reason)
                    for actor in exercise.actors
                )
        return ()

    def candidates(self) -> Iterator[Candidate]:
        """Candidates in reading order; a noun that a verb already tells is not told twice."""
        taken: set[int] = set()
        for sentence in self._doc.sents:
            for token in sentence:
                if token.pos_ in {"VERB", "AUX"} and (found := self._verbal(token)):
                    taken.update(word.i for word in found.words)
                    yield found
            for token in sentence:
                if token.pos_ in {"NOUN", "PROPN"} and token.i not in taken | self._in_dates:
                    if found := self._nominal(token):
                        yield found

    def _verbal(self, verb: Token) -> Candidate | None:
        if verb.dep_ in {"aux", "auxpass", "amod", "compound"}:
            return None
        for frame in self._lexicon.verbs.get(_lemma(verb), ()):
            if words := self._fit_verb(frame, verb):
                return self._coded(frame, verb, verb, words)
        return None

    def _fit_verb(self, frame: Frame, verb: Token) -> tuple[Token, ...] | None:
        words = [verb]
        if frame.objects == _NO_OBJECT:
            if objects(verb):
                return None
        elif frame.objects:
            fitting = [word for word in objects(verb) if self._is_one_of(word, frame.objects)]
            if not fitting:
                return None
            words += [content_head(word) for word in fitting]
        if frame.preps:
            present = particles(verb) | {prep for prep, _ in prepositions(verb)}
            if not present & frame.preps:
                return None
        if frame.subjects and not self._subject_fits(frame, verb):
            return None
        return tuple(words)

    def _is_one_of(self, word: Token, lemmas: frozenset[str]) -> bool:
        head = content_head(word)
        if self._has_class(head, lemmas):
            return True
        return any(other.i > head.i and self._has_class(other, lemmas) for other in head.conjuncts)

    def _has_class(self, head: Token, lemmas: frozenset[str]) -> bool:
        if _names_one(head, lemmas) or any(
            child.dep_ == "compound" and head.pos_ == "PROPN" and child.lower_ in lemmas
            for child in head.children
        ):
            return True
        if head.lower_ in _PRONOUNS and self._stands_for_one(head, lemmas):
            return True
        mentions = self._index.at(head)
        kinds = {actors()[mention.id].kind for mention in mentions}
        if "@person" in lemmas and (kinds & {"person", "office"}):
            return True
        if "@state" in lemmas and (
            "state" in kinds or any(mention.as_place for mention in mentions)
        ):
            return True
        if "@actor" in lemmas and self._index.phrase(head):
            return True
        if "@vehicle" in lemmas and self._is_vehicle(head):
            return True
        return "@place" in lemmas and head.i in self._place_at

    def _stands_for_one(self, pronoun: Token, lemmas: frozenset[str]) -> bool:
        """Whether the last subject or object before a pronoun is one of the words."""
        for word in reversed(self._doc[max(0, pronoun.i - _PRONOUN_REACH) : pronoun.i]):
            if word.pos_ == "NOUN" and word.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}:
                plural = word.tag_ in {"NNS", "NNPS"}
                agrees = plural == (pronoun.lower_ in {"they", "them"})
                if (agrees or word.lemma_ == word.lower_) and _names_one(word, lemmas):
                    return True
        return False

    def _is_vehicle(self, head: Token) -> bool:
        lemma = _lemma(head)
        if self._lexicon.of_class("vessel", lemma) or self._lexicon.of_class("aircraft", lemma):
            return True
        return head.pos_ == "NUM" or any(
            actors()[mention.id].sector == "MIL" or actors()[mention.id].body == "coast-guard"
            for mention in self._index.phrase(head)
        )

    def _subject_fits(self, frame: Frame, verb: Token) -> bool:
        slot = objects(verb) if frame.agents == ("object",) else subjects(verb)
        if "@reciprocal" in frame.subjects:
            states = {
                actors()[mention.id].country
                for word in slot
                for mention in self._index.phrase(word)
            }
            return len(states) > 1
        return any(self._is_one_of(word, frame.subjects) for word in slot)

    def _nominal(self, noun: Token) -> Candidate | None:
        named = self._exercises.get(noun.i)
        if named and any(
            child.dep_ == "appos" and _lemma(child) in self._lexicon.nouns
            for child in noun.children
        ):
            return None
        frames = self._lexicon.nouns.get("exercise" if named else _lemma(noun), ())
        if not frames or (noun.dep_ == "compound" and not named):
            return None
        predicate, carried = self._carrier(noun)
        for frame in frames:
            if not self._fit_noun(frame, noun, predicate if carried == "object" else None):
                continue
            return self._coded(
                frame, noun, predicate, (noun,), nominal=True, oblique=carried == "oblique"
            )
        return None

    def _carrier(self, noun: Token) -> tuple[Token, str]:
        """The verb that tells of the noun's happening, and whether the noun is its object or subject."""
        above = noun.head
        if (
            noun.dep_ in {"dobj", "nsubjpass", "attr"}
            and _lemma(above) in self._lexicon.light_verbs
        ):
            return above, "object"
        if noun.dep_ == "pobj" and above.dep_ == "prep":
            verb = above.head
            part = verb.dep_ == "dobj" and verb.lower_ == "part"
            verb = verb.head if part else verb
            if above.lower_ == "in" and (part or _lemma(verb) in _JOINING_VERBS):
                return verb, "object"
            if above.lower_ == "on" and _lemma(verb) in _SENDING_VERBS:
                return verb, "on"
        if noun.dep_ in {"nsubj", "nsubjpass"} and (
            _lemma(above) in self._lexicon.occurrence_verbs or above.pos_ == "AUX"
        ):
            return above, "subject"
        if any(child.dep_ in {"acl", "relcl"} and self._tells(child) for child in noun.children):
            clause = next(
                child
                for child in noun.children
                if child.dep_ in {"acl", "relcl"} and self._tells(child)
            )
            if noun in objects(clause):
                return clause, "object"
            return clause, "subject"
        return _verb_above(noun), "oblique"

    def _tells(self, clause: Token) -> bool:
        lemma = _lemma(clause)
        return lemma in self._lexicon.light_verbs or lemma in self._lexicon.occurrence_verbs

    def _fit_noun(self, frame: Frame, noun: Token, light_verb: Token | None) -> bool:
        if frame.objects:
            around = {
                _lemma(child)
                for child in noun.children
                if child.dep_ in {"amod", "compound", "nmod"}
            }
            around |= {
                _lemma(content_head(word))
                for prep, word in prepositions(noun)
                if prep in {"of", "to", "on", "in"}
            }
            if not around & frame.objects:
                return False
        if frame.preps and not {prep for prep, _ in prepositions(noun)} & frame.preps:
            return False
        if frame.subjects and light_verb is not None:
            return any(self._is_one_of(word, frame.subjects) for word in subjects(light_verb))
        if frame.subjects:
            return any(self._is_one_of(word, frame.subjects) for word in _doers_of_noun(noun))
        return True

    def _coded(
        self,
        frame: Frame,
        trigger: Token,
        predicate: Token,
        words: tuple[Token, ...],
        *,
        nominal: bool = False,
        oblique: bool = False,
    ) -> Candidate:
        by_syntax = self._slots(trigger, predicate, nominal=nominal, oblique=oblique)
        agents, agent_slot = self._first_filled(frame.agents, by_syntax, places_too=False)
        mutual = frame.mode in _MUTUAL_MODES or frame.type in {EventType.AGREE, EventType.COOPERATE}
        recipients, recipient_slot = self._first_filled(
            frame.recipients, by_syntax, places_too=True
        )
        if not agents and not nominal and frame.type in _SPEECH:
            agents, agent_slot = self._speaker_above(predicate), "the speaker of the clause above"
        if nominal and not agents and (holders := self._holders(trigger)):
            agents, agent_slot = holders, "its known holders"
        taken = {mention.id for mention in agents}
        recipients = tuple(mention for mention in recipients if mention.id not in taken)
        if frame.mode in _MUTUAL_MODES:
            agents, recipients = agents + recipients, ()
        return Candidate(
            trigger=trigger,
            predicate=predicate,
            frame=frame,
            type=self._joint_type(frame, agents, predicate) if not mutual else frame.type,
            agents=agents,
            recipients=recipients,
            roles_reason=f"who: {agent_slot or 'not told'}; to whom: {recipient_slot or 'not told'}",
            recipient_slot=recipient_slot,
            nominal=nominal,
            oblique=oblique,
            words=words,
        )

    def _joint_type(
        self, frame: Frame, agents: tuple[ActorMention, ...], predicate: Token
    ) -> EventType:
        """An exercise or flight of two states together is cooperation (codebook)."""
        if frame.type is not EventType.MOBILIZE:
            return frame.type
        states = {actors()[mention.id].country for mention in agents}
        joint = any(word.lower_ in _JOINT_WORDS for word in predicate.sent)
        if len(states) > 1 and (frame.mode == "exercise" or (frame.mode == "flight" and joint)):
            return EventType.COOPERATE
        return frame.type

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

    def _slots(
        self, trigger: Token, predicate: Token, *, nominal: bool, oblique: bool
    ) -> Callable[[str], list[Token]]:
        def fill(slot: str) -> list[Token]:
            if slot == "subject":
                doers = _doers_of_noun(trigger) if nominal else []
                if oblique:
                    return doers
                carried: list[Token] = []
                if not nominal or trigger in objects(predicate):
                    carried = subjects(predicate)
                elif trigger.dep_ == "pobj":
                    carried = grammatical_subjects(predicate)
                persons = any(self._has_class(word, frozenset({"@person"})) for word in carried)
                return carried if persons or not doers else doers
            if slot == "object":
                return objects(predicate) if not nominal else []
            if slot == "dative":
                return [child for child in predicate.children if child.dep_ == "dative"]
            if slot == "zone":
                return [
                    *(objects(predicate) if not nominal else []),
                    *self._zones_below(trigger, predicate),
                ]
            if slot == "prep-state":
                return [
                    word
                    for prep, word in prepositions(predicate)
                    if prep in {"in", "to", "through"}
                ]
            if slot in _PREPOSITIONS:
                alone = nominal and trigger not in objects(predicate)
                holders = {trigger} if alone else {trigger, predicate}
                return [
                    word
                    for holder in holders
                    for prep, word in prepositions(holder)
                    if prep == slot
                ]
            return []

        return fill

    def _zones_below(self, trigger: Token, predicate: Token) -> list[Token]:
        """Places beside, over or into which a deed is done: whose they are, undergoes it."""
        words = {*trigger.subtree, *predicate.subtree}
        found = []
        for word in sorted(words, key=lambda word: word.i):
            place = self._place_at.get(word.i)
            if place is None or word.sent != trigger.sent:
                continue
            beside = place.place.relation.value in _INTO_ZONES
            if beside or places()[place.place.id].kind in _ZONES:
                found.append(word)
        return found

    def _first_filled(
        self, slots: tuple[str, ...], fill: Callable[[str], list[Token]], *, places_too: bool
    ) -> tuple[tuple[ActorMention, ...], str]:
        for slot in slots:
            found: dict[str, ActorMention] = {}
            for word in fill(slot):
                for mention in self._fillers(word, slot, places_too=places_too):
                    found.setdefault(mention.id, mention)
            if found:
                return tuple(found.values()), slot
        return (), ""

    def _fillers(self, word: Token, slot: str, *, places_too: bool) -> list[ActorMention]:
        mentions = [
            mention for mention in self._index.phrase(word) if places_too or not mention.as_place
        ]
        if mentions or not places_too:
            return mentions
        place = self._place_at.get(word.i)
        if place is None or slot not in {"zone", "object", "prep-state", "on", "to", "of", "at"}:
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


def _doers_of_noun(noun: Token) -> list[Token]:
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


def _names_one(head: Token, lemmas: frozenset[str]) -> bool:
    """Whether a noun is one of the words; a capitalised plural keeps its "s" as its lemma."""
    lemma = _lemma(head)
    if lemma in lemmas or head.text in lemmas:
        return True
    return head.pos_ == "PROPN" and lemma.endswith("s") and lemma[:-1] in lemmas


def _verb_above(noun: Token) -> Token:
    word = noun
    while word.head != word and word.pos_ not in {"VERB", "AUX"}:
        word = word.head
    return word


def _lemma(token: Token) -> str:
    """Lemma in lower case; an acronym's plural keeps its form."""
    return token.lemma_.lower()
