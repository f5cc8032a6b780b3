"""Floors of accuracy: on the sample corpus, and on articles that the rules were not made with."""

from __future__ import annotations

from pathlib import Path

import pytest

from events.data_files import data_path
from events.evaluation import Evaluation, evaluate, load
from events.extraction.extractor import Extractor
from events.sources import read

HELD_OUT = Path(__file__).parent / "held_out"


@pytest.fixture(scope="module")
def sample() -> Evaluation:
    gold = load(data_path("gold"), read(data_path("articles")))
    return evaluate(gold, Extractor().extract)


@pytest.fixture(scope="module")
def unseen() -> Evaluation:
    names = {
        path.stem for path in (HELD_OUT / "gold").glob("*.yaml") if "half: test" in path.read_text()
    }
    gold = [
        one
        for one in load(HELD_OUT / "gold", read(HELD_OUT / "articles"))
        if one.article.id in names
    ]
    assert len(gold) == 44
    return evaluate(gold, Extractor().extract)


@pytest.mark.parametrize(
    ("field", "floor"),
    [("date", 0.90), ("actors", 0.85), ("status (not occurred)", 0.70), ("type", 0.95)],
)
def test_fields_of_the_sample_corpus(sample: Evaluation, field: str, floor: float) -> None:
    assert sample.as_json()["fields"][field]["f1"] >= floor


def test_events_of_the_sample_corpus(sample: Evaluation) -> None:
    assert sample.as_json()["events"]["f1"] >= 0.80


def test_no_event_comes_of_articles_without_one(sample: Evaluation, unseen: Evaluation) -> None:
    for result in (sample, unseen):
        for outcome in result.outcomes:
            if outcome.genre == "no-event":
                assert outcome.invented == (), outcome.article


@pytest.mark.parametrize(
    ("measure", "floor"), [("precision", 0.80), ("recall", 0.52), ("f1", 0.64)]
)
def test_events_of_unseen_articles(unseen: Evaluation, measure: str, floor: float) -> None:
    assert unseen.as_json()["events"][measure] >= floor


@pytest.mark.parametrize(
    ("field", "floor"), [("date", 0.76), ("actors", 0.75), ("type", 0.92), ("status", 0.91)]
)
def test_fields_of_unseen_articles(unseen: Evaluation, field: str, floor: float) -> None:
    assert unseen.as_json()["fields"][field]["f1"] >= floor
