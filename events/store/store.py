"""Store: articles and what they tell, kept for ever; read as events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from events import gazetteer
from events.article import Article
from events.filters import EventFilter
from events.record import Event, Mention
from events.store import ingest, opening, revisions, schema
from events.store.checks import check
from events.store.filtering import Descendants, chosen
from events.store.reading import BY_DATE, assembled
from events.store.rows import EventRow, from_columns


class Store:
    """A store of articles, mentions and events. Safe to share between threads.

    Every call sees one state of the store; every fault of the database is a StoreError.
    """

    def __init__(self, engine: sa.Engine, path: Path, descendants: Descendants) -> None:
        self._engine = engine
        self._path = path
        self._descendants = descendants

    @classmethod
    def open(
        cls, url_or_path: str | Path | None = None, descendants: Descendants | None = None
    ) -> Self:
        """Open the store, or create it.

        None is the file that STRAITLINE_STORE names, else one in the user's data folder.
        `descendants` tells who belongs to an actor; without it the gazetteer does. Raises
        StoreError.
        """
        path = opening.location(url_or_path)
        return cls(opening.open_engine(path), path, descendants or _of_the_gazetteer)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Writing

    def add(self, article: Article, mentions: Iterable[Mention], author: str = "") -> bool:
        """Add an article and what it tells, whole or not at all; False where it is held already.

        `author` defaults to what made the mentions. Raises StoreError where evidence is no verbatim
        quote, a mention id is taken, or the article is held under this id with other content.
        """
        given = tuple(mentions)
        check(article, given)
        made_by = ", ".join(sorted({mention.made_by for mention in given}))
        with self._writing() as connection:
            if ingest.content_held(connection, article):
                return False
            ingest.refuse_conflicts(connection, article, given)
            ingest.write(connection, article, given, author or made_by or "Straitline")
        return True

    # Reading

    def holds(self, article: Article) -> bool:
        """Whether the article's content is held, under whatever id."""
        with self._reading() as connection:
            return ingest.content_held(connection, article)

    @property
    def revision(self) -> int:
        """Number of the newest revision; 0 for an empty store."""
        with self._reading() as connection:
            return revisions.latest(connection)[0]

    @property
    def last_ingest(self) -> dt.datetime | None:
        """When the newest article was added (UTC)."""
        ingest = revisions.RevisionKind.INGEST.value
        newest = sa.select(sa.func.max(schema.revision.c.at)).where(
            schema.revision.c.kind == ingest
        )
        with self._reading() as connection:
            at = connection.scalar(newest)
        return dt.datetime.fromisoformat(at) if at else None

    @property
    def article_count(self) -> int:
        """How many articles are held."""
        return self._count(schema.article)

    @property
    def event_count(self) -> int:
        """How many events are held, of every status."""
        return self._count(schema.event)

    def article(self, article_id: str) -> Article:
        """The article with this id; KeyError where there is none."""
        table = schema.article
        columns = [table.c[name] for name in Article.model_fields]
        wanted = sa.select(*columns).where(table.c.id == article_id, schema.stands(table))
        with self._reading() as connection:
            found = connection.execute(wanted).mappings().first()
        if found is None:
            raise KeyError(article_id)
        return Article.model_validate(dict(found))

    def event(self, event_id: str) -> Event:
        """The event with this id, its lead mention first; KeyError where there is none."""
        with self._reading() as connection:
            found = assembled(connection, schema.report.c.event == event_id)
        return found[event_id]

    def events(self, where: EventFilter | None = None, limit: int | None = None) -> list[Event]:
        """The events that `where` asks for, by first possible day, undated last.

        None is a plain EventFilter, which leaves out what is planned, hypothetical or denied.
        """
        wanted = (
            sa.select(schema.event.c.id)
            .where(chosen(where or EventFilter(), self._descendants))
            .order_by(*BY_DATE)
            .limit(limit)
        )
        with self._reading() as connection:
            ids = list(connection.scalars(wanted))
            of_these = schema.report.c.event.in_(wanted)
            found = assembled(connection, of_these)
        return [found[event_id] for event_id in ids]

    def rows(self) -> Iterator[EventRow]:
        """Every event, of every status, as a light row, in the order of `events`."""
        wanted = sa.select(schema.event).where(schema.stands(schema.event)).order_by(*BY_DATE)
        with self._reading() as connection:
            found = connection.execute(wanted).mappings().all()
        return (from_columns(dict(values)) for values in found)

    def matching(self, query: str) -> set[str]:
        """Ids of the events that `query` finds by words: any string will do, an empty one finds
        all.

        Every term (a word, or a phrase in double quotes) must be part of a report's title, quotes
        or article, upper and lower case alike.
        """
        where = chosen(EventFilter(statuses=(), words=query), self._descendants)
        with self._reading() as connection:
            return set(connection.scalars(sa.select(schema.event.c.id).where(where)))

    def broken_at(self) -> int | None:
        """The first revision at which the chain of hashes breaks; None where it holds."""
        with self._reading() as connection:
            return revisions.broken_at(connection)

    def _count(self, table: sa.Table) -> int:
        counted = sa.select(sa.func.count()).select_from(table).where(schema.stands(table))
        with self._reading() as connection:
            return connection.scalar(counted) or 0

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with opening.plainly(self._path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        engine = self._engine.execution_options(**opening.WRITING)
        with opening.plainly(self._path), engine.begin() as connection:
            yield connection


def _of_the_gazetteer(actor: str) -> Collection[str]:
    """The actor and who belongs to it; an actor that the gazetteer does not know stands alone."""
    known = gazetteer.actors()
    return known.descendants(actor) if actor in known else {actor}
