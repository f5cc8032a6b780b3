"""Where a store lies, what may be opened, and the one line that says why it may not."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from events.store import Store, StoreError
from events.store.opening import location
from tests.factories import article


def refusal(where: str | Path) -> str:
    """The one line with which opening `where` is refused."""
    with pytest.raises(StoreError) as refused:
        Store.open(where)
    (line,) = str(refused.value).splitlines()
    return line


@contextmanager
def without_privileges() -> Iterator[None]:
    """As an ordinary user, also where the tests run as root, whom no permission stops."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that every user may enter."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "store.sqlite"
    Store.open(path).close()
    assert path.is_file()


def test_the_setting_names_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRAITLINE_STORE", str(tmp_path / "named.sqlite"))
    with Store.open() as store:
        store.add(article(), [])
    with Store.open(f"sqlite:///{tmp_path}/named.sqlite") as store:
        assert store.article_count == 1


def test_without_a_setting_it_lies_in_the_users_data_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("STRAITLINE_STORE", raising=False)
    path = location(None)
    assert path.is_absolute()
    assert (path.parent.name, path.name) == ("straitline", "store.sqlite")


@pytest.mark.parametrize(
    "content",
    [b"hello", b"hello world " * 500, bytes(range(256)) * 40],
    ids=["a short text", "a long text", "binary"],
)
def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    assert refusal(path) == f"{path} is not a Straitline store"
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    content = path.read_bytes()
    assert refusal(path) == f"{path} is a database, but not a Straitline store"
    assert path.read_bytes() == content


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    path.touch()
    with Store.open(path) as store:
        assert store.add(article(), [])


def test_a_newer_versions_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("UPDATE straitline SET schema_version = 9")
        newer.commit()
    assert refusal(path) == (
        f"{path} was made by a newer version of Straitline (schema 9; this version reads 1)"
    )


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("postgresql://ann:secret@db/events", "postgresql://ann:***@db/events is no store"),
        ("sqlite://", "sqlite:// is no store"),
        ("://", "'://' is no address of a store"),
    ],
)
def test_addresses_that_name_no_file(where: str, said: str) -> None:
    assert refusal(where).startswith(said)


def test_paths_that_can_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    beneath_a_file = tmp_path / "file" / "folder" / "store.sqlite"
    assert refusal(beneath_a_file).startswith(f"{beneath_a_file} can't be written")
    assert refusal(tmp_path) == f"{tmp_path} is a folder: name a file in it"


def test_a_folder_that_can_not_be_written(public_folder: Path) -> None:
    public_folder.chmod(0o555)
    path = public_folder / "store.sqlite"
    with without_privileges():
        assert refusal(path) == f"{path} can't be opened or written"
        assert refusal(public_folder / "new" / "store.sqlite").endswith("Permission denied")


def test_a_store_that_can_not_be_written(public_folder: Path) -> None:
    path = public_folder / "store.sqlite"
    Store.open(path).close()
    path.chmod(0o444)
    public_folder.chmod(0o555)
    with without_privileges():
        assert refusal(path).startswith(f"{path} can't be")


def test_a_store_that_breaks_while_open_says_so_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with Store.open(path) as store:
        with closing(sqlite3.connect(path)) as vandal:
            vandal.execute("DROP TABLE event")
        with pytest.raises(StoreError) as fault:
            _ = store.event_count
    assert str(fault.value) == f"{path} no such table: event"


OPEN_AND_ADD = """
import sys
from events.article import Article
from events.store import Store
path, number = sys.argv[1:]
with Store.open(path) as store:
    for count in range(10):
        id = f"{number}-{count}"
        store.add(Article(id=id, title=id, published=None, text=id), [])
        store.add(Article(id=f"all-{count}", title="", published=None, text=str(count)), [])
"""


def test_several_programs_may_create_and_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    command = [sys.executable, "-c", OPEN_AND_ADD, str(path)]
    writers = [subprocess.Popen([*command, str(number)]) for number in range(4)]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0, 0]
    with Store.open(path) as store:
        assert (store.article_count, store.revision) == (50, 50)
        assert store.broken_at() is None
