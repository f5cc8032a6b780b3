"""Every rule of `dates_rules.toml` reads its own examples."""

from __future__ import annotations

import pytest

from events.extraction.dates.conditions import CONDITIONS
from events.extraction.dates.grammar import Example, Rule, grammar
from events.extraction.dates.readings import READINGS
from tests.extraction.dates.conftest import Read

EXAMPLES = [(rule, example) for rule in grammar().rules for example in rule.examples]


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=[f"{rule.name}: {one.words}" for rule, one in EXAMPLES]
)
def test_a_rule_reads_its_example(rule: Rule, example: Example, read: Read) -> None:
    found = read(example.text, example.published)
    if not example.words:
        assert [one.text for one in found if one.date or one.timex] == []
        return
    got = {one.text: (one.date.edtf if one.date else "", one.timex) for one in found}
    assert got.get(example.words) == (example.edtf, example.timex), rule.name


def test_every_rule_names_a_reading_and_a_condition_that_exist() -> None:
    for rule in grammar().rules:
        assert rule.reading in READINGS
        assert rule.needs is None or rule.needs in CONDITIONS
