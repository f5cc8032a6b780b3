"""Text files: what is head, what is story, what is tail."""

from __future__ import annotations

import datetime as dt
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.sources import SourceError, read
from events.sources.furniture import FurnitureError, load, page_furniture
from events.sources.header_dates import date_of_dateline, date_of_line, find_date
from events.sources.text import story_of

DAY = dt.date(2021, 12, 27)
STORY = "Thirty aircraft crossed the median line on Thursday, the ministry said."
MORE = "It gave no reason for the flights."

LINES_WITH_A_DATE = [
    "27 December 2021",
    "27th of December, 2021",
    "27-Dec-2021",
    "Dec. 27, 2021",
    "December 27, 2021",
    "Monday, December 27, 2021",
    "2021-12-27",
    "2021-12-27T10:45:00+08:00",
    "2021/12/27",
    "2021.12.27",
    "27/12/2021",
    "12/27/2021",
    "2021年12月27日",
    "27. Dezember 2021",
    "lundi 27 décembre 2021",
    "27 de diciembre de 2021",
    "Published: Monday 27 December 2021, 10:45 GMT",
    "Posted on December 27, 2021 at 3:15 pm",
    "December 27, 2021 | Jane Doe | A Paper",
    "By Jane Doe, December 27, 2021",
    "Taipei, Dec. 27, 2021",
]
LINES_WITHOUT_ONE = [
    "27 December",
    "03/04/2021",  # 3 April or 4 March
    "31 November 2021",
    "In December 2021 it rained.",
    "On 27 December 2021, thirty aircraft crossed the line.",
    "What the carrier group did between 2019 and 27 December 2021 in the strait",
    "2021",
    "Top 10 stories of 2021",
    "The year 2021 in 12 photos",
    "1227-2021-12",
]


@pytest.mark.parametrize("line", LINES_WITH_A_DATE)
def test_the_header_date_is_read_in_any_usual_form(line: str) -> None:
    assert date_of_line(line) == DAY


@pytest.mark.parametrize("line", LINES_WITHOUT_ONE)
def test_what_is_no_header_date_is_not_read_as_one(line: str) -> None:
    assert date_of_line(line) is None


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("TAIPEI, Dec 27, 2021 (CNA) - Thirty aircraft crossed the line.", DAY),
        ("TOKYO, 27 December 2021 — A destroyer sailed through.", DAY),
        ("TAIPEI - Thirty aircraft crossed the line on Dec 27, 2021.", None),
        ("Thirty aircraft crossed on Dec 27, 2021 - a record.", None),
    ],
)
def test_a_dateline_may_hold_the_date(paragraph: str, expected: dt.date | None) -> None:
    assert date_of_dateline(paragraph) == expected


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read_in_every_form(day: dt.date) -> None:
    forms = ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%b. %d, %Y", "%Y/%m/%d", "%Y年%m月%d日")
    for form in forms:
        found = find_date(day.strftime(form))
        assert found is not None, form
        assert found[0] == day


HEADS = {
    "date, headline, author in capitals": (
        f"27 December 2021\n\nTwo drills near the strait\n\nELLEN MITCHELL\n\n{STORY}\n\n{MORE}",
        ("Two drills near the strait", DAY),
    ),
    "headline, author, date in one block": (
        f"Two drills near the strait\nBy Jane Doe and John Roe\nDec. 27, 2021\n\n{STORY}\n{MORE}",
        ("Two drills near the strait", DAY),
    ),
    "author before the headline": (
        f"By Jane Doe\nTwo drills near the strait\n2021-12-27\n\n{STORY}\n\n{MORE}",
        ("Two drills near the strait", DAY),
    ),
    "headline in capitals": (
        f"DRILLS RESUME\n27 December 2021\n\n{STORY}\n\n{MORE}",
        ("DRILLS RESUME", DAY),
    ),
    "published before updated": (
        "Two drills near the strait\nUpdated: 28 December 2021\nPublished: 27 December 2021\n"
        f"\n{STORY}\n\n{MORE}",
        ("Two drills near the strait", DAY),
    ),
    "share buttons and a section above the story": (
        "World\n2021-12-27\nTwo drills near the strait\nShare this\nFacebook | Twitter\n"
        f"3 min read\n\n{STORY}\n\n{MORE}",
        ("Two drills near the strait", DAY),
    ),
    "a headline that ends in an abbreviation": (
        f"Taipei signs a deal with the U.S.\n2021-12-27\n\n{STORY}\n\n{MORE}",
        ("Taipei signs a deal with the U.S.", DAY),
    ),
    "a headline that asks": (
        f"Will the drills go on?\n2021-12-27\n\n{STORY}\n\n{MORE}",
        ("Will the drills go on?", DAY),
    ),
    "a headline of two lines": (
        f"Two drills near the strait, with ships and aircraft,\nend early\n2021-12-27\n\n{STORY}"
        f"\n\n{MORE}",
        ("Two drills near the strait, with ships and aircraft, end early", DAY),
    ),
    "the page's name above the headline": (
        f"The Sample Paper\nHome > News\n\nTwo drills near the strait\n2021-12-27\n\n{STORY}"
        f"\n\n{MORE}",
        ("Two drills near the strait", DAY),
    ),
    "the head of a letter": (
        "From: the press office\nDate: Mon, 27 Dec 2021 08:00:00 +0800\n"
        f"Subject: Two drills\n\n{STORY}\n\n{MORE}",
        ("Two drills", DAY),
    ),
    "a short headline over hard-wrapped lines": (
        f"Drills resume\n2021-12-27\n\n{textwrap.fill(STORY, 40)}\n\n{textwrap.fill(MORE, 30)}",
        ("Drills resume", DAY),
    ),
    "hard-wrapped lines without a headline": (
        f"{textwrap.fill(STORY, 40)}\n\n{textwrap.fill(MORE, 30)}",
        ("", None),
    ),
    "no headline": (f"27 December 2021\n\n{STORY}\n\n{MORE}", ("", DAY)),
    "no head at all": (f"{STORY}\n\n{MORE}", ("", None)),
    "the only date is one of the story": (
        f"Two drills near the strait\n\n{STORY}\n\n{MORE}",
        ("Two drills near the strait", None),
    ),
}


