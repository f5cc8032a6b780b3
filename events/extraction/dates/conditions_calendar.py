"""Conditions of days, months, years, decades and seasons: whether "May" or "1980" is a date."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from events.extraction.dates.lexicon import words
from events.extraction.dates.surroundings import Surroundings

Condition = Callable[[Surroundings], bool]

_BEFORE_TIME: Final = frozenset(
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
        "last",
        "next",
        "this",
        "late",
        "early",
        "mid",
        "before",
        "after",
        "for",
        "and",
        "between",
        "or",
        "on",
        "around",
        "about",
        "circa",
        "around.",
        "than",
        "that",
        "every",
        "year",
    ]
)
_IN_YEAR: Final = frozenset(
    {"in", "since", "until", "till", "during", "circa", "of", "from", "to", "through", "by"}
)
# Names of people, and words with other meanings at the start of a sentence.
_NAME_MONTHS: Final = frozenset({"april", "may", "june", "august", "march"})
_OTHER_WORDS: Final = frozenset({"may", "march"})
_COUNT_OF_DAY = re.compile(
    r"\s?%|\s?percent|,\d{3}|:\d|\.\d|\s(?:people|points|aircraft|ships|degrees)\b"
)
_PLAIN_YEARS: Final = range(1800, 2051)
_EARLY_YEARS: Final = range(1000, 1800)
_SURELY_IN_YEAR: Final = frozenset({"in", "since", "until", "till", "during", "circa"})
_NEAR_YEARS: Final = 3
_ERA = re.compile(r"-(?:era|built|born|style|vintage|on|present|\d)|–|—")
_POSSESSIVES: Final = frozenset({"his", "her", "their", "my", "your", "our", "its"})


def a_day_of_month(at: Surroundings) -> bool:
    """No share, score or count follows the figure; no "November the 12th Regiment"."""
    if " the " in at.match.text.lower() and at.after[:1].isupper() and at.match.has("month"):
        return at.match.found.start("day") < at.match.found.start("month")
    return _COUNT_OF_DAY.match(at.right) is None and not at.left.endswith(("$", "£", "€"))


def after_on(at: Surroundings) -> bool:
    """Tell "on the 4th", "by the 4th"."""
    return at.before.lower() in {"on", "by", "until", "since", "from", "before", "after"}


def a_month(at: Surroundings) -> bool:
    """A month, no name of a person, no "May said"."""
    name = (at.match.words("month_name") or "").lower()
    if at.match.has("part") or name not in _NAME_MONTHS:
        return True
    led = at.before.lower() in _BEFORE_TIME or at.left.endswith(("-", "–", "—", "("))
    if at.after[:1].isupper() and any(token.ent_type_ == "PERSON" for token in at.tokens):
        return False
    if name in _OTHER_WORDS:
        return led
    return led or all(token.ent_type_ != "PERSON" for token in at.tokens)


def a_year(at: Surroundings) -> bool:
    """Four figures that are a year, no count, price, hull or model number."""
    if at.match.has("part"):
        return True
    year = int(at.match.words("year") or 0)
    left, right, before = at.left, at.right, at.before
    if re.search(r"[$£€¥#/,.:+]$|\w-$|\d[ ]?[x×]\s?$", left) and not re.search(
        r"\b\d{4}[-–/]$", left
    ):
        return False
    if re.match(r"[:,./]\d|\s?%|-[A-Za-z]", right) and not _ERA.match(right):
        return False
    if year in _EARLY_YEARS:
        return before.lower() in _IN_YEAR and not _counts(at)
    if year in _PLAIN_YEARS and (before.lower() in _SURELY_IN_YEAR or before in {"By", "From"}):
        return at.after.lower() not in {
            "hours",
            "gmt",
            "utc",
            "hrs",
            "meters",
            "metres",
            "feet",
            "km",
        }
    if _counts(at):
        return False
    if before.lower() in words("roughly"):
        led = re.search(rf"\b(?:in|since|from|by|to|until|of)\s+{before}\s+$", left, re.IGNORECASE)
        return year in _PLAIN_YEARS and (at.after == "" or led is not None)
    if at.follows_name:
        near = at.published_year is not None and abs(year - at.published_year) <= _NEAR_YEARS
        return near or re.search(r"\(\s*$|,\s*$", left) is not None
    return year in _PLAIN_YEARS


def _counts(at: Surroundings) -> bool:
    """Whether four figures count what follows them, or number what stands before them."""
    after = at.after.lower().rstrip(".")
    if after in words("count_after") or at.before.lower() in words("count_before"):
        return True
    if at.span is None or not at.tokens or at.span.end >= len(at.doc):
        return False
    following = at.doc[at.span.end]
    led = at.before.lower() in _POSSESSIVES | {"", "these", "those"}
    return led and following.tag_ == "NNS" and at.span.root.dep_ == "nummod"


def a_short_year(at: Surroundings) -> bool:
    """Tell "since '82", "in '49": after a word that leads to a time."""
    return at.before.lower() in {
        "in",
        "since",
        "of",
        "from",
        "until",
        "by",
        "during",
        "to",
        "summer",
        "spring",
    }


def a_short_decade(at: Surroundings) -> bool:
    """Tell "the '70s", "the 70s and 80s"; not "in his 70s"."""
    if at.before.lower() in _POSSESSIVES:
        return False
    text = at.match.text.lower()
    if text.startswith("the") or at.match.has("part") or text[0] in "'’‘`":
        return True
    return re.search(r"0['’]?s (?:and|or|to|through) $", at.left) is not None


def a_decade_word(at: Surroundings) -> bool:
    """Tell "the sixties"; not "in her sixties"."""
    text = at.match.text.lower()
    return at.before.lower() not in _POSSESSIVES and text.startswith(
        ("the", "nineteen", "early", "mid", "late")
    )


def a_half_year(at: Surroundings) -> bool:
    """Tell "in the first half", not the first half of a thing."""
    return at.before.lower() in {"in", "for", "during", "since"} and at.after.lower() != "of"


def a_season(at: Surroundings) -> bool:
    """A season, no verb, fall of a city, hot spring or name."""
    word = (at.match.words("season") or "").lower()
    tokens = at.tokens
    if tokens and tokens[-1].pos_ not in {"NOUN", "PROPN"}:
        return False
    if (
        at.before[:1].isupper()
        and not at.match.text[0].islower()
        and at.before.lower() not in _BEFORE_TIME
    ):
        return False
    if at.after[:1].isupper() and (at.match.words("season") or "")[0].isupper():
        return False
    led = at.before.lower() in {
        "in",
        "during",
        "by",
        "since",
        "until",
        "this",
        "for",
        "over",
        "from",
    }
    if word == "fall":
        return (
            led
            and at.match.text.lower().startswith("the ")
            and at.after.lower() not in {"of", "in", "from"}
        )
    if word == "spring" and at.after.lower() in {"of", "from", "up", "water", "back"}:
        return False
    return (
        led
        or at.match.has("part")
        or re.search(r"(?:^|[.!?,]\s+|\bbut |\band )$", at.left) is not None
    )
