"""The log of revisions: who changed what, when and why, chained by SHA-256.

The hash of a revision is over the canonical form (JSON: keys sorted, no spaces, UTF-8) of its own
columns, the hash of the revision before it, the rows that it opened and the row numbers that it
closed. A row changed behind the log's back, or a revision taken out of it, breaks the chain where
it happened.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa

from events.store import schema

FIRST_PREVIOUS: Final = "0" * 64
"""What the first revision names as the hash before it."""


class RevisionKind(StrEnum):
    """What a revision does."""

    INGEST = "ingest"


def latest(connection: sa.Connection) -> tuple[int, str]:
    """Number and hash of the newest revision; 0 and sixty-four zeros for an empty log."""
    found = connection.execute(
        sa.select(schema.revision.c.number, schema.revision.c.hash)
        .order_by(schema.revision.c.number.desc())
        .limit(1)
    ).first()
    return (found.number, found.hash) if found else (0, FIRST_PREVIOUS)


def seal(connection: sa.Connection, *, kind: RevisionKind, author: str, reason: str) -> int:
    """Write the revision whose rows this transaction has opened and closed; return its number."""
    number, previous = latest(connection)
    entry = {
        "number": number + 1,
        "at": dt.datetime.now(dt.UTC).isoformat(timespec="microseconds"),
        "author": author,
        "kind": kind.value,
        "reason": reason,
        "previous": previous,
    }
    digest = _digest(connection, entry)
    connection.execute(sa.insert(schema.revision).values(**entry, hash=digest))
    return number + 1


def broken_at(connection: sa.Connection) -> int | None:
    """The first revision at which the chain breaks, None where it holds from end to end."""
    previous = FIRST_PREVIOUS
    expected = 1
    for entry in connection.execute(sa.select(schema.revision).order_by("number")).mappings():
        fields = {name: value for name, value in entry.items() if name != "hash"}
        sound = (
            entry["number"] == expected
            and entry["previous"] == previous
            and entry["hash"] == _digest(connection, fields)
        )
        if not sound:
            return expected
        previous = entry["hash"]
        expected += 1
    return None


def canonical(value: object) -> str:
    """The one way to write `value` (maps, lists, text, numbers, days, None) as JSON."""
    return json.dumps(
        value,
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
        default=_day,
        allow_nan=False,
    )


def _digest(connection: sa.Connection, entry: Mapping[str, object]) -> str:
    form = canonical({**entry, "rows": dict(_rows(connection, entry["number"]))})
    return hashlib.sha256(form.encode()).hexdigest()


def _rows(connection: sa.Connection, number: object) -> Iterator[tuple[str, dict[str, Any]]]:
    for table in schema.VERSIONED:
        kept = [column for column in table.c if column is not table.c.valid_to]
        opened = sa.select(*kept).where(table.c.valid_from == number).order_by(table.c.row)
        closed = sa.select(table.c.row).where(table.c.valid_to == number).order_by(table.c.row)
        yield (
            table.name,
            {
                "opened": [dict(row) for row in connection.execute(opened).mappings()],
                "closed": list(connection.scalars(closed)),
            },
        )


def _day(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"no canonical form for {type(value).__name__}")
