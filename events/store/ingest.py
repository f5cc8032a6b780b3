"""Adding an article: its row, its mentions, and the events that they report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from events import merging
from events.article import Article
from events.record import Mention
from events.store import revisions, schema, words
from events.store.opening import StoreError
from events.store.reading import assembled
from events.store.rows import columns_of, row_of


def content_held(connection: sa.Connection, article: Article) -> bool:
    """Whether an article with this content is held, under whatever id."""
    table = schema.article
    held = sa.select(table.c.row).where(table.c.sha256 == article.sha256, schema.stands(table))
    return connection.scalar(held) is not None


def refuse_conflicts(
    connection: sa.Connection, article: Article, mentions: Sequence[Mention]
) -> None:
    """Raise StoreError where the id of the article, or of a mention, stands for something else."""
    if _standing(connection, schema.article, [article.id]):
        raise StoreError(f"article {article.id} is held already, with other content")
    for taken in _standing(connection, schema.mention, [mention.id for mention in mentions]):
        raise StoreError(f"article {article.id}: mention id {taken} is another article's")


def write(
    connection: sa.Connection, article: Article, mentions: Sequence[Mention], author: str
) -> None:
    """Write the rows of an article and its mentions, and the revision that opens them."""
    number = revisions.latest(connection)[0] + 1
    rows = _write_article(connection, number, article)
    _index(connection, words.article_words, rows, [words.searched_article(article)])
    if mentions:
        rows = _write_mentions(connection, number, rows[0], mentions)
        _index(connection, words.mention_words, rows, map(words.searched_mention, mentions))
        _write_reports(connection, number, dict(zip(rows, mentions, strict=True)))
    revisions.seal(
        connection,
        kind=revisions.RevisionKind.INGEST,
        author=author,
        reason=f"article {article.id}",
    )


def _write_article(connection: sa.Connection, number: int, article: Article) -> list[int]:
    kept = article.model_dump() | {"sources": list(article.sources), "sha256": article.sha256}
    return _insert(connection, schema.article, [kept | {"valid_from": number}])


def _write_mentions(
    connection: sa.Connection, number: int, article_row: int, mentions: Sequence[Mention]
) -> list[int]:
    return _insert(
        connection,
        schema.mention,
        [
            {
                "id": mention.id,
                "article": article_row,
                "record": mention.model_dump_json(),
                "valid_from": number,
            }
            for mention in mentions
        ],
    )


def _write_reports(connection: sa.Connection, number: int, mentions: Mapping[int, Mention]) -> None:
    """Join the mentions, by their rows, to their events; write anew the rows of these events."""
    ids = merging.event_ids(mentions.values())
    reports = [
        {"event": ids[mention.id], "mention": row, "valid_from": number}
        for row, mention in mentions.items()
    ]
    _insert(connection, schema.report, reports)
    touched = list(ids.values())
    table = schema.event
    connection.execute(
        sa.update(table).where(table.c.id.in_(touched), schema.stands(table)),
        {"valid_to": number},
    )
    reported = assembled(connection, schema.report.c.event.in_(touched))
    events = [row_of(reported[event_id]) for event_id in touched]
    rows = _insert(
        connection, table, [columns_of(event) | {"valid_from": number} for event in events]
    )
    involved = [
        {"event": row, "actor": actor}
        for row, event in zip(rows, events, strict=True)
        for actor in dict.fromkeys((*event.actors, *event.recipients))
    ]
    if involved:
        connection.execute(sa.insert(schema.event_actor), involved)


def _insert(
    connection: sa.Connection, table: sa.Table, values: Sequence[Mapping[str, Any]]
) -> list[int]:
    """Insert rows; return their numbers, in order."""
    insert = sa.insert(table).returning(table.c.row, sort_by_parameter_order=True)
    return list(connection.scalars(insert, list(values)))


def _index(
    connection: sa.Connection, index: sa.TableClause, rows: Sequence[int], folded: Iterable[str]
) -> None:
    entries = zip(rows, folded, strict=True)
    connection.execute(
        sa.insert(index), [{"rowid": row, "folded": searched} for row, searched in entries]
    )


def _standing(connection: sa.Connection, table: sa.Table, ids: Sequence[str]) -> list[str]:
    """Those of `ids` that a row of `table` has which stands."""
    wanted = sa.select(table.c.id).where(table.c.id.in_(ids), schema.stands(table))
    return list(connection.scalars(wanted.order_by(table.c.id)))
