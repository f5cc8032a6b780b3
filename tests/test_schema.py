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
    for record in (one, undated):
        jsonschema.validate(json.loads(record.model_dump_json()), record_schema())
    event = Event(id="e1", mentions=(one, undated))
    jsonschema.validate(json.loads(event.record().model_dump_json()), event_schema())
    jsonschema.validate(
        {k: v for k, v in json.loads(event.record().model_dump_json()).items() if k != "mentions"},
        record_schema(),
    )


@pytest.mark.parametrize("field", ["article", "date", "place", "evidence", "status"])
def test_a_record_without_a_field_breaks_the_contract(field: str) -> None:
    record = json.loads(mention(article()).model_dump_json())
    del record[field]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, record_schema())
