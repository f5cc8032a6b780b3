"""Counted things: "103 aircraft", "hundreds of ships", "40 of which crossed the median line"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Final, NamedTuple

from spacy.tokens import Doc, Token
from text_to_num import text2num

from events.data_files import data_path
from events.extraction.lexicon import lexicon
from events.extraction.syntax import content_head
from events.record import Figure
from events.tables import read_table

_SCALES: Final = {
    "dozen": 12,
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_AT_LEAST: Final = re.compile(r"(?:more than|over|at least|no fewer than|above)\s+$", re.I)
_AT_MOST: Final = re.compile(r"(?:up to|as many as|at most|fewer than|less than)\s+$", re.I)
_CURRENCY: Final = frozenset("$¥€£")
_CURRENCY_SIGNS: Final = _CURRENCY | {"US$", "NT$"}
_NOUN_REACH: Final = 6
_DESIGNATING: Final = frozenset({"type", "mark", "mk", "no", "no.", "class", "cutter", "hull"})
_NO_COUNTS: Final = frozenset({"ORDINAL"})
_PARTITIVE: Final = frozenset({"which", "them", "these", "those", "whom"})


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure, the token that heads what is counted, and whether it is a share of one told before."""

    figure: Figure
    head: Token
    number: Token
    partitive: bool


@cache
def _vague() -> dict[str, tuple[float, float]]:
    """Words for inexact counts, with the bounds that `quantities.csv` states."""
    bounds = {}
    for row in read_table(data_path("lexicon", "quantities.csv"), ("words", "minimum", "maximum")):
        least = row.number_of("minimum", 0, 1e12)
        bounds[row.required("words")] = (least, row.number_of("maximum", least, 1e12))
    return bounds


def find_figures(doc: Doc, dates: Sequence[tuple[int, int]] = ()) -> list[FoundFigure]:
    """Find counted things in reading order, outside the character spans of dates.

    A count of what no unit of the table names is left out.
    """
    return [
        found
        for token in doc
        if not any(start <= token.idx < end for start, end in dates)
        and (found := _figure_at(token)) is not None
    ]


class _Count(NamedTuple):
    """Bounds of a number, and its first and last token."""

    minimum: float
    maximum: float | None
    first: int
    last: Token


def _figure_at(token: Token) -> FoundFigure | None:
    count = _vague_at(token) or _exact_at(token)
    if count is None:
        return None
    head = _counted(count.last)
    partitive = _is_partitive(count.last)
    unit = _unit(count, head)
    if unit is None and not partitive:
        return None
    end = max(head.i, count.last.i)
    if any(word.is_sent_end for word in token.doc[count.first : end]):
        end = count.last.i
    text = token.doc[count.first : end + 1].text
    figure = Figure(minimum=count.minimum, maximum=count.maximum, unit=unit or "", text=text)
    return FoundFigure(figure, head, count.last, partitive)


def _exact_at(token: Token) -> _Count | None:
    """The number that ends at a token; two numbers of a range are one count."""
    is_number = token.like_num or token.dep_ == "nummod"
    if not is_number or token.ent_type_ in _NO_COUNTS or _goes_on(token):
        return None
    if token.text.startswith("0") or (token.i and token.nbor(-1).lower_ in _DESIGNATING):
        return None
    if token.lower_ == "one" and token.dep_ != "nummod":
        return None
    first = _first_of(token)
    value = _value([word.lower_ for word in token.doc[first : token.i + 1]])
    if value is None:
        return None
    if low := _low_end(token.doc, first):
        return _Count(low.minimum, value, low.first, token)
    before = token.doc.text[max(0, token.doc[first].idx - 20) : token.doc[first].idx]
    if _AT_LEAST.search(before):
        return _Count(value, None, first, token)
    if _AT_MOST.search(before):
        return _Count(0, value, first, token)
    return _Count(value, value, first, token)


def _first_of(token: Token) -> int:
    """Where the words of a number begin ("fifty" of "fifty-six")."""
    first = token.i
    while first and _is_number_part(token.doc[first - 1]):
        first -= 1
    while first < token.i and not (token.doc[first].like_num or token.doc[first].text in _CURRENCY):
        first += 1
    return first


