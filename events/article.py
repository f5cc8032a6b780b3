"""Article: what a source yields and extraction reads."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, Field


class Article(BaseModel):
    """One article. `text` is the story alone: no header date, headline, author line or tail.

    Evidence offsets count characters of `text`. `published` is None where no date was found: relative
    expressions then stay unresolved. `timezone` is an IANA name when the dateline gives one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    title: str
    published: dt.date | None
    text: str = Field(min_length=1)
    language: str = "en"
    publisher: str | None = None
    url: str | None = None
    timezone: str | None = None
    genre: str | None = None
    sources: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """Hash of what extraction reads: title, day of publication and text."""
        published = self.published.isoformat() if self.published else ""
        return content_hash((self.title, published, self.text))


def content_hash(parts: Iterable[str]) -> str:
    """SHA-256 (hex) over parts of text, told apart by a separator that text does not hold."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
