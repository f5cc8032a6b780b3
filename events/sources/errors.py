"""What a reader says of an article that it can't read."""

from __future__ import annotations


class SourceError(Exception):
    """One article, file or folder that can't be read: `where` it is, `what` is wrong with it."""

    def __init__(self, where: str, what: str) -> None:
        self.where = where
        self.what = " ".join(what.split())
        super().__init__(f"{self.where}: {self.what}")
