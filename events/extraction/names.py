"""Names: every name of the gazetteer that stands in a text, found in one pass (Aho-Corasick)."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import ahocorasick

from events.data_files import data_path
from events.extraction.place_lexicon import place_lexicon
from events.gazetteer import Actors, PlaceEntry, Places, body_phrases, place_kinds
from events.tables import read_table

_RULES: Final = ("phrase", "after", "before", "ship")
_JOINING: Final = " and "
_FIRST_CJK: Final = 0x2E80
_SAME: Final = {"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " "}


def _fold_table() -> dict[int, str]:
    """One character for one: quotes, hyphens, spaces and accents as the plainest of their kind."""
    table = {ord(written): plain for written, plain in _SAME.items()}
    table.update({ord(space): " " for space in "\n\r\t\u2009\u202f"})
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            table[code] = base
    return table


_FOLD: Final = _fold_table()


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name in a text: characters `start` to `end`, and what it may mean.

    `place_ids` best first (see `NameMatcher`). `metonym` is true where the actors are meant by a
    place that speaks for them (Beijing) and false where the name is theirs (Taiwan, Kyodo News).
    """

    start: int
    end: int
    text: str
    place_ids: tuple[str, ...]
    actor_ids: tuple[str, ...]
    metonym: bool


class _Meaning(NamedTuple):
    """What a written name stands for; neither places nor actors: it only looks like a name."""

    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    metonym: bool = False


class _Entry(NamedTuple):
    length: int
    opens_word: bool
    closes_word: bool
    meaning: _Meaning


@dataclass(frozen=True, slots=True)
class NotPlaces:
    """What only looks like a place: whole phrases, and words that make a name another one."""

    phrases: frozenset[str]
    after: frozenset[str]
    before: frozenset[str]
    ships: frozenset[str]


def load_not_places(file: Path) -> NotPlaces:
    """Read and check the table of what only looks like a place."""
    words: dict[str, set[str]] = {rule: set() for rule in _RULES}
    for row in read_table(file, ("words", "rule", "example")):
        words[row.one_of("rule", _RULES)].add(row.required("words").translate(_FOLD))
        row.required("example")
    return NotPlaces(*(frozenset(words[rule]) for rule in _RULES))


def load_spellings(file: Path) -> Mapping[str, str]:
    """Read the table of words that are spelled in two ways, either way to the other."""
    rows = read_table(file, ("british", "american"))
    pairs = [(row.required("british"), row.required("american")) for row in rows]
    return {**dict(pairs), **{american: british for british, american in pairs}}


