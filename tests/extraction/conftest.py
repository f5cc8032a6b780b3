"""The extractor, and what it reads in a text of a sentence or two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from events.article import Article
from events.extraction.extractor import Extractor, Trace
from events.record import Mention

PUBLISHED = "2024-07-15"
"""A Monday; the day of publication unless a case tells another."""

Extract = Callable[..., list[Mention]]
Explain = Callable[..., Trace]


def story(text: str, published: str = PUBLISHED) -> Article:
    """An article of one text; "" for a day of publication that is not known."""
    day = dt.date.fromisoformat(published) if published else None
    return Article(id="story", title="A story", published=day, text=text)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def extract(extractor: Extractor) -> Extract:
    """Reads a text published on a day (ISO, "" for unknown)."""

    def run(text: str, published: str = PUBLISHED) -> list[Mention]:
        return extractor.extract(story(text, published))

    return run


@pytest.fixture(scope="module")
def explain(extractor: Extractor) -> Explain:
    """Reads a text and tells every step."""

    def run(text: str, published: str = PUBLISHED) -> Trace:
        return extractor.trace(story(text, published))

    return run


def told_by(mentions: list[Mention], trigger: str) -> Mention:
    """The one mention that a word signals."""
    found = [mention for mention in mentions if mention.trigger == trigger]
    assert len(found) == 1, [mention.trigger for mention in mentions]
    return found[0]
