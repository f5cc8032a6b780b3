"""From a reading to the record: evidence as a verbatim quote, confidence with its reasons, a stable id."""

from __future__ import annotations

import datetime as dt
from typing import Final

from spacy.tokens import Span, Token

from events.article import Article, content_hash
from events.extraction.dateline import DATELINE
from events.extraction.happenings import Reading
from events.extraction.syntax import grammatical_subjects
from events.gazetteer import actors
from events.record import DateBasis, Evidence, Mention, Status

_CORE_WINDOW: Final = dt.timedelta(days=31)
_TITLE_LENGTH: Final = 100
_ID_LENGTH: Final = 16
_SIDE_CLAUSES: Final = frozenset({"conj", "cc", "advcl", "parataxis", "punct", "mark", "ccomp"})


def record(reading: Reading, article: Article, made_by: str) -> Mention:
    """Write a reading as a record of its article."""
    table = actors()
    date = reading.timing.date
    evidence = _quote(article.text, reading.sentence)
    trigger = reading.candidate.trigger
    confidence, confidence_reason = _confidence(reading)
    return Mention(
        id=content_hash((article.id, str(trigger.idx), trigger.text, reading.candidate.type))[
            :_ID_LENGTH
        ],
        article=article.id,
        title=_title(reading),
        date=date,
        date_reason=None if date else reading.timing.reason,
        type=reading.candidate.type,
        mode=reading.candidate.frame.mode,
        status=reading.status,
        actors=tuple(table.record(actor) for actor in reading.actors),
        recipients=tuple(table.record(actor) for actor in reading.recipients),
        place=reading.placing.place,
        place_reason=None if reading.placing.place else reading.placing.reason,
        figures=reading.figures,
        claimed_by=reading.claimant,
        evidence=evidence,
        further_evidence=tuple(_quote(article.text, span) for span in reading.further),
        trigger=trigger.text,
        background=_is_background(reading, article.published),
        confidence=confidence,
        why=_why(reading, confidence_reason),
        made_by=made_by,
    )


def _quote(text: str, span: Span) -> Evidence:
    start, end = span.start_char, span.end_char
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Evidence.quote(text, start, end)


def _title(reading: Reading) -> str:
    """The event's clause without its side clauses, with the subject that it shares with another."""
    verb = reading.candidate.predicate
    skipped: set[Token] = set()
    for child in verb.children:
        if child.dep_ in _SIDE_CLAUSES and reading.candidate.trigger not in child.subtree:
            skipped.update(child.subtree)
    title = ""
    for subject in grammatical_subjects(verb)[:1]:
        if not verb.is_ancestor(subject) and subject.sent == verb.sent and subject.i < verb.i:
            title = verb.doc[subject.left_edge.i : subject.i + 1].text + " "
    for word in verb.subtree:
        if word in skipped or word.sent != verb.sent or word.is_space:
            title = title.rstrip() + " "
        else:
            title += word.text_with_ws
    title = DATELINE.sub("", " ".join(title.split())).strip(' ,;:–-“”"')
    title = title or reading.sentence.text.strip()
    if len(title) > _TITLE_LENGTH:
        title = title[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(",;") + "…"
    return title[:1].upper() + title[1:]


def _is_background(reading: Reading, published: dt.date | None) -> bool:
    date = reading.timing.date
    if date is None or published is None or date.latest is None:
        return False
    return published - date.latest > _CORE_WINDOW


def _confidence(reading: Reading) -> tuple[float, str]:
    """Product of how surely each part was found; the shares are house estimates until calibrated."""
    candidate = reading.candidate
    parts = {
        "type": 0.95 if candidate.frame.conditions else 0.88,
        "actors": 0.95 if reading.actors else 0.7,
        "date": _date_share(reading),
        "status": 0.97 if reading.status is Status.OCCURRED else 0.85,
    }
    product = 1.0
    for share in parts.values():
        product *= share
    return round(product, 2), ", ".join(f"{name} {share:.2f}" for name, share in parts.items())


def _date_share(reading: Reading) -> float:
    date = reading.timing.date
    if date is None:
        return 0.9
    if reading.timing.own:
        return 0.97
    return 0.7 if date.basis is DateBasis.PUBLICATION else 0.85


def _why(reading: Reading, confidence_reason: str) -> dict[str, str]:
    candidate = reading.candidate
    who = "; ".join(dict.fromkeys(mention.reason for mention in candidate.agents))
    whom = "; ".join(dict.fromkeys(mention.reason for mention in candidate.recipients))
    why = {
        "type": f"“{candidate.trigger.text}” (lexicon: {candidate.frame.example})",
        "status": reading.told.reason,
        "date": reading.timing.reason,
        "actors": who,
        "recipients": whom,
        "implied": "; ".join(reading.implied),
        "place": reading.placing.reason,
        "claimed_by": reading.claim_reason,
        "confidence": confidence_reason,
    }
    return {field: reason for field, reason in why.items() if reason}
