"""Whether a thing is told as done, going on, planned, imagined or denied: read from the clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from events.extraction.lexicon import lexicon
from events.extraction.syntax import RANKS, is_passive
from events.record import Status

_CLAUSE_LINKS: Final = frozenset(
    {"xcomp", "ccomp", "advcl", "acl", "pcomp", "csubj", "dobj", "nsubj", "nsubjpass", "pobj",
     "prep", "acomp", "attr", "conj", "oprd"}
)  # fmt: skip
_SPEECH_TYPES: Final = frozenset({"AGREE", "REQUEST", "THREATEN", "REJECT", "ACCUSE", "SUPPORT"})
_IMPLICATIVE: Final = frozenset(
    {"begin", "start", "continue", "help", "manage", "keep", "stop", "resume", "proceed", "come",
     "see", "watch", "spot", "detect", "observe", "order", "move", "use", "send", "lead", "be", "have",
     "include", "involve", "dispatch", "scramble", "deploy", "join", "repeat"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A status with its reason; `status` is None where the clause tells no happening at all."""

    status: Status | None
    reason: str
    negated: bool = False
    habitual: bool = False


def status_of(predicate: Token, trigger: Token) -> Told:
    """Read the status of the event that `predicate` tells (and `trigger`, where it is a noun)."""
    scope = _scope(predicate)
    if trigger != predicate and (told := _noun_status(trigger)):
        return told
    if told := _negated(predicate):
        return told
    word = predicate
    for depth in range(6):
        if told := _clause_mark(word) or _auxiliary(word, scope):
            return told
        if (told := _adverb(word)) and depth == 0:
            return told
        above = word.head
        if above == word or word.dep_ not in _CLAUSE_LINKS:
            break
        if told := _governed(word, above):
            return told
        word = above
    if scope and predicate.tag_ not in {"VBD", "VBN"}:
        return Told(Status.HYPOTHETICAL, f"“{scope}” sets a scenario")
    return _tense(predicate)


def _scope(predicate: Token) -> str | None:
    sentence = predicate.sent.text.lower()
    return next((cue for cue in lexicon().cues["scope"] if cue in sentence), None)


def _noun_status(noun: Token) -> Told | None:
    cues = lexicon().cues["modifier"]
    for child in noun.children:
        if child.dep_ in {"amod", "compound", "det", "nmod"}:
            if child.lower_ == "no":
                return Told(Status.DENIED, f"“no {noun.text}”", negated=True)
            if (status := cues.get(child.lower_)) and status is not Status.OCCURRED:
                return Told(status, f"“{child.text} {noun.text}”")
    return None


def _negated(verb: Token) -> Told | None:
    for child in verb.children:
        if child.dep_ == "neg" and child.lower_ in lexicon().cues["negation"]:
            return Told(Status.DENIED, f"“{child.text}” negates “{verb.text}”", negated=True)
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"} and any(
            word.dep_ == "det" and word.lower_ in {"no", "neither"} for word in child.children
        ):
            return Told(Status.DENIED, f"“no {child.text}”", negated=True)
    return None


def _auxiliary(verb: Token, scope: str | None) -> Told | None:
    cues = lexicon().cues["aux"]
    for child in verb.children:
        if child.dep_ in {"aux", "auxpass"} and child.lower_ in cues:
            status = cues[child.lower_]
            if child.lower_ == "would" and not scope and _is_future_in_the_past(verb):
                status = Status.PLANNED
            return Told(status, f"“{child.text} {verb.text}”")
    return None


def _is_future_in_the_past(verb: Token) -> bool:
    """ "said it would", "would likely": a plan told in the past, not a condition."""
    if any(child.dep_ == "mark" and child.lower_ == "if" for child in verb.children):
        return False
    if any(child.lower_ == "likely" for child in verb.children):
        return True
    above = verb.head
    reported = verb.dep_ in {"ccomp", "conj"} and lexicon().reporting.get(above.lemma_) == "report"
    return reported and not any(
        child.dep_ == "advcl" and any(mark.lower_ == "if" for mark in child.children)
        for child in verb.children
    )


