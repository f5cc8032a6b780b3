"""What stands on a page around a story: author lines, share buttons, the tail."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from events.data_files import data_path


class FurnitureError(Exception):
    """A fault in page_furniture.csv, with its row."""


class Position(StrEnum):
    """Where a line is furniture: anywhere, only above the story, or from there to the end.

    A line at `headline` is no furniture: it says that it is the headline.
    """

    HEADLINE = "headline"
    ANYWHERE = "anywhere"
    HEAD = "head"
    AFTER_TITLE = "after-title"
    TAIL = "tail"


@dataclass(frozen=True, slots=True)
class PageFurniture:
    """The patterns of data/lexicon/page_furniture.csv; each is matched against a whole line."""

    patterns: dict[Position, tuple[re.Pattern[str], ...]]

    def is_at(self, position: Position, line: str) -> bool:
        """Whether the line is furniture at that position."""
        return any(pattern.fullmatch(line) for pattern in self.patterns[position])

    def headline(self, line: str) -> str:
        """The headline of a line that is labelled as one ("Subject: ..."), else ""."""
        for pattern in self.patterns[Position.HEADLINE]:
            if labelled := pattern.fullmatch(line):
                return labelled["headline"]
        return ""


@cache
def page_furniture() -> PageFurniture:
    """The table that comes with Straitline; FurnitureError names the row of a fault."""
    return load(data_path("lexicon", "page_furniture.csv"))


def load(path: Path) -> PageFurniture:
    """Read a table of position, pattern, example; each example must match its pattern."""
    found: dict[Position, list[re.Pattern[str]]] = {position: [] for position in Position}
    for position, pattern in _rows(path):
        found[position].append(pattern)
    return PageFurniture({position: tuple(patterns) for position, patterns in found.items()})


def _rows(path: Path) -> Iterator[tuple[Position, re.Pattern[str]]]:
    with path.open(encoding="utf-8", newline="") as table:
        for number, row in enumerate(csv.DictReader(table), start=2):
            try:
                position = Position(row["position"])
                pattern = re.compile(row["pattern"], re.IGNORECASE)
                if not pattern.fullmatch(row["example"]):
                    raise ValueError(f"the example {row['example']!r} does not match the pattern")
            except (KeyError, TypeError, ValueError, re.error) as error:
                raise FurnitureError(f"{path.name}, row {number}: {error}") from None
            yield position, pattern
