"""References: zones told by their owner, "the island", and names that need context to be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.tokens import Doc, Span, Token

from events.extraction.geometry import distance_m
from events.extraction.names import NameMatch
from events.extraction.place_lexicon import place_lexicon
from events.gazetteer import Actors, PlaceEntry, Places, actors, demonyms, place_kinds, places
from events.record import Relation

_ZONES: Final = ("adiz", "eez", "fir")
_DEICTIC: Final = {
    "island": ("island", "islet"),
    "islet": ("islet",),
    "islands": ("island_group", "archipelago"),
    "archipelago": ("island_group", "archipelago"),
    "island chain": ("island_group", "archipelago"),
    "strait": ("strait",),
    "channel": ("channel",),
    "base": ("base", "airbase", "naval_base"),
    "airport": ("airport", "airbase"),
}
_LOCATIVE: Final = frozenset({*Relation, "on"}) - {Relation.FROM, Relation.TOWARD}
_PRO_PLACE: Final = re.compile(r"\bthere\b|\b(?:the|that)\s+country\b", re.IGNORECASE)
_NEARBY_M: Final = 400_000
"""Names of one sentence lend each other context within the length of Taiwan (394 km)."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Characters `start` to `end` that mean one place; `acts` if they may stand for an actor."""

    start: int
    end: int
    place: PlaceEntry
    acts: bool
    because: str = ""


