"""The tense that governs an expression, by the parse: is the thing told as past or as still to
come?"""

from __future__ import annotations

from enum import StrEnum

from spacy.tokens import Doc, Span, Token

from events.extraction.dates.lexicon import words


class Tense(StrEnum):
    """How the governing verb tells the thing."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    WOULD = "conditional"
    PERFECT = "present perfect"
    PLUPERFECT = "past perfect"
    PROGRESSIVE = "present progressive"
    NONE = "no verb"


_VERBS = frozenset({"VERB", "AUX"})
_WILL = frozenset({"will", "wo", "'ll", "’ll", "shall", "must", "can", "ca"})
_WOULD = frozenset({"would", "should", "may", "might", "could", "'d", "’d"})
_HAVE = frozenset({"have", "has", "having", "'ve", "’ve"})
_TIME_CLAUSE = frozenset({"when", "once", "if", "before", "after", "until", "unless"})
_STEPS = 12


def governing_verb(span: Span) -> Token | None:
    """The nearest verb above an expression in the parse; None in text without a parse or verb."""
    token = span.root
    for _ in range(_STEPS):
        if token.pos_ in {"NOUN", "ADJ"} and token.lemma_.lower() in words("planned_thing"):
            return token
        if token.pos_ in _VERBS and token.tag_ not in {"VBN", "VBG"}:
            return token
        if token.pos_ in _VERBS and token.dep_ not in {"amod", "compound"}:
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def adverbial(span: Span, verb: Token) -> bool:
    """Whether an expression hangs on the verb itself, or on a preposition of the verb."""
    above = span.root.head
    return above == verb or (above.pos_ == "ADP" and above.head == verb)


def verb_tense(verb: Token) -> Tense:
    """Tense of a verb from its form, its auxiliaries and the verbs above it."""
    if verb.pos_ in {"NOUN", "ADJ"}:
        return Tense.FUTURE
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    forms = {child.lower_ for child in auxiliaries}
    if forms & _WILL or verb.lower_ in _WILL:
        return Tense.FUTURE
    if forms & _WOULD or verb.lower_ in _WOULD:
        return Tense.WOULD if "have" not in forms else Tense.PAST
    if "to" in forms:
        return _infinitive(verb)
    if _is_plan(verb):
        return Tense.FUTURE
    if verb.tag_ == "VBN" and forms & {"had", "'d", "’d"}:
        return Tense.PLUPERFECT
    if verb.tag_ == "VBD" or any(child.tag_ == "VBD" for child in auxiliaries):
        return Tense.PAST
    if forms & _HAVE:
        return Tense.PERFECT
    if verb.tag_ == "VBG" and any(child.tag_ in {"VBP", "VBZ"} for child in auxiliaries):
        return Tense.PROGRESSIVE
    if verb.tag_ in {"VBN", "VBG"} and not auxiliaries:
        return _participle(verb)
    if verb.tag_ in {"VBP", "VBZ", "VB"} or auxiliaries:
        return Tense.FUTURE if _hangs_on_time(verb) else Tense.PRESENT
    return Tense.PAST


def _hangs_on_time(verb: Token) -> bool:
    """Whether a clause opens with "when", "once", "if": "when it votes on Saturday" is to come."""
    return any(child.lower_ in _TIME_CLAUSE and child.i < verb.i for child in verb.children)


def _is_plan(verb: Token) -> bool:
    """Whether a thing is told as set for a day: "is scheduled", "a vote planned for Friday"."""
    if verb.tag_ != "VBN" or verb.lemma_.lower() not in words("scheduled"):
        return False
    auxiliaries = [child.dep_ for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    return not auxiliaries or "auxpass" in auxiliaries


def _infinitive(verb: Token) -> Tense:
    """Tell "to sail": future, unless what governs it tells of a thing done ("began to", "helped
    to")."""
    above = verb.head
    if above is verb or above.pos_ not in {"VERB", "AUX", "NOUN", "ADJ"}:
        return Tense.FUTURE
    if above.lemma_.lower() in words("planned") or verb.dep_ in {"acl", "relcl"}:
        return Tense.FUTURE
    if above.tag_ == "VBD":
        return Tense.PAST
    return Tense.FUTURE


def _participle(verb: Token) -> Tense:
    """Tell "signed on Monday" is past; "leaving Monday" goes by the verb above."""
    if verb.tag_ == "VBN":
        return Tense.PAST
    above = verb.head
    if above is not verb and above.pos_ in _VERBS and above.tag_ != "VBG":
        return verb_tense(above)
    return Tense.PRESENT


def parsed(doc: Doc) -> bool:
    """Whether the text has a parse to go by."""
    return bool(doc.has_annotation("DEP") and doc.has_annotation("TAG"))
