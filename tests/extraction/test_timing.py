"""Which date an event takes: its own words', its passage's, the day of publication; or none."""

from __future__ import annotations

import pytest

from tests.extraction.conftest import Extract, told_by

NONE = "none"

# text (published on Monday 2024-07-15), trigger, "EDTF basis"
OWN = [
    ("On Friday, Tokyo said that Chinese ships entered its waters on Thursday.", "entered",
     "2024-07-11 relative"),
    ("Tokyo said on Friday that Chinese ships had entered its waters.", "entered",
     "2024-07-12 relative"),
    ("Chinese ships entered Japanese waters on Tuesday and Wednesday.", "entered",
     "2024-07-09/2024-07-10 relative"),
    ("China opened a drill around Taiwan on Thursday that is due to end on Sunday.", "drill",
     "2024-07-11/2024-07-21 relative"),
    ("China began a drill around Taiwan on Thursday and ended it on Sunday.", "drill",
     "2024-07-11/2024-07-14 relative"),
    ("Japan deployed a missile unit to Ishigaki in March 2023, and it opened a base on Mageshima "
     "in 2024.", "deployed", "2023-03 stated"),
    ("Japan deployed a missile unit to Ishigaki in March 2023, and it opened a base on Mageshima "
     "in 2024.", "opened", "2024 stated"),
    ("President Lai Ching-te, who took office on 20 May 2024, met Mike Johnson on Friday.", "took",
     "2024-05-20 stated"),
    ("President Lai Ching-te, who took office on 20 May 2024, met Mike Johnson on Friday.", "met",
     "2024-07-12 relative"),
    ("Japan will deploy a missile unit to Ishigaki in 2031.", "deploy", "2031 stated"),
    ("China sent ships into the strait in recent weeks.", "sent",
     "2024-06~/2024-07-15~ relative"),
    ("China has sent hundreds of aircraft into Taiwan's air defence identification zone in the past "
     "two years.", "sent", "2022-07~/2024-07~ relative"),
    ("Since August 2023 China has banned imports of Japanese seafood.", "banned",
     "2023-08/.. stated"),
    ("From 4 to 7 August 2022 China held drills around Taiwan.", "drills",
     "2022-08-04/2022-08-07 stated"),
    ("China condemned on Friday a visit that Nancy Pelosi made in August 2022.", "condemned",
     "2024-07-12 relative"),
    ("China condemned on Friday a visit that Nancy Pelosi made in August 2022.", "visit",
     "2022-08 stated"),
    ("Japan protested to China on Friday over a drill held in May.", "protested",
     "2024-07-12 relative"),
    # a duration is no date
    ("Chinese aircraft entered Taiwan's air defence identification zone for three hours on Friday.",
     "entered", "2024-07-12 relative"),
]  # fmt: skip
FROM_THE_PASSAGE = [
    ("In May China held a drill around Taiwan. Japan deployed a missile unit to Ishigaki.",
     "deployed", "2024-05 relative"),
    ("Chinese bombers flew near Okinawa on 9 July. Japan scrambled fighters.", "scrambled",
     "2024-07-09 stated"),
    ("Two Chinese ships entered Japanese waters on Friday.\n\nTokyo lodged a protest.", "lodged",
     "2024-07-12 relative"),
    ("Two Chinese ships entered Japanese waters on Friday.\n\nTokyo lodged a protest the next day.",
     "lodged", "2024-07-13 relative"),
    # the passage's time ends after the next paragraph
    ("In 2022 Nancy Pelosi visited Taiwan.\n\nThe trip was long.\n\nIt was hot there.\n\n"
     "Japan deployed a missile unit to Ishigaki.", "deployed", "2024-07-15 publication"),
    # a day ahead and an open stretch do not run on
    ("Japan will open a camp on Amami in 2031. China condemned the plan.", "condemned",
     "2024-07-15 publication"),
    ("Since 2016 Japan has built camps on the islands. China condemned the plan.", "condemned",
     "2024-07-15 publication"),
]  # fmt: skip
INHERITED = [
    ("Japan deployed a missile unit to Ishigaki.", "deployed", "2024-07-15 publication"),
    ("China is holding drills around Taiwan.", "drills", "2024-07-15 publication"),
    # what is planned or imagined without a time has none
    ("Japan will deploy a missile unit to Ishigaki.", "deploy", NONE),
    ("China could blockade Taiwan.", "blockade", NONE),
    ("On Friday China held a drill around Taiwan. Japan will send ships.", "send", NONE),
]
CASES = [*OWN, *FROM_THE_PASSAGE, *INHERITED]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"), CASES, ids=[f"{case[1]}: {case[0]}" for case in CASES]
)
def test_the_date_of_an_event(text: str, trigger: str, expected: str, extract: Extract) -> None:
    mention = told_by(extract(text), trigger)
    date = mention.date
    assert (f"{date.edtf} {date.basis}" if date else NONE) == expected
    assert mention.why["date"]
    assert (date is None) == bool(mention.date_reason)


def test_the_words_of_a_date_are_the_texts(extract: Extract) -> None:
    text = "Chinese ships entered Japanese waters last Tuesday."
    [mention] = extract(text)
    assert mention.date
    assert mention.date.text == "last Tuesday"


def test_a_date_of_publication_has_no_words(extract: Extract) -> None:
    [mention] = extract("Japan deployed a missile unit to Ishigaki.")
    assert mention.date
    assert mention.date.text == ""
    assert "day of publication" in mention.why["date"]


WITHOUT_PUBLICATION = [
    ("Japan deployed a missile unit to Ishigaki on Thursday.", NONE, "Thursday"),
    ("China held drills around Taiwan last month.", NONE, "last month"),
    ("Japan deployed a missile unit to Ishigaki.", NONE, "no date of publication"),
    ("Japan deployed a missile unit to Ishigaki in March 2023.", "2023-03 stated", ""),
    ("The PLA shelled Kinmen in August 1958.", "1958-08 stated", ""),
]


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    WITHOUT_PUBLICATION,
    ids=[text for text, *_ in WITHOUT_PUBLICATION],
)
def test_without_a_day_of_publication_nothing_is_guessed(
    text: str, expected: str, reason: str, extract: Extract
) -> None:
    [mention] = extract(text, published="")
    date = mention.date
    assert (f"{date.edtf} {date.basis}" if date else NONE) == expected
    assert reason in (mention.date_reason or "")
    assert not mention.background


BACKGROUND = [
    ("Japan deployed a missile unit to Ishigaki on Thursday.", False),
    ("Japan deployed a missile unit to Ishigaki on 20 June.", False),
    ("Japan deployed a missile unit to Ishigaki in March 2023.", True),
    ("The PLA shelled Kinmen in August 1958.", True),
    ("Since August 2023 China has banned imports of Japanese seafood.", False),
    ("Japan will deploy a missile unit to Ishigaki in 2031.", False),
]


@pytest.mark.parametrize(("text", "background"), BACKGROUND, ids=[text for text, _ in BACKGROUND])
def test_what_lies_a_month_back_is_background(
    text: str, background: bool, extract: Extract
) -> None:
    [mention] = extract(text)
    assert mention.background is background
