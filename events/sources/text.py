"""Text files: head (date, headline, author), story, tail. Only the story is an article's text."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from events.article import Article
from events.sources.build import Story, article_of_story
from events.sources.encoding import read_text
from events.sources.errors import SourceError
from events.sources.furniture import Position, page_furniture
from events.sources.header_dates import date_of_dateline, date_of_line

# The head of a page is short; beyond these lines a date belongs to the story.
LONGEST_HEAD: Final = 10
LONGEST_HEADLINE: Final = 200
# Lines of hard-wrapped text are at most this long; longer ones are paragraphs.
WIDEST_WRAP: Final = 120
_LONGEST_FURNITURE: Final = 240
# Headlines ask and exclaim, but they seldom end in a full stop; that of "U.S." is none.
_FULL_STOP: Final = re.compile(r"(?<![A-Z])[.。][\"”’')\]]*$")
_ENDS_A_SENTENCE: Final = re.compile(r"(?<![A-Z])[.!?…。！？][\"”’')\]]*$")


def read(path: Path) -> Iterator[Article]:
    """The one article of a text file; SourceError where there is none."""
    story = story_of(read_text(path))
    if not story.paragraphs:
        raise SourceError(str(path), "no story in it: only a header or page furniture")
    yield article_of_story(story, path)


def story_of(text: str) -> Story:
    """Take head and tail off a page's text.

    The headline is the first line that is neither date nor author; a first line that reads as a
    sentence, or stands alone, is the story itself.
    """
    lines = [" ".join(line.split()) for line in text.split("\n")]
    title, published, start = _head(lines)
    paragraphs = tuple(_paragraphs(list(_without_furniture(lines[start:]))))
    if not paragraphs and title:
        title, paragraphs = "", (title,)
    if published is None and paragraphs:
        published = date_of_dateline(paragraphs[0])
    return Story(title, published, paragraphs)


def _head(lines: Sequence[str]) -> tuple[str, dt.date | None, int]:
    """Headline, date, and the number of the line where the story starts."""
    title, published, updated, seen = "", None, None, 0
    for number, line in enumerate(lines):
        if not line:
            continue
        seen += 1
        day = date_of_line(line) if seen <= LONGEST_HEAD else None
        if day and re.match(r"(?:last )?(?:updated|modified)", line, re.IGNORECASE):
            updated = updated or day
        elif day:
            published = published or day
        elif not _is_head_furniture(line, bool(title)):
            if title or not _is_headline(line):
                return title, published or updated, number
            title = line
    return title, published or updated, len(lines)


def _is_headline(line: str) -> bool:
    return len(line) <= LONGEST_HEADLINE and not _FULL_STOP.search(line)


def _is_head_furniture(line: str, has_title: bool) -> bool:
    positions = [Position.HEAD, Position.ANYWHERE, Position.TAIL]
    if has_title:
        positions.append(Position.AFTER_TITLE)
    return any(_is_furniture(position, line) for position in positions)


def _is_furniture(position: Position, line: str) -> bool:
    return len(line) <= _LONGEST_FURNITURE and page_furniture().is_at(position, line)


def _without_furniture(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if _is_furniture(Position.TAIL, line):
            return
        if not _is_furniture(Position.ANYWHERE, line):
            yield line


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Paragraphs of lines: parted by blank lines or line ends; hard-wrapped lines are joined."""
    wrapped = _wrapped(lines)
    paragraph = ""
    for number, line in enumerate(lines):
        paragraph = f"{paragraph} {line}" if paragraph else line
        if paragraph and number not in wrapped:
            yield paragraph
            paragraph = ""


def _wrapped(lines: Sequence[str]) -> frozenset[int]:
    """Numbers of the lines that go on in the next: its first word had no room left on them.

    The widest line never has room; so the text counts as wrapped only if most of these lines break
    off within a sentence.
    """
    width = max((len(line) for line in lines), default=0)
    full = frozenset(
        number
        for number, (line, following) in enumerate(itertools.pairwise(lines))
        if line and following and len(line) + 1 + len(following.split(" ", 1)[0]) > width
    )
    broken_off = sum(not _ENDS_A_SENTENCE.search(lines[number]) for number in full)
    return full if width <= WIDEST_WRAP and broken_off * 2 > len(full) else frozenset()
