"""The story's own running time: which day, year and passage a relative expression goes by."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc

from events.extraction.dates.grammar import Match
from events.extraction.dates.periods import Grain, Period
from events.extraction.dates.reading import Setting
from events.extraction.dates.surroundings import Surroundings
from events.extraction.dates.tense import Tense, adverbial, governing_verb, parsed, verb_tense

# "before the end of 2016, on 25 December": the second tells the first more closely.
_APPOSED = re.compile(r", (?:on|in) (?:the )?")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
# Readings whose words place the teller: with one of them the passage is back at the day of writing.
_TELLER = frozenset(
    {
        "today",
        "relative_month_name",
        "relative_month_day",
        "this_daypart",
        "last_night",
        "relative_unit",
        "ago",
        "the_weekend",
        "weekday_of_week",
    }
)
_DATED = frozenset(
    {
        "calendar_day",
        "month_alone",
        "numeric_day",
        "numeric_either_way",
        "month_of_year",
        "days_of_month",
        "days_listed",
        "season",
        "year_alone",
        "years_span",
        "month_of_relative_year",
        "calendar_day_of_relative_year",
    }
)
_BOUNDS = frozenset(
    {"since", "until", "till", "by", "to", "through", "than", "before", "after", "for"}
)
_SETS_YEAR = frozenset({"in", "during", "throughout"})
_SPEECH = frozenset(
    {"say", "tell", "report", "announce", "add", "state", "warn", "note", "confirm"}
)
_OTHER_WEEK = 14
_FAR_YEARS = 2
_NARRATIVE_YEARS = 3


class Story:
    """Follows a text from its beginning; `tell` what was read, ask for the `setting` of what
    comes next."""

    def __init__(
        self,
        doc: Doc,
        text: str,
        published: dt.date | None,
        matches: Sequence[Match],
        timezone: str | None = None,
    ) -> None:
        self.timezone = timezone
        self._doc = doc
        self._parsed = parsed(doc)
        self._published = published
        self._paragraphs = [0, *(found.end() for found in _PARAGRAPH.finditer(text))]
        self._narrative = _is_narrative(matches, published)
        self._anchor: Period | None = None
        self._anchor_paragraph = 0
        self._reference: Period | None = None
        self._reference_paragraph = -1
        self._day: dt.date | None = None
        self._last: tuple[int, Period] | None = None

    def setting(
        self, at: Surroundings, right: Period | None = None, lead: Surroundings | None = None
    ) -> Setting:
        """The setting in which a match is read.

        `right` is the end of the range that it begins, `lead` the hour that stands before a day.
        """
        lead = lead or at
        verb = governing_verb(at.span) if at.span is not None and self._parsed else None
        tense = verb_tense(verb) if verb is not None else Tense.NONE
        return Setting(
            published=self._published,
            tense=tense,
            anchor=self._anchor_for(at, tense),
            reference=self._reference,
            day=self._day,
            right=right,
            before=lead.before.lower(),
            sentence=self._sentence(at),
            left=" ".join(lead.left.lower().split()) + " ",
            verb=verb.lemma_.lower() if verb is not None else "",
            named=at.follows_name,
            adverbial=verb is not None and at.span is not None and adverbial(at.span, verb),
            same_paragraph=self._paragraph(at.match.start) == self._reference_paragraph,
        )

    def tell(self, at: Surroundings, period: Period, *, bound: bool = False) -> None:
        """Take note of a time that was read; `bound` where it only opens or ends a stretch."""
        reading = at.match.rule.reading
        self._last = (at.match.end, period)
        if reading in _TELLER and not self._narrative:
            self._anchor = None
        if self._sets_passage(at, period):
            self._anchor = period
            self._anchor_paragraph = self._paragraph(at.match.start)
        if period.first is None or at.before.lower() == "since" or reading.startswith("window"):
            return
        if reading == "same_period" or (
            reading == "earlier_later" and period.grain in {Grain.QUARTER, Grain.MONTH}
        ):
            return
        if self._looks_back(at, period) or (bound and self._lies_ahead(period)):
            return
        self._reference = period
        self._reference_paragraph = self._paragraph(at.match.start)
        if bound:
            return
        has_year = at.match.has("year") or at.match.has("short_year")
        if has_year and self._day and period.first > self._day:
            self._day = None
        if period.grain is Grain.DAY or (
            period.grain is Grain.RANGE and period.edtf.count("-") >= 4
        ):
            self._day = period.last

    def _lies_ahead(self, period: Period) -> bool:
        """Whether a stretch begins after the day of publication."""
        if self._published is None or period.first is None:
            return False
        return period.first > self._published

    def _looks_back(self, at: Surroundings, period: Period) -> bool:
        """Whether a year told after a day of a later one only looks back ("the first since ... in
        1972")."""
        told = self._reference
        return (
            period.grain is Grain.YEAR
            and told is not None
            and told.first is not None
            and period.last is not None
            and told.grain in {Grain.DAY, Grain.MONTH}
            and self._reference_paragraph == self._paragraph(at.match.start)
            and period.last < told.first
        )

    def _sets_passage(self, at: Surroundings, period: Period) -> bool:
        """Whether a date with its own year puts the passage into another time than the
        publication's."""
        match, before = at.match, at.before.lower()
        if match.rule.reading not in _DATED or period.first is None or before in _BOUNDS:
            return False
        if self._in_relative_clause(at):
            return False
        has_year = match.has("year") or match.has("short_year") or match.has("direction")
        if not has_year:
            here = self._paragraph(match.start) == self._anchor_paragraph
            return self._anchor is not None and (here or self._narrative)
        if (
            match.rule.reading == "year_alone"
            and before not in _SETS_YEAR
            and not match.has("part")
        ):
            return before == "the" and "during" in at.left.lower()
        if self._published is None or self._narrative:
            return True
        if period.first.year == self._published.year and self._anchor is not None:
            self._anchor = None
        return period.first.year < self._published.year

    def _in_relative_clause(self, at: Surroundings) -> bool:
        """Whether words stand in a clause about a person or thing: "he, who joined in 1981,
        said"."""
        if at.span is None or not self._parsed or self._narrative:
            return False
        verb = governing_verb(at.span)
        return verb is not None and verb.dep_ in {"relcl", "acl"}

    def _anchor_for(self, at: Surroundings, tense: Tense) -> Period | None:
        if self._last and _APPOSED.fullmatch(at.text, self._last[0], at.match.start):
            return self._last[1]
        anchor = self._anchor
        if anchor is None or anchor.last is None or tense is Tense.FUTURE:
            return None
        if not self._narrative and self._paragraph(at.match.start) != self._anchor_paragraph:
            return None
        if at.match.rule.reading == "weekday" and not self._in_other_week(at, anchor):
            return None
        if tense in {Tense.PRESENT, Tense.PROGRESSIVE} and not self._narrative:
            return None
        return anchor

    def _in_other_week(self, at: Surroundings, anchor: Period) -> bool:
        """Whether a bare weekday belongs to the passage's week: a day long past, and no speech of
        now."""
        if anchor.grain is not Grain.DAY or anchor.last is None:
            return False
        if self._published and (self._published - anchor.last).days <= _OTHER_WEEK:
            return False
        verb = governing_verb(at.span) if at.span is not None and self._parsed else None
        return self._narrative or verb is None or verb.lemma_.lower() not in _SPEECH

    def _paragraph(self, offset: int) -> int:
        return bisect_right(self._paragraphs, offset)

    def _sentence(self, at: Surroundings) -> str:
        if at.span is None or not self._doc.has_annotation("SENT_START"):
            return at.text[max(0, at.match.start - 200) : at.match.end + 200].lower()
        return str(at.span.sent.text).lower()


def _is_narrative(matches: Sequence[Match], published: dt.date | None) -> bool:
    """Whether a text is a history: several years far from its publication, few words of the day."""
    far = teller = 0
    for match in matches:
        if match.rule.reading in _TELLER or match.rule.reading == "weekday":
            teller += 1
        elif match.rule.reading in _DATED and match.has("year"):
            year = int(match.words("year") or 0)
            far += published is None or published.year - year >= _FAR_YEARS
    return far >= _NARRATIVE_YEARS and far > 2 * teller