class NameMatcher:
    """Finds names: longest match from the left, at word boundaries, none overlapping.

    Case: a name is matched as the table writes it; words that name a feature or a body ("strait",
    "ministry") may have a capital or not, and a name may open a sentence.
    A name that several places share keeps all of them: those whose own name it is first, then those
    for whom it needs no context, then the larger one.
    """

    def __init__(self, actors: Actors, places: Places) -> None:
        self._not_places = load_not_places(data_path("gazetteer", "not_places.csv"))
        self._spellings = load_spellings(data_path("gazetteer", "spellings.csv"))
        features = (word for kind in place_kinds().values() for word in kind.feature_words)
        self._features = _single_words([*features, *place_lexicon().bearings])
        lexicon = place_lexicon()
        self._of_provinces = self._features | lexicon.words("feature") | lexicon.words("seat")
        self._bodies = _single_words(body_phrases())
        self._longest_after = max(word.count(" ") for word in self._not_places.after) + 1
        self._longest_before = max(word.count(" ") for word in self._not_places.before) + 1
        self._automaton = ahocorasick.Automaton()
        for written, meaning in self._meanings(actors, places).items():
            self._automaton.add_word(written, _entry(written, meaning))
        self._automaton.make_automaton()

    def find(self, text: str) -> list[NameMatch]:
        """Names of places and actors in a text, in order."""
        folded = text.translate(_FOLD)
        found = []
        other_name_ended = -1
        for start, end, meaning in _longest(self._at_word_boundaries(folded)):
            if not meaning.places and not meaning.actors:
                continue
            joined = folded[other_name_ended:start] == _JOINING if other_name_ended > 0 else False
            if meaning.places and (joined or self._is_another_name(folded, start, end)):
                other_name_ended = end
                continue
            found.append(
                NameMatch(
                    start, end, text[start:end], meaning.places, meaning.actors, meaning.metonym
                )
            )
        return found

    def _at_word_boundaries(self, text: str) -> Iterator[tuple[int, int, _Meaning]]:
        last = len(text)
        for final, entry in self._automaton.iter(text):
            start, end = final + 1 - entry.length, final + 1
            if entry.opens_word and start and _is_word(text[start - 1]):
                continue
            if entry.closes_word and end < last and _is_word(text[end]):
                continue
            yield start, end, entry.meaning

    def _is_another_name(self, text: str, start: int, end: int) -> bool:
        """Whether the words around a place's name make it another name: USS Guam, Okinawa Times."""
        left = text[max(0, start - 40) : start].split()
        for count in range(1, self._longest_before + 1):
            if " ".join(left[-count:]) in self._not_places.before:
                return True
        if text[end : end + 1] != " ":
            right = []
        else:
            right = [word.rstrip(".,;:!?'\")") for word in text[end : end + 40].split()]
            right = [word.removesuffix("'s") for word in right]
        for count in range(1, self._longest_after + 1):
            if " ".join(right[:count]) in self._not_places.after:
                return True
        name = f"the {text[start:end]}"
        is_ship = name in self._not_places.ships and left[-1:] in (["the"], ["The"])
        return is_ship and not (right and right[0].lower() in self._of_provinces)

    def _meanings(self, actors: Actors, places: Places) -> dict[str, _Meaning]:
        """Every way a name may be written, with what it means."""
        by_place = self._places_by_name(places)
        found: dict[str, _Meaning] = {
            written: _Meaning(places=ids) for written, ids in by_place.items()
        }
        for actor in actors.values():
            for names, metonym in ((actor.metonyms, True), ((actor.name, *actor.aliases), False)):
                for name in (*names, *(() if metonym else actor.names.values())):
                    for written in self._ways_to_write(name, self._bodies):
                        self._add_actor(found, written, actor.id, metonym)
        for phrase in self._not_places.phrases:
            for written in self._ways_to_write(phrase, frozenset({"the"})):
                found[written] = found.get(written, _Meaning())._replace(places=())
        return found

    @staticmethod
    def _add_actor(found: dict[str, _Meaning], written: str, key: str, metonym: bool) -> None:
        held = found.get(written, _Meaning())
        if held.actors and held.metonym < metonym:
            return
        if held.actors and held.metonym > metonym:
            held = held._replace(actors=())
        ids = tuple(dict.fromkeys((*held.actors, key)))
        found[written] = held._replace(actors=ids, metonym=metonym)

    def _places_by_name(self, places: Places) -> dict[str, tuple[str, ...]]:
        sharers: dict[str, list[tuple[tuple[bool, bool, float, str], str]]] = {}
        for place in places.values():
            for name in dict.fromkeys((place.name, *place.aliases, *place.names.values())):
                rank = _rank(place, name)
                for written in self._ways_to_write(name, self._features):
                    sharers.setdefault(written, []).append((rank, place.id))
        return {
            written: tuple(dict.fromkeys(key for _, key in sorted(ranked)))
            for written, ranked in sharers.items()
        }

    def _ways_to_write(self, name: str, free_words: frozenset[str]) -> set[str]:
        words = name.translate(_FOLD).split()
        options = [
            self._ways_to_write_word(word, free_words, opens=index == 0, alone=len(words) == 1)
            for index, word in enumerate(words)
        ]
        return {" ".join(chosen) for chosen in itertools.product(*options)}

    def _ways_to_write_word(
        self, word: str, free_words: frozenset[str], *, opens: bool, alone: bool
    ) -> set[str]:
        ways = {word}
        other = self._spellings.get(word.lower())
        if other and not word.isupper():
            ways.add(other.capitalize() if word[0].isupper() else other)
        if word.lower() in free_words and not word.isupper() and not alone:
            ways |= {way[0].lower() + way[1:] for way in ways}
            ways |= {way[0].upper() + way[1:] for way in ways}
        if opens and word[0].islower():
            ways |= {way[0].upper() + way[1:] for way in ways}
        return ways


def _rank(place: PlaceEntry, name: str) -> tuple[bool, bool, float, str]:
    return (place.name != name, name in place.risky_aliases, -place.extent_km, place.id)


def _entry(written: str, meaning: _Meaning) -> _Entry:
    return _Entry(
        len(written), _is_word(written[0]), _is_word(written[-1]) or written[-1] == ".", meaning
    )


def _is_word(character: str) -> bool:
    """Whether a character joins on to a name; scripts written without spaces never do."""
    return character.isalnum() and ord(character) < _FIRST_CJK


def _single_words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for phrase in phrases for word in phrase.split())


def _longest(
    hits: Iterable[tuple[int, int, _Meaning]],
) -> Iterator[tuple[int, int, _Meaning]]:
    """Of hits that overlap, the leftmost, and of these the longest."""
    reached = 0
    for start, end, meaning in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if start >= reached:
            yield start, end, meaning
            reached = end
