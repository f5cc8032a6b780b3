"""Time expressions: found by a grammar of words, read as an editor would, as fine as their words
and no finer."""

from events.extraction.dates.edtf import bounds
from events.extraction.dates.finder import find_time_expressions
from events.extraction.dates.reading import TimeExpression

__all__ = ["TimeExpression", "bounds", "find_time_expressions"]
