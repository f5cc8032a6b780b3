"""Bodies of states: "Chinese coast guard", "the navies of Japan and Australia", "its defence ministry"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

import ahocorasick
from spacy.tokens import Doc, Token

from events.extraction.actor_index import ActorMention
from events.extraction.lexicon import lexicon
from events.gazetteer import Actors, actors, body_phrases

_AIRCRAFT: Final = frozenset({"aircraft", "plane", "sortie", "flight"})


def find_bodies(
    doc: Doc, mentions: Sequence[ActorMention], dateline_country: str | None
) -> Iterator[ActorMention]:
    """Bodies by their state's word or by what was told before; `mentions` are the names found."""
    table = actors()
    at = {i: mention for mention in mentions for i in range(mention.start, mention.end)}
    told = [mention for mention in mentions if table[mention.id].body is not None]
    for start, end, body in _body_spans(doc):
        if any(i in at and not _is_state(table, at[i].id) for i in range(start, end + 1)):
            continue
        owners = _owners_of_body(doc, start, end, at, table)
        owned = [
            mention
            for owner in owners
            if (mention := _owned(doc, start, end, body, owner, table)) is not None
        ]
        told += owned
        yield from owned
        if owners or not is_definite_or_bare(doc, start) or _is_craft(doc[end - 1]):
            continue
        one = (
            _body_of_its_owner(doc, at, table, start, body)
            or _body_told_before(table, told, body, start, dateline_country)
            or _only_one_there_is(table, mentions, body)
        )
        if one:
            reason = f"“{doc[start:end].text}”, told before"
            yield ActorMention(start, end, doc[start:end].root.i, one, reason)


def find_military_aircraft(doc: Doc, mentions: Sequence[ActorMention]) -> Iterator[ActorMention]:
    """A state's aircraft, which are its military's in a story of armed forces or defence ministries."""
    table = actors()
    is_military = any(
        table[mention.id].sector == "MIL" or table[mention.id].body == "defence-ministry"
        for mention in mentions
    )
    for owner in mentions:
        entry = table[owner.id]
        if entry.kind != "state" or not is_military or owner.as_place:
            continue
        craft = doc[owner.head].head
        military = table.by_body(entry.country or "", "military")
        if military and craft.lemma_.lower() in _AIRCRAFT and 0 < craft.i - owner.start < 5:
            reason = f"“{doc[owner.start : craft.i + 1].text}” in a military story"
            yield ActorMention(owner.start, craft.i + 1, craft.i, military.id, reason)


def _owned(
    doc: Doc, start: int, end: int, body: str, owner: ActorMention, table: Actors
) -> ActorMention | None:
    """The owner's body of a class; a service's aircraft are the service's own."""
    entry = table[owner.id]
    held = entry if entry.sector == "MIL" else table.by_body(entry.country or "", body)
    if held is None:
        return None
    first = min(owner.start, start) if owner.end == start else start
    reason = f"“{doc[first:end].text}”: {body} of {entry.name}"
    return ActorMention(first, end, doc[start:end].root.i, held.id, reason)


def _is_craft(token: Token) -> bool:
    words = lexicon()
    return any(words.of_class(name, token.lemma_.lower()) for name in ("vessel", "aircraft"))


@cache
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


def is_definite_or_bare(doc: Doc, start: int) -> bool:
    """Whether a noun opens its sentence or has "the", "its", "their" or "both" before it."""
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


def _only_one_there_is(table: Actors, mentions: Sequence[ActorMention], body: str) -> str | None:
    """The body that only one of the article's countries has ("the Rocket Force")."""
    countries = {table[mention.id].country for mention in mentions}
    held = {
        entry.id for country in countries if country and (entry := table.by_body(country, body))
    }
    return held.pop() if len(held) == 1 and len(countries) > 1 else None
