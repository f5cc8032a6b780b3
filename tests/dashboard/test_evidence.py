"""The panel: the proof is there, marked in its passage, and nothing of an article is markup."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.evidence import panel_html
from dashboard.theme import LIGHT
from events.article import Article
from events.record import (
    Actor,
    Claimant,
    DateBasis,
    Event,
    EventDate,
    EventType,
    Evidence,
    Figure,
    Mention,
    Status,
)

TEXT = (
    "The first paragraph is of no matter.\n\n"
    "On Monday 56 aircraft entered the zone. The ministry counted them.\n\n"
    "The last paragraph is of no matter either."
)
QUOTE = "56 aircraft entered the zone"


def mention(text: str = TEXT, quote: str = QUOTE, **fields: object) -> Mention:
    start = text.index(quote)
    given: dict[str, object] = {
        "id": "m1",
        "article": "a1",
        "title": "56 aircraft enter the zone",
        "date": None,
        "date_reason": "the sentence tells no time",
        "type": EventType.MOBILIZE,
        "status": Status.OCCURRED,
        "actors": (Actor(id="chn-pla", name="PLA", country="CHN", sector="MIL"),),
        "recipients": (),
        "place": None,
        "place_reason": "the text names no place",
        "evidence": Evidence.quote(text, start, start + len(quote)),
        "trigger": "entered",
        "confidence": 0.8,
        "why": {"actors": "subject of “entered”"},
        "made_by": "test",
    } | fields
    return Mention.model_validate(given)


def panel(found: Mention, text: str = TEXT, **article: object) -> str:
    told = {"id": "a1", "title": "The day", "published": None, "text": text} | article
    event = Event(id="e1", mentions=(found,))
    return panel_html(event, lambda _: Article.model_validate(told), LIGHT)


def words_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_the_evidence_is_marked_in_its_passage() -> None:
    html = panel(mention())
    assert f"<mark>{QUOTE}</mark>" in html
    passage = words_of(html.split("<blockquote>")[1].split("</blockquote>")[0])
    assert passage == "On Monday 56 aircraft entered the zone. The ministry counted them."


def test_reasons_are_told_for_what_is_missing_and_for_what_is_there() -> None:
    told = words_of(panel(mention()))
    assert "no place: the text names no place" in told
    assert "no date: the sentence tells no time" in told
    assert "subject of “entered”" in told


def test_a_day_of_publication_is_marked_as_such() -> None:
    dated = EventDate(
        edtf="2021-10-05",
        earliest="2021-10-05",
        latest="2021-10-05",
        basis=DateBasis.PUBLICATION,
        text="",
    )
    html = panel(mention(date=dated, date_reason=None))
    assert "5 October 2021" in html
    assert '<span class="flag">day of publication</span>' in html


@pytest.mark.parametrize(
    ("minimum", "maximum", "words"),
    [(56, 56, "56 aircraft"), (30, None, "at least 30 aircraft"), (5, 7, "5 to 7 aircraft")],
)
def test_figures_in_words(minimum: float, maximum: float | None, words: str) -> None:
    figure = Figure(minimum=minimum, maximum=maximum, unit="aircraft", text="x")
    assert words in words_of(panel(mention(figures=(figure,))))


def test_several_quotes_of_one_paragraph_are_one_passage() -> None:
    start = TEXT.index("counted them")
    further = Evidence.quote(TEXT, start, start + len("counted them"))
    html = panel(mention(further_evidence=(further,)))
    assert html.count("<mark>") == 2
    assert html.count("On Monday") == 1


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "http://[broken", "file:///etc/passwd"]
)
def test_a_link_that_is_no_web_address_is_no_link(url: str) -> None:
    assert "<a " not in panel(mention(), url=url)
    assert "<a " in panel(mention(), url="https://example.org/news")


ALLOWED = re.compile(
    r"</?(?:article|section|p|span|h3|h4|dl|dt|dd|strong|code|br|blockquote|mark)"
    r"(?: class=(?:\"[\w ]+\"|'[\w ]+'))?(?: style=\"color:#[0-9a-f]{6}\")?>"
)
hostile = st.text(
    alphabet=st.sampled_from("<>&\"'/ =abimgscriptonerr\n()“”"), min_size=1, max_size=60
).filter(lambda text: text.strip())


@given(hostile, hostile, hostile)
def test_no_text_of_an_article_becomes_markup(quote: str, title: str, name: str) -> None:
    text = f"Before. {quote} After."
    found = mention(
        text,
        quote,
        title=title,
        trigger=quote,
        claimed_by=Claimant(id=None, name=name, citing=title),
        actors=(Actor(id="x", name=name, country=None, sector="MIL"),),
        why={"actors": title, "type": quote},
    )
    html = panel(found, text, title=title, publisher=name)
    assert "<" not in ALLOWED.sub("", html)
    assert quote in words_of(html)
