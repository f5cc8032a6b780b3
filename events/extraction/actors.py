"""Who is named where: every mention of an actor in an article.

An actor is found by its own name, by a state's word before a body ("Chinese coast guard"), by a capital
that acts, by a ship that is its own, and by words that lean on what was told before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from spacy.tokens import Doc, Span

from events.data_files import data_path
from events.extraction.actor_bodies import find_bodies, find_military_aircraft
from events.extraction.actor_index import ActorIndex, ActorMention
from events.extraction.actor_references import find_references, find_short_names
from events.extraction.names import NameMatch
from events.extraction.places import stands_as_place
from events.extraction.ships import find_ships
from events.gazetteer import Actors, actors, demonyms
from events.tables import read_table

_ACTING: Final = frozenset({"poss", "nsubj"})


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
    mentions = _drop_covered(mentions + list(find_bodies(doc, mentions, dateline_country)))
    mentions = _drop_covered(mentions + list(find_military_aircraft(doc, mentions)))
    mentions += find_short_names(doc, mentions)
    mentions += find_references(doc, mentions)
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
            acts = token.dep_ in _ACTING or (
                token.dep_ == "pobj" and token.head.lower_ in {"from", "by"}
            )
            if tuple(word.lower_ for word in span) == words and acts:
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
