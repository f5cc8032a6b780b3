"""Finds the time expressions of a text and resolves them, in the order of the text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from events.extraction.dates.amounts import HOURS, amount_of
from events.extraction.dates.conditions import CONDITIONS
from events.extraction.dates.edtf import bounds
from events.extraction.dates.framing import (
    frame_of,
    joiner_between,
    joins,
    leads_range,
    offset_way,
    opened,
)
from events.extraction.dates.grammar import grammar
from events.extraction.dates.periods import Grain, Period, interval, narrowed
from events.extraction.dates.reading import Reading, TimeExpression, UnresolvedError
from events.extraction.dates.readings import READINGS
from events.extraction.dates.readings_other import hour_of
from events.extraction.dates.readings_relative import counted_from
from events.extraction.dates.story import Story
from events.extraction.dates.surroundings import Surroundings, surroundings
from events.extraction.dates.zones import day_elsewhere
from events.record import DateBasis, EventDate

_NO_DATE = "no_date"
_HOUR_THEN_DAY = re.compile(r",?\s+(?:on\s+)?$")
_DAYS = frozenset({"weekday", "calendar_day", "today", "numeric_day"})


def find_time_expressions(
    doc: Doc, published: dt.date | None, timezone: str | None = None
) -> list[TimeExpression]:
    """Find every time expression of a document and resolve it, in order and without overlaps.

    `published` is the day of publication in the article's own time zone, which `timezone` names
    (IANA); None leaves relative expressions unresolved. Any text is read; none raises.
    """
    text = doc.text
    found = _matches(doc, text, published)
    story = Story(doc, text, published, [at.match for at in found], timezone)
    expressions: list[TimeExpression] = []
    index = 0
    while index < len(found):
        taken, made = _next(found, index, story, expressions[-1].end if expressions else 0)
        expressions.extend(made)
        index += taken
    return expressions


def _matches(doc: Doc, text: str, published: dt.date | None) -> list[Surroundings]:
    """Matches of the grammar whose conditions hold, words that only look like dates left out."""
    year = published.year if published else None
    taken: list[Surroundings] = []
    scan = grammar().scan(text)
    end: int | None = None
    while True:
        try:
            candidates = scan.send(end) if end else next(scan)
        except StopIteration:
            return taken
        end = None
        for candidate in candidates:
            if candidate.rule.reading == _NO_DATE:
                end = candidate.end
                break
            at = surroundings(candidate, doc, text, year)
            if candidate.rule.needs is None or CONDITIONS[candidate.rule.needs](at):
                taken.append(at)
                end = candidate.end
                break


def _next(
    found: Sequence[Surroundings], index: int, story: Story, floor: int
) -> tuple[int, list[TimeExpression]]:
    """Read the match at `index`, with the next where they are one range, or an hour and its day."""
    at = found[index]
    following = found[index + 1] if index + 1 < len(found) else None
    if following is not None:
        if at.match.rule.reading == "clock" and _day_of_hour(at, following):
            return _hours(found, index, story, floor)
        if at.match.rule.reading == "duration" and (found_way := offset_way(at, following)):
            counted = _offset(at, following, found_way, story)
            if counted is not None:
                return 2, [counted]
        if joiner_between(at, following):
            made = _range(at, following, story, floor)
            if made is not None:
                return 2, [made]
    return 1, [_single(at, story, floor)]


def _hours(
    found: Sequence[Surroundings], index: int, story: Story, floor: int
) -> tuple[int, list[TimeExpression]]:
    """An hour of a day, or from an hour of one day to an hour of another."""
    at, day = found[index : index + 2]
    first = _hour_on_day(at, day, story, floor)
    rest = found[index + 2 : index + 4]
    if len(rest) < 2 or rest[0].match.rule.reading != "clock" or not _day_of_hour(*rest):
        return 2, [first]
    if not joins(at, day.match.end, rest[0].match.start):
        return 2, [first]
    second = _hour_on_day(rest[0], rest[1], story, first.end)
    if first.date is None or second.date is None:
        return 4, [first, second]
    edtf = f"{first.date.edtf}/{second.date.edtf}"
    try:
        earliest, latest = bounds(edtf)
    except ValueError:
        return 4, [first, second]
    start = leads_range(at, floor)
    text = at.text[start : second.end]
    date = EventDate(
        edtf=edtf, earliest=earliest, latest=latest, basis=second.date.basis, text=text
    )
    timex, reason = f"{first.timex}/{second.timex}", f"{' '.join(text.split())}: {second.reason}"
    whole = TimeExpression(start, second.end, text, "TIME", date, timex, reason, (first, second))
    return 4, [whole]


def _day_of_hour(at: Surroundings, following: Surroundings) -> bool:
    gap = at.text[at.match.end : following.match.start]
    return following.match.rule.reading in _DAYS and _HOUR_THEN_DAY.fullmatch(gap) is not None


def _read(
    at: Surroundings,
    story: Story,
    right: Period | None = None,
    lead: Surroundings | None = None,
) -> Reading:
    """The reading of a match by its rule; raises UnresolvedError with the reason."""
    setting = story.setting(at, right, lead)
    try:
        reading = READINGS[at.match.rule.reading](at.match, setting)
        if reading.period is None:
            return reading
        part = at.match.value("part")
        period = _cut(reading.period, part, setting.published) if part else reading.period
        bounds(period.edtf)
        if part and period.first == period.last and period.grain is not Grain.DAY:
            period = replace(period, grain=Grain.DAY, timex=period.edtf)
    except (ValueError, OverflowError) as error:
        raise UnresolvedError(f"no such date: {error}") from None
    code = (
        at.match.value("daypart")
        if at.match.has("daypart") and "daypart" in at.match.rule.classes
        else None
    )
    if at.match.has("daypart") and code is None and at.match.rule.name == "last_night":
        code = "NI" if (at.match.words("daypart") or "").lower() == "night" else "EV"
    if code and period.grain is Grain.DAY and "T" not in reading.timex:
        return replace(reading, period=period, kind="TIME", timex=f"{period.timex}T{code}")
    return replace(reading, period=period, timex=_timex(reading, period))


def _timex(reading: Reading, period: Period) -> str:
    """TIMEX3 value: a part of a stretch has the value of the whole, unless it is a single day."""
    whole = reading.period
    if whole is not None and period.grain is Grain.DAY and whole.grain is not Grain.DAY:
        return period.timex
    return reading.timex


def _cut(period: Period, part: str, published: dt.date | None) -> Period:
    """A part of a stretch; "earlier" and "later" cut it at the day of publication."""
    if part in {"elapsed", "remaining"} and period.first and period.last:
        if (
            published is None
            or not period.first <= published <= period.last
            or period.grain is Grain.DAY
        ):
            return period
        first, last = (period.first, published) if part == "elapsed" else (published, period.last)
        edtf = first.isoformat() if first == last else f"{first}/{last}"
        return replace(period, first=first, last=last, edtf=edtf).approximate()
    return narrowed(period, part)


def _single(
    at: Surroundings, story: Story, floor: int, lead: Surroundings | None = None
) -> TimeExpression:
    """A match on its own; `lead` is the hour before it, whose place in the words it takes."""
    try:
        reading = _read(at, story, lead=lead)
    except UnresolvedError as why:
        return _expression(at, at.match.start, at.match.end, "DATE", None, "", str(why))
    if reading.period is None:
        return _expression(
            at, at.match.start, at.match.end, reading.kind, None, reading.timex, reading.how
        )
    frame = frame_of(at, floor, lead)
    story.tell(at, reading.period, bound=frame.bound is not None)
    parts = _slots(at, reading)
    period = opened(reading.period, frame)
    if period is not reading.period and not parts and frame.bound:
        own = _dated(at, at.match.start, at.match.end, reading, reading.period)
        parts = (own,)
    start, end = frame.start, frame.end
    return replace(_dated(at, start, end, reading, period), parts=parts)


def _slots(at: Surroundings, reading: Reading) -> tuple[TimeExpression, ...]:
    """The dates that a rule's slots hold, each where its words stand."""
    return tuple(
        _dated(at, at.match.found.start(name), at.match.found.end(name), reading, period)
        for name, period in reading.parts
    )


