"""Accuracy against gold annotations: events found, and how right each field is, per genre."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from events.article import Article
from events.evaluation.errors import Error, errors
from events.evaluation.gold import GoldArticle, GoldError, GoldRecord, load
from events.evaluation.matching import assign
from events.evaluation.readings import Reading
from events.evaluation.scores import Evaluation, Outcome, Pair, Tally
from events.record import Mention

__all__ = [
    "Error",
    "Evaluation",
    "GoldArticle",
    "GoldError",
    "GoldRecord",
    "Reading",
    "Tally",
    "compare",
    "errors",
    "evaluate",
    "load",
]


def evaluate(
    gold: Sequence[GoldArticle], extract: Callable[[Article], Sequence[Mention]]
) -> Evaluation:
    """Extract every gold article and compare what comes out with what must."""
    return compare(
        gold,
        {
            one.article.id: [Reading.of_mention(m, one.article) for m in extract(one.article)]
            for one in gold
        },
    )


def compare(gold: Sequence[GoldArticle], answers: Mapping[str, Sequence[Reading]]) -> Evaluation:
    """Compare answers, by article id, with the gold; an article without answers has none."""
    return Evaluation(tuple(_outcome(one, answers.get(one.article.id, ())) for one in gold))


def _outcome(gold: GoldArticle, answers: Sequence[Reading]) -> Outcome:
    """Match one article's records. An optional record is neither missed nor its answer invented."""
    wanted = [Reading.of_gold(record, gold.article) for record in gold.records]
    pairs, missed, invented = assign(wanted, answers)
    return Outcome(
        article=gold.article.id,
        genre=gold.article.genre or "unknown",
        pairs=tuple(Pair(wanted[i], answers[j]) for i, j in pairs if not wanted[i].optional),
        missed=tuple(wanted[i] for i in missed if not wanted[i].optional),
        invented=tuple(answers[j] for j in invented),
    )
