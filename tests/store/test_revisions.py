"""The log of revisions: it grows, it names its authors, and it shows when it was tampered with."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from events.store import Store
from tests.factories import TEXT, article, belonging_to, mention


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of three articles: the first and the last tell of one happening."""
    path = tmp_path / "store.sqlite"
    with Store.open(path, belonging_to) as store:
        for number in (1, 2, 3):
            of = article(f"a{number}", f"{TEXT} {number}")
            told = [mention(of, made_by=f"extractor {number}")] if number != 2 else []
            store.add(of, told)
    return path


def test_every_article_is_a_revision(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        log = database.execute("SELECT number, author, kind, reason FROM revision").fetchall()
    assert log == [
        (1, "extractor 1", "ingest", "article a1"),
        (2, "Straitline", "ingest", "article a2"),
        (3, "extractor 3", "ingest", "article a3"),
    ]


def test_a_row_that_is_superseded_is_closed_and_kept(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT valid_from, valid_to, reports FROM event").fetchall()
    assert rows == [(1, 3, 1), (3, None, 2)]


def test_the_hash_is_what_it_is_said_to_be(path: Path) -> None:
    """SHA-256 over canonical JSON: worked out here by hand for a revision without mentions."""
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        entry = dict(database.execute("SELECT * FROM revision WHERE number = 2").fetchone())
        held = dict(database.execute("SELECT * FROM article WHERE id = 'a2'").fetchone())
        (first,) = database.execute("SELECT hash FROM revision WHERE number = 1").fetchone()
    assert entry["previous"] == first
    assert held.pop("valid_to") is None
    held["sources"] = json.loads(held["sources"])
    rows: dict[str, dict[str, list[object]]] = {
        name: {"opened": [], "closed": []} for name in ("article", "mention", "report", "event")
    }
    rows["article"]["opened"].append(held)
    stated = entry.pop("hash")
    written = json.dumps(
        {**entry, "rows": rows}, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    assert hashlib.sha256(written.encode()).hexdigest() == stated


@pytest.mark.parametrize(
    ("tampering", "broken_at"),
    [
        ("SELECT 1", None),
        ("UPDATE article SET title = 'Another title' WHERE id = 'a2'", 2),
        ("UPDATE mention SET record = replace(record, '56', '57') WHERE id = 'a3-m1'", 3),
        ("UPDATE event SET valid_to = NULL, id = 'x' WHERE valid_to = 3", 1),
        ("UPDATE event SET valid_to = 2 WHERE valid_to = 3", 2),
        ("UPDATE revision SET author = 'somebody' WHERE number = 1", 1),
        ("UPDATE revision SET at = '2020-01-01T00:00:00+00:00' WHERE number = 2", 2),
        ("DELETE FROM revision WHERE number = 2", 2),
        ("DELETE FROM report WHERE valid_from = 1", 1),
        ("UPDATE report SET event = 'x' WHERE valid_from = 3", 3),
    ],
)
def test_tampering_shows_where_it_was_done(
    path: Path, tampering: str, broken_at: int | None
) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(tampering)
        database.commit()
    with Store.open(path, belonging_to) as store:
        assert store.broken_at() == broken_at
