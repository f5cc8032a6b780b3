"""Words that lean on an actor told before: short names, pronouns, "the ministry", "both countries".

Each is read where one candidate stands; where two do, none is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from events.extraction.actor_bodies import is_definite_or_bare
from events.extraction.actor_index import ActorIndex, ActorMention
from events.extraction.lexicon import lexicon
from events.extraction.syntax import grammatical_subjects
from events.gazetteer import ActorEntry, Actors, actors

_FAMILY_NAME_FIRST: Final = frozenset({"CHN", "TWN", "KOR", "PRK", "HKG", "VNM"})
_PERSON_KINDS: Final = frozenset({"person", "office"})
_THINGS: Final = frozenset({"it", "its", "itself", "they", "their", "them", "themselves"})
_PERSONS: Final = frozenset({"he", "she", "his", "her", "him", "himself", "herself"})
_VEHICLES: Final = ("vessel", "aircraft", "missile")
_SPEAKERS: Final = frozenset({"we", "our", "us", "i", "my"})
_CLAUSE_RANK: Final = {"ROOT": 0, "conj": 0, "ccomp": 1, "parataxis": 1}
_GROUP_SIZES: Final = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
# Sentences that a word may look back over, its own included.
_NEAR: Final = 3
_WIDE: Final = 6
_ORGANISATIONS: Final[Mapping[str, Callable[[ActorEntry], bool]]] = {
    "ministry": lambda entry: (entry.body or "").endswith("ministry"),
    "command": lambda entry: entry.kind == "command",
    "force": lambda entry: entry.kind == "service",
    "fleet": lambda entry: entry.kind == "unit",
    "party": lambda entry: entry.kind == "party",
}


def find_short_names(doc: Doc, mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """Surnames that stand for a person whom the article has named in full."""
    table = actors()
    first_told: dict[str, dict[str, int]] = {}
    for mention in mentions:
        entry = table[mention.id]
        if entry.kind != "person":
            continue
        parts = entry.name.split()
        surname = parts[0] if entry.country in _FAMILY_NAME_FIRST else parts[-1]
        told = first_told.setdefault(surname, {})
        told[mention.id] = min(mention.start, told.get(mention.id, mention.start))
    taken = {i for mention in mentions for i in range(mention.start, mention.end)}
    found = []
    for token in doc:
        holders = first_told.get(token.text, {})
        if token.i in taken or len(holders) != 1:
            continue
        [(actor, told_at)] = holders.items()
        if told_at < token.i:
            found.append(
                ActorMention(
                    token.i, token.i + 1, token.i, actor, f"“{token.text}”, told in full before"
                )
            )
    return found


def find_references(doc: Doc, mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """Pronouns and definite nouns, read from the mentions before them where one candidate stands."""
    found: list[ActorMention] = []
    known = ActorIndex(doc, mentions)
    starts = [sentence.start for sentence in doc.sents]
    for number, sentence in enumerate(doc.sents):
        for token in sentence:
            if known.at(token):
                continue
            for actor in _referents(doc, known, token, starts[: number + 1]):
                reason = f"“{token.text}” leans on what was told"
                mention = ActorMention(token.i, token.i + 1, token.i, actor, reason)
                known.note(mention)
                found.append(mention)
    return found


def _referents(doc: Doc, known: ActorIndex, token: Token, starts: Sequence[int]) -> list[str]:
    """Ids of the actors that a word leans on; `starts` are those of the sentences up to its own."""
    table = actors()
    near, wide = starts[-_NEAR:][0], starts[-_WIDE:][0]
    actor = None
    if token.lower_ in _THINGS and not _is_expletive(token):
        actor = _last_subject(doc, known, table, token, starts[-2:][0], person=False)
    elif token.lower_ in _SPEAKERS:
        actor = _speaker(known, token)
    elif token.lower_ in _PERSONS:
        actor = _last_subject(doc, known, table, token, near, person=True)
    elif _is_definite_holder(token):
        actor = _last_person(known, table, token.i, near)
    elif token.lower_ in _ORGANISATIONS and is_definite_or_bare(doc, token.i):
        actor = _last_organisation(known, table, token)
    elif size := _group_size(token):
        return _last_group(known, table, token, wide, size)
    elif _is_vehicle(token) and _leans_back(token) and not known.phrase(token):
        actor = _last_owner(doc, known, token, near)
    if actor and token.dep_ == "poss":
        actor = _holder(table, actor)
    return [actor] if actor else []


def _holder(table: Actors, actor: str) -> str:
    """Whose a thing is: a ministry's "its waters", "its jets" are the state's."""
    entry = table[actor]
    state = table.state(entry.country) if entry.country else None
    return state.id if state and entry.kind == "body" and entry.sector == "GOV" else actor


def _speaker(known: ActorIndex, token: Token) -> str | None:
    """Whose words hold a "we": the subject of the reporting verb over the quotation."""
    for above in token.ancestors:
        if above.lemma_ in lexicon().reporting:
            for subject in grammatical_subjects(above):
                if subject != token and (mentions := known.phrase(subject)):
                    return mentions[0].id
    return None


def _is_expletive(token: Token) -> bool:
    return token.dep_ == "expl" or (
        token.lower_ == "it"
        and token.dep_ == "nsubjpass"
        and any(child.dep_ == "ccomp" for child in token.head.children)
    )


def _last_subject(
    doc: Doc, known: ActorIndex, table: Actors, token: Token, earliest: int, *, person: bool
) -> str | None:
    """The actor that was subject last before the token; None where that subject has two.

    Main clauses come before subordinate ones, sentence by sentence.
    """
    is_object = token.dep_ in {"dobj", "pobj"}
    clause = next((word for word in token.ancestors if word.pos_ in {"VERB", "AUX"}), token)
    pronoun_acts = any(
        child.dep_ in {"nsubj", "nsubjpass"} and child.pos_ == "PRON" for child in clause.children
    )
    near = [part for part in doc.sents if part.end > earliest and part.start <= token.i]
    for sentence in reversed(near):
        subjects = [
            word
            for word in sentence
            if word.i < token.i
            and (word.dep_ in {"nsubj", "nsubjpass"} or (word.dep_ == "attr" and not person))
            and not (is_object and word.head == clause)
        ]
        if is_object and pronoun_acts and token in sentence:
            continue
        subjects.sort(key=lambda word: (_CLAUSE_RANK.get(word.head.dep_, 2), -word.i))
        for word in subjects:
            fitting = [
                mention
                for mention in known.phrase(word)
                if (table[mention.id].kind in _PERSON_KINDS) == person
                and table[mention.id].kind != "media"
            ]
            if fitting:
                return fitting[0].id if len(fitting) == 1 else None
    if person:
        told = {
            mention.id
            for mention in known.mentions
            if earliest <= mention.start < token.i and table[mention.id].kind in _PERSON_KINDS
        }
        return told.pop() if len(told) == 1 else None
    return None


def _is_definite_holder(token: Token) -> bool:
    return lexicon().of_class("officeholder", token.lower_) and any(
        child.lower_ == "the" for child in token.children
    )


def _last_person(known: ActorIndex, table: Actors, before: int, earliest: int) -> str | None:
    told = {
        mention.id
        for mention in known.mentions
        if earliest <= mention.start < before and table[mention.id].kind == "person"
    }
    return told.pop() if len(told) == 1 else None


def _last_organisation(known: ActorIndex, table: Actors, token: Token) -> str | None:
    """The ministry, command or force told last before "the ministry", "the command", "the force"."""
    fits = _ORGANISATIONS[token.lower_]
    told = [
        mention for mention in known.mentions if mention.end <= token.i and fits(table[mention.id])
    ]
    return max(told, key=lambda mention: mention.end).id if told else None


def _group_size(token: Token) -> int:
    """How many actors told before a noun stands for ("both countries", "the three ministers")."""
    if not lexicon().of_class("party", token.lemma_.lower()):
        return 0
    return next(
        (_GROUP_SIZES[child.lower_] for child in token.children if child.lower_ in _GROUP_SIZES), 0
    )


def _last_group(
    known: ActorIndex, table: Actors, token: Token, earliest: int, size: int
) -> list[str]:
    """The group of that size that was last told together; else the only ones that the passage names."""
    wants_persons = lexicon().of_class("officeholder", token.lemma_.lower())
    told: dict[str, int] = {}
    for mention in reversed(known.mentions):
        if not earliest <= mention.start < token.i:
            continue
        entry = table[mention.id]
        actor = entry if wants_persons and entry.kind == "person" else None
        if not wants_persons and entry.country and entry.kind != "media":
            actor = table.state(entry.country)
        if actor is None:
            continue
        joined = _joined_with(known.doc, mention)
        together = [other for other, head in told.items() if other != actor.id and head in joined]
        if len(together) == size - 1:
            return [actor.id, *together]
        told.setdefault(actor.id, mention.head)
    return list(told) if len(told) == size else []


def _joined_with(doc: Doc, mention: ActorMention) -> set[int]:
    """Tokens that a mention's head, or the noun it modifies, is joined with by "and"."""
    head = doc[mention.head]
    joined = (*head.conjuncts, *head.head.conjuncts)
    return {word.i for word in joined} | {child.i for word in joined for child in word.children}


def _is_vehicle(token: Token) -> bool:
    words = lexicon()
    return token.pos_ in {"NOUN", "PROPN"} and any(
        words.of_class(name, token.lemma_.lower()) for name in _VEHICLES
    )


def _leans_back(token: Token) -> bool:
    """Whether a vehicle is one told before: definite, or a bare count ("two destroyers")."""
    modifiers = [child for child in token.children if child.i < token.i]
    return any(
        child.lower_ in {"the", "these", "those", "both", "its", "their", "another", "other"}
        or child.dep_ == "nummod"
        for child in modifiers
    )


def _last_owner(doc: Doc, known: ActorIndex, token: Token, earliest: int) -> str | None:
    """Whose vehicles were told last; far back only where the story has told of one owner's alone."""
    for i in range(token.i - 1, earliest - 1, -1):
        word = doc[i]
        if _is_vehicle(word) and (owners := known.phrase(word)):
            ids = {owner.id for owner in owners}
            return ids.pop() if len(ids) == 1 else None
    told = {
        owner.id for word in doc[:earliest] if _is_vehicle(word) for owner in known.phrase(word)
    }
    return told.pop() if len(told) == 1 else None
