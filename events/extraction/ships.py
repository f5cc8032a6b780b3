"""Named ships: whose navy a ship is, by its prefix ("USS") or by its name beside a word for a ship."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.tokens import Doc

from events.data_files import data_path
from events.extraction.lexicon import lexicon
from events.gazetteer import actors
from events.tables import read_table

_CUE_REACH: Final = 5
_CUES: Final = ("prefix", "yes", "no", "type")


@dataclass(frozen=True, slots=True)
class ShipMention:
    """A named ship: tokens `start` to `end`, and the actor whose ship it is."""

    start: int
    end: int
    actor: str


@dataclass(frozen=True, slots=True)
class _Ships:
    prefixes: dict[str, str]
    names: dict[tuple[str, ...], str]
    unmistakable: frozenset[tuple[str, ...]]
    longest: int


@cache
def _ships() -> _Ships:
    """The table of prefixes and names. GazetteerError names row and column of a fault."""
    prefixes: dict[str, str] = {}
    names: dict[tuple[str, ...], str] = {}
    unmistakable: set[tuple[str, ...]] = set()
    for row in read_table(data_path("gazetteer", "ships.csv"), ("name", "actor", "needs_cue")):
        actor = row.one_of("actor", actors())
        cue = row.one_of("needs_cue", _CUES)
        if cue == "prefix":
            prefixes[row.required("name")] = actor
            continue
        words = tuple(row.required("name").split())
        spread = tuple(row.required("name").replace("-", " - ").split())
        names[words] = names[spread] = actor
        if cue != "yes":
            unmistakable.update((words, spread))
    return _Ships(prefixes, names, frozenset(unmistakable), max(len(name) for name in names))


def find_ships(doc: Doc) -> list[ShipMention]:
    """Named ships of a text; once told with its cue, a ship's bare name is one too."""
    found = list(_prefixed(doc))
    taken = {i for mention in found for i in range(mention.start, mention.end)}
    known = {
        tuple(token.text for token in doc[ship.start + 1 : ship.end]): ship.actor for ship in found
    }
    for start, end, actor in _named(doc):
        if start in taken:
            continue
        words = tuple(token.text for token in doc[start:end])
        if words in known or words in _ships().unmistakable or _has_cue(doc, start, end):
            if words not in _ships().unmistakable:
                known[words] = actor
            found.append(ShipMention(start, end, actor))
    return sorted(found, key=lambda mention: mention.start)


def _prefixed(doc: Doc) -> Iterator[ShipMention]:
    for token in doc[:-1]:
        actor = _ships().prefixes.get(token.text)
        if actor is None or not doc[token.i + 1].text[:1].isupper():
            continue
        end = token.i + 2
        while end < len(doc) and (
            doc[end].pos_ == "PROPN" or doc[end].text == "-" or doc[end].text in {"de", "am"}
        ):
            end += 1
        yield ShipMention(token.i, end, actor)


def _named(doc: Doc) -> Iterator[tuple[int, int, str]]:
    i = 0
    while i < len(doc):
        for length in range(_ships().longest, 0, -1):
            actor = _ships().names.get(tuple(token.text for token in doc[i : i + length]))
            if actor:
                yield i, i + length, actor
                i += length - 1
                break
        i += 1


def _has_cue(doc: Doc, start: int, end: int) -> bool:
    """Whether a word for a ship stands before the name (lists of ships included) or right after it."""
    words = lexicon()
    sentence = doc[start].sent
    if start and doc[start - 1].lower_ == "the" and doc[start].dep_ != "compound":
        return True
    before = doc[max(sentence.start, start - _CUE_REACH) : start]
    after = doc[end : min(end + 2, sentence.end)]
    for token in reversed(before):
        if words.of_class("vessel", token.lemma_.lower()):
            return True
        if token.pos_ not in {"PROPN", "CCONJ", "PUNCT", "DET", "ADJ"} and token.text != "'s":
            return False
    return any(
        words.of_class("vessel", token.lemma_.lower()) or token.lower_ == "carrier"
        for token in after
    )
