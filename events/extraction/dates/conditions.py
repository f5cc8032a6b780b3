"""Conditions on the words around a match: whether "May", "1980" or "a second" is a time at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
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
_CLOSING: Final = re.compile(
    r"(?:\bfor|\bin|\bduring|\bend(?:s|ed|ing)?|\bfinish(?:es|ed|ing)?|\bclos(?:e|es|ed|ing)|\bstart(?:s|ed|ing)?"
    r"|\bover|\bbegan|\bbegins?)\s+$",
    re.IGNORECASE,
)
_AGE = re.compile(r"^-?\s?olds?\b|^-?\s?year-olds?\b|^ of age\b|^-old")
_LENGTH_BEFORE: Final = frozenset(
    [
        "in",
        "for",
        "within",
        "just",
        "after",
        "take",
        "takes",
        "took",
        "taken",
        "over",
        "spent",
        "spend",
        "last",
        "lasted",
        "lasts",
        "lasting",
        "mere",
        "only",
        "many",
    ]
)
_HOUR_BEFORE: Final = frozenset(
    {"at", "by", "until", "from", "around", "about", "before", "after", "till", "since"}
)


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


def a_today(at: Surroundings) -> bool:
    """A day, no show or paper of that name."""
    return at.match.text[0].islower() or not (at.follows_name or at.left.endswith(('"', "“")))


def a_holiday(at: Surroundings) -> bool:
    """A day, no "Christmas Island", no "Christmas sales", which last for weeks."""
    if at.after.lower().rstrip(".") in words("holiday_trade"):
        return False
    return not (at.after[:1].isupper() and at.match.text[-1].isalpha() and len(at.after) > 1)


def a_weekday(at: Surroundings) -> bool:
    """A day, no part of a longer name ("Friday Harbor")."""
    tokens = at.tokens
    if not tokens or at.match.has("daypart"):
        return True
    day = tokens[-1]
    head = day.head
    return not (
        day.dep_ == "compound"
        and head.pos_ == "PROPN"
        and head.i == day.i + 1
        and head.ent_type_ not in {"", "DATE", "TIME"}
        and head.ent_iob_ == "I"
    )


def opens_a_sentence(at: Surroundings) -> bool:
    """Stands first in its sentence: "Two days after the visit he spoke"."""
    return re.search(r"(?:^|[.!?:;\n]['\"”’)]*\s+)(?:\w{2,5}\s)?$", at.left) is not None


def a_running_unit(at: Surroundings) -> bool:
    """Tell "ended the day", "later in the year"; not "the day" of something."""
    text = at.match.text.lower()
    if text.startswith("this"):
        return False
    return _CLOSING.search(at.left) is not None


def a_clock(at: Surroundings) -> bool:
    """An hour: with a.m., a zone, noon, or after "at"."""
    match = at.match
    if match.has("meridian") or match.has("zone") or match.has("military"):
        return True
    if match.text.lower() in {"noon", "midnight"}:
        return True
    return at.before.lower() in _HOUR_BEFORE and ":" in match.text


def a_daypart(at: Surroundings) -> bool:
    """Tell "in the morning", "at dawn", "morning trading"."""
    text = at.match.text.lower()
    return text.startswith(("in ", "at ", "during ")) or at.before.lower() in {
        "by",
        "before",
        "until",
        "in",
    }


def a_duration(at: Surroundings) -> bool:
    """A length of time; no age, rate, or share ("three quarters of")."""
    if _AGE.match(at.right) or at.before.lower() in {"aged", "age", "ages"}:
        return False
    text = at.match.text.lower()
    if re.match(r"an?\s+\w+s(?:-long)?$", text):
        return False
    if re.search(r"quarters?$", text) and (
        re.match(r"\s+(?:of (?:the|its|their|all|his|a)|to|the)\b", at.right)
        or text in {"a quarter", "one quarter"}
        or text.startswith("about")
    ):
        return False
    if at.match.rule.reading == "duration_open":
        bare = text in {
            "years",
            "decades",
            "months",
            "weeks",
            "days",
            "centuries",
            "hours",
            "minutes",
        }
        return not bare or at.before.lower() in _LENGTH_BEFORE
    return not (re.match(r"(?:a|an)\s", text) and a_rate(at))


def a_rate(at: Surroundings) -> bool:
    """Tell "15 a year", "four flights a week"."""
    if at.match.text.lower().startswith("per"):
        return True
    left = at.left.rstrip()
    if re.search(
        r"(?:\d|%|\bone|two|three|four|five|six|seven|eight|nine|ten|hundred|million|billion|percent|"
        r"once|twice|times|dollars?|yen|yuan)$",
        left,
    ):
        return True
    span = at.span
    if span is None or span.start == 0 or not at.tokens:
        return False
    previous = at.doc[span.start - 1]
    return previous.tag_ == "NNS" and any(child.pos_ == "NUM" for child in previous.children)


def a_habit(at: Surroundings) -> bool:
    """Tell "daily flights"; no name of a paper."""
    return at.match.text[0].islower() or at.before == ""


def a_vague_time(at: Surroundings) -> bool:
    """Tell "now", "recently", "soon"; not "now-cancelled" or "as soon as"."""
    if at.right[:1] == "-" or (at.before.lower() == "as" and at.match.text.lower() == "soon"):
        return False
    after = at.after.lower().rstrip(".")
    return not after[:1].isdigit() and not any(
        after in words(cls) for cls in ("number", "unit", "ordinal")
    )


def an_adjective(at: Surroundings) -> bool:
    """Tell "the recent flights", "the current plan"; not an ocean current."""
    return not at.tokens or at.tokens[-1].pos_ == "ADJ"


CONDITIONS: Final[Mapping[str, Condition]] = {
    condition.__name__: condition
    for condition in (
        a_day_of_month,
        after_on,
        a_month,
        a_year,
        a_short_year,
        a_short_decade,
        a_decade_word,
        a_half_year,
        a_season,
        a_today,
        a_holiday,
        a_weekday,
        opens_a_sentence,
        a_running_unit,
        a_clock,
        a_daypart,
        a_duration,
        a_rate,
        a_habit,
        a_vague_time,
        an_adjective,
    )
}
