"""The JSON of a record is a contract: it reads back as it was, and its schema describes it."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from events.article import Article
from events.record import (
    REPORTER,
    Actor,
    Claimant,
    DateBasis,
    EventDate,
    EventType,
    Evidence,
    Figure,
    Mention,
    Place,
    Relation,
    Status,
)
from tests.factories import article, mention

SCHEMA = Mention.model_json_schema(mode="serialization")
SHAPE = jsonschema.Draft202012Validator(SCHEMA)
META_SCHEMA = jsonschema.Draft202012Validator(jsonschema.Draft202012Validator.META_SCHEMA)

words = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)
some_words = words.filter(bool)
optional = st.none() | words
days = st.none() | st.dates()


@st.composite
def event_dates(draw: st.DrawFn) -> EventDate:
    earliest, latest = draw(days), draw(days)
    if earliest and latest and earliest > latest:
        earliest, latest = latest, earliest
    return EventDate(
        edtf=draw(words),
        earliest=earliest,
        latest=latest,
        basis=draw(st.sampled_from(DateBasis)),
        text=draw(words),
    )


@st.composite
def quotes(draw: st.DrawFn) -> Evidence:
    exact, start = draw(some_words), draw(st.integers(0, 10**6))
    return Evidence(
        exact=exact, prefix=draw(words), suffix=draw(words), start=start, end=start + len(exact)
    )


actors = st.builds(Actor, id=words, name=words, country=optional, sector=words)
places = st.builds(
    Place,
    id=words,
    name=words,
    relation=st.sampled_from(Relation),
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
    uncertainty_m=st.floats(0, 1e7, exclude_min=True),
)
counts = st.floats(0, 1e9)
figures = st.builds(
    Figure, minimum=counts, maximum=st.none() | counts, unit=words, text=words, part=optional
)
claimants = st.just(REPORTER) | st.builds(Claimant, id=optional, name=words, citing=optional)
mentions = st.builds(
    Mention,
    id=words,
    article=words,
    title=words,
    date=st.none() | event_dates(),
    date_reason=some_words,
    type=st.sampled_from(EventType),
    mode=optional,
    status=st.sampled_from(Status),
    actors=st.lists(actors, max_size=2).map(tuple),
    recipients=st.lists(actors, max_size=2).map(tuple),
    place=st.none() | places,
    place_reason=some_words,
    figures=st.lists(figures, max_size=2).map(tuple),
    claimed_by=claimants,
    evidence=quotes(),
    further_evidence=st.lists(quotes(), max_size=2).map(tuple),
    trigger=words,
    background=st.booleans(),
    confidence=st.floats(0, 1),
    why=st.dictionaries(words, words, max_size=2),
    made_by=words,
)


@given(mentions)
def test_a_record_reads_back_from_its_json_and_is_what_the_schema_says(told: Mention) -> None:
    written = told.model_dump_json()
    assert Mention.model_validate_json(written) == told
    assert Mention.model_validate_json(written).model_dump_json() == written
    SHAPE.validate(json.loads(written))


def test_the_schema_is_a_schema() -> None:
    assert list(META_SCHEMA.iter_errors(SCHEMA)) == []


def test_the_fields_of_the_contract() -> None:
    record = json.loads(mention(article()).model_dump_json())
    assert set(record["date"]) == {"edtf", "earliest", "latest", "basis", "text"}
    assert set(record["place"]) == {
        *("id", "name", "relation", "latitude", "longitude", "uncertainty_m"),
    }
    assert set(record["actors"][0]) == {"id", "name", "country", "sector"}
    assert set(record["evidence"]) == {"exact", "prefix", "suffix", "start", "end"}
    assert set(record["claimed_by"]) == {"id", "name", "citing"}
    assert {"article", "type", "status", "recipients", "figures", "place_reason"} <= set(record)
    assert {"confidence", "made_by", "id", "title", "trigger", "background"} <= set(record)


RECORD: dict[str, Any] = json.loads(mention(article()).model_dump_json())
DATE, PLACE, EVIDENCE = RECORD["date"], RECORD["place"], RECORD["evidence"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"place": None}, "a record without a place tells why"),
        ({"date": None}, "a record without a date tells why"),
        ({"date": DATE | {"earliest": "2021-10-05"}}, "earliest 2021-10-05 is after latest"),
        ({"place": PLACE | {"uncertainty_m": 0}}, "greater than 0"),
        ({"place": PLACE | {"latitude": 90.1}}, "less than or equal to 90"),
        ({"evidence": EVIDENCE | {"end": 3}}, "do not span its words"),
        ({"evidence": EVIDENCE | {"exact": "", "end": 0}}, "at least 1 character"),
        ({"type": "FIGHT"}, "type"),
        ({"status": "alleged"}, "status"),
        ({"confidence": 1.1}, "less than or equal to 1"),
        ({"colour": "red"}, "Extra inputs are not permitted"),
    ],
)
def test_what_is_no_record(change: dict[str, Any], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        Mention.model_validate_json(json.dumps(RECORD | change))


def test_a_record_can_not_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        mention(article()).status = Status.DENIED


@pytest.mark.parametrize(
    ("start", "end", "prefix", "exact", "suffix"),
    [
        (0, 3, "", "One", " two three"),
        (4, 7, "One ", "two", " three"),
        (8, 13, "One two ", "three", ""),
    ],
)
def test_a_quote_and_the_words_around_it(
    start: int, end: int, prefix: str, exact: str, suffix: str
) -> None:
    quoted = Evidence.quote("One two three", start, end)
    assert (quoted.prefix, quoted.exact, quoted.suffix) == (prefix, exact, suffix)


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ({}, True),
        ({"id": "other", "url": "https://example.org", "publisher": "A paper"}, True),
        ({"text": "Other words."}, False),
        ({"title": "Another headline"}, False),
        ({"published": dt.date(2021, 10, 6)}, False),
        ({"published": None}, False),
    ],
)
def test_the_hash_of_an_article_is_of_what_extraction_reads(
    changed: dict[str, Any], same: bool
) -> None:
    given_article = article()
    other = Article.model_validate(given_article.model_dump() | changed)
    assert (given_article.sha256 == other.sha256) is same
