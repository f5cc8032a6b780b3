"""A whole article: the story that the project started from, told again; and what holds for any text."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.article import Article
from events.data_files import data_path
from events.extraction.extractor import Extractor
from events.gazetteer import actors
from events.record import Mention
from events.sources import read
from tests.extraction.conftest import Extract, story

STORY: Final = Path(__file__).with_name("story_of_a_plan.txt")
SAMPLE: Final = data_path("articles", "2021-10-05-record-flights.md")


@pytest.fixture(scope="module")
def article() -> Article:
    [one] = read(STORY)
    return one


@pytest.fixture(scope="module")
def mentions(article: Article, extractor: Extractor) -> list[Mention]:
    return extractor.extract(article)


@dataclasses.dataclass(frozen=True)
class Row:
    """One happening of the story: dates as EDTF, actors as the states that they belong to."""

    words: str
    date: str | None
    basis: str | None
    types: str
    statuses: str
    actors: str
    recipients: str
    place: str | None
    claimed_by: str | None


KYODO: Final = "media-kyodo"
ROWS = [
    Row("have drafted a joint plan", "2021-12-23", "relative", "COOPERATE AGREE", "occurred",
        "USA JPN", "", None, KYODO),
    Row("the U.S. Marine Corps would send troops", None, None, "MOBILIZE", "hypothetical planned",
        "USA", "", "nansei-islands", KYODO),
    Row("Self-Defense Forces would supply fuel", None, None, "AID SUPPORT COOPERATE",
        "hypothetical planned", "JPN", "USA", None, KYODO),
    Row("would likely reach an agreement", "2022-01", "relative", "AGREE CONSULT", "planned",
        "USA JPN", "", None, KYODO),
    Row("has sent hundreds of military aircraft", "2019-12~/2021-12~", "relative",
        "MOBILIZE COERCE", "occurred ongoing", "CHN", "TWN", "taiwan-adiz", None),
    Row("fled to Taiwan in 1949", "1949", "stated", "RETREAT", "occurred", "TWN", "", "taiwan",
        None),
    Row("have been training Taiwan's military", "2021-10", "relative", "AID COOPERATE",
        "occurred ongoing", "USA", "TWN", "taiwan", None),
]  # fmt: skip


def telling(mentions: list[Mention], words: str) -> Mention:
    [found] = [one for one in mentions if words in one.evidence.exact]
    return found


@pytest.mark.parametrize("row", ROWS, ids=[row.words for row in ROWS])
def test_a_happening_of_the_story(row: Row, mentions: list[Mention]) -> None:
    told = telling(mentions, row.words)
    assert (told.date.edtf if told.date else None) == row.date
    assert (told.date.basis if told.date else None) == row.basis
    assert told.type in row.types.split()
    assert told.status in row.statuses.split()
    assert {actor.country for actor in told.actors} == set(row.actors.split())
    assert {actor.country for actor in told.recipients} == set(row.recipients.split())
    assert (told.place.id if told.place else None) == row.place
    assert told.claimed_by.id == row.claimed_by


def test_the_actors_are_the_ones_that_the_story_names(mentions: list[Mention]) -> None:
    who = {row.words: {actor.id for actor in telling(mentions, row.words).actors} for row in ROWS}
    assert who["the U.S. Marine Corps would send troops"] == {"usa-usmc"}
    assert who["Self-Defense Forces would supply fuel"] == {"jpn-sdf"}
    [fled] = who["fled to Taiwan in 1949"]
    assert "twn" in actors().ancestors(fled)


def test_the_report_is_told_with_the_sources_it_cites(mentions: list[Mention]) -> None:
    claims = {one.claimed_by.citing for one in mentions if one.claimed_by.id == KYODO}
    assert claims == {"unnamed Japanese government sources"}


def test_hundreds_of_aircraft_are_counted(mentions: list[Mention]) -> None:
    [figure] = telling(mentions, "hundreds of military aircraft").figures
    assert (figure.minimum, figure.maximum, figure.unit) == (200, 999, "aircraft")


def test_an_area_is_no_point(mentions: list[Mention]) -> None:
    chain = telling(mentions, "U.S. Marine Corps").place
    zone = telling(mentions, "hundreds of military aircraft").place
    assert chain
    assert zone
    assert chain.uncertainty_m > 300_000
    assert zone.uncertainty_m > 300_000


def test_nothing_else_of_the_story_is_an_event(mentions: list[Mention]) -> None:
    required = {telling(mentions, row.words).id for row in ROWS}
    further = [one for one in mentions if one.id not in required]
    allowed = {"called on China", "a firm commitment", "agreements that have stood since 1979"}
    assert [one for one in further if not any(w in one.evidence.exact for w in allowed)] == []


@pytest.mark.parametrize(
    "words",
    ["27 December", "Agency:", "ELLISON", "No comments", "several years"],
)
def test_what_is_no_happening_is_quoted_by_none(words: str, mentions: list[Mention]) -> None:
    quotes = [one.exact for made in mentions for one in (made.evidence, *made.further_evidence)]
    assert [quote for quote in quotes if words in quote] == []


def test_no_government_is_pinned_on_its_capital(mentions: list[Mention]) -> None:
    capitals = {"washington", "tokyo", "beijing", "taipei", "pentagon", "capitol-hill"}
    assert {one.place.id for one in mentions if one.place} & capitals == set()


def test_no_sum_of_ministers_is_a_date(mentions: list[Mention]) -> None:
    days = {one.date.edtf for one in mentions if one.date}
    assert days == {"2021-12-23", "2022-01", "2019-12~/2021-12~", "1949", "2021-10", "2021-12-27"}


def test_a_medium_that_asks_is_no_actor(mentions: list[Mention]) -> None:
    named = {who.id for one in mentions for who in (*one.actors, *one.recipients)}
    assert [one for one in named if actors()[one].kind == "media"] == []


# What holds for every article.


def test_the_same_article_gives_the_same_mentions(article: Article) -> None:
    first, second = Extractor().extract(article), Extractor().extract(article)
    assert first == second
    assert [one.model_dump_json() for one in first] == [one.model_dump_json() for one in second]


def test_an_article_before_it_leaves_no_trace(extractor: Extractor, article: Article) -> None:
    alone = extractor.extract(article)
    [other] = read(SAMPLE)
    extractor.extract(other)
    assert extractor.extract(article) == alone


@pytest.mark.parametrize("file", [STORY, SAMPLE], ids=lambda file: file.stem)
def test_ids_are_told_apart_and_the_quotes_are_verbatim(file: Path, extractor: Extractor) -> None:
    [one] = read(file)
    made = extractor.extract(one)
    assert made
    assert len({mention.id for mention in made}) == len(made)
    for mention in made:
        hold_the_evidence(mention, one)
        assert mention.trigger in mention.evidence.exact
        assert mention.made_by == extractor.made_by


def test_mentions_are_in_reading_order(mentions: list[Mention]) -> None:
    assert [one.evidence.start for one in mentions] == sorted(
        one.evidence.start for one in mentions
    )


def test_the_trace_tells_the_same_mentions(extractor: Extractor, article: Article) -> None:
    trace = extractor.trace(article)
    assert list(trace.mentions) == extractor.extract(article)
    assert [one for sentence in trace.sentences for one in sentence.mentions] == list(
        trace.mentions
    )
    words = {sentence.text: sentence for sentence in trace.sentences}
    fled = next(words[text] for text in words if "fled" in text)
    assert {finding.kind for finding in fled.findings} >= {"date", "place", "actor", "trigger"}
    assert all(finding.reason for finding in fled.findings)


def test_without_a_day_of_publication_nothing_relative_is_resolved(
    article: Article, extractor: Extractor
) -> None:
    undated = article.model_copy(update={"published": None})
    made = extractor.extract(undated)
    dated = {one.date.edtf for one in made if one.date}
    assert dated == {"1949"}
    assert all(one.date_reason for one in made if one.date is None)
    drafted = telling(made, "have drafted a joint plan")
    assert "Thursday" in (drafted.date_reason or "")


def test_a_story_without_events_has_no_mentions(extract: Extract) -> None:
    assert (
        extract("The museum opens at nine. Tickets cost ten dollars.\n\nIt is closed today.") == []
    )


def hold_the_evidence(mention: Mention, article: Article) -> None:
    for quote in (mention.evidence, *mention.further_evidence):
        assert article.text[quote.start : quote.end] == quote.exact
        assert quote.exact.strip() == quote.exact
        assert article.text[: quote.start].endswith(quote.prefix)
        assert article.text[quote.end :].startswith(quote.suffix)


WORDS = [
    "China",
    "Japan",
    "Taiwan",
    "Beijing",
    "the United States",
    "Chinese ships",
    "30 aircraft",
    "Xi Jinping",
    "sent",
    "crossed",
    "held a drill",
    "visited",
    "condemned",
    "denied that",
    "said",
    "would",
    "not",
    "and",
    "of which",
    "the median line",
    "near Kinmen",
    "off Yonaguni",
    "on Friday",
    "last month",
    "in 1949",
    "2+2",
    "USS Higgins",
    "Joint Sword",
    "its",
    "they",
    "it",
    "the",
    "“",
    "”",
    ",",
    ".",
    "?",
    "\n",
    "\n\n",
    "—",
    "(",
    ")",
    "'s",
    "中国",
    "🚢",
    "İ",
    "ﬁ",
    "\u200b",
    "\x00",
    "\t",
]
anything = st.text(max_size=120)
news = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.one_of(anything, news), published=st.sampled_from(["", "2024-07-15", "1954-01-01"]))
def test_any_text_is_read_and_every_quote_is_verbatim(
    text: str, published: str, extractor: Extractor
) -> None:
    given_text = text or "."
    one = story(given_text, published)
    made = extractor.extract(one)
    assert len({mention.id for mention in made}) == len(made)
    for mention in made:
        hold_the_evidence(mention, one)
        assert Mention.model_validate_json(mention.model_dump_json()) == mention