class ArticleReferences:
    """The places that an article refers to, in order, none overlapping."""

    def __init__(self, doc: Doc, matches: Sequence[NameMatch]) -> None:
        self._doc = doc
        self._places: Places = places()
        self._actors: Actors = actors()
        self._matches = matches
        self._named = [match for match in matches if match.place_ids]
        self._countries = sorted(self._countries_named())

    def all(self) -> list[Reference]:
        """Names that are meant, definite nouns and zones."""
        named = [
            Reference(match.start, match.end, entry, _acts(match, entry))
            for match in self._named
            if self._is_meant(match, entry := self._places[match.place_ids[0]])
        ]
        deictic = list(self._deictic(named))
        deictic += self._of_the_sentence(sorted([*named, *deictic], key=_start))
        zones = list(self._zones(sorted([*named, *deictic], key=_start)))
        taken = [*zones, *(item for item in deictic if not _overlaps(item, zones))]
        kept = [item for item in named if not _overlaps(item, taken)]
        return sorted([*taken, *kept], key=_start)

    # Names that need context

    def _is_meant(self, match: NameMatch, entry: PlaceEntry) -> bool:
        """Whether a risky name is used as the place's name here.

        It is when written in capitals (US), when it may act (capitals are decided by the parse),
        beside a word for such a feature, near another place of the sentence, where the article
        has another name of it, or after a locative where the article names what holds the place.
        """
        if match.text not in entry.risky_aliases:
            return True
        if match.text.replace(".", "").isupper():
            return True
        if match.text[0].islower():
            return self._is_generic_meant(match, entry)
        if match.actor_ids or entry.kind == "country":
            return True
        if self._is_person(match):
            return False
        return (
            self._has_feature_beside(match, entry)
            or self._has_neighbour(match, entry)
            or self._is_told_otherwise(entry)
            or self._is_located(match, entry)
        )

    def _is_generic_meant(self, match: NameMatch, entry: PlaceEntry) -> bool:
        """A common noun ("median line") means the place if the article names what it lies in.

        It does not where another sea follows ("a median line in the East China Sea").
        """
        for other in self._named:
            held = self._places[other.place_ids[0]]
            follows = 0 <= other.start - match.end <= len(" through the ")
            if follows and held.kind == "sea" and held.id not in entry.containers:
                return False
        around = {entry.id, *entry.containers}
        states = set(self._places_holding(entry))
        named = {other.place_ids[0] for other in self._named if other is not match}
        return bool(named & (around | states))

    def _places_holding(self, entry: PlaceEntry) -> Iterator[str]:
        """Places near which the name's place lies: within both extents."""
        for other in self._places.values():
            if other.kind in {"country", "island_group"} and other.id != entry.id:
                reach = max(other.extent_km, entry.extent_km) * 1000
                if other.extent_km < 1000 and distance_m(other, entry) < reach:
                    yield other.id

    def _is_person(self, match: NameMatch) -> bool:
        span = self._doc.char_span(match.start, match.end, alignment_mode="expand")
        if span is None:
            return True
        beside = [self._doc[i] for i in (span.start - 1, span.end) if 0 <= i < len(self._doc)]
        return span.root.ent_type_ == "PERSON" and any(
            word.ent_type_ == "PERSON" and word.pos_ == "PROPN" for word in beside
        )

    def _has_feature_beside(self, match: NameMatch, entry: PlaceEntry) -> bool:
        following = self._doc.text[match.end : match.end + 40].split()
        words = [word.strip(".,;:").lower() for word in following[:2]]
        features = place_kinds()[entry.kind].feature_words
        return any(words[0] == f or " ".join(words) == f for f in features) if words else False

    def _has_neighbour(self, match: NameMatch, entry: PlaceEntry) -> bool:
        sentence = self._sentence_of(match)
        for other in self._named:
            held = self._places[other.place_ids[0]]
            in_sentence = sentence.start_char <= other.start < sentence.end_char
            if other is match or not in_sentence or other.text in held.risky_aliases:
                continue
            if held.extent_km < 300 and distance_m(held, entry) < _NEARBY_M:
                return True
        return False

    def _is_told_otherwise(self, entry: PlaceEntry) -> bool:
        return any(
            entry.id in other.place_ids and other.text not in entry.risky_aliases
            for other in self._named
        )

    def _is_located(self, match: NameMatch, entry: PlaceEntry) -> bool:
        told = place_lexicon().told_before(self._doc.text[max(0, match.start - 60) : match.start])
        if told is None or told.relation not in _LOCATIVE:
            return False
        named = {other.place_ids[0] for other in self._named}
        return match.text == entry.name or bool(named & set(entry.containers))

    def _sentence_of(self, match: NameMatch) -> Span:
        span = self._doc.char_span(match.start, match.end, alignment_mode="expand")
        assert span is not None
        return span.root.sent

    # Definite nouns

    def _deictic(self, named: Sequence[Reference]) -> Iterator[Reference]:
        """ "The strait", where one strait alone has been named before it."""
        for found in _deictic_pattern().finditer(self._doc.text):
            noun = found["noun"].lower()
            start, end = found.span()
            token = self._doc.char_span(found.start("noun"), end, alignment_mode="expand")
            if token is None or token.root.dep_ == "compound" or _covered(start, end, self._named):
                continue
            before = [item.place for item in named if item.end <= start]
            fitting = {item.id: item for item in before if self._fits(noun, item)}
            if len(fitting) == 1:
                [place] = fitting.values()
                acts = place.kind == "country"
                because = f"“{found[0]}” is {place.name}, the one named before"
                yield Reference(start, end, place, acts, because)

    @staticmethod
    def _fits(noun: str, place: PlaceEntry) -> bool:
        if place.kind in _DEICTIC[noun]:
            return True
        also = f"{place.name} {noun.capitalize()}"
        return also in place.aliases

    def _of_the_sentence(self, references: Sequence[Reference]) -> Iterator[Reference]:
        """ "There" and "the country": the one place of the sentence that does not act on it."""
        for found in _PRO_PLACE.finditer(self._doc.text):
            span = self._doc.char_span(*found.span(), alignment_mode="expand")
            if span is None or span.root.dep_ not in {"advmod", "pobj"}:
                continue
            start, end = found.span()
            subjects = self._subjects_above(span.root)
            if span.root.lower_ == "there":
                fitting = {
                    item.place.id: item.place
                    for item in references
                    if span.sent.start_char <= item.start < item.end <= start
                    and not (item.acts and self._token_at(item.start) in subjects)
                }
            else:
                told = {c for i, c in self._countries if span.sent.start <= i < span.start}
                told -= {c for i, c in self._countries if i in subjects}
                fitting = {p.id: p for p in self._places.values() if _is_country(p, told)}
            if len(fitting) == 1:
                [place] = fitting.values()
                because = f"“{found[0]}” is {place.name}, of the same sentence"
                yield Reference(start, end, place, place.kind == "country", because)

    def _token_at(self, start: int) -> int:
        span = self._doc.char_span(start, start + 1, alignment_mode="expand")
        return span.start if span else -1

    @staticmethod
    def _subjects_above(token: Token) -> set[int]:
        """Tokens in the subjects of all verbs that a word hangs on."""
        found: set[int] = set()
        for above in token.ancestors:
            for child in above.children:
                if child.dep_ in {"nsubj", "nsubjpass"}:
                    found.update(word.i for word in child.subtree)
        return found

    # Zones

    def _zones(self, references: Sequence[Reference]) -> Iterator[Reference]:
        """Zones told by their owner: "Taiwan's ADIZ", "the air defense zone of the island"."""
        resolved: dict[str, PlaceEntry] = {}
        for found in _zone_pattern().finditer(self._doc.text):
            whole = next((r for r in references if r.start <= found.start() < r.end), None)
            kinds = [kind for kind in _ZONES if _names_kind(kind, found["zone"])]
            if whole is not None and whole.place.kind in _ZONES:
                resolved[whole.place.kind] = whole.place
                continue
            if whole is not None or not kinds:
                continue
            start, end, country = self._owner(found.start(), found.end(), references, kinds[0])
            zone = _zone_of(kinds[0], country) if country else resolved.get(kinds[0])
            if zone is not None:
                resolved[kinds[0]] = zone
                told = self._doc.text[start:end]
                yield Reference(start, end, zone, False, f"“{told}” is {zone.name}")

    def _owner(
        self, start: int, end: int, references: Sequence[Reference], kind: str
    ) -> tuple[int, int, str | None]:
        text = self._doc.text
        for reference in references:
            between = text[reference.end : start]
            if reference.end <= start and _owner_pattern().fullmatch(between):
                return reference.start, end, self._country(reference.place)
            if reference.start >= end and re.fullmatch(r"\s+of\s+", text[end : reference.start]):
                return start, reference.end, self._country(reference.place)
        before = text[max(0, start - 40) : start].split()
        for word in before[-1:]:
            if state := demonyms().get(word):
                return start - len(word) - 1, end, self._actors[state].country
        return start, end, self._owner_by_sense(start, kind)

    def _owner_by_sense(self, start: int, kind: str) -> str | None:
        """Whose "its ADIZ" is: the one country of the sentence, or article, that does not enter."""
        span = self._doc.char_span(start, start + 1, alignment_mode="expand")
        if span is None:
            return None
        entering = self._entering(span.root)
        owners = {place.admin for place in self._places.values() if place.kind == kind}
        sentence = span.root.sent
        for first, last in ((sentence.start, sentence.end), (0, len(self._doc))):
            told = {c for i, c in self._countries if first <= i < last} & owners - entering
            if len(told) == 1:
                return told.pop()
        return None

    def _entering(self, token: Token) -> set[str | None]:
        line = [token, *token.ancestors]
        token = next((word for word in line if word.pos_ in {"VERB", "AUX"}), token)
        subjects = [word for word in token.children if word.dep_ in {"nsubj", "nsubjpass"}]
        inside = {word.i for subject in subjects for word in subject.subtree}
        return {country for i, country in self._countries if i in inside}

    def _countries_named(self) -> Iterator[tuple[int, str]]:
        for match in self._matches:
            span = self._doc.char_span(match.start, match.end, alignment_mode="expand")
            if span is None:
                continue
            if match.actor_ids:
                country = self._actors[match.actor_ids[0]].country
            else:
                country = self._country(self._places[match.place_ids[0]])
            if country:
                yield span.start, country
        for token in self._doc:
            if state := demonyms().get(token.text):
                country = self._actors[state].country
                if country:
                    yield token.i, country

    @staticmethod
    def _country(place: PlaceEntry) -> str | None:
        return place.admin


