"""Sources: one file per kind of input. `read(location)` yields its articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from events.article import Article
from events.sources import jsonl, markdown, text
from events.sources.errors import SourceError
from events.sources.folder import article_files

__all__ = ["SourceError", "read", "read_all"]

_READERS: Final[Mapping[str, Callable[[Path], Iterator[Article | SourceError]]]] = {
    ".txt": text.read,
    ".text": text.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
}


def read(location: str | Path) -> Iterator[Article]:
    """Articles of a file or folder; SourceError at the first one that can't be read."""
    for found in read_all(location):
        if isinstance(found, SourceError):
            raise found
        yield found


def read_all(location: str | Path) -> Iterator[Article | SourceError]:
    """Articles of a file or folder; one that can't be read yields its SourceError."""
    path = Path(location).expanduser()
    try:
        files = article_files(path, _READERS) if path.is_dir() else [path]
    except SourceError as error:
        yield error
        return
    for file in files:
        try:
            yield from _reader(file)(file)
        except SourceError as error:
            yield error


def _reader(path: Path) -> Callable[[Path], Iterator[Article | SourceError]]:
    if not path.is_file():
        raise SourceError(str(path), "no such file or folder")
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        kinds = ", ".join(_READERS)
        raise SourceError(str(path), f"this kind of file is not read (known: {kinds})")
    return reader
