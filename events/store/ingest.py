"""Adding an article: its row, its mentions, and the events that they report."""

from __future__ import annotations

from collections.abc import Sequence
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
    return _stands(connection, schema.article, sha256=article.sha256)


def refuse_conflicts(
    connection: sa.Connection, article: Article, mentions: Sequence[Mention]
) -> None:
    """Raise StoreError where the id of the article, or of a mention, stands for something else."""
    if _stands(connection, schema.article, id=article.id):
        raise StoreError(f"article {article.id} is held already, with other content")
    for mention in mentions:
        if _stands(connection, schema.mention, id=mention.id):
            raise StoreError(f"article {article.id}: mention id {mention.id} is another article's")


def write(
    connection: sa.Connection, article: Article, mentions: Sequence[Mention], author: str
) -> None:
    """Write the rows of an article and its mentions, and the revision that opens them."""
    number = revisions.latest(connection)[0] + 1
    article_row = _insert(
        connection,
        schema.article,
        **article.model_dump(exclude={"sources"}),
        sources=list(article.sources),
        sha256=article.sha256,
        valid_from=number,
    )
    _index(connection, words.article_words, article_row, words.searched_article(article))
    events = merging.event_ids(mentions)
    for mention in mentions:
        mention_row = _insert(
            connection,
            schema.mention,
            id=mention.id,
            article=article_row,
            record=mention.model_dump_json(),
            valid_from=number,
        )
        _index(connection, words.mention_words, mention_row, words.searched_mention(mention))
        _insert(
            connection,
            schema.report,
            event=events[mention.id],
            mention=mention_row,
            valid_from=number,
        )
    for event_id in events.values():
        _rewrite_event(connection, number, event_id)
    revisions.seal(
        connection,
        kind=revisions.RevisionKind.INGEST,
        author=author,
        reason=f"article {article.id}",
    )


def _rewrite_event(connection: sa.Connection, number: int, event_id: str) -> None:
    """Close the row of an event, if it has one, and open the row that its reports now make."""
    table = schema.event
    connection.execute(
        sa.update(table).where(table.c.id == event_id, schema.stands(table)).values(valid_to=number)
    )
    reported = assembled(connection, schema.report.c.event == event_id)[event_id]
    row = row_of(reported)
    event_row = _insert(connection, table, **columns_of(row), valid_from=number)
    involved = dict.fromkeys((*row.actors, *row.recipients))
    if involved:
        connection.execute(
            sa.insert(schema.event_actor),
            [{"event": event_row, "actor": actor} for actor in involved],
        )


def _insert(connection: sa.Connection, table: sa.Table, **values: Any) -> int:
    written = connection.execute(sa.insert(table).values(values).returning(table.c.row))
    row: int = written.scalar_one()
    return row


def _index(connection: sa.Connection, index: sa.TableClause, row: int, folded: str) -> None:
    connection.execute(sa.insert(index).values(rowid=row, folded=folded))


def _stands(connection: sa.Connection, table: sa.Table, **values: str) -> bool:
    wanted = sa.select(sa.literal(1)).where(
        schema.stands(table), *(table.c[name] == value for name, value in values.items())
    )
    return connection.scalar(wanted.limit(1)) is not None
