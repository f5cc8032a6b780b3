"""The published schema is that of the model, and holds for what is written."""

from __future__ import annotations

import json

import jsonschema
import pytest

from events.record import Event
from events.schema import EVENT_SCHEMA, RECORD_SCHEMA, event_schema, record_schema
from tests.factories import article, mention


def test_the_published_schemas_are_those_of_the_model() -> None:
    assert json.loads(RECORD_SCHEMA.read_text()) == record_schema()
    assert json.loads(EVENT_SCHEMA.read_text()) == event_schema()


def test_what_is_written_follows_the_schema() -> None:
    one = mention(article())
    undated = mention(article(), date=None, place=None, figures=())
    of_records = jsonschema.Draft202012Validator(record_schema())
    of_events = jsonschema.Draft202012Validator(event_schema())
    for record in (one, undated):
        assert of_records.is_valid(json.loads(record.model_dump_json()))
    written = json.loads(Event(id="e1", mentions=(one, undated)).record().model_dump_json())
    assert of_events.is_valid(written)
    del written["mentions"]
    assert of_records.is_valid(written)


@pytest.mark.parametrize("field", ["article", "date", "place", "evidence", "status"])
def test_a_record_without_a_field_breaks_the_contract(field: str) -> None:
    record = json.loads(mention(article()).model_dump_json())
    del record[field]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, record_schema())
