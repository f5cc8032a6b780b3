"""Text files: head (date, headline, author), story, tail. Only the story is an article's text."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
# A headline has some words; a shorter line above it names the page or its section.
FEWEST_WORDS: Final = 4
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
    title, published, rest = _head(lines)
    paragraphs = tuple(_paragraphs(list(_without_furniture(rest))))
    if not paragraphs and title:
        title, paragraphs = "", (title,)
    if published is None and paragraphs:
        published = date_of_dateline(paragraphs[0])
    return Story(title, published, paragraphs)


@dataclass
class _Head:
    """What was found above the story; `number` is the line where the headline stands."""

    title: str = ""
    number: int = -1
    published: dt.date | None = None
    updated: dt.date | None = None

    def take_date(self, line: str, day: dt.date) -> None:
        """Keep the first date of publication; that of an update only stands in for it."""
        if re.match(r"(?:last )?(?:updated|modified)", line, re.IGNORECASE):
            self.updated = self.updated or day
        else:
            self.published = self.published or day

    def take_headline(self, block: Sequence[str], number: int) -> None:
        """Keep the first line of some words that stands alone; a shorter one names the page."""
        line = " ".join(block) if _goes_on(block) else block[0]
        labelled = page_furniture().headline(line)
        is_better = (
            len(self.title.split()) < FEWEST_WORDS <= len(line.split())
            and not line.endswith((":", ";", ","))
            and (len(block) == 1 or _goes_on(block))
        )
        if labelled or not self.title or is_better:
            self.title = labelled or line
            self.number = number + len(block) - 1 if _goes_on(block) else number


def _head(lines: Sequence[str]) -> tuple[str, dt.date | None, list[str]]:
    """Headline, date, and the lines below the headline that are neither date nor furniture."""
    head = _Head()
    dropped: set[int] = set()
    filled = [number for number, line in enumerate(lines) if line]
    for number in filled[:LONGEST_HEAD]:
        if number <= head.number:
            continue
        line, block = lines[number], _block(lines[number:])
        if day := date_of_line(line):
            head.take_date(line, day)
            dropped.add(number)
        elif _is_head_furniture(line, bool(head.title)):
            dropped.add(number)
        elif _is_headline(" ".join(block) if _goes_on(block) else line):
            head.take_headline(block, number)
        else:
            break
    below = range(head.number + 1, len(lines))
    rest = ["" if number in dropped else lines[number] for number in below]
    return head.title, head.published or head.updated, rest


def _is_headline(line: str) -> bool:
    return len(line) <= LONGEST_HEADLINE and not _FULL_STOP.search(line)


def _block(lines: Sequence[str]) -> list[str]:
    """The first line and those that follow at once, up to a blank line, a date or furniture."""
    is_of_block = (bool(line) and not _is_beside_the_story(line) for line in lines[1:])
    length = next((n for n, inside in enumerate(is_of_block, start=1) if not inside), len(lines))
    return list(lines[:length])


def _goes_on(block: Sequence[str]) -> bool:
    """Whether the first line breaks off within a sentence: the next begins in lower case."""
    return len(block) > 1 and block[1][:1].islower()


def _is_beside_the_story(line: str) -> bool:
    return date_of_line(line) is not None or _is_head_furniture(line, has_title=True)


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
    """Numbers of the lines that go on in the next.

    These are lines before one that begins in lower case; and in hard-wrapped text those on which
    the next line's first word had no room left. The widest line never has room; so text counts as
    wrapped only if most of these lines break off within a sentence.
    """
    pairs = list(enumerate(itertools.pairwise(lines)))
    in_lower_case = frozenset(n for n, (line, after) in pairs if line and after[:1].islower())
    width = max((len(line) for line in lines), default=0)
    full = frozenset(
        n
        for n, (line, after) in pairs
        if line and after and len(line) + 1 + len(after.split(" ", 1)[0]) > width
    )
    broken_off = sum(not _ENDS_A_SENTENCE.search(lines[n]) for n in full)
    is_wrapped = width <= WIDEST_WRAP and broken_off * 2 > len(full)
    return in_lower_case | full if is_wrapped else in_lower_case