@pytest.mark.parametrize("text", [text for text, _ in HEADS.values()], ids=list(HEADS))
def test_the_head_is_no_part_of_the_story(text: str) -> None:
    assert story_of(text).text == f"{STORY}\n\n{MORE}"


@pytest.mark.parametrize(("text", "expected"), HEADS.values(), ids=list(HEADS))
def test_headline_and_date_are_found_in_the_head(
    text: str, expected: tuple[str, dt.date | None]
) -> None:
    story = story_of(text)
    assert (story.title, story.published) == expected


@pytest.mark.parametrize(
    "tail",
    [
        "No comments:",
        "3 Comments",
        "Post a Comment",
        "Related stories",
        "Older Post",
        "Tags: strait, drills",
        "Copyright © 2021 A Paper",
        "All rights reserved.",
        "You may also like",
        "###",
    ],
)
def test_the_tail_and_all_after_it_is_no_part_of_the_story(tail: str) -> None:
    page = f"A headline\n\n{STORY}\n\n{MORE}\n\n{tail}\n\nA reader writes at length about boats."
    assert story_of(page).text == f"{STORY}\n\n{MORE}"


@pytest.mark.parametrize(
    "line", ["Share this", "Read more: another page", "ADVERTISEMENT", "Photo: A Ministry"]
)
def test_furniture_inside_the_story_is_left_out_alone(line: str) -> None:
    assert story_of(f"A headline\n\n{STORY}\n\n{line}\n\n{MORE}").text == f"{STORY}\n\n{MORE}"


@pytest.mark.parametrize(
    "sentence",
    [
        "Share prices fell in Taipei on Thursday.",
        "More ships were seen off Kinmen, the coast guard said.",
        "Related exercises were held in the South China Sea.",
        "Copyright law was not discussed at the meeting.",
        "Two comments by the ministry followed on Friday.",
        "US NAVY ships sailed through the strait.",
        "Posted forces will stay on the island until May, he said.",
        "Watch officers saw three vessels.",
    ],
)
def test_sentences_that_begin_like_furniture_stay(sentence: str) -> None:
    assert sentence in story_of(f"A headline\n\n{STORY}\n\n{sentence}\n\n{MORE}").text


def test_hard_wrapped_lines_are_joined_and_paragraphs_kept() -> None:
    long = f"{STORY} {MORE} {STORY}"
    page = f"A headline\n\n{textwrap.fill(long, 60)}\n\n{textwrap.fill(STORY, 60)}"
    assert story_of(page).paragraphs == (long, STORY)
    alone = f"A headline\n\n{textwrap.fill(long, 40)}\n\n{textwrap.fill(MORE, 40)}"
    assert story_of(alone).paragraphs == (long, MORE)


def test_a_paragraph_a_line_stays_a_paragraph() -> None:
    assert story_of(f"A headline\n{STORY}\n{MORE}").paragraphs == (STORY, MORE)


def test_a_headline_alone_is_the_story() -> None:
    story = story_of("2021-12-27\nTwo drills near the strait")
    assert (story.title, story.text) == ("", "Two drills near the strait")


def test_the_id_is_stable_and_tells_articles_of_one_name_apart(tmp_path: Path) -> None:
    path = tmp_path / "Strait Report.txt"
    path.write_text(f"A headline\n\n{STORY}\n")
    first, again = next(read(path)), next(read(path))
    path.write_text(f"A headline\n\n{MORE}\n")
    changed = next(read(path))
    assert first == again
    assert first.id.startswith("strait-report-")
    assert first.id != changed.id


@given(st.text())
def test_any_text_is_read_without_failing(text: str) -> None:
    for paragraph in story_of(text).paragraphs:
        assert paragraph.strip()
        assert "\n" not in paragraph


def test_control_characters_do_not_reach_the_article(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"A headline\r\n\r\nThirty\x1b[31m aircraft crossed.\r\nMore came.\r\n")
    assert next(read(path)).text == "Thirty[31m aircraft crossed.\n\nMore came."


def test_a_page_of_furniture_alone_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("27 December 2021\n\nShare this\n")
    with pytest.raises(SourceError, match="no story in it"):
        next(read(path))


def test_every_row_of_the_furniture_table_matches_its_example() -> None:
    assert sum(len(patterns) for patterns in page_furniture().patterns.values()) >= 25


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("nowhere,share,share", "row 2: 'nowhere'"),
        ("tail,(,x", "row 2: missing"),
        ("tail,share,sharing", "row 2: the example 'sharing' does not match"),
    ],
)
def test_a_fault_in_the_furniture_table_names_its_row(row: str, fault: str, tmp_path: Path) -> None:
    table = tmp_path / "page_furniture.csv"
    table.write_text(f"position,pattern,example\n{row}\n")
    with pytest.raises(FurnitureError, match=f"page_furniture.csv, {fault}"):
        load(table)
