"""Tables that an analyst edits: CSV read row by row, each fault named by file, row and column."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

LANGUAGES: Final = {"name_zh_hant": "zh-Hant", "name_zh_hans": "zh-Hans", "name_ja": "ja"}
"""Column of a table to the BCP 47 tag of its names."""


class GazetteerError(ValueError):
    """A fault in a table: names the file, the row (1 is the header) and the column."""

    def __init__(self, file: Path | str, row: int, column: str, fault: str) -> None:
        super().__init__(f"{Path(file).name}, row {row}, column {column}: {fault}")


class Row(Mapping[str, str]):
    """One row of a table: stripped values by column, and checks that name the place of a fault."""

    def __init__(self, file: Path, number: int, values: Mapping[str, str]) -> None:
        self.file = file
        self.number = number
        self._values = values

    def __getitem__(self, column: str) -> str:
        return self._values[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def fault(self, column: str, text: str) -> GazetteerError:
        """The error to raise for a value of this row."""
        return GazetteerError(self.file, self.number, column, text)

    def required(self, column: str) -> str:
        """The value, which must not be empty."""
        if not self[column]:
            raise self.fault(column, "is empty")
        return self[column]

    def items_of(self, column: str) -> tuple[str, ...]:
        """The values between bars, in order and once each."""
        return tuple(
            dict.fromkeys(item.strip() for item in self[column].split("|") if item.strip())
        )

    def one_of(self, column: str, allowed: Iterable[str]) -> str:
        """The value, which must be one of those allowed."""
        value = self.required(column)
        if value not in allowed:
            raise self.fault(column, f"“{value}” is none of {', '.join(sorted(allowed))}")
        return value

    def matching(self, column: str, pattern: re.Pattern[str]) -> str:
        """The value, which must have the form of the pattern."""
        value = self.required(column)
        if not pattern.match(value):
            raise self.fault(column, f"“{value}” does not have the form {pattern.pattern}")
        return value

    def number_of(self, column: str, low: float, high: float) -> float:
        """The value as a number from low to high."""
        try:
            value = float(self.required(column))
        except ValueError as error:
            raise self.fault(column, f"“{self[column]}” is no number") from error
        if not low <= value <= high:
            raise self.fault(column, f"{value:g} is not within {low:g} and {high:g}")
        return value

    def day(self, column: str) -> dt.date | None:
        """The value as a day (YYYY-MM-DD), None where empty."""
        if not self[column]:
            return None
        try:
            return dt.date.fromisoformat(self[column])
        except ValueError as error:
            raise self.fault(column, f"“{self[column]}” is no day like 2024-05-20") from error

    def names(self) -> Mapping[str, str]:
        """Names by language, those that are told."""
        return {tag: self[column] for column, tag in LANGUAGES.items() if self.get(column)}


def read_table(file: Path, columns: Iterable[str], unique: Iterable[str] = ()) -> list[Row]:
    """Rows of a CSV table (UTF-8) that must have the columns.

    No two rows may have the same values in the `unique` columns (if none are told: the first one).
    """
    wanted = tuple(columns)
    with file.open(encoding="utf-8", newline="") as opened:
        reader = csv.DictReader(opened)
        for column in wanted:
            if column not in (reader.fieldnames or ()):
                raise GazetteerError(file, 1, column, "is missing")
        rows = []
        for values in reader:
            if None in values or None in values.values():
                fault = "has more or fewer cells than the header"
                raise GazetteerError(file, reader.line_num, wanted[0], fault)
            stripped = {column: cell.strip() for column, cell in values.items()}
            rows.append(Row(file, reader.line_num, stripped))
    _refuse_repeats(rows, tuple(unique) or wanted[:1])
    return rows


def _refuse_repeats(rows: list[Row], columns: tuple[str, ...]) -> None:
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row[column] for column in columns)
        if key in first:
            told = ", ".join(key)
            raise row.fault(columns[0], f"“{told}” stands in row {first[key]} already")
        first[key] = row.number
