"""Who is named where: every mention of an actor in an article, and whose deed a phrase stands for.

An actor is found by its own name, by a state's word before a body ("Chinese coast guard"), by a capital
that acts, by a short form of a name told in full before, and by pronouns and definite nouns where one
candidate stands; where two do, none is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import ahocorasick
from spacy.tokens import Doc, Span, Token

from events.data_files import data_path
from events.extraction.lexicon import lexicon
from events.extraction.names import NameMatch
from events.extraction.places import stands_as_place
from events.extraction.ships import find_ships
from events.gazetteer import ActorEntry, Actors, actors, body_phrases, demonyms
from events.tables import read_table

_FAMILY_NAME_FIRST: Final = frozenset({"CHN", "TWN", "KOR", "PRK", "HKG", "VNM"})
_PERSON_KINDS: Final = frozenset({"person", "office"})
_THINGS: Final = frozenset({"it", "its", "itself", "they", "their", "them", "themselves"})
_PERSONS: Final = frozenset({"he", "she", "his", "her", "him", "himself", "herself"})
_VEHICLES: Final = ("vessel", "aircraft", "missile")
_ACTING: Final = frozenset({"poss", "nsubj"})
_CLAUSE_RANK: Final = {"ROOT": 0, "conj": 0, "ccomp": 1, "parataxis": 1}
_PAIRS: Final = frozenset({"two", "both"})
_LOOK_BACK_SENTENCES: Final = 2
_ORGANISATIONS: Final[Mapping[str, Callable[[ActorEntry], bool]]] = {
    "ministry": lambda entry: (entry.body or "").endswith("ministry"),
    "command": lambda entry: entry.kind == "command",
    "force": lambda entry: entry.kind == "service",
    "fleet": lambda entry: entry.kind == "unit",
    "party": lambda entry: entry.kind == "party",
}


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
                return mentions
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
                if word.dep_ == "nsubj" and child.dep_ == "relcl" and word.tag_[0] != "W":
                    yield word


def find_actors(
    doc: Doc, matches: Sequence[NameMatch], dateline_country: str | None = None
) -> ActorIndex:
    """Find every actor mention of an article, plain names first, then what leans on them."""
    table = actors()
    ships = list(_ships(doc, table))
    at_sea = {i for ship in ships for i in range(ship.start, ship.end)}
    named = ships + [
        mention for mention in _named(doc, matches, table) if mention.start not in at_sea
    ]
    named += _epithets(doc, named)
    mentions = named + list(_state_words(doc, named))
    mentions = _drop_covered(mentions + list(_bodies(doc, mentions, table, dateline_country)))
    mentions += _short_names(doc, mentions, table)
    mentions += _leaning(doc, mentions, table)
    return ActorIndex(doc, mentions)


def _named(doc: Doc, matches: Sequence[NameMatch], table: Actors) -> Iterator[ActorMention]:
    for match in matches:
        span = doc.char_span(match.start, match.end, alignment_mode="expand")
        if not match.actor_ids or span is None:
            continue
        as_place, reason = (
            stands_as_place(doc, match) if match.place_ids or match.metonym else (False, "")
        )
        chosen = _in_office(match.actor_ids, table)
        if chosen is None:
            continue
        span = _whole_name(doc, span, table[chosen].name)
        told = f"“{span.text}” names it" if not match.metonym else f"“{span.text}” acts for it"
        yield ActorMention(
            span.start, span.end, span.root.i, chosen, reason if as_place else told, as_place
        )


@cache
def _epithet_table() -> dict[tuple[str, ...], str]:
    rows = read_table(data_path("gazetteer", "epithets.csv"), ("words", "actor", "example"))
    return {tuple(row.required("words").split()): row.one_of("actor", actors()) for row in rows}


def _epithets(doc: Doc, named: Sequence[ActorMention]) -> list[ActorMention]:
    """Words that stand for a state which the article names ("the island's defence ministry")."""
    told = {mention.id for mention in named}
    found = []
    for words, actor in _epithet_table().items():
        if actor not in told:
            continue
        for token in doc[len(words) - 1 :]:
            span = doc[token.i - len(words) + 1 : token.i + 1]
            if tuple(word.lower_ for word in span) == words and token.dep_ in _ACTING:
                reason = f"“{span.text}” stands for it here"
                found.append(ActorMention(span.start, span.end, token.i, actor, reason))
    return found


def _ships(doc: Doc, table: Actors) -> Iterator[ActorMention]:
    for ship in find_ships(doc):
        span = doc[ship.start : ship.end]
        told = f"“{span.text}” is a ship of {table[ship.actor].name}"
        yield ActorMention(ship.start, ship.end, span.root.i, ship.actor, told)


def _whole_name(doc: Doc, span: Span, name: str) -> Span:
    """The span with the rest of a name that begins in it ("President Lai" and "Ching-te")."""
    start = doc.text.find(name, span.start_char, span.end_char + len(name))
    if not span.start_char <= start < span.end_char:
        return span
    whole = doc.char_span(span.start_char, start + len(name), alignment_mode="expand")
    return span if whole is None or len(whole) < len(span) else whole


def _in_office(ids: Sequence[str], table: Actors) -> str | None:
    """The one actor that a name may mean; None where several stand."""
    known = [actor for actor in ids if actor in table]
    return known[0] if len(known) == 1 else None


def _state_words(doc: Doc, named: Sequence[ActorMention]) -> Iterator[ActorMention]:
    words = demonyms()
    taken = {i for mention in named for i in range(mention.start, mention.end)}
    for token in doc:
        state = words.get(token.text)
        if state and token.i not in taken:
            yield ActorMention(
                token.i, token.i + 1, token.i, state, f"“{token.text}” is the state's word"
            )


@lru_cache(maxsize=1)
def _body_automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for phrase, body in body_phrases().items():
        automaton.add_word(phrase, (len(phrase), body))
    automaton.make_automaton()
    return automaton


def _body_spans(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Token spans of body phrases ("defence ministry", "coast guard"), longest first, no overlaps."""
    found = []
    text = doc.text.lower()
    if len(text) != len(doc.text):
        text = "".join(
            letter.lower() if len(letter.lower()) == 1 else letter for letter in doc.text
        )
    for end, (length, body) in _body_automaton().iter(text):
        for stop in (end + 1, end + 2):
            span = doc.char_span(end - length + 1, stop)
            if span is not None and (stop == end + 1 or text[end + 1] == "s"):
                found.append((span.start, span.end, body))
                break
    found.sort(key=lambda item: (item[0], item[0] - item[1]))
    last = 0
    for start, end, body in found:
        if start >= last:
            yield start, end, body
            last = end


