"""The tables: one log of revisions, and rows that are valid from one revision to another.

A row is never changed, but for `valid_to`, which closes it. `valid_to` is the first revision that
no longer sees the row; it is null while the row stands. `event_actor` and the word tables
(words.py) are indexes over rows: they hold nothing that the rows do not.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

SCHEMA_VERSION: Final = 1

metadata: Final = sa.MetaData()

about: Final = sa.Table(
    "straitline",
    metadata,
    sa.Column("schema_version", sa.Integer, primary_key=True, autoincrement=False),
)

revision: Final = sa.Table(
    "revision",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    # ISO 8601 in UTC, as text: what was hashed is what is read back, on every database.
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("previous", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False, unique=True),
)


def _validity() -> tuple[sa.Column[int], sa.Column[int | None]]:
    # Deferred: a revision is written last, when the hash of its rows is known.
    def to_revision() -> sa.ForeignKey:
        return sa.ForeignKey("revision.number", deferrable=True, initially="DEFERRED")

    return (
        sa.Column("valid_from", sa.Integer, to_revision(), nullable=False, index=True),
        sa.Column("valid_to", sa.Integer, to_revision(), nullable=True, index=True),
    )


article: Final = sa.Table(
    "article",
    metadata,
    sa.Column("row", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("published", sa.Date),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("publisher", sa.Text),
    sa.Column("url", sa.Text),
    sa.Column("timezone", sa.Text),
    sa.Column("genre", sa.Text),
    sa.Column("sources", sa.JSON, nullable=False),
    *_validity(),
)

mention: Final = sa.Table(
    "mention",
    metadata,
    sa.Column("row", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("article", sa.ForeignKey("article.row"), nullable=False, index=True),
    # The JSON contract of the record, byte for byte as it was given.
    sa.Column("record", sa.Text, nullable=False),
    *_validity(),
)

report: Final = sa.Table(
    "report",
    metadata,
    sa.Column("row", sa.Integer, primary_key=True),
    sa.Column("event", sa.Text, nullable=False, index=True),
    sa.Column("mention", sa.ForeignKey("mention.row"), nullable=False, index=True),
    *_validity(),
)

event: Final = sa.Table(
    "event",
    metadata,
    sa.Column("row", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("edtf", sa.Text),
    sa.Column("earliest", sa.Date),
    sa.Column("latest", sa.Date),
    sa.Column("basis", sa.Text),
    sa.Column("date_text", sa.Text, nullable=False),
    sa.Column("actors", sa.JSON, nullable=False),
    sa.Column("recipients", sa.JSON, nullable=False),
    sa.Column("place_id", sa.Text),
    sa.Column("place_name", sa.Text),
    sa.Column("relation", sa.Text),
    sa.Column("latitude", sa.Double),
    sa.Column("longitude", sa.Double),
    sa.Column("uncertainty_m", sa.Double),
    sa.Column("place_reason", sa.Text),
    sa.Column("date_reason", sa.Text),
    sa.Column("confidence", sa.Double, nullable=False),
    sa.Column("reports", sa.Integer, nullable=False),
    *_validity(),
)

event_actor: Final = sa.Table(
    "event_actor",
    metadata,
    sa.Column("event", sa.ForeignKey("event.row"), primary_key=True),
    sa.Column("actor", sa.Text, primary_key=True),
    sa.Index("event_actor_by_actor", "actor", "event"),
)

VERSIONED: Final = (article, mention, report, event)
"""The tables whose rows a revision opens and closes."""


def stands(table: sa.Table) -> sa.ColumnElement[bool]:
    """The rows of `table` that no revision has closed."""
    return table.c.valid_to.is_(None)


def _one_standing(table: sa.Table, *columns: str) -> None:
    """Of the rows that stand, no two have the same `columns`."""
    sa.Index(
        f"one_{table.name}_of_{'_'.join(columns)}",
        *(table.c[name] for name in columns),
        unique=True,
        sqlite_where=stands(table),
        postgresql_where=stands(table),
    )


_one_standing(article, "id")
_one_standing(article, "sha256")
_one_standing(mention, "id")
_one_standing(report, "mention")
_one_standing(event, "id")
sa.Index(
    "event_by_date",
    event.c.earliest,
    event.c.latest,
    sqlite_where=stands(event),
    postgresql_where=stands(event),
)
