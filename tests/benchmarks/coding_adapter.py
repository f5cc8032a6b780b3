"""Who did what to whom, in the form that a PLOVER scorer takes: `make() -> coder(text, date)`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from events.article import Article
from events.extraction.extractor import Extractor
from events.record import Actor, Mention

Coder = Callable[[str, str], list[dict[str, Any]]]


def make(**_options: Any) -> Coder:
    """A coder that tells a sentence's events, the surest first."""
    extractor = Extractor()

    def code(text: str, date: str) -> list[dict[str, Any]]:
        article = Article(
            id="sentence", title="", published=dt.date.fromisoformat(date[:10]), text=text
        )
        mentions = sorted(extractor.extract(article), key=lambda mention: -mention.confidence)
        return [_as_event(mention) for mention in mentions if mention.type != "OTHER"]

    return code


def _as_event(mention: Mention) -> dict[str, Any]:
    return {
        "type": mention.type.value,
        "sources": _codes(mention.actors),
        "targets": _codes(mention.recipients) or _codes(mention.actors[1:]),
        "modality": mention.status.value,
    }


def _codes(actors: Iterable[Actor]) -> list[str]:
    return list(dict.fromkeys(actor.country or "IGO" for actor in actors))
