"""Dates in words: as an analyst would say them, and never finer than they are."""

from datetime import date

import pytest

from dashboard.wording import counted, date_in_words, distance_in_words, plain_markdown


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "words"),
    [
        ("2021-10-04", "2021-10-04", "2021-10-04", "4 October 2021"),
        ("2021-10", "2021-10-01", "2021-10-31", "October 2021"),
        ("2021-10~", "2021-10-01", "2021-10-31", "about October 2021"),
        ("2021?", "2021-01-01", "2021-12-31", "perhaps 2021"),
        ("1949", "1949-01-01", "1949-12-31", "1949"),
        ("199X", "1990-01-01", "1999-12-31", "the 1990s"),
        ("2021-22", "2021-06-01", "2021-08-31", "summer 2021"),
        ("2022-08-04/2022-08-07", "2022-08-04", "2022-08-07", "4 to 7 August 2022"),
        ("2022-08-30/2022-09-02", "2022-08-30", "2022-09-02", "30 August to 2 September 2022"),
        ("2021-12-30/2022-01-02", "2021-12-30", "2022-01-02", "30 December 2021 to 2 January 2022"),
        ("2024-03-01~/2024-03-10~", "2024-03-01", "2024-03-10", "about 1 to 10 March 2024"),
        ("1996-01~/1996-04~", "1996-01-01", "1996-04-30", "about January to April 1996"),
        ("2019-12~/2021-12~", "2019-12-01", "2021-12-31", "about December 2019 to December 2021"),
        ("2019/2021", "2019-01-01", "2021-12-31", "2019 to 2021"),
        ("2021-11-28/2022", "2021-11-28", "2022-12-31", "28 November 2021 to 2022"),
        ("2019/..", "2019-01-01", None, "since 2019"),
        ("../2027", None, "2027-12-31", "until 2027"),
        ("2024-02-14/..", "2024-02-14", None, "since 14 February 2024"),
        ("2004-06-XX", "2004-06-01", "2004-06-30", "between 1 June 2004 and 30 June 2004"),
        (None, None, None, "no date"),
    ],
)
def test_date_in_words(
    edtf: str | None, earliest: str | None, latest: str | None, words: str
) -> None:
    first = date.fromisoformat(earliest) if earliest else None
    last = date.fromisoformat(latest) if latest else None
    assert date_in_words(edtf, first, last) == words


@pytest.mark.parametrize(
    ("metres", "words"), [(800, "800 m"), (4_500, "4.5 km"), (250_000, "250 km")]
)
def test_distance_in_words(metres: float, words: str) -> None:
    assert distance_in_words(metres) == words


def test_counted() -> None:
    assert (counted(1, "event"), counted(1200, "event")) == ("1 event", "1,200 events")


def test_a_label_is_rid_of_markdown() -> None:
    assert plain_markdown("![x](http://a/b) 与那国 5") == r"\!\[x\]\(http\:\/\/a\/b\) 与那国 5"
