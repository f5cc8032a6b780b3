"""What was missed, invented or read wrongly, commonest class first, with the sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from events.evaluation.readings import Reading
from events.evaluation.scores import FIELDS, Evaluation

# A field measured twice ("date", "date (same EDTF)") is listed once.
_LISTED: Final = tuple(field for field in FIELDS if "(" not in field)


Refusals = Callable[[str, Reading], str]


@dataclass(frozen=True, slots=True)
class Error:
    """One error: its class, where it stands, what was expected and given, and how it was read."""

    kind: str
    article: str
    sentence: str
    expected: str
    given: str
    reason: str = ""


def errors(evaluation: Evaluation, refusals: Refusals | None = None) -> list[Error]:
    """All errors, the commonest class first, then in the order of articles and text.

    `refusals` tells why a passage of an article (by id) did not become a record.
    """
    found = list(_errors(evaluation, refusals or (lambda _article, _reading: "")))
    counts = Counter(error.kind for error in found)
    return sorted(found, key=lambda error: (-counts[error.kind], error.kind))


def _errors(evaluation: Evaluation, refusals: Refusals) -> Iterator[Error]:
    for outcome in evaluation.outcomes:
        for gold in outcome.missed:
            reason = refusals(outcome.article, gold)
            yield Error("missed", outcome.article, gold.quote, _summary(gold), "", reason)
        for answer in outcome.invented:
            yield Error("invented", outcome.article, answer.quote, "", _summary(answer))
        for gold, answer in outcome.pairs:
            for field in _LISTED:
                tally = FIELDS[field](gold, answer)
                if tally.right < max(tally.given, tally.asked):
                    yield Error(
                        f"wrong {field}",
                        outcome.article,
                        gold.quote,
                        value(gold, field),
                        value(answer, field),
                        answer.why.get(field.replace(" ", "_"), ""),
                    )


def value(reading: Reading, field: str) -> str:
    """A field of a reading as a person reads it; an empty one is "none"."""
    content = getattr(reading, field.replace(" ", "_"))
    if isinstance(content, frozenset):
        content = ", ".join(sorted(content))
    elif isinstance(content, tuple):
        content = ", ".join(_figure(*figure) for figure in content)
    return str(content) if content else "none"


def _summary(reading: Reading) -> str:
    fields = ("date", "type", "status", "actors", "recipients", "place")
    return f"“{reading.trigger_words}”: " + "; ".join(
        f"{field} {value(reading, field)}" for field in fields
    )


def _figure(minimum: float, maximum: float | None, unit: str) -> str:
    if maximum == minimum:
        return f"{minimum:g} {unit}"
    return f"{minimum:g} to {'..' if maximum is None else f'{maximum:g}'} {unit}"