def _range(
    at: Surroundings, following: Surroundings, story: Story, floor: int
) -> TimeExpression | None:
    """Two matches as one stretch from the first to the second; None where they are not."""
    try:
        right = _read(following, story)
        left = _read(at, story, right.period)
    except UnresolvedError:
        return None
    if left.period is None or right.period is None:
        return None
    first, last = left.period, right.period
    if first.first is None or last.last is None or first.first > last.last:
        return None
    if {left.timex[:1], right.timex[:1]} & {"P"}:
        return None
    whole = interval(first, last)
    story.tell(at, first)
    story.tell(following, last)
    basis = DateBasis.STATED
    if DateBasis.RELATIVE in {left.basis, right.basis}:
        basis = DateBasis.RELATIVE
    start = leads_range(at, floor)
    parts = (
        _dated(at, at.match.start, at.match.end, left, first),
        _dated(following, following.match.start, following.match.end, right, last),
    )
    how = left.how if left.how == right.how else f"{left.how}; {right.how}"
    joined = Reading("DATE", whole, whole.timex, basis, how)
    made = _dated(at, start, following.match.end, joined, whole)
    return replace(made, parts=parts)


def _offset(
    at: Surroundings, following: Surroundings, sign: int, story: Story
) -> TimeExpression | None:
    """ "two days after 4 August": counted from the date that follows; None where it can't be."""
    try:
        base = _read(following, story)
        amount = amount_of(at.match)
        if base.period is None or base.period.first is None or amount.unit in HOURS:
            return None
        period = counted_from(amount, base.period.first, sign)
    except (UnresolvedError, ValueError, OverflowError):
        return None
    story.tell(following, base.period)
    reading = Reading("DATE", period, period.timex, base.basis, f"counted from {base.period.edtf}")
    return _dated(at, at.match.start, following.match.end, reading, period)


