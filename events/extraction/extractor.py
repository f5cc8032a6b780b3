"""Articles in, mentions out: the method, step by step.

No store, no network, no clock: the same article always gives the same mentions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from events.article import Article
from events.extraction.actors import find_actors
from events.extraction.coding import Coder
from events.extraction.dateline import dateline_country
from events.extraction.dates import find_time_expressions
from events.extraction.exercises import find_exercises
from events.extraction.figures import find_figures
from events.extraction.language import load_model
from events.extraction.lexicon import lexicon
from events.extraction.names import NameMatcher
from events.extraction.places import find_places
from events.extraction.reading import Story, Verdict, read_story
from events.extraction.recording import record
from events.gazetteer import actors, places
from events.record import Mention

_NO_VERSION: Final = "0"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a sentence: its words, how they were read, and why."""

    kind: str
    text: str
    reading: str
    reason: str


@dataclass(frozen=True, slots=True)
class SentenceTrace:
    """What was found in one sentence, what became an event, and why the rest did not."""

    text: str
    findings: tuple[Finding, ...]
    mentions: tuple[Mention, ...]
    refusals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """An article's way from sentences to mentions."""

    article: Article
    sentences: tuple[SentenceTrace, ...]
    mentions: tuple[Mention, ...]


class Extractor:
    """Codes articles. `model` names an installed spaCy model; the default is the package's own."""

    def __init__(self, model: str | None = None) -> None:
        self._language = load_model(model)
        self._names = _name_matcher()
        self.made_by: Final = f"straitline {_version()}+{lexicon().version}"

    def extract(self, article: Article) -> list[Mention]:
        """The mentions of an article, in reading order."""
        story = self._story(article)
        return [record(reading, article, self.made_by) for reading in read_story(story).readings]

    def trace(self, article: Article) -> Trace:
        """The mentions with every step that led to them, and every refusal with its reason."""
        story = self._story(article)
        verdict = read_story(story)
        by_sentence = [
            (reading.sentence.start, record(reading, article, self.made_by))
            for reading in verdict.readings
        ]
        sentences = tuple(
            SentenceTrace(
                text=sentence.text.strip(),
                findings=tuple(_findings(story, sentence.start_char, sentence.end_char)),
                mentions=tuple(made for start, made in by_sentence if start == sentence.start),
                refusals=tuple(_refusals(verdict, sentence.start, sentence.end)),
            )
            for sentence in story.doc.sents
            if sentence.text.strip()
        )
        return Trace(article, sentences, tuple(made for _, made in by_sentence))

    def _story(self, article: Article) -> Story:
        doc = self._language(article.text)
        names = self._names.find(article.text)
        found_places = find_places(doc, names)
        index = find_actors(doc, names, dateline_country(article.text))
        exercises = find_exercises(doc)
        names_of_exercises = [(item.name.start_char, item.name.end_char) for item in exercises]
        expressions = [
            expression
            for expression in find_time_expressions(doc, article.published, article.timezone)
            if not any(start <= expression.start < end for start, end in names_of_exercises)
        ]
        return Story(
            doc=doc,
            published=article.published,
            expressions=expressions,
            places=found_places,
            actors=index,
            figures=find_figures(
                doc, [*names_of_exercises, *((item.start, item.end) for item in expressions)]
            ),
            candidates=list(Coder(doc, index, found_places, expressions, exercises).candidates()),
        )


@cache
def _name_matcher() -> NameMatcher:
    return NameMatcher(actors(), places())


@cache
def _version() -> str:
    try:
        return version("straitline")
    except PackageNotFoundError:
        return _NO_VERSION


def _findings(story: Story, start: int, end: int) -> Iterator[Finding]:
    for expression in story.expressions:
        if start <= expression.start < end:
            read = expression.date.edtf if expression.date else "no date"
            yield Finding("date", expression.text, read, expression.reason)
    for mention in story.places:
        if start <= mention.start < end:
            place = mention.place
            read = f"{place.name} ({place.relation}, ±{place.uncertainty_m / 1000:.0f} km)"
            yield Finding("place", mention.text, read, mention.reason)
    for actor in story.actors.mentions:
        span = story.doc[actor.start : actor.end]
        if start <= span.start_char < end and not actor.as_place:
            yield Finding("actor", span.text, actor.id, actor.reason)
    for found in story.figures:
        if start <= found.number.idx < end:
            figure = found.figure
            most = "…" if figure.maximum is None else f"{figure.maximum:g}"
            read = (
                f"{figure.minimum:g}"
                if figure.minimum == figure.maximum
                else f"{figure.minimum:g}–{most}"
            )
            yield Finding("figure", figure.text, f"{read} {figure.unit}".strip(), "counted")
    for candidate in story.candidates:
        if start <= candidate.trigger.idx < end:
            yield Finding(
                "trigger",
                candidate.trigger.text,
                candidate.type,
                f"lexicon row {candidate.frame.row}; {candidate.roles.reason}",
            )


def _refusals(verdict: Verdict, start: int, end: int) -> Iterator[str]:
    for candidate, reason in verdict.refusals:
        if start <= candidate.trigger.i < end:
            yield f"“{candidate.trigger.text}” ({candidate.type}): {reason}"
