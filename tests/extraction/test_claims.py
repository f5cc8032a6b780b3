"""Sentence -> who asserts the event, and whom they cite."""

from __future__ import annotations

import pytest

from tests.extraction.conftest import Extract, told_by

# text, trigger, "claimant (citing ...)"
CASES = [
    ("Chinese bombers flew near Okinawa on Thursday.", "flew", "the reporter"),
    ("Thirty Chinese aircraft crossed the median line on Sunday, Taiwan's defence ministry said.",
     "crossed", "twn-mnd"),
    ("Taiwan's defence ministry said on Monday that 30 Chinese aircraft crossed the median line on "
     "Sunday.", "crossed", "twn-mnd"),
    ("According to Taiwan's defence ministry, 30 Chinese aircraft crossed the median line on "
     "Sunday.", "crossed", "twn-mnd"),
    ("Thirty Chinese aircraft crossed the median line on Sunday, according to Taiwan's defence "
     "ministry.", "crossed", "twn-mnd"),
    ("Kyodo reported on Friday that Chinese bombers flew near Okinawa on Thursday.", "flew",
     "media-kyodo"),
    ("Chinese bombers flew near Okinawa on Thursday, Kyodo reported, citing unidentified Japanese "
     "officials.", "flew", "media-kyodo (citing unidentified Japanese officials)"),
    ("Kyodo, citing Japanese government sources, reported that Chinese bombers flew near Okinawa "
     "on Thursday.", "flew", "media-kyodo (citing Japanese government sources)"),
    ("Beijing claimed that a Japanese destroyer entered its waters on Friday.", "entered", "chn"),
    ("Tokyo said it had lodged a protest with Beijing on Friday.", "lodged", "jpn"),
    ("The U.S. Navy confirmed that the destroyer USS Higgins transited the Taiwan Strait on "
     "Tuesday.", "transited", "usa-navy"),
    ("A Chinese military spokesperson said the destroyer USS Higgins sailed through the Taiwan "
     "Strait on Tuesday.", "sailed", "chn-pla"),
    ("“Chinese ships entered our waters on Sunday,” Japan's coast guard said in a statement.",
     "entered", "jpn-jcg"),
    ("Japan's defence ministry announced that Russian bombers flew near Okinawa on Friday.",
     "flew", "jpn-mod"),
    # unnamed sources keep their own words
    ("Officials revealed that U.S. forces trained Taiwan's army in October.", "trained",
     "Officials"),
    ("Residents said Chinese ships patrolled near Kinmen on Friday.", "patrolled", "Residents"),
    # who watches it tells it
    ("Taiwan's defence ministry detected 45 Chinese aircraft on Sunday.", "detected", "twn-mnd"),
    # a speech act is its own news: the reporter tells of it
    ("Tokyo urged Beijing on Friday to withdraw its ships.", "urged", "the reporter"),
    ("Beijing warned Washington on Friday not to play with fire.", "warned", "the reporter"),
    ("Taipei denied on Friday that its jets had crossed the line.", "denied", "the reporter"),
    # an opinion is no claim
    ("Analysts believe that China sent 30 ships into the strait in June.", "sent",
     "the reporter"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "expected"), CASES, ids=[case[0] for case in CASES])
def test_who_asserts_it(text: str, trigger: str, expected: str, extract: Extract) -> None:
    claimant = told_by(extract(text), trigger).claimed_by
    citing = f" (citing {claimant.citing})" if claimant.citing else ""
    assert (claimant.id or claimant.name) + citing == expected


def test_a_report_goes_on_with_what_it_would_mean(extract: Extract) -> None:
    text = (
        "The United States and Japan have made a joint plan, Kyodo reported on Thursday. "
        "The report cited government sources. U.S. Marines would deploy to the Nansei Islands. "
        "Japan deployed a missile unit to Ishigaki in March 2023."
    )
    claimants = [mention.claimed_by for mention in extract(text)]
    assert [(one.id, one.citing) for one in claimants] == [
        ("media-kyodo", "government sources"),
        ("media-kyodo", "government sources"),
        (None, None),
    ]


def test_the_claim_tells_its_reason(extract: Extract) -> None:
    [mention] = extract("Chinese ships entered Japanese waters on Sunday, Tokyo said.")
    assert mention.why["claimed_by"] == "“Tokyo said”"
