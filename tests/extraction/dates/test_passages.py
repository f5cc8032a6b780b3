"""Background passages of several sentences (`passages.csv`): year and month come from the passage.

`expected` is words=EDTF; words=EDTF ...
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.extraction.dates.conftest import Read

with (Path(__file__).parent / "passages.csv").open(encoding="utf-8", newline="") as handle:
    PASSAGES = list(csv.DictReader(handle))


@pytest.mark.parametrize("case", PASSAGES, ids=[case["text"][:60] for case in PASSAGES])
def test_a_passage_is_read_in_its_own_time(case: dict[str, str], read: Read) -> None:
    expected = dict(pair.split("=") for pair in case["expected"].split(";"))
    got = {one.text: one.date.edtf if one.date else "" for one in read(*_text_and_day(case))}
    assert {words: got.get(words) for words in expected} == expected


def _text_and_day(case: dict[str, str]) -> tuple[str, str]:
    return case["text"], case["published"]


def test_there_are_enough_passages() -> None:
    assert len(PASSAGES) >= 30
