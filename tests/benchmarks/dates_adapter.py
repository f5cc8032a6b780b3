"""The tagger of `events.extraction.dates` in the form that public scorers of time expressions want.

    make(**options) -> tagger;  tagger(text, published) -> [(start, end, value, kind)]

`value` is a TIMEX3 value. A range is given as its two dates, a date with an open end as the date
itself, which is how TIMEX3 corpora mark them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from events.extraction.dates import TimeExpression, find_time_expressions
from events.extraction.language import load_model

Answer = tuple[int, int, str, str]
Tagger = Callable[[str, dt.date], list[Answer]]


def make(model: str | None = None) -> Tagger:
    """A tagger over the language model named, or the project's own."""
    language = load_model(model)

    def tagger(text: str, published: dt.date) -> list[Answer]:
        found = find_time_expressions(language(text), published)
        return [answer for one in found for answer in _answers(one)]

    return tagger


def _answers(one: TimeExpression) -> list[Answer]:
    if one.parts:
        return [answer for part in one.parts for answer in _answers(part)]
    kind = "DURATION" if one.timex.startswith("P") and one.timex[1:2] != "A" else one.kind
    if one.timex.endswith("_REF"):
        kind = "DATE"
    return [(one.start, one.end, one.timex, "SET" if one.kind == "SET" else kind)]