def _bodies(
    doc: Doc, mentions: Sequence[ActorMention], table: Actors, dateline_country: str | None
) -> Iterator[ActorMention]:
    at = {i: mention for mention in mentions for i in range(mention.start, mention.end)}
    told: list[ActorMention] = [
        mention for mention in mentions if table[mention.id].body is not None
    ]
    for start, end, body in _body_spans(doc):
        if any(i in at and not _is_state(table, at[i].id) for i in range(start, end)):
            continue
        span = doc[start:end]
        owners = _owners_of_body(doc, start, end, at, table)
        found = False
        for owner in owners:
            entry = table.by_body(table[owner.id].country or "", body)
            if entry is not None:
                mention = ActorMention(
                    min(owner.start, start) if owner.end == start else start,
                    end,
                    span.root.i,
                    entry.id,
                    f"“{doc[min(owner.start, start) : end].text}”: {body} of {table[owner.id].name}",
                )
                told.append(mention)
                found = True
                yield mention
        if not found and not owners and _is_definite_or_bare(doc, start):
            one = _body_of_its_owner(doc, at, table, start, body) or _body_told_before(
                table, told, body, start, dateline_country
            )
            if one:
                yield ActorMention(start, end, span.root.i, one, f"“{span.text}”, told before")


def _is_state(table: Actors, actor: str) -> bool:
    return table[actor].kind == "state"


def _owners_of_body(
    doc: Doc, start: int, end: int, at: dict[int, ActorMention], table: Actors
) -> list[ActorMention]:
    owners: list[ActorMention] = []
    i = start - 1
    while i >= 0 and start - i < 8:
        token = doc[i]
        if i in at and table[at[i].id].country:
            owners.append(at[i])
            i = at[i].start - 1
            if i >= 0 and doc[i].lower_ in {"and", ",", "or"}:
                i -= 1
                continue
            break
        if (
            token.lower_ in {"'s", "’s", "'", "’"}
            or token.pos_ in {"ADJ", "NUM"}
            or (token.dep_ in {"compound", "nmod", "amod"} and token.head.i >= start - 2)
        ):
            i -= 1
        else:
            break
    if not owners and end + 1 < len(doc) and doc[end].lower_ in {"of", "from"}:
        after = end + 1
        if doc[after].lower_ == "the" and after + 1 < len(doc):
            after += 1
        if after in at and table[at[after].id].country:
            owners.append(at[after])
            joint = [at[word.i] for word in doc[at[after].head].conjuncts if word.i in at]
            owners += [mention for mention in joint if mention is not at[after]]
    return owners


def _is_definite_or_bare(doc: Doc, start: int) -> bool:
    before = doc[start - 1].lower_ if start else ""
    return before in {"the", "its", "their", "both"} or start == doc[start].sent.start


def _body_of_its_owner(
    doc: Doc, at: Mapping[int, ActorMention], table: Actors, start: int, body: str
) -> str | None:
    """The body of the state that "its" or "their" leans on, within the sentence."""
    if not start or doc[start - 1].lower_ not in {"its", "their"}:
        return None
    for i in range(start - 2, doc[start].sent.start - 1, -1):
        country = table[at[i].id].country if i in at else None
        if country:
            entry = table.by_body(country, body)
            return entry.id if entry else None
    return None


