"""Markdown files with front matter: the sample corpus' own format, and that of many archives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import frontmatter
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from events.article import Article
from events.sources.build import Story, article_of_story, plain_line, title_of
from events.sources.encoding import read_text
from events.sources.errors import SourceError
from events.sources.header_dates import find_date
from events.sources.text import story_of

_KNOWN: Final = ("id", "title", "language", "publisher", "url", "timezone", "genre")
_MARKDOWN: Final = MarkdownIt("commonmark")


def read(path: Path) -> Iterator[Article]:
    """The one article of a Markdown file; without front matter it is read as a page of text.

    Front matter: id, title, published (or date), language, publisher, url, timezone, genre and
    sources. SourceError where it is no YAML, a value is of the wrong kind, or no story follows.
    """
    where = str(path)
    try:
        document = frontmatter.loads(read_text(path))
    except yaml.YAMLError as error:
        raise SourceError(where, f"front matter is no YAML: {_yaml_fault(error)}") from None
    except ValueError as error:  # YAML's reader of dates: 2021-13-45
        raise SourceError(where, f"front matter holds an impossible date: {error}") from None
    tokens = _MARKDOWN.parse(document.content)
    if not document.metadata:
        story = story_of("\n\n".join(_blocks(tokens, with_headings=True)))
        if not story.paragraphs:
            raise SourceError(where, "no story in it")
        yield article_of_story(story, path)
        return
    paragraphs = tuple(_blocks(tokens, with_headings=False))
    if not paragraphs:
        raise SourceError(where, "no story after the front matter")
    yield _article(document.metadata, Story("", None, paragraphs), path)


def _article(fields: Mapping[str, Any], story: Story, path: Path) -> Article:
    known = {name: _line(fields, name, path) for name in _KNOWN if fields.get(name) is not None}
    published = _published(fields, path)
    title = known.pop("title", "") or title_of(story.text)
    anonymous = article_of_story(Story(title, published, story.paragraphs), path)
    return anonymous.model_copy(update={**known, "sources": _sources(fields, path)})


def _line(fields: Mapping[str, Any], name: str, path: Path) -> str:
    value = fields[name]
    if isinstance(value, list | dict) or not plain_line(str(value)):
        raise SourceError(str(path), f"front matter `{name}` is no line of text")
    return plain_line(str(value))


def _published(fields: Mapping[str, Any], path: Path) -> dt.date | None:
    value = fields.get("published", fields.get("date"))
    if isinstance(value, dt.datetime):
        return value.date()
    if value is None or isinstance(value, dt.date):
        return value
    found = find_date(str(value))
    if found is None:
        raise SourceError(str(path), f"front matter `published` is no date: {str(value)[:40]!r}")
    return found[0]


def _sources(fields: Mapping[str, Any], path: Path) -> tuple[str, ...]:
    value = fields.get("sources") or []
    if not isinstance(value, list):
        raise SourceError(str(path), "front matter `sources` is no list")
    return tuple(plain_line(str(source)) for source in value)


def _blocks(tokens: Sequence[Token], with_headings: bool) -> Iterator[str]:
    """Text of each paragraph; headings are no sentences of a story."""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type != "inline" or (
            before and before.type == "heading_open" and not with_headings
        ):
            continue
        text = "".join(_inline(token.children or ()))
        if paragraph := " ".join(text.split()):
            yield paragraph


def _inline(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type in {"text", "code_inline", "text_special"}:
            yield token.content


def _yaml_fault(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    return f"{problem} (line {mark.line + 2})" if mark else str(problem)
