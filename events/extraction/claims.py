"""Who asserts a happening: the subject of the reporting verb above it, "according to", or the reporter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from events.extraction.actor_index import ActorIndex
from events.extraction.lexicon import lexicon
from events.extraction.syntax import grammatical_subjects, prepositions
from events.gazetteer import actors
from events.record import REPORTER, Claimant

_ASSERTING: Final = frozenset({"report", "claim"})


def claimant_of(predicate: Token, index: ActorIndex) -> tuple[Claimant, str]:
    """The claimant of what `predicate` tells, with the reason; never whoever only undergoes it."""
    for verb in _reporting_above(predicate):
        for subject in grammatical_subjects(verb):
            if claimant := _named(subject, index, _citing(verb)):
                return claimant, f"“{subject.text} {verb.text}”"
    source = _according_to(predicate.sent.root, predicate)
    if source is not None and (claimant := _named(source, index, None)):
        return claimant, f"according to “{source.text}”"
    return REPORTER, "no source is named; the reporter tells it"


def continued_claim(
    predicate: Token, claimant: Claimant, told: Sequence[Claimant]
) -> tuple[Claimant, str] | None:
    """The medium whose report an unattributed "would" goes on with; None where there is none."""
    goes_on = any(child.lower_ == "would" and child.dep_ == "aux" for child in predicate.children)
    if claimant != REPORTER or not goes_on:
        return None
    for source in reversed(told):
        if source.id is not None and actors()[source.id].kind == "media":
            return source, f"“would” goes on with what {source.name} reported"
    return None


def cited_by_the_report(doc: Doc) -> str | None:
    """Whom the article says that the report cites ("The report cited unidentified sources")."""
    for word in doc:
        if word.lemma_ == "cite" and word.dep_ == "ROOT":
            reports = any(
                lexicon().of_class("source", subject.lemma_.lower())
                for subject in grammatical_subjects(word)
            )
            for child in word.children:
                if reports and child.dep_ == "dobj":
                    return doc[child.left_edge.i : child.i + 1].text
    return None


def _reporting_above(predicate: Token) -> Iterator[Token]:
    """Reporting verbs whose content holds the predicate, nearest first."""
    word = predicate
    while word.head != word:
        above = word.head
        is_content = word.dep_ in {"ccomp", "xcomp", "parataxis", "advcl", "dep"}
        if (
            is_content
            and lexicon().reporting.get(above.lemma_) in _ASSERTING
            and above != predicate
        ):
            yield above
        word = above
    for child in predicate.sent.root.children:
        is_aside = child.dep_ in {"parataxis", "ccomp", "advcl", "dep", "conj"}
        if (
            is_aside
            and lexicon().reporting.get(child.lemma_) in _ASSERTING
            and not any(below.dep_ in {"ccomp", "dobj"} for below in child.children)
            and child != predicate
            and not child.is_ancestor(predicate)
        ):
            yield child


def _according_to(root: Token, predicate: Token) -> Token | None:
    for word in root.sent:
        if word.lower_ == "according" and not word.is_ancestor(predicate):
            for preposition, noun in prepositions(word):
                if preposition == "to":
                    return noun
            for child in word.subtree:
                if child.dep_ == "pobj":
                    return child
    return None


def _named(subject: Token, index: ActorIndex, citing: str | None) -> Claimant | None:
    mentions = index.phrase(subject)
    if mentions:
        record = actors().record(mentions[0].id)
        return Claimant(id=record.id, name=record.name, citing=citing)
    if lexicon().of_class("source", subject.lemma_.lower()):
        start, end = subject.left_edge.i, subject.i + 1
        return Claimant(id=None, name=subject.doc[start:end].text, citing=citing)
    return None


def _citing(verb: Token) -> str | None:
    """Whom a report cites: "reported, citing unidentified government sources"."""
    for word in verb.sent:
        if word.lemma_ == "cite":
            for child in word.children:
                if child.dep_ == "dobj":
                    return child.doc[child.left_edge.i : child.i + 1].text
    return None
