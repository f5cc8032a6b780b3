"""What a word above a clause makes of it: a plan, a wish, a denial, a purpose, or nothing told at all."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from events.extraction.lexicon import lexicon
from events.extraction.syntax import RANKS, is_passive
from events.extraction.told import Told
from events.record import Status

_COMPLEMENTS: Final = frozenset(
    {"xcomp", "ccomp", "acl", "pcomp", "dobj", "prep", "nsubjpass", "nsubj"}
)
_SPEECH_TYPES: Final = frozenset({"AGREE", "REQUEST", "THREATEN", "REJECT", "ACCUSE", "SUPPORT"})
_PASSIVE_CUES: Final = frozenset(
    {"set", "due", "schedule", "expect", "slate", "believe", "suspect"}
)
_DENYING: Final = frozenset({"dispute", "reject", "refute", "deny"})


def governed(word: Token, above: Token) -> Told | None:
    """How the verb or noun above tells of the clause of `word`; None where it changes nothing."""
    return _by_cue(word, above) or _as_infinitive(word, above)


def is_infinitive(verb: Token) -> bool:
    """Whether a verb stands with "to"."""
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def _by_cue(word: Token, above: Token) -> Told | None:
    cues = lexicon().cues["governor"]
    lemma = above.lemma_.lower()
    if above.dep_ == "dobj" and word.dep_ == "acl" and (dropped := _dropped(word, above)):
        return dropped
    if lemma not in cues or word.dep_ not in _COMPLEMENTS:
        return None
    status = cues[lemma]
    if status is Status.DENIED and word.dep_ not in _COMPLEMENTS - {"acl", "nsubj", "nsubjpass"}:
        return None
    if not _fits(word, above):
        return None
    if any(child.lower_ in {"no", "without"} for child in above.children):
        return Told(Status.DENIED, f"“no {above.text} … {word.text}”", negated=True)
    return Told(status, f"“{above.text} … {word.text}”")


def _dropped(word: Token, noun: Token) -> Told | None:
    """A plan that was given up, or a report that was denied, by the verb over the noun."""
    verb = noun.head.lemma_.lower()
    if verb in lexicon().classes["dropping"]:
        return Told(None, f"“{noun.head.text} {noun.text} … {word.text}”: it was given up")
    if verb in _DENYING and not is_infinitive(word):
        return Told(Status.DENIED, f"“{noun.head.text} {noun.text} … {word.text}”")
    return None


def _fits(word: Token, above: Token) -> bool:
    lemma = above.lemma_.lower()
    if lemma in _PASSIVE_CUES:
        return above.pos_ == "ADJ" or is_passive(above) or above.tag_ in {"VBN", "JJ"}
    if lemma == "go":
        return above.tag_ == "VBG"
    if lemma in _DENYING:
        return word.dep_ in {"ccomp", "pcomp", "xcomp"}
    return True


def _as_infinitive(word: Token, above: Token) -> Told | None:
    if above.ent_type_ == "ORDINAL" or above.lower_ in RANKS:
        return None
    if above.lemma_ == "stop" and any(child.lower_ == "short" for child in above.children):
        return Told(None, f"“{above.text} short of” it")
    if not is_infinitive(word):
        return None
    if word.dep_ == "xcomp" and above.lemma_ == "be":
        return Told(Status.PLANNED, f"“{above.text} to {word.text}”")
    if any(child.lower_ == "yet" for child in (*above.children, *word.children)):
        return Told(None, f"“yet to {word.text}”: not done")
    if above.lemma_.lower() in lexicon().classes["implicative"]:
        return None
    if above.lower_ == "order" and above.head.lower_ == "in":
        return Told(None, f"“in order to {word.text}” tells a purpose")
    if word.dep_ == "acl":
        return Told(Status.PLANNED, f"“{above.text} to {word.text}”")
    if word.dep_ in {"xcomp", "ccomp"} and _speaks(above):
        return Told(None, f"“{above.text}” is the act of saying; what it speaks of did not happen")
    if word.dep_ in {"advcl", "xcomp"}:
        return Told(None, f"“to {word.text}” tells a purpose")
    return None


def _speaks(above: Token) -> bool:
    words = lexicon()
    frames = (*words.verbs.get(above.lemma_, ()), *words.nouns.get(above.lemma_, ()))
    return any(frame.type.value in _SPEECH_TYPES for frame in frames)
