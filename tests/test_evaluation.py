"""Evaluation: gold that is checked, records matched one to one, figures that follow."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from events.article import Article
from events.data_files import data_path
from events.evaluation import (
    Evaluation,
    GoldArticle,
    GoldError,
    Reading,
    compare,
    errors,
    load,
)
from events.evaluation.matching import BAR, compatible_dates, score
from events.extraction.dates.edtf import bounds
from events.record import EventType, Status
from events.sources import read

TEXT = (
    "Thirty aircraft crossed the line on Thursday. Taipei condemned the flights on Friday. "
    "A drill is planned for May. Some call it routine."
)
ARTICLE = Article(id="a", title="T", published=None, text=TEXT, genre="wire")
RECORDS: list[dict[str, Any]] = [
    {
        "trigger": "crossed",
        "evidence": "Thirty aircraft crossed the line on Thursday.",
        "date": "2022-08-04",
        "basis": "relative",
        "type": "MOBILIZE",
        "status": "occurred",
        "actors": ["chn-pla"],
        "recipients": ["twn"],
        "place": "taiwan",
        "relation": "near",
        "figures": [{"quantity": 30, "unit": "aircraft"}],
        "claimed_by": "reporter",
    },
    {
        "trigger": "condemned",
        "evidence": "Taipei condemned the flights on Friday.",
        "date": "2022-08-05",
        "basis": "relative",
        "type": "ACCUSE",
        "status": "occurred",
        "actors": ["twn"],
        "recipients": ["chn"],
        "place": None,
        "claimed_by": "reporter",
    },
    {
        "trigger": "drill",
        "evidence": "A drill is planned for May.",
        "date": "2023-05",
        "basis": "relative",
        "type": "MOBILIZE",
        "status": "planned",
        "actors": [],
        "recipients": [],
        "place": None,
        "claimed_by": "reporter",
        "optional": True,
        "why": "no actor is told",
    },
]


def gold_file(folder: Path, *records: Mapping[str, Any], article: str = "a") -> Path:
    path = folder / f"{article}.yaml"
    path.write_text(yaml.safe_dump({"article": article, "events": list(records)}))
    return path


def with_field(field: str, value: object) -> dict[str, Any]:
    return {**RECORDS[0], field: value}


@pytest.fixture
def gold(tmp_path: Path) -> list[GoldArticle]:
    return load(gold_file(tmp_path, *RECORDS), [ARTICLE])


@pytest.fixture(scope="module")
def sample() -> list[GoldArticle]:
    return load(data_path("gold"), read(data_path("articles")))


def readings(gold: Sequence[GoldArticle]) -> dict[str, list[Reading]]:
    return {
        one.article.id: [Reading.of_gold(record, one.article) for record in one.records]
        for one in gold
    }


def f1(evaluation: Evaluation) -> float:
    value = evaluation.events.f1
    assert value is not None
    return value


def test_gold_against_itself_is_right_in_everything(sample: list[GoldArticle]) -> None:
    itself = compare(sample, readings(sample))
    assert f1(itself) == 1.0
    assert {name: tally.f1 for name, tally in itself.fields.items()} == dict.fromkeys(
        itself.fields, 1.0
    )
    assert errors(itself) == []


def test_an_empty_answer_scores_nothing(sample: list[GoldArticle]) -> None:
    nothing = compare(sample, {})
    assert f1(nothing) == 0.0
    assert nothing.events.precision is None
    assert all(tally.f1 is None for tally in nothing.fields.values())


def test_answers_of_other_articles_score_next_to_nothing(sample: list[GoldArticle]) -> None:
    answers = readings(sample)
    names = list(answers)
    shifted = {name: answers[names[i - 1]] for i, name in enumerate(names)}
    assert f1(compare(sample, shifted)) < 0.05


def test_what_is_said_of_other_passages_scores_next_to_nothing(sample: list[GoldArticle]) -> None:
    answers = readings(sample)
    said = [one for some in answers.values() for one in some]
    random.Random(7).shuffle(said)
    shuffled = {
        name: [
            replace(
                said.pop(),
                evidence=one.evidence,
                trigger=one.trigger,
                trigger_words=one.trigger_words,
            )
            for one in some
        ]
        for name, some in answers.items()
    }
    assert f1(compare(sample, shuffled)) < 0.15


def test_an_optional_record_is_neither_missed_nor_invented(gold: list[GoldArticle]) -> None:
    all_three = readings(gold)["a"]
    assert compare(gold, {"a": all_three}).events == (2, 2, 2)
    assert compare(gold, {"a": all_three[:2]}).events == (2, 2, 2)
    assert compare(gold, {"a": all_three[2:]}).events == (0, 0, 2)


def test_missed_and_invented_are_counted_and_listed(gold: list[GoldArticle]) -> None:
    crossed, *_ = readings(gold)["a"]
    routine = replace(
        crossed, evidence=((len(TEXT) - 21, len(TEXT)),), quote="Some call it routine."
    )
    evaluation = compare(gold, {"a": [crossed, routine]})
    assert evaluation.events == (1, 2, 2)
    assert [(error.kind, error.sentence) for error in errors(evaluation)] == [
        ("invented", "Some call it routine."),
        ("missed", "Taipei condemned the flights on Friday."),
    ]


def test_one_gold_record_is_answered_once(gold: list[GoldArticle]) -> None:
    crossed, *_ = readings(gold)["a"]
    assert compare(gold, {"a": [crossed, crossed]}).events == (1, 2, 2)


def changed(reading: Reading, field: str) -> Reading:
    day, _ = bounds("2019-01-01")
    assert day
    changes: dict[str, dict[str, Any]] = {
        "date": {"date": "2019-01-01", "first": day, "last": day},
        "type": {"type": EventType.AID},
        "status": {"status": Status.PLANNED},
        "actors": {"actors": frozenset({"jpn"})},
        "recipients": {"recipients": frozenset()},
        "place": {"place": None},
        "figures": {"figures": ((31.0, 31.0, "aircraft"),)},
        "claimed by": {"claimed_by": "chn"},
        "trigger": {"trigger": (0, 6), "trigger_words": "Thirty"},
    }
    return replace(reading, **changes[field])


@pytest.mark.parametrize(
    "field", ["date", "type", "status", "actors", "recipients", "place", "figures", "claimed by"]
)
def test_one_wrong_field_leaves_the_match_and_is_told(field: str, gold: list[GoldArticle]) -> None:
    crossed, condemned, _ = readings(gold)["a"]
    evaluation = compare(gold, {"a": [changed(crossed, field), condemned]})
    assert evaluation.events == (2, 2, 2)
    tally = evaluation.fields[field]
    assert tally.right < max(tally.asked, tally.given)
    assert [error.kind for error in errors(evaluation)] == [f"wrong {field}"]
    others = {n: t for n, t in evaluation.fields.items() if not n.startswith(field)}
    assert all(t.right == t.asked == t.given for t in others.values())


@pytest.mark.parametrize(
    ("wrong", "matches"),
    [
        (["trigger"], True),
        (["date"], True),
        (["actors"], True),
        (["type", "actors"], True),  # the trigger and the date are left
        (["type", "date"], True),  # the trigger and the actors
        (["date", "actors"], False),  # the trigger and the type agree by chance
        (["trigger", "actors"], False),  # so do date and type
        (["trigger", "date"], False),
        (["trigger", "type"], False),
    ],
)
def test_neither_type_nor_date_alone_makes_a_match(
    wrong: list[str], matches: bool, gold: list[GoldArticle]
) -> None:
    answer = crossed = readings(gold)["a"][0]
    for field in wrong:
        answer = changed(answer, field)
    assert compare(gold, {"a": [answer]}).events.right == int(matches)
    assert (score(crossed, answer) >= BAR) is matches


@pytest.mark.parametrize(
    ("gold_date", "answer_date", "compatible"),
    [
        ("2022-08-04", "2022-08-04", True),
        (None, None, True),
        ("2022-08-04", None, False),
        (None, "2022-08-04", False),
        ("2022-08-04", "2022-08-05", False),
        ("2022-08", "2022-08-04", False),  # finer than the words
        ("2022-08-04", "2022-08", False),  # coarser than the words
        ("2022-08-04/2022-08-05", "2022-08-05", True),
        ("2022-08-04/2022-08-07", "2022-08-07", False),
        ("2022-08-01/2022-08-10", "2022-08-01~/2022-08-10~", True),
        ("2019/..", "2019/..", True),
        ("2019/..", "2019", False),
        ("199X", "1990/1999", True),
        ("2022-21", "2022-03/2022-05", True),
    ],
)
def test_dates_are_compatible_where_they_share_half_of_their_days(
    gold_date: str | None, answer_date: str | None, compatible: bool, tmp_path: Path
) -> None:
    def reading(date: str | None) -> Reading:
        record = {**RECORDS[0], "date": date, "basis": "stated" if date else None}
        (one,) = load(gold_file(tmp_path, record), [ARTICLE])
        return Reading.of_gold(one.records[0], one.article)

    assert compatible_dates(reading(gold_date), reading(answer_date)) is compatible


def test_a_state_for_its_navy_is_half_an_answer_when_matching(gold: list[GoldArticle]) -> None:
    crossed = readings(gold)["a"][0]
    of_the_state = replace(crossed, actors=frozenset({"chn"}))
    of_another = replace(crossed, actors=frozenset({"jpn"}))
    whole, half, none = (score(crossed, one) for one in (crossed, of_the_state, of_another))
    assert whole - half == pytest.approx(half - none)
    assert compare(gold, {"a": [of_the_state]}).fields["actors"].f1 == 0.0


def test_figures_are_told_per_genre(sample: list[GoldArticle]) -> None:
    told = compare(sample, readings(sample)).as_json()
    assert told["events"]["f1"] == 1.0
    assert {"wire", "no-event"} <= set(told["by_genre"])
    assert told["by_genre"]["no-event"]["events"]["f1"] is None
    assert sum(part["articles"] for part in told["by_genre"].values()) == told["articles"]


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        (with_field("trigger", "flew"), "the trigger is not in the evidence"),
        (with_field("evidence", "Nobody crossed."), "the evidence is not in the article"),
        (with_field("date", "soon"), "date: "),
        (with_field("date", "2022-13-01"), "date: "),
        (with_field("date", None), "date and basis are given together"),
        (with_field("type", "INVADE"), "type: "),
        (with_field("status", "maybe"), "status: "),
        (with_field("actors", ["chn-nobody"]), "not in the gazetteer: actor chn-nobody"),
        (with_field("place", "atlantis"), "not in the gazetteer: place atlantis"),
        (with_field("figures", [{"unit": "aircraft"}]), "either a quantity or a minimum"),
        (with_field("optional", True), "an optional record says why"),
        (with_field("colour", "red"), "colour: "),
    ],
)
def test_a_fault_of_gold_is_told_with_file_and_record(
    record: dict[str, Any], fault: str, tmp_path: Path
) -> None:
    with pytest.raises(GoldError) as told:
        load(gold_file(tmp_path, RECORDS[0], record), [ARTICLE])
    assert str(told.value).startswith("a.yaml, record 2: ")
    assert fault in str(told.value)


def test_all_faults_of_all_gold_files_are_told_at_once(tmp_path: Path) -> None:
    gold_file(tmp_path, with_field("type", "X"), with_field("status", "Y"))
    gold_file(tmp_path, article="unknown")
    (tmp_path / "b.yaml").write_text("events: [")
    (tmp_path / "c.yaml").write_text("article: a")
    with pytest.raises(GoldError) as told:
        load(tmp_path, [ARTICLE])
    starts = [line.split(":")[0] for line in str(told.value).splitlines()]
    assert starts == ["a.yaml, record 1", "a.yaml, record 2", "b.yaml", "c.yaml", "unknown.yaml"]
