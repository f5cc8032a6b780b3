"""The table `cases.csv`: text, day of publication, words found, EDTF; one row a case, eight or
more a class.

Rows without words hold nothing dated at all; rows with words and no EDTF hold words that are
found and stay without a date.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from tests.extraction.dates.conftest import Read

with (Path(__file__).parent / "cases.csv").open(encoding="utf-8", newline="") as handle:
    CASES = list(csv.DictReader(handle))


@pytest.mark.parametrize("case", CASES, ids=[f"{one['class']}: {one['text']}" for one in CASES])
def test_a_case_is_read_as_an_editor_would(case: dict[str, str], read: Read) -> None:
    found = read(case["text"], case["published"])
    if not case["words"]:
        assert [(one.text, one.date) for one in found if one.date] == []
        return
    got = {one.text: one.date.edtf if one.date else "" for one in found}
    assert got.get(case["words"]) == case["edtf"], [one.reason for one in found]


def test_the_table_is_wide_enough() -> None:
    counted = Counter(case["class"] for case in CASES)
    assert len(CASES) >= 400
    assert min(counted.values()) >= 8
