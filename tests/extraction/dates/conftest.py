"""The language model, loaded once for the tests of dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from events.extraction.dates import TimeExpression, find_time_expressions
from events.extraction.language import load_model

Read = Callable[[str, str], list[TimeExpression]]


@pytest.fixture(scope="session")
def read() -> Read:
    """Reads a text published on a day (ISO, "" for unknown)."""
    language = load_model()

    def run(text: str, published: str) -> list[TimeExpression]:
        day = dt.date.fromisoformat(published) if published else None
        return find_time_expressions(language(text), day)

    return run
