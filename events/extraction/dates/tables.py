"""Reads the date tables of `data/lexicon`, each fault named by file and row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from events.data_files import data_path


class LexiconError(ValueError):
    """A table of words or rules is wrong; the message names file and row."""


def rows(name: str, *columns: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield ("file, row n", row) of a CSV table; every named column must be there and filled."""
    path = data_path("lexicon", name)
    with Path(path).open(encoding="utf-8", newline="") as handle:
        for number, row in enumerate(csv.DictReader(handle), start=2):
            where = f"{name}, row {number}"
            for column in columns:
                if not (row.get(column) or "").strip():
                    raise LexiconError(f"{where}: column {column!r} is missing or empty")
            yield where, row


def whole(where: str, row: dict[str, str], column: str) -> int:
    """A whole number in a row; raises LexiconError."""
    try:
        return int(row[column])
    except ValueError:
        message = f"{where}: {column} is {row[column]!r}, not a whole number"
        raise LexiconError(message) from None
