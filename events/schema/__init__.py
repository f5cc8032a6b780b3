"""The JSON Schema of a record: the contract of every JSON that Straitline writes.

`python -m events.schema` writes record.schema.json anew from the model; a test holds the two equal.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from events.record import EventRecord, Mention

RECORD_SCHEMA: Final = Path(__file__).with_name("record.schema.json")
EVENT_SCHEMA: Final = Path(__file__).with_name("event.schema.json")
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def record_schema() -> dict[str, Any]:
    """Schema of one record: what one passage of one article says of one happening."""
    return {"$schema": _DIALECT, **Mention.model_json_schema(mode="serialization")}


def event_schema() -> dict[str, Any]:
    """Schema of one event: a record under the event's id, with the records that tell of it."""
    return {"$schema": _DIALECT, **EventRecord.model_json_schema(mode="serialization")}


def write() -> None:
    """Write both schemas beside this module."""
    for path, schema in ((RECORD_SCHEMA, record_schema()), (EVENT_SCHEMA, event_schema())):
        path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
