"""The words around a match: what its rule's condition and its reading look at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from events.extraction.dates.grammar import Match
from events.extraction.dates.tense import parsed

_REACH = 48
_LITTLE_WORDS = frozenset(
    [
        "in",
        "since",
        "until",
        "till",
        "by",
        "during",
        "of",
        "from",
        "to",
        "through",
        "on",
        "at",
        "for",
        "and",
        "or",
        "the",
        "a",
        "an",
        "its",
        "this",
        "that",
        "last",
        "next",
        "early",
        "mid",
        "late",
        "about",
        "around",
        "circa",
        "between",
        "before",
        "after",
    ]
)
_LAST_WORD_CLOSE = re.compile(r"([^\W_][\w.'’]*)[ \t\r\n]+$")
_FIRST_WORD = re.compile(r"^[ \t\r\n]*([^\W_][\w'’.]*)")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A match in its text: text left and right of it, and its tokens where the text is parsed."""

    match: Match
    text: str
    doc: Doc
    span: Span | None
    published_year: int | None

    @property
    def left(self) -> str:
        """Up to 48 characters before the match."""
        return self.text[max(0, self.match.start - _REACH) : self.match.start]

    @property
    def right(self) -> str:
        """Up to 48 characters after the match."""
        return self.text[self.match.end : self.match.end + _REACH]

    @property
    def before(self) -> str:
        """The word right before, as written; "" at the start of a clause set off by a mark."""
        found = _LAST_WORD_CLOSE.search(self.left)
        return found[1] if found else ""

    @property
    def after(self) -> str:
        """The word right after, as written; "" before a mark."""
        found = _FIRST_WORD.match(self.right)
        return found[1] if found else ""

    @property
    def follows_name(self) -> bool:
        """Whether a word with a capital that does not open its sentence stands right before."""
        word = self.before
        if not word[:1].isupper() or word.lower() in _LITTLE_WORDS:
            return False
        opening = rf"(?:^|[.!?\n][\"'”’)]*\s+|\n){re.escape(word)}\s+$"
        return re.search(opening, self.left) is None

    @property
    def tokens(self) -> list[Token]:
        """Tokens of the match; none where the text has no parse."""
        return list(self.span) if self.span is not None and parsed(self.doc) else []


def surroundings(match: Match, doc: Doc, text: str, published_year: int | None) -> Surroundings:
    """What stands around a match in a document."""
    span = doc.char_span(match.start, match.end, alignment_mode="expand")
    return Surroundings(match, text, doc, span, published_year)
