"""Place or actor: what a name is in its sentence, and how a happening lies to it, by the parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Doc, Span, Token

from events.extraction.names import NameMatch
from events.extraction.place_lexicon import PlaceLexicon, Told, place_lexicon
from events.gazetteer import places
from events.record import Relation

_MODIFIERS: Final = frozenset(
    {"det", "amod", "compound", "nmod", "nummod", "poss", "predet", "advmod", "quantmod", "case"}
)
_OWNED: Final = frozenset({"compound", "nmod", "amod", "poss"})
_BESIDE: Final = frozenset({Relation.NEAR, Relation.OFF, Relation.OFFSET})
"""Relations that no official or policy has: "around Taiwan", whatever noun the parse adds."""

_SIMPLE: Final = {
    "in": Relation.IN,
    "inside": Relation.IN,
    "at": Relation.AT,
    "on": Relation.IN,
    "near": Relation.NEAR,
    "around": Relation.NEAR,
    "outside": Relation.NEAR,
}
_DATELINE: Final = re.compile(
    r"\s*(?:\([^()\n]{1,40}\)\s*)?(?:-|–|—)\s|,\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2}\s*(?:\(|-|–|—)"
)
_LOOK_BACK: Final = 90
"""Characters before a name that may hold its relation, twice the longest phrase."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a name is in its sentence: a location with its relation, or none; and why."""

    told: Told | None
    reason: str


def stands_as_place(doc: Doc, match: NameMatch) -> tuple[bool, str]:
    """Whether a name locates (rather than acts, or is spoken of), and the reason."""
    reading = read_context(doc, match.start, match.end, acts=may_act(match), text=match.text)
    return reading.told is not None, reading.reason


def may_act(match: NameMatch) -> bool:
    """Whether the name may stand for a state or another actor."""
    return bool(match.actor_ids) or any(places()[key].kind == "country" for key in match.place_ids)


