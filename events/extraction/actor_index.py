"""Mentions of actors in an article, asked by token: whose deed does a phrase stand for?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from events.extraction.lexicon import lexicon
from events.gazetteer import actors


@dataclass(frozen=True, slots=True)
class ActorMention:
    """One mention: tokens `start` to `end`, the token that heads it, the actor, and how it was read."""

    start: int
    end: int
    head: int
    id: str
    reason: str
    as_place: bool = False


class ActorIndex:
    """The actors of one article, asked by token: whose deed, or whose thing, does this word stand for?"""

    def __init__(self, doc: Doc, mentions: Iterable[ActorMention]) -> None:
        self.doc = doc
        self.mentions = tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end)))
        self._by_token: defaultdict[int, list[ActorMention]] = defaultdict(list)
        for mention in self.mentions:
            for i in range(mention.start, mention.end):
                self._by_token[i].append(mention)

    def note(self, mention: ActorMention) -> None:
        """Add a mention that was read from those before it."""
        self.mentions = (*self.mentions, mention)
        for i in range(mention.start, mention.end):
            self._by_token[i].append(mention)

    def at(self, token: Token) -> list[ActorMention]:
        """Mentions that cover a token."""
        return self._by_token.get(token.i, [])

    def phrase(self, head: Token) -> list[ActorMention]:
        """The actors that a noun phrase stands for, by its head and the phrases joined to it."""
        found: dict[str, ActorMention] = {}
        for part in (head, *head.conjuncts):
            if part != head and part.i < head.i:
                continue
            for mention in self._one_phrase(part):
                found.setdefault(mention.id, mention)
        return list(found.values())

    def _one_phrase(self, head: Token, depth: int = 0) -> list[ActorMention]:
        if depth > 3:
            return []
        if lexicon().of_class("unofficial", head.lemma_.lower()):
            return []
        if named := self._named_in_apposition(head):
            return named
        own = [mention for mention in self.at(head) if not mention.as_place or depth == 0]
        if own:
            return self._finer(head, own, depth)
        for owner in _owners(head):
            if mentions := self._with_conjuncts(owner, depth):
                return [_office_of(mention, head) for mention in mentions]
        return []

    def _finer(self, head: Token, own: list[ActorMention], depth: int) -> list[ActorMention]:
        """The unit that the phrase names beside its state ("J-11 fighters of the air force")."""
        if len(own) != 1:
            return own
        below = actors().descendants(own[0].id) - {own[0].id}
        for owner in _owners(head):
            if owner.dep_ in {"pobj", "nsubj"}:
                finer = [m for m in self._with_conjuncts(owner, depth) if m.id in below]
                if finer:
                    return finer
        return own

    def _named_in_apposition(self, head: Token) -> list[ActorMention]:
        """The person whose name stands beside an office ("the Chinese envoy, Fu Cong")."""
        is_office = lexicon().of_class("officeholder", head.lemma_.lower())
        names = [child for child in head.children if child.dep_ == "appos" or is_office]
        return [
            mention
            for child in names
            for mention in self.at(child)
            if actors()[mention.id].kind == "person" and child.dep_ not in {"poss", "prep"}
        ]

    def _with_conjuncts(self, owner: Token, depth: int) -> list[ActorMention]:
        mentions = [*self.at(owner)] or self._one_phrase(owner, depth + 1)
        for other in owner.conjuncts:
            mentions += self.at(other) or self._one_phrase(other, depth + 1)
        return mentions


def _office_of(mention: ActorMention, head: Token) -> ActorMention:
    """The office that a person's "office" or "spokesman" is of, where the table knows it."""
    entry = actors()[mention.id]
    if entry.kind != "person" or not lexicon().of_class("office", head.lemma_.lower()):
        return mention
    if entry.parent is None or actors()[entry.parent].kind != "office":
        return mention
    return replace(mention, id=entry.parent, reason=f"“{head.text}” of {entry.name}")


def _owners(head: Token) -> Iterator[Token]:
    """Words that tell whose a noun is: modifiers before it, then "of" and "from", then an apposition."""
    left = [
        child
        for child in head.children
        if child.dep_ in {"compound", "amod", "nmod", "poss", "nummod"} and child.i < head.i
    ]
    yield from (child for child in left if child.dep_ == "poss")
    yield from (child for child in left if child.dep_ != "poss")
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "from", "by"}:
            yield from (word for word in child.children if word.dep_ == "pobj")
    for child in head.children:
        if child.dep_ == "appos":
            yield child
        if child.dep_ in {"acl", "relcl"}:
            for word in child.children:
                if word.dep_ == "agent":
                    yield from (noun for noun in word.children if noun.dep_ == "pobj")
                is_doer = word.dep_ == "nsubj" and child.dep_ == "relcl" and word.tag_[0] != "W"
                if is_doer and lexicon().of_class("missile", head.lemma_.lower()):
                    yield word