def _clause_mark(verb: Token) -> Told | None:
    for child in verb.children:
        if child.dep_ in {"mark", "advmod"} and child.lower_ in lexicon().cues["clause"]:
            return Told(None, f"“{child.text} … {verb.text}” is a bare condition")
    return None


def _adverb(verb: Token) -> Told | None:
    cues = lexicon().cues["adverb"]
    for child in verb.children:
        if child.dep_ == "advmod" and (status := cues.get(child.lower_)):
            return Told(status, f"“{child.text} {verb.text}”")
    return None


def _governed(word: Token, above: Token) -> Told | None:
    """What the word above makes of the clause: a plan, a wish, a denial; or nothing told at all."""
    cues = lexicon().cues["governor"]
    is_cue = above.lemma_.lower() in cues
    status = cues.get(above.lemma_.lower())
    is_complement = word.dep_ in {
        "xcomp",
        "ccomp",
        "acl",
        "pcomp",
        "dobj",
        "prep",
        "nsubjpass",
        "nsubj",
    }
    if status is Status.DENIED and word.dep_ not in {"ccomp", "xcomp", "pcomp", "prep", "dobj"}:
        return None
    if is_cue and is_complement and _fits_governor(word, above):
        return Told(status, f"“{above.text} … {word.text}”")
    infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in word.children)
    if above.ent_type_ == "ORDINAL" or above.lower_ in RANKS:
        return None
    if infinitive and word.dep_ == "xcomp" and above.lemma_ == "be":
        return Told(Status.PLANNED, f"“{above.text} to {word.text}”")
    if word.dep_ in {"xcomp", "acl", "ccomp"} and above.lemma_ not in _IMPLICATIVE:
        speaks = any(
            frame.type.value in _SPEECH_TYPES
            for frame in (
                *lexicon().verbs.get(above.lemma_, ()),
                *lexicon().nouns.get(above.lemma_, ()),
            )
        )
        if infinitive and speaks:
            return Told(
                None, f"“{above.text}” is the act of saying; what it speaks of did not happen"
            )
        if infinitive and word.dep_ == "acl":
            return Told(Status.PLANNED, f"“{above.text} to {word.text}”")
    if word.dep_ == "advcl" and word.tag_ == "VB":
        return Told(None, f"“to {word.text}” tells a purpose")
    return None


def _fits_governor(word: Token, above: Token) -> bool:
    lemma = above.lemma_.lower()
    if lemma in {"set", "due", "schedule", "expect", "slate"}:
        return above.pos_ == "ADJ" or is_passive(above) or above.tag_ in {"VBN", "JJ"}
    if lemma == "go":
        return above.tag_ == "VBG"
    if lemma in {"dispute", "reject", "refute", "deny"}:
        return word.dep_ in {"ccomp", "pcomp", "xcomp"}
    return True


def _tense(verb: Token) -> Told:
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    words = {child.lower_ for child in auxiliaries}
    if verb.tag_ == "VBG" and words & {"is", "are", "'s", "'re", "am"}:
        return Told(Status.ONGOING, f"present progressive “{verb.text}”")
    if verb.tag_ == "VBG" and "been" in words and words & {"have", "has", "'ve"}:
        return Told(Status.ONGOING, f"“has been {verb.text}”")
    if verb.tag_ in {"VBP", "VBZ"} and not auxiliaries:
        return Told(Status.ONGOING, f"present tense “{verb.text}”", habitual=True)
    passive_present = any(
        child.dep_ == "auxpass" and child.tag_ in {"VBZ", "VBP"} for child in auxiliaries
    )
    if passive_present and "being" in words:
        return Told(Status.ONGOING, f"“being {verb.text}”")
    if passive_present and not words & {"been", "have", "has"}:
        return Told(Status.ONGOING, f"present tense “{verb.text}”", habitual=True)
    if verb.tag_ == "VB" and not words & {"did", "to"} and verb.dep_ == "ROOT":
        return Told(None, f"“{verb.text}” is an imperative or a bare form")
    return Told(Status.OCCURRED, f"told as done: “{verb.text}”")