def _hour_on_day(
    at: Surroundings, following: Surroundings, story: Story, floor: int
) -> TimeExpression:
    """Tell "12:00 UTC Monday": the day, with the hour in its TIMEX3 value."""
    day = _single(following, story, floor, at)
    hour = hour_of(at.match)
    timex = f"{day.timex[:10]}T{hour}" if hour and day.timex else day.timex
    start = min(day.start, at.match.start)
    text = at.text[start : day.end]
    date = day.date.model_copy(update={"text": text}) if day.date else None
    reason = day.reason
    if date is not None and date.earliest is not None and date.earliest == date.latest:
        zone = at.match.value("zone")
        if elsewhere := day_elsewhere(date.earliest, hour, zone, story.timezone):
            reason += f"; {elsewhere} in {story.timezone}"
    return replace(
        day, start=start, text=text, kind="TIME", timex=timex, date=date, reason=reason, parts=()
    )


def _dated(
    at: Surroundings, start: int, end: int, reading: Reading, period: Period
) -> TimeExpression:
    text = at.text[start:end]
    try:
        earliest, latest = bounds(period.edtf)
        date = EventDate(
            edtf=period.edtf, earliest=earliest, latest=latest, basis=reading.basis, text=text
        )
    except (ValueError, OverflowError) as error:
        return _expression(at, start, end, reading.kind, None, "", f"no such date: {error}")
    timex = reading.timex if period is reading.period or reading.parts == () else period.timex
    own = timex if period is reading.period or period.grain is not Grain.DAY else period.timex
    return _expression(at, start, end, reading.kind, date, own, f"{reading.how} -> {period.edtf}")


def _expression(
    at: Surroundings, start: int, end: int, kind: str, date: EventDate | None, timex: str, why: str
) -> TimeExpression:
    text = at.text[start:end]
    words = " ".join(text.split())
    return TimeExpression(start, end, text, kind, date, timex, f"{words}: {why}")  # type: ignore[arg-type]
