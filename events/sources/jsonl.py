"""JSON Lines: one article a line, as an object with id, title, published, text and url."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from events.article import Article
from events.sources.build import plain_line, stable_id, title_of
from events.sources.encoding import plain
from events.sources.errors import SourceError
from events.sources.header_dates import find_date


class Line(BaseModel):
    """What an object may hold; other fields are passed over."""

    model_config = ConfigDict(extra="ignore", strict=True)

    id: str | int | None = None
    title: str | None = None
    published: str | None = None
    text: Annotated[str, Field(min_length=1)]
    url: str | None = None
    language: str | None = None
    publisher: str | None = None
    timezone: str | None = None
    genre: str | None = None
    sources: tuple[str, ...] | None = Field(default=None, strict=False)


def read(path: Path) -> Iterator[Article | SourceError]:
    """Each line's article, or the error of that line with its number; blank lines hold none."""
    seen = 0
    try:
        with path.open("rb") as lines:
            for number, data in enumerate(lines, start=1):
                if data.strip():
                    seen += 1
                    yield _of_line(data, f"{path}:{number}", path)
    except OSError as error:
        raise SourceError(str(path), f"can't be read: {error.strerror or error}") from None
    if not seen:
        raise SourceError(str(path), "the file is empty")


def _of_line(data: bytes, where: str, path: Path) -> Article | SourceError:
    try:
        return _article(data, where, path)
    except SourceError as error:
        return error


def _article(data: bytes, where: str, path: Path) -> Article:
    line = _checked(data, where)
    text = plain(line.text).strip()
    if not text:
        raise SourceError(where, "`text` is empty")
    title = plain_line(line.title or "") or title_of(text)
    found = find_date(line.published) if line.published else None
    if line.published and not found:
        raise SourceError(where, f"`published` is no date: {line.published[:40]!r}")
    published = found[0] if found else None
    name = plain_line(str(line.id)) if line.id is not None else ""
    optional = {
        field: plain_line(value)
        for field in ("url", "language", "publisher", "timezone", "genre")
        if (value := getattr(line, field))
    }
    return Article(
        id=name or stable_id(path.stem, title, str(published), text),
        title=title,
        published=published,
        text=text,
        sources=tuple(plain_line(source) for source in line.sources or ()),
        **optional,
    )


def _checked(data: bytes, where: str) -> Line:
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourceError(where, f"broken encoding: byte {error.start} is no UTF-8") from None
    except (json.JSONDecodeError, RecursionError) as error:
        raise SourceError(where, f"no JSON: {error}") from None
    if not isinstance(value, dict):
        raise SourceError(where, "no JSON object")
    try:
        return Line.model_validate(value)
    except ValidationError as error:
        fault = error.errors()[0]
        field = ".".join(str(part) for part in fault["loc"])
        raise SourceError(where, f"`{field}`: {fault['msg']}") from None
