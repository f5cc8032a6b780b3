"""Places: which names of an article tell where, how the happening lies to them, and how exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from events.extraction import geometry
from events.extraction.geometry import Area
from events.extraction.names import NameMatch
from events.extraction.place_lexicon import Told, place_lexicon
from events.extraction.place_references import ArticleReferences, Reference
from events.extraction.places_context import read_context, stands_as_place
from events.gazetteer import PlaceEntry, places
from events.record import Place, Relation

__all__ = ["PlaceMention", "find_places", "stands_as_place"]

_OTHER_END: Final = re.compile(r"\s+and\s+(?:the\s+|\w+['’]s\s+)?")
_POSSESSES: Final = re.compile(r"['’]s?(?:\s+[\w-]+){0,5}\s+|(?:\s+[\w-]+){1,3}\s+of\s+(?:the\s+)?")
_EXPLAINS: Final = re.compile(r"\s?[,(–—]\s?(?:(?!and\b|or\b|but\b)[\w-]+\s+){0,5}")
_PASSAGES: Final = frozenset({"strait", "channel"})
_MIDDLE: Final = 0.35
"""A passage lies between two places if it is nearer to the middle than this share of the way."""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place told in a text: `start` to `end` is the name, from `phrase_start` on its relation."""

    start: int
    end: int
    phrase_start: int
    text: str
    place: Place
    reason: str


def find_places(doc: Doc, matches: Sequence[NameMatch]) -> list[PlaceMention]:
    """Mentions of places that locate something, in order.

    A state or capital that acts is none; nor is what holds the place beside it (Naha, Okinawa).
    Coordinates in degrees (WGS 84), uncertainty in metres, as `geometry` and `vagueness.csv` tell.
    """
    references = ArticleReferences(doc, matches).all()
    located = list(_located(doc, references))
    return list(_mentions(doc, located))


def _located(doc: Doc, references: Sequence[Reference]) -> Iterator[tuple[Reference, Told, str]]:
    opening: tuple[Reference, Told, str] | None = None
    for index, reference in enumerate(references):
        if opening and _OTHER_END.fullmatch(doc.text[opening[0].end : reference.start]):
            yield reference, opening[1], opening[2]
            opening = None
            continue
        if _holds_a_neighbour(doc, references, index):
            continue
        text = doc.text[reference.start : reference.end]
        reading = read_context(doc, reference.start, reference.end, acts=reference.acts, text=text)
        if reading.told is not None and not _describes(doc, references, index, reading.told):
            because = (
                f"{reading.reason}; {reference.because}" if reference.because else reading.reason
            )
            yield reference, reading.told, because
            between = reading.told.relation == Relation.BETWEEN
            opening = (reference, reading.told, because) if between else None


def _holds_a_neighbour(doc: Doc, references: Sequence[Reference], index: int) -> bool:
    """Whether a name only tells what holds the one beside it: Naha, Okinawa; Japan's Yonaguni."""
    here = references[index]
    if index and here.place.id in references[index - 1].place.containers:
        before = references[index - 1]
        if re.fullmatch(
            r",\s+(?:[\w'’-]+\s+){0,6}|\s+in\s+(?:the\s+)?", doc.text[before.end : here.start]
        ):
            return True
    span = doc.char_span(here.start, here.end, alignment_mode="expand")
    if span is None or index + 1 == len(references):
        return False
    after = references[index + 1]
    between = doc.text[here.end : after.start]
    if here.place.id in after.place.containers and _POSSESSES.fullmatch(between):
        return True
    owns = re.fullmatch(r"(?:['’]s?)?(?:\s+[\w-]+){0,3}\s+", between) is not None
    inside = after.start <= span.root.head.idx < after.end
    return owns and inside and span.root.dep_ in {"poss", "compound", "nmod", "amod"}


def _describes(doc: Doc, references: Sequence[Reference], index: int, told: Told) -> bool:
    """Whether words only tell where the place before them lies: "Yonaguni, 110 km from Taiwan".

    They do not where they are finer than it: "the East China Sea, 420 km west of Naha".
    """
    if index == 0:
        return False
    before, here = references[index - 1].place, references[index].place
    if not _EXPLAINS.fullmatch(doc.text[references[index - 1].end : told.start]):
        return False
    if told.distance_km is not None:
        return before.extent_km <= told.distance_km
    if told.relation == Relation.OFFSET and told.bearing is not None:
        finer = before.extent_km > here.extent_km
        return not finer and geometry.is_towards(told.bearing, here, before)
    return told.relation == Relation.BETWEEN


def _mentions(doc: Doc, located: Sequence[tuple[Reference, Told, str]]) -> Iterator[PlaceMention]:
    waiting: tuple[Reference, Told, str] | None = None
    for reference, told, reason in located:
        relation = Relation(told.relation)
        if reference.place.kind == "line" and relation in (Relation.IN, Relation.THROUGH):
            relation = Relation.ACROSS
        if relation is not Relation.BETWEEN:
            area = _area(reference.place, relation, told)
            place = _record(reference.place, relation, area)
            yield _mention(doc, reference.start, reference.end, told, place, reason)
            continue
        if waiting and _OTHER_END.fullmatch(doc.text[waiting[0].end : reference.start]):
            first, opening, because = waiting
            place = _between(first.place, reference.place)
            yield _mention(doc, first.start, reference.end, opening, place, because)
            waiting = None
        else:
            waiting = (reference, told, reason)


def _mention(doc: Doc, start: int, end: int, told: Told, place: Place, reason: str) -> PlaceMention:
    phrase_start = min(told.start, start)
    return PlaceMention(start, end, phrase_start, doc.text[start:end], place, reason)


def _record(place: PlaceEntry, relation: Relation, area: Area) -> Place:
    return Place(
        id=place.id,
        name=place.name,
        relation=relation,
        latitude=round(area.latitude, 4),
        longitude=round(area.longitude, 4),
        uncertainty_m=round(area.uncertainty_m),
    )


def _area(place: PlaceEntry, relation: Relation, told: Told) -> Area:
    vagueness = place_lexicon().vagueness[relation]
    if told.distance_km is not None:
        if told.bearing is None:
            return geometry.within_distance(place, told.distance_km)
        return geometry.at_distance(place, told.bearing, told.distance_km)
    if told.bearing is None:
        return geometry.around(place, vagueness)
    if relation in (Relation.OFFSET, Relation.OFF, Relation.NEAR):
        return geometry.beyond(place, told.bearing, vagueness)
    return geometry.part(place, told.bearing)


def _between(one: PlaceEntry, other: PlaceEntry) -> Place:
    """The passage between two places where the gazetteer has one, else the middle of the way."""
    area = geometry.between(one, other)
    way = geometry.distance_m(one, other)
    near = [
        (away, place)
        for place in places().values()
        if place.kind in _PASSAGES
        and (away := geometry.metres_from(area, place)) < _MIDDLE * way
        and place.extent_km * 1000 < way
    ]
    if near:
        passage = min(near, key=lambda item: item[0])[1]
        vagueness = place_lexicon().vagueness[Relation.BETWEEN]
        return _record(passage, Relation.BETWEEN, geometry.around(passage, vagueness))
    record = _record(one, Relation.BETWEEN, area)
    return record.model_copy(update={"name": f"between {one.name} and {other.name}"})
