"""Words of time: the table `dates_words.csv`, by class, with what each word stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from events.extraction.dates.holidays import named_days
from events.extraction.dates.tables import LexiconError, rows

# Names of months and days are names: "may", "march" and "sat" in small letters are other words.
CASED = frozenset(
    {"month", "month_name", "weekday", "weekday_name", "weekday_plural", "zone", "holiday"}
)

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class WordClass:
    """Words of one class, from the word in its plain form to its value."""

    name: str
    values: Mapping[str, str]

    def value(self, text: str) -> str | None:
        """What a word stands for, None if the class does not hold it."""
        return self.values.get(self._plain(text))

    def _plain(self, text: str) -> str:
        text = _SPACE.sub(" ", text.strip())
        return text if self.name in CASED else text.lower()


@cache
def word_classes() -> Mapping[str, WordClass]:
    """Every class of `dates_words.csv`; raises LexiconError on a word given twice in a class."""
    classes: dict[str, dict[str, str]] = {}
    for where, row in rows("dates_words.csv", "class", "word", "value"):
        members = classes.setdefault(row["class"], {})
        word = row["word"] if row["class"] in CASED else row["word"].lower()
        if members.setdefault(word, row["value"]) != row["value"]:
            raise LexiconError(f"{where}: {row['word']!r} has two values in class {row['class']!r}")
    classes["holiday"] = {word: word for word in named_days()}
    return {name: WordClass(name, values) for name, values in classes.items()}


def words(name: str) -> Mapping[str, str]:
    """Words of one class with their values; raises LexiconError if there is no such class."""
    try:
        return word_classes()[name].values
    except KeyError:
        raise LexiconError(f"dates_words.csv: no word of class {name!r}") from None