def _low_end(doc: Doc, first: int) -> _Count | None:
    """The lower end of a range ("20 to 30 ships", "between 20 and 30 ships")."""
    if first < 2 or not doc[first - 2].like_num:
        return None
    joined = doc[first - 1].lower_
    between = first > 2 and doc[first - 3].lower_ == "between"
    if joined not in {"to", "or"} and not (joined == "and" and between):
        return None
    start = _first_of(doc[first - 2])
    value = _value([word.lower_ for word in doc[start : first - 1]])
    return None if value is None else _Count(value, value, start, doc[first - 2])


def _vague_at(token: Token) -> _Count | None:
    """An inexact count that starts at a token ("dozens", "a dozen", "hundreds of thousands")."""
    words = [word.lower_ for word in token.doc[token.i : token.i + 3]]
    for length in (3, 2, 1):
        bounds = _vague().get(" ".join(words[:length]))
        if bounds is None:
            continue
        before = [word.lower_ for word in token.doc[max(0, token.i - 2) : token.i + length]]
        if any(" ".join(before[i:]) in _vague() for i in range(len(before) - length)):
            return None
        return _Count(*bounds, token.i, token.doc[token.i + length - 1])
    return None


def _goes_on(token: Token) -> bool:
    """Whether the number continues after a token ("fifty" in "fifty-six", "11.1" in "11.1 billion")."""
    after = [word.lower_ for word in token.doc[token.i + 1 : token.i + 4]]
    if after and after[0] in _SCALES:
        return True
    following = token.doc[token.i + 2 : token.i + 3]
    opens_range = token.i and token.nbor(-1).lower_ == "between" and after[:1] == ["and"]
    if (after[:1] in (["to"], ["or"]) or opens_range) and following and following[0].like_num:
        return True
    return len(after) > 1 and after[0] == "-" and token.nbor(2).like_num


def _is_number_part(token: Token) -> bool:
    return token.like_num or token.lower_ == "-" or token.text in _CURRENCY


def _value(words: list[str]) -> float | None:
    """The value of a number's words: digits, number words, and scales after them."""
    words = [word for word in words if word not in _CURRENCY]
    if not words:
        return None
    scale = 1
    while len(words) > 1 and words[-1] in _SCALES:
        scale *= _SCALES[words.pop()]
    joined = "".join(words) if "-" in words else " ".join(words)
    try:
        return float(Decimal(joined.replace(",", "")) * scale)
    except InvalidOperation:
        pass
    try:
        return float(text2num(joined, "en") * scale)
    except ValueError:
        return float(_SCALES[joined] * scale) if joined in _SCALES else None


def _counted(token: Token) -> Token:
    """The noun that a number counts: its head, or the next noun where the parse has lost it."""
    if token.dep_ in {"nummod", "quantmod", "compound", "nmod"} and token.head.i >= token.i:
        return token.head if token.head.pos_ != "NUM" else _counted(token.head)
    if token.dep_ == "nummod" or token.pos_ == "NUM":
        for word in token.doc[token.i + 1 : token.i + _NOUN_REACH]:
            if word.pos_ == "NOUN":
                return word.head if word.dep_ == "compound" and word.head.i > word.i else word
            if word.pos_ not in {"ADJ", "PROPN", "NOUN"}:
                break
    return content_head(token)


def _is_partitive(token: Token) -> bool:
    """Whether the number tells a share: "40 of which", "of these, 27 crossed", "27 crossed"."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return any(
                noun.lower_ in _PARTITIVE or any(word.lower_ == "the" for word in noun.children)
                for noun in child.children
            )
    return token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ == "NUM"


def _unit(count: _Count, head: Token) -> str | None:
    """The unit of the noun, or money where a currency sign stands before the number."""
    units = lexicon().units
    for word in (head, *(child for child in head.children if child.dep_ == "compound")):
        unit = units.get(word.lemma_.lower()) or units.get(word.lower_)
        if unit:
            return unit
    before = count.last.doc[max(0, count.first - 1) : count.last.i]
    return "money" if any(word.text in _CURRENCY_SIGNS for word in before) else None