def read_context(doc: Doc, start: int, end: int, *, acts: bool, text: str) -> Reading:
    """Read a name (characters `start` to `end`); `acts` if it may stand for an actor."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return Reading(None, f"“{text}” is no word of the text")
    if refused := _other_than_a_name(doc, span, start, end, text):
        return Reading(None, refused)
    return _Context(span, acts, text).read()


def _other_than_a_name(doc: Doc, span: Span, start: int, end: int, text: str) -> str | None:
    if doc.text[end : end + 1] == "-" or (start and doc.text[start - 1] in "-/"):
        return f"“{text}” is part of a compound word"
    opens_line = start == 0 or doc.text[start - 1] == "\n"
    if opens_line and _DATELINE.match(doc.text, end):
        return f"“{text}” is the dateline"
    entity = span.root.ent_type_
    if entity == "PERSON":
        person = next(item for item in doc.ents if item.start <= span.root.i < item.end)
        beyond = [word for word in person if not span.start <= word.i < span.end]
        if any(word.pos_ == "PROPN" for word in beyond):
            return f"“{person.text}” is a person"
    return None


class _Context:
    """One name in its sentence."""

    def __init__(self, span: Span, acts: bool, text: str) -> None:
        self.span = span
        self.acts = acts
        self.text = text
        self.lexicon: PlaceLexicon = place_lexicon()
        self.bearing: float | None = None

    def read(self) -> Reading:
        root = self.span.root
        if root.lower_ == "there":
            return self._located(self._plain(Relation.IN), f"“{root.head.text} {self.text}”")
        told = self._told_before(self._phrase_start(self.span.start, root))
        modifies = root.dep_ in _OWNED and root.head.i >= self.span.end
        modifies = modifies and not self._opens_direction(root.head)
        if modifies:
            return self._as_modifier(root)
        if told is not None:
            return self._by_preposition(told, root)
        anchor = self._lead(root)
        if anchor.i != root.i:
            lead_start = self._phrase_start(anchor.i, anchor)
            if anchor.dep_ in _OWNED and anchor.head.i > anchor.i:
                return self._as_modifier(anchor)
            if told := self._told_before(lead_start):
                return self._by_preposition(told, anchor)
        return self._by_verb(anchor)

    def _opens_direction(self, token: Token) -> bool:
        """Whether a word begins a relation to another place: "the Pacific southeast of Taiwan"."""
        after = token.doc[token.i + 1 : token.i + 2].text
        return token.lower_ in self.lexicon.bearings and after == "of"

    @staticmethod
    def _lead(token: Token) -> Token:
        """The first of a row of names ("Kinmen and Matsu"), or what an apposition explains."""
        for _ in range(6):
            if token.dep_ not in {"conj", "appos"}:
                break
            token = token.head
        return token

    def _phrase_start(self, first: int, root: Token) -> int:
        """Index of the first token of the noun phrase, noting a direction within it."""
        start = first
        for child in root.lefts:
            if child.dep_ in _MODIFIERS and child.i < first:
                start = min(start, child.left_edge.i)
        for token in root.doc[start:first]:
            bearing = self.lexicon.bearings.get(token.lower_)
            if bearing is not None:
                self.bearing = bearing
        return start

    def _told_before(self, first: int) -> Told | None:
        doc = self.span.doc
        sentence = doc[first].sent if first < len(doc) else self.span.sent
        until = doc[first].idx
        since = max(sentence.start_char, until - _LOOK_BACK)
        told = self.lexicon.told_before(doc.text[since:until])
        return replace(told, start=told.start + since) if told else None

    def _as_modifier(self, root: Token) -> Reading:
        """ "Taiwan's east coast", "the Kinmen drills", "a Taiwan official"."""
        heads = list(self._heads(root))
        head = heads[-1]
        words = [word.lemma_.lower() for word in heads] + [word.lower_ for word in heads]
        for word in words:
            relation = self.lexicon.relation_of("event", word)
            if relation and root.dep_ != "poss":
                return self._located(self._plain(relation), f"“{self.text} {word}”")
            if not self.acts and (relation := self.lexicon.relation_of("noun", word)):
                return self._located(self._plain(relation), f"“{self.text} {word}”")
        self._note_direction(root.i + 1, head.i)
        told = self._told_before(self._phrase_start(root.left_edge.i, head))
        feature = next((word for word in words if self._is_feature(word)), None)
        if feature and head.lemma_.lower() in words and self._is_feature_noun(head):
            if told is not None:
                return self._by_preposition(told, head)
            return self._by_verb(head, feature=True)
        if told is not None and not self.acts and self._locates(told, head):
            return self._by_preposition(told, head)
        beside = self._told_before(self._phrase_start(self.span.start, root))
        if beside and root.dep_ == "compound" and beside.relation in _BESIDE:
            return self._by_preposition(beside, root)
        kind = "acts through" if self.acts else "describes"
        return Reading(None, f"“{self.text}” {kind} “{head.text}”")

    def _heads(self, root: Token) -> Iterator[Token]:
        """The nouns that a modifying name belongs to, nearest first."""
        token = root
        for _ in range(4):
            if token.dep_ not in _OWNED:
                break
            token = token.head
            yield token

    def _is_feature_noun(self, head: Token) -> bool:
        return self._is_feature(head.lemma_.lower()) or self._is_feature(head.lower_)

    def _is_feature(self, word: str) -> bool:
        return self.lexicon.has("feature", word)

    def _note_direction(self, since: int, until: int) -> None:
        for token in self.span.doc[since : until + 1]:
            bearing = self.lexicon.bearings.get(token.lower_)
            if bearing is not None:
                self.bearing = bearing

    def _locates(self, told: Told, head: Token) -> bool:
        return told.relation in set(Relation) or self._decided(told, head) is not None

    def _by_preposition(self, told: Told, head: Token) -> Reading:
        words = f"“{told.words} {self.text}”"
        governors = list(self._governors(told))
        moving = told.relation in {Relation.IN, Relation.AT, Relation.THROUGH, Relation.ACROSS}
        if not moving and governors and self._is_description(governors[-1]):
            return Reading(None, f"{words} tells where another place lies")
        topical = told.relation in {"on", "over"} and head.i in self._own()
        about = ("abstract", "topic") if topical else ("abstract",)
        if governors and any(self.lexicon.has(r, governors[0].lemma_.lower()) for r in about):
            return Reading(None, f"{words}: “{governors[0].text}” is about it, not in it")
        if any(self.lexicon.has("naming", word.lemma_.lower()) for word in governors):
            return Reading(None, f"{words} tells what it is called there")
        if seated := self._seated(told):
            return Reading(None, f"{words}: the seat of “{seated.text}”")
        relation = self._decided(told, head)
        if relation is None:
            return Reading(None, f"{words} tells of it, not where")
        return self._located(replace(told, relation=relation), words)

    def _seated(self, told: Told) -> Token | None:
        """The officials or body that a place is only the seat of ("the ministry in Tokyo")."""
        opening = self.span.doc.char_span(told.start, told.start + 1, alignment_mode="expand")
        if told.relation != Relation.IN or opening is None or opening.start == 0:
            return None
        before = self.span.doc[opening.start - 1]
        return before if self.lexicon.has("seat", before.lemma_.lower()) else None

    def _is_description(self, verb: Token) -> bool:
        """Whether a verb tells where another place lies: "the island lies", not "ships lay"."""
        if not self.lexicon.has("static", verb.lemma_.lower()):
            return False
        subjects = [word for word in verb.children if word.dep_ in {"nsubj", "nsubjpass"}]
        return not any(word.pos_ == "NOUN" and not self._is_feature_noun(word) for word in subjects)

    def _decided(self, told: Told, head: Token) -> str | None:
        """The relation that a preposition tells here; None if it does not locate."""
        above = list(self._governors(told))
        governors = [word.lemma_.lower() for word in above]
        if told.relation == Relation.BETWEEN:
            fits = any(self.lexicon.has("gap", word) for word in governors)
            return told.relation if fits or not self.acts else None
        if told.relation == Relation.AT and self.acts and head.i in self._own():
            return None
        moved = self._moved(above)
        if told.relation == Relation.FROM:
            return told.relation if moved or not self.acts else None
        if told.relation in set(Relation):
            return told.relation
        if told.relation == "of" and not self.acts and (there := _whereabouts(above[:1])):
            return there
        acts = self.acts and head.i in self._own()
        return self._undecided(told.relation, governors[:1], moved, acts=acts)

    def _undecided(
        self, word: str, nearest: list[str], moved: str | None, *, acts: bool
    ) -> str | None:
        if word == "of":
            return self._first("noun", nearest)
        if word == "on":
            located = self._first("noun", nearest) or moved
            return located and Relation.IN if acts else Relation.IN
        if word == "over":
            return Relation.IN if moved or not acts else None
        if word == "for":
            fits = moved == Relation.TOWARD or (moved and not acts)
            return Relation.TOWARD if fits else None
        if word == "towards":
            return Relation.TOWARD if moved else None
        return moved or self._first("noun", nearest)

    def _moved(self, above: list[Token]) -> str | None:
        """The relation of the first word of motion; a call "from Beijing" does not move.

        What may act is where things are sent only if they are people or vessels: letters are not.
        """
        for word in above:
            lemma = word.lemma_.lower()
            if relation := self.lexicon.relation_of("motion", lemma):
                return relation
            relation = self.lexicon.relation_of("transfer", lemma)
            if relation and (not self.acts or self._carries(word)):
                return relation
            if self.acts and word.pos_ == "NOUN" and not self.lexicon.has("carried", lemma):
                return None
        return None

    def _carries(self, verb: Token) -> bool:
        sent = [word for word in verb.children if word.dep_ in {"dobj", "nsubjpass"}]
        return any(
            word.pos_ in {"PRON", "PROPN", "NUM"}
            or self.lexicon.has("carried", word.lemma_.lower())
            for word in sent
        )

    def _first(self, role: str, words: list[str]) -> str | None:
        return next(
            (found for word in words if (found := self.lexicon.relation_of(role, word))), None
        )

    def _own(self) -> range:
        return range(self.span.start, self.span.end)

    def _governors(self, told: Told) -> Iterator[Token]:
        """The word that a relation phrase hangs on, then the words above it up to the verb."""
        doc = self.span.doc
        opening = doc.char_span(told.start, told.start + 1, alignment_mode="expand")
        if opening is None:
            return
        token = opening[0]
        first_own = token
        for _ in range(6):
            head = token.head
            if head.i == token.i:
                return
            token = head
            if token.i >= first_own.i and token.pos_ in {"ADP", "ADV", "NOUN", "ADJ", "NUM"}:
                continue
            if token.pos_ in {"VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV"}:
                yield token
            if token.pos_ in {"VERB", "AUX"}:
                return

    def _by_verb(self, root: Token, *, feature: bool = False) -> Reading:
        verb = root.head
        lemma = verb.lemma_.lower()
        if root.dep_ in {"dobj", "obj", "nsubjpass"}:
            if relation := self.lexicon.relation_of("verb", lemma):
                return self._located(self._plain(relation), f"“{verb.text} … {self.text}”")
            if not self.acts and verb.pos_ == "VERB" and not self.lexicon.has("spoken", lemma):
                return self._located(self._plain(Relation.IN), f"“{verb.text} … {self.text}”")
            return Reading(None, f"“{self.text}” is what is {verb.text}")
        if root.dep_ == "nsubj" and not (self.acts and not feature):
            if not self.lexicon.has("scene", lemma):
                return Reading(None, f"“{self.text}” is described or acts (“{verb.text}”)")
            return self._located(self._plain(Relation.IN), f"“{self.text} {verb.text}”")
        if root.dep_ == "nsubj":
            return Reading(None, f"“{self.text}” acts (“{verb.text}”)")
        return Reading(None, f"no word tells that it is at “{self.text}”")

    def _plain(self, relation: str) -> Told:
        return Told(self.span.start_char, relation, "")

    def _located(self, told: Told, words: str) -> Reading:
        if told.bearing is None and self.bearing is not None:
            told = replace(told, bearing=self.bearing)
        return Reading(told, f"{words} tells where")


def _whereabouts(above: list[Token]) -> Relation | None:
    """Where the noun before "of" is: "near the gate of Camp Schwab", "on the runway of Naha"."""
    for noun in above:
        definite = any(child.dep_ in {"det", "poss", "amod"} for child in noun.children)
        if noun.dep_ == "pobj" and definite:
            return _SIMPLE.get(noun.head.lower_)
    return None
