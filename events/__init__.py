"""Straitline's library: `read` articles, extract their `Mention`s, keep them in a `Store`.

    from events import Extractor, read

    extractor = Extractor()
    for article in read("articles/"):
        for mention in extractor.extract(article):
            print(mention.date, mention.type, mention.title)

A name is imported when it is first asked for: a command that parses nothing loads no model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from events.article import Article
    from events.extraction.extractor import Extractor
    from events.record import Mention
    from events.sources import read
    from events.store import Store

__all__ = ["Article", "Extractor", "Mention", "Store", "read"]

_HOMES: Final = {
    "Article": "events.article",
    "Extractor": "events.extraction.extractor",
    "Mention": "events.record",
    "Store": "events.store",
    "read": "events.sources",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