def _body_told_before(
    table: Actors,
    told: Sequence[ActorMention],
    body: str,
    before: int,
    dateline_country: str | None,
) -> str | None:
    same = [mention for mention in told if mention.end <= before and table[mention.id].body == body]
    ids = {mention.id for mention in same}
    if len(ids) == 1:
        return ids.pop()
    if ids:
        recent = {mention.id for mention in same if before - mention.end < 60}
        return recent.pop() if len(recent) == 1 else None
    entry = table.by_body(dateline_country, body) if dateline_country else None
    return entry.id if entry else None


def _drop_covered(mentions: Sequence[ActorMention]) -> list[ActorMention]:
    """Leave out a state's word that is part of a longer mention ("Chinese" in "Chinese coast guard")."""
    longest = sorted(mentions, key=lambda mention: mention.start - mention.end)
    kept: list[ActorMention] = []
    for mention in longest:
        if not any(
            other.start <= mention.start
            and mention.end <= other.end
            and (other.end - other.start) > (mention.end - mention.start)
            and other.head != mention.head
            for other in kept
        ):
            kept.append(mention)
    return kept


def _short_names(doc: Doc, mentions: Sequence[ActorMention], table: Actors) -> list[ActorMention]:
    """Surnames that stand for a person whom the article has named in full."""
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


def _leaning(doc: Doc, mentions: Sequence[ActorMention], table: Actors) -> list[ActorMention]:
    """Pronouns and definite nouns, read from the mentions before them where one candidate stands."""
    found: list[ActorMention] = []
    known = ActorIndex(doc, mentions)
    starts = [sentence.start for sentence in doc.sents]
    for number, sentence in enumerate(doc.sents):
        earliest = starts[max(0, number - _LOOK_BACK_SENTENCES)]
        for token in sentence:
            if known.at(token):
                continue
            actor = None
            if token.lower_ in _THINGS and not _is_expletive(token):
                actor = _last_subject(
                    doc, known, table, token, starts[max(0, number - 1)], person=False
                )
            elif token.lower_ in _PERSONS:
                actor = _last_subject(doc, known, table, token, earliest, person=True)
            elif _is_definite_holder(token):
                actor = _last_person(known, table, token.i, earliest)
            elif token.lower_ in _ORGANISATIONS and _is_definite_or_bare(doc, token.i):
                actor = _last_organisation(mentions, table, token)
            elif _is_pair(token):
                found += _last_two(known, table, token, starts[max(0, number - 5)])
            elif _is_vehicle(token) and _leans_back(token) and not known.phrase(token):
                actor = _last_owner(doc, known, token, earliest)
            if actor:
                found.append(
                    ActorMention(
                        token.i, token.i + 1, token.i, actor, f"“{token.text}” leans on it"
                    )
                )
    return found


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
    for sentence in reversed(list(doc[earliest : token.i + 1].sents)):
        subjects = [
            word
            for word in sentence
            if word.i < token.i
            and (word.dep_ in {"nsubj", "nsubjpass"} or (word.dep_ == "attr" and not person))
            and not (is_object and word.head == clause)
        ]
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


def _last_organisation(mentions: Sequence[ActorMention], table: Actors, token: Token) -> str | None:
    """The ministry, command or force told last before "the ministry", "the command", "the force"."""
    fits = _ORGANISATIONS[token.lower_]
    told = [mention for mention in mentions if mention.end <= token.i and fits(table[mention.id])]
    return max(told, key=lambda mention: mention.end).id if told else None


def _is_pair(token: Token) -> bool:
    """Whether a noun stands for two actors told before ("both countries", "the two presidents")."""
    return lexicon().of_class("party", token.lemma_.lower()) and any(
        child.lower_ in _PAIRS for child in token.children
    )


def _last_two(known: ActorIndex, table: Actors, token: Token, earliest: int) -> list[ActorMention]:
    """The pair that was last told together; else the only two that the passage names."""
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
        for other, head in told.items():
            if other != actor.id and head in joined:
                return _as_pair(token, (actor.id, other))
        told.setdefault(actor.id, mention.head)
    return _as_pair(token, tuple(told)) if len(told) == 2 else []


def _joined_with(doc: Doc, mention: ActorMention) -> set[int]:
    """Tokens that a mention's head, or the noun it modifies, is joined with by "and"."""
    head = doc[mention.head]
    joined = (*head.conjuncts, *head.head.conjuncts)
    return {word.i for word in joined} | {child.i for word in joined for child in word.children}


def _as_pair(token: Token, pair: tuple[str, ...]) -> list[ActorMention]:
    reason = f"“{token.text}”: the two told before"
    return [ActorMention(token.i, token.i + 1, token.i, actor, reason) for actor in pair]


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
