"""Whether a thing is told as done, going on, planned, imagined or denied: read from the clause."""

from __future__ import annotations

import re
from typing import Final

from spacy.tokens import Token

from events.extraction.complements import governed
from events.extraction.lexicon import lexicon
from events.extraction.told import Told
from events.record import Status

_CLAUSE_LINKS: Final = frozenset(
    {"xcomp", "ccomp", "advcl", "acl", "pcomp", "csubj", "dobj", "nsubj", "nsubjpass", "pobj",
     "prep", "acomp", "attr", "conj", "oprd"}
)  # fmt: skip
_NOBODY: Final = frozenset({"nobody", "none", "nothing", "neither"})
_INVERTED: Final = frozenset({"had", "should", "were"})
_IMAGINED: Final = re.compile(
    r"\b(?:in|under|during) (?:\w+ ){0,4}(?:war ?games?|scenarios?|simulations?)\b"
)


def status_of(predicate: Token, trigger: Token) -> Told:
    """Read the status of the event that `predicate` tells (and `trigger`, where it is a noun)."""
    scope = _scope(predicate)
    if trigger != predicate and (told := _noun_status(trigger) or _planned(predicate)):
        return told
    if told := _negated(predicate):
        return told
    word = predicate
    for depth in range(6):
        if told := _clause_mark(word) or _auxiliary(word, scope):
            return told
        if depth == 0 and (told := _adverb(word)):
            return told
        above = word.head
        if above == word or word.dep_ not in _CLAUSE_LINKS:
            break
        if told := governed(word, above):
            return told
        word = above
    if scope and (predicate.tag_ not in {"VBD", "VBN"} or _IMAGINED.search(_text(predicate))):
        return Told(Status.HYPOTHETICAL, f"“{scope}” sets a scenario")
    return _tense(predicate)


def _text(predicate: Token) -> str:
    return predicate.sent.text.lower()


def _scope(predicate: Token) -> str | None:
    return next((cue for cue in lexicon().cues["scope"] if cue in _text(predicate)), None)


def _noun_status(noun: Token) -> Told | None:
    cues = lexicon().cues["modifier"]
    for child in noun.children:
        if child.dep_ in {"amod", "compound", "det", "nmod"}:
            if child.lower_ == "no":
                return Told(Status.DENIED, f"“no {noun.text}”", negated=True)
            if (status := cues.get(child.lower_)) and status is not Status.OCCURRED:
                return Told(status, f"“{child.text} {noun.text}”")
    if noun.dep_ == "nsubjpass" and noun.head.lemma_.lower() in lexicon().classes["dropping"]:
        return Told(None, f"“{noun.text} {noun.head.text}”: it was given up")
    return None


def _planned(light_verb: Token) -> Told | None:
    """A verb of planning that takes its noun: "planned a drill"."""
    status = lexicon().cues["governor"].get(light_verb.lemma_.lower())
    if status is Status.PLANNED and light_verb.lemma_ not in {"set", "go"}:
        return Told(status, f"“{light_verb.text}”")
    return None


def _negated(verb: Token) -> Told | None:
    for child in verb.children:
        if child.dep_ == "neg" and child.lower_ in lexicon().cues["negation"]:
            return Told(Status.DENIED, f"“{child.text}” negates “{verb.text}”", negated=True)
        if child.dep_ not in {"nsubj", "nsubjpass", "dobj"}:
            continue
        absent = any(
            word.dep_ in {"det", "preconj", "cc"} and word.lower_ in {"no", "neither"}
            for word in child.children
        )
        if absent or child.lower_ in _NOBODY:
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
    """Whether "would" tells a plan of the past ("said it would"), not a condition."""
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
    opening = verb.left_edge
    if verb.dep_ == "advcl" and opening.lower_ in _INVERTED and opening.dep_.startswith("aux"):
        return Told(None, f"“{opening.text} … {verb.text}” is a bare condition")
    return None


def _adverb(verb: Token) -> Told | None:
    cues = lexicon().cues["adverb"]
    for child in verb.children:
        if child.dep_ == "advmod" and child.lower_ in cues:
            return Told(cues[child.lower_], f"“{child.text} {verb.text}”")
    return None


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
    if "being" in words and words & {"is", "are"}:
        return Told(Status.ONGOING, f"“being {verb.text}”")
    if passive_present and not words & {"been", "have", "has"}:
        return Told(Status.ONGOING, f"present tense “{verb.text}”", habitual=True)
    if verb.tag_ == "VB" and not words & {"did", "to"} and verb.dep_ == "ROOT":
        return Told(None, f"“{verb.text}” is an imperative or a bare form")
    return Told(Status.OCCURRED, f"told as done: “{verb.text}”")