def _acts(match: NameMatch, entry: PlaceEntry) -> bool:
    return bool(match.actor_ids) or entry.kind == "country"


def _is_country(place: PlaceEntry, codes: set[str]) -> bool:
    return place.kind == "country" and place.admin in codes


def _start(reference: Reference) -> int:
    return reference.start


def _overlaps(reference: Reference, others: Iterable[Reference]) -> bool:
    return any(o.start < reference.end and reference.start < o.end for o in others)


def _covered(start: int, end: int, matches: Iterable[NameMatch]) -> bool:
    return any(match.start < end and start < match.end for match in matches)


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def _names_kind(kind: str, words: str) -> bool:
    return words.lower() in {word.lower() for word in place_kinds()[kind].feature_words}


def _zone_of(kind: str, country: str) -> PlaceEntry | None:
    zones = [p for p in places().values() if p.kind == kind and p.admin == country]
    return zones[0] if len(zones) == 1 else None


@cache
def _zone_pattern() -> re.Pattern[str]:
    words = [word for kind in _ZONES for word in place_kinds()[kind].feature_words]
    return re.compile(rf"\b(?P<zone>{_either(words)})\b", re.IGNORECASE)


@cache
def _owner_pattern() -> re.Pattern[str]:
    """Between an owner and the zone: "'s", a direction, "own"."""
    directions = _either(place_lexicon().bearings)
    return re.compile(rf"(?:'s|’s|'|’)?\s+(?:(?:own|entire|{directions})\s+)*", re.IGNORECASE)


@cache
def _deictic_pattern() -> re.Pattern[str]:
    nouns = _either(_DEICTIC)
    return re.compile(rf"\b(?:the|this|that)\s+(?P<noun>{nouns})\b(?!-|\s+of\b)", re.IGNORECASE)
