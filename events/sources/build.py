"""The one way an article comes to be: plain text, a stable id, a title."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from events.article import Article, content_hash
from events.sources.encoding import plain

_LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class Story:
    """What a reader found in a text: headline ("" if none), day of publication, paragraphs."""

    title: str
    published: dt.date | None
    paragraphs: Sequence[str]

    @property
    def text(self) -> str:
        """The story with a blank line between paragraphs."""
        return "\n\n".join(self.paragraphs)


def stable_id(name: str, *content: str) -> str:
    """Id made of a name and eight digits of the content's hash: `strait-report-1f00c3ab`."""
    slug = re.sub(r"[\W_]+", "-", name.lower()).strip("-") or "article"
    return f"{slug[:80]}-{content_hash(content)[:8]}"


def title_of(text: str) -> str:
    """The first words of a story that has no headline."""
    return textwrap.shorten(text, _LONGEST_TITLE, placeholder=" …")


def article_of_story(story: Story, path: Path) -> Article:
    """Article of a file that names neither id nor publisher."""
    published = story.published.isoformat() if story.published else ""
    return Article(
        id=stable_id(path.stem, story.title, published, story.text),
        title=story.title or title_of(story.text),
        published=story.published,
        text=story.text,
    )


def plain_line(text: str) -> str:
    """A value that belongs on one line: no control characters, single spaces."""
    return " ".join(plain(text).split())
