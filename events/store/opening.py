"""Where a store lies, and opening or creating it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import platformdirs
import sqlalchemy as sa

from events.store import schema, words

SETTING: Final = "STRAITLINE_STORE"
"""Environment variable that names the store where no path is given."""

BUSY_TIMEOUT_MS: Final = 30_000
"""How long to wait for another writer; one article is written in some milliseconds."""

WRITING: Final = {"begin": "BEGIN IMMEDIATE"}
"""Execution options of a transaction that writes."""

# In the words of SQLite (https://www.sqlite.org/rescode.html) and in ours.
_PLAIN_WORDS: Final = {
    "file is not a database": "is not a Straitline store",
    "readonly database": "can't be written",
    "unable to open database file": "can't be opened or written",
    "database is locked": "is busy: another program has been writing to it for too long",
    "database or disk is full": "can't be written: the disk is full",
}


class StoreError(Exception):
    """What is wrong with a store, or with what it was given, in one line."""


def location(url_or_path: str | Path | None) -> Path:
    """The store's file: the path given, else the setting's, else one in the user's data folder.

    Accepts a path or an SQLite URL (`sqlite:///folder/store.sqlite`).
    """
    named = url_or_path or os.environ.get(SETTING)
    if not named:
        return platformdirs.user_data_path("straitline", appauthor=False) / "store.sqlite"
    if isinstance(named, Path) or "://" not in named:
        return Path(named).expanduser().absolute()
    try:
        url = sa.make_url(named)
    except sa.exc.ArgumentError:
        raise StoreError(f"{named!r} is no address of a store") from None
    if url.get_backend_name() != "sqlite" or not url.database:
        shown = url.render_as_string(hide_password=True)
        raise StoreError(f"{shown} is no store: give a path, or a sqlite:/// address of a file")
    return Path(url.database).absolute()


def open_engine(path: Path) -> sa.Engine:
    """An engine on the store at `path`, created where there is none.

    Raises StoreError where the path can't be written, holds something else, or a newer version's
    store.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise StoreError(f"{path} is a folder: name a file in it")
    except OSError as error:
        raise StoreError(f"{path} can't be written: {error.strerror}") from None
    engine = _engine(path)
    try:
        with plainly(path):
            _check_or_create(engine, path)
    except StoreError:
        engine.dispose()
        raise
    return engine


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Turn a fault of the database into a StoreError of one line."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        said = str(error.orig)
        plain = next((ours for theirs, ours in _PLAIN_WORDS.items() if theirs in said), said)
        raise StoreError(f"{path} {plain}") from error


def _engine(path: Path) -> sa.Engine:
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)))

    @sa.event.listens_for(engine, "connect")
    def _settings(dbapi_connection: Any, _record: object) -> None:
        # The driver leaves transactions to us: it would begin them late, and not around reads.
        dbapi_connection.isolation_level = None
        dbapi_connection.execute("PRAGMA foreign_keys = ON")
        dbapi_connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # A writer takes the lock at once: one that has read first can't wait for another to finish.
        begin = connection.get_execution_options().get("begin", "BEGIN")
        if begin:
            connection.exec_driver_sql(begin)

    return engine


def _check_or_create(engine: sa.Engine, path: Path) -> None:
    with engine.begin() as connection:
        known = _is_ours(connection, path)
    if not known:
        with engine.execution_options(**WRITING).begin() as connection:
            if not _is_ours(connection, path):
                schema.metadata.create_all(connection)
                words.create_indexes(connection)
                version = {"schema_version": schema.SCHEMA_VERSION}
                connection.execute(sa.insert(schema.about).values(version))
    # Readers and a writer do not wait for one another in this mode; the file keeps it.
    with engine.execution_options(begin="").begin() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")


def _is_ours(connection: sa.Connection, path: Path) -> bool:
    """Whether it holds a store that this version reads; False if empty, StoreError if not."""
    tables = sa.inspect(connection).get_table_names()
    if not tables:
        return False
    if schema.about.name not in tables:
        raise StoreError(f"{path} is a database, but not a Straitline store")
    version = connection.scalar(sa.select(schema.about.c.schema_version))
    if version is None:
        raise StoreError(f"{path} is a Straitline store that tells no version")
    if version > schema.SCHEMA_VERSION:
        raise StoreError(
            f"{path} was made by a newer version of Straitline"
            f" (schema {version}; this version reads {schema.SCHEMA_VERSION})"
        )
    return True
