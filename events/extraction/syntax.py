"""Who does and who undergoes, read from spaCy's dependency parse (ClearNLP labels)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from events.extraction.lexicon import lexicon

_RELATIVE: Final = frozenset({"that", "which", "who", "whom"})
RANKS: Final = frozenset({"first", "second", "third", "last", "only", "one", "latest"})
"""Words that pick one out ("the first to sail"): the deed is that of whoever is picked."""

_HAVE: Final = frozenset({"has", "have", "'ve", "’ve"})
_OBJECT_CONTROL: Final = frozenset(
    {"urge", "ask", "tell", "order", "call", "press", "warn", "allow", "let", "help", "force", "want",
     "require", "authorise", "authorize", "advise", "see", "bring", "lead", "send", "expect"}
)  # fmt: skip


def lemma_of(token: Token) -> str:
    """Lemma in lower case."""
    return token.lemma_.lower()


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive voice, a bare past participle after its noun included."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return True
    if verb.dep_ == "advcl" and verb.tag_ == "VBN" and not _has(verb, "nsubj", "aux", "dobj"):
        return True
    return (
        verb.dep_ == "conj"
        and verb.tag_ == "VBN"
        and verb.head.pos_ == "VERB"
        and not _has(verb, "nsubj", "aux", "dobj")
        and is_passive(verb.head)
    )


def is_present_perfect(verb: Token) -> bool:
    """Whether a verb tells what is done by now ("has voiced"): its time is the telling's."""
    return any(child.dep_ == "aux" and child.lower_ in _HAVE for child in verb.children)


def _has(verb: Token, *labels: str) -> bool:
    return any(child.dep_ in labels for child in verb.children)


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Heads of the phrases that do the deed: subject, "by" phrase, or what the clause hangs on."""
    if depth > 4:
        return []
    if is_passive(verb):
        return [
            noun
            for child in verb.children
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")
            for noun in child.children
            if noun.dep_ == "pobj"
        ]
    return grammatical_subjects(verb, depth)


def grammatical_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The clause's own subject; else the one that it inherits from the clause above."""
    own = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass", "csubj"}]
    if own:
        return [_antecedent(verb, child) for child in own]
    if depth > 4 or verb.dep_ == "ROOT":
        return []
    above = verb.head
    if verb.dep_ == "acl" and above.lower_ in RANKS and above.dep_ in {"attr", "oprd"}:
        return grammatical_subjects(above.head, depth + 1)
    if verb.dep_ == "acl":
        return [above]
    if verb.dep_ == "relcl":
        return [above] if verb.tag_ in {"VBG", "VBN"} else []
    if verb.dep_ == "xcomp" and above.lemma_ in _OBJECT_CONTROL:
        objects = [child for child in above.children if child.dep_ == "dobj"]
        if objects:
            return objects
    if verb.dep_ in {"conj", "xcomp", "advcl", "ccomp", "pcomp", "dep"}:
        while above.pos_ not in {"VERB", "AUX"} and above.head != above:
            if above.dep_ not in {"prep", "acomp", "attr", "agent", "advmod", "mark"}:
                return []
            above = above.head
        if verb.dep_ == "conj" and is_passive(above):
            return _undergoers_of_passive(above)
        return grammatical_subjects(above, depth + 1)
    return []


def objects(verb: Token) -> list[Token]:
    """Heads of the phrases that undergo the deed: direct object, or the subject of a passive."""
    if is_passive(verb):
        found = _undergoers_of_passive(verb)
        return found or grammatical_subjects(verb)
    found = [
        _antecedent(verb, child)
        for child in verb.children
        if child.dep_ in {"dobj", "attr", "oprd", "acomp"}
    ]
    if not found and verb.dep_ == "relcl" and verb.head.pos_ in {"NOUN", "PROPN", "NUM"}:
        has_subject = any(
            child.dep_ == "nsubj" and child.lower_ not in _RELATIVE for child in verb.children
        )
        stranded = any(child.dep_ == "prep" and not list(child.children) for child in verb.children)
        if has_subject and not stranded:
            found = [verb.head]
    if not found and verb.dep_ == "xcomp":
        found = [child for child in verb.children if child.dep_ == "dative"]
    return found


def _undergoers_of_passive(verb: Token) -> list[Token]:
    own = [_antecedent(verb, child) for child in verb.children if child.dep_ == "nsubjpass"]
    if own:
        return own
    if verb.dep_ in {"acl", "relcl"}:
        return [verb.head]
    if verb.dep_ in {"conj", "xcomp"}:
        return grammatical_subjects(verb)
    return []


def _antecedent(verb: Token, child: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    if child.lower_ in _RELATIVE and child.tag_ in {"WDT", "WP", "IN", "DT"}:
        clause = verb
        while clause.dep_ in {"conj", "xcomp"}:
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return child


def prepositions(word: Token) -> Iterator[tuple[str, Token]]:
    """Each preposition below a word (and below its direct object) with the noun that it governs."""
    holders = [word, *(child for child in word.children if child.dep_ in {"dobj", "attr", "prt"})]
    for holder in holders:
        yield from _below(holder, 0)
    for clause in word.children:
        if clause.dep_ in {"ccomp", "advcl", "xcomp"} and any(
            child.dep_ == "mark" and child.lower_ == "for" for child in clause.children
        ):
            yield from (("for", child) for child in clause.children if child.dep_ == "nsubj")


def _below(holder: Token, depth: int) -> Iterator[tuple[str, Token]]:
    for child in holder.children:
        if child.dep_ in {"prep", "dative", "agent"} and child.pos_ in {
            "ADP",
            "SCONJ",
            "ADV",
            "VERB",
        }:
            for noun in child.children:
                if noun.dep_ in {"pobj", "pcomp"}:
                    yield child.lower_, noun
                    yield from (
                        (child.lower_, other) for other in noun.conjuncts if other.i > noun.i
                    )
            if depth < 2:
                yield from _below(child, depth + 1)
        elif child.dep_ == "advmod" and depth == 0:
            yield from _below(child, depth + 1)


def particles(verb: Token) -> set[str]:
    """Particles and bare prepositions of a verb ("called off", "shot down")."""
    return {
        child.lower_
        for child in verb.children
        if child.dep_ in {"prt", "prep", "advmod"} and child.pos_ in {"ADP", "ADV", "SCONJ", "PART"}
    }


def content_head(noun: Token) -> Token:
    """The noun that is counted or measured: "hundreds of aircraft" is about aircraft."""
    words = lexicon()
    for _ in range(3):
        is_quantity = noun.like_num or words.of_class("quantity", noun.lemma_.lower())
        if not is_quantity:
            return noun
        inner = [
            below
            for child in noun.children
            if child.dep_ == "prep" and child.lower_ in {"of", "to"}
            for below in child.children
            if below.dep_ == "pobj"
        ]
        if not inner:
            return noun
        noun = inner[0]
    return noun
