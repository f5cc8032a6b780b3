"""Does a word stand in a row's frame? Objects, prepositions and subjects against the lexicon's classes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from spacy.tokens import Doc, Token

from events.extraction.actor_index import ActorIndex
from events.extraction.lexicon import Frame, lexicon
from events.extraction.places import PlaceMention
from events.extraction.roles import doers_of_noun
from events.extraction.syntax import (
    content_head,
    lemma_of,
    objects,
    particles,
    prepositions,
    subjects,
)
from events.gazetteer import actors

_PRONOUNS: Final = frozenset({"it", "they", "them"})
_PRONOUN_REACH: Final = 25
_NO_OBJECT: Final = frozenset({"-"})
_COMPLEMENTS: Final = frozenset({"of", "to", "on", "in"})


class FrameFitter:
    """Fits the rows of the lexicon to the words of one article."""

    def __init__(self, doc: Doc, index: ActorIndex, place_at: Mapping[int, PlaceMention]) -> None:
        self._doc = doc
        self._index = index
        self._place_at = place_at
        self._lexicon = lexicon()

    def verb(self, frame: Frame, verb: Token) -> tuple[Token, ...] | None:
        """The words that fill a verb's frame, itself first; None where it does not fit."""
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
            if not present & frame.preps or _is_phrasal(verb, frame.preps):
                return None
        if frame.subjects and not self._subject_fits(frame, verb):
            return None
        return tuple(words)

    def noun(self, frame: Frame, noun: Token, light_verb: Token | None) -> bool:
        """Whether a noun fits a frame; `light_verb` is the verb that carries it, where one does."""
        if frame.objects:
            around = {
                lemma_of(child)
                for child in noun.children
                if child.dep_ in {"amod", "compound", "nmod"}
            }
            around |= {
                lemma_of(content_head(word))
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
            return any(self._is_one_of(word, frame.subjects) for word in doers_of_noun(noun))
        return True

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

    def _is_one_of(self, word: Token, lemmas: frozenset[str]) -> bool:
        head = content_head(word)
        if self.has_class(head, lemmas):
            return True
        if any(child.dep_ == "appos" and self.has_class(child, lemmas) for child in head.children):
            return True
        return any(other.i > head.i and self.has_class(other, lemmas) for other in head.conjuncts)

    def has_class(self, head: Token, lemmas: frozenset[str]) -> bool:
        """Whether a noun is one of the words, or of a computed class among them ("@person")."""
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
        lemma = lemma_of(head)
        if self._lexicon.of_class("vessel", lemma) or self._lexicon.of_class("aircraft", lemma):
            return True
        return head.pos_ == "NUM" or any(
            actors()[mention.id].sector == "MIL" or actors()[mention.id].body == "coast-guard"
            for mention in self._index.phrase(head)
        )


def _is_phrasal(verb: Token, preps: frozenset[str]) -> bool:
    """Whether a particle makes another verb of it ("it went on until April")."""
    return any(child.dep_ == "prt" and child.lower_ not in preps for child in verb.children)


def _names_one(head: Token, lemmas: frozenset[str]) -> bool:
    """Whether a noun is one of the words; a capitalised plural keeps its "s" as its lemma."""
    lemma = lemma_of(head)
    if lemma in lemmas or head.text in lemmas:
        return True
    return head.pos_ == "PROPN" and lemma.endswith("s") and lemma[:-1] in lemmas
