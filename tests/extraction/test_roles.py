"""Sentence -> type, who -> to whom: the roles of an event, read from its clause and its story."""

from __future__ import annotations

import pytest

from events.record import Mention
from tests.extraction.conftest import Extract, told_by

# text, trigger, "TYPE who -> to whom"
FROM_THE_CLAUSE = [
    # active, passive and what hangs on a noun
    ("Japan deployed a missile unit to Ishigaki on Thursday.", "deployed", "MOBILIZE jpn ->"),
    ("A missile unit was deployed to Ishigaki by Japan on Thursday.", "deployed",
     "MOBILIZE jpn ->"),
    ("The Taiwanese coast guard seized a Chinese boat on Sunday.", "seized",
     "COERCE twn-cga -> chn"),
    ("A Chinese boat was seized by the Taiwanese coast guard on Sunday.", "seized",
     "COERCE twn-cga -> chn"),
    ("Beijing sanctioned 20 U.S. defence firms on Friday.", "sanctioned",
     "SANCTION chn -> usa-companies"),
    ("Four Taiwanese fishermen detained by the China Coast Guard were freed on Friday.", "detained",
     "COERCE chn-ccg -> twn-fishers"),
    ("Russian ships that entered Japanese waters left on Monday.", "entered",
     "MOBILIZE rus -> jpn"),
    ("Two Taiwanese fishermen were arrested by China near Kinmen on Sunday.", "arrested",
     "COERCE chn -> twn-fishers"),
    ("The arrest of two Taiwanese fishermen by the China Coast Guard on Sunday angered Taipei.",
     "arrest", "COERCE chn-ccg -> twn-fishers"),
    ("Two Taiwanese fishermen were arrested near Kinmen on Sunday.", "arrested",
     "COERCE nobody told -> twn-fishers"),
    # a speech act: speaker and addressee
    ("Tokyo lodged a protest with Beijing on Friday.", "lodged", "ACCUSE jpn -> chn"),
    ("China summoned the Japanese ambassador on Friday.", "summoned", "ACCUSE chn -> jpn-mofa"),
    ("Washington urged Beijing to stop the drills on Friday.", "urged", "REQUEST usa -> chn"),
    ("Taipei called on Beijing to release the fishermen on Friday.", "called",
     "REQUEST twn -> chn"),
    ("Beijing warned Washington on Friday not to play with fire.", "warned",
     "THREATEN chn -> usa"),
    ("Taiwan's foreign ministry thanked and praised Japan on Friday.", "praised",
     "SUPPORT twn-mofa -> jpn"),
    ("Taipei rejected the Chinese claim on Friday.", "rejected", "REJECT twn -> chn"),
    ("Beijing accused Washington of interference on Friday.", "accused", "ACCUSE chn -> usa"),
    ("Tokyo asked Beijing for an explanation on Friday.", "asked", "REQUEST jpn -> chn"),
    # meetings and agreements: all sides act
    ("Xi Jinping met Ma Ying-jeou in Singapore on Saturday.", "met",
     "CONSULT chn-xi-jinping + twn-ma-ying-jeou ->"),
    ("The United States and Japan signed an agreement on Friday.", "signed",
     "AGREE usa + jpn ->"),
    ("Japan held talks with Australia on Friday.", "talks", "CONSULT jpn + aus ->"),
    ("Talks between Tokyo and Beijing took place on Friday.", "Talks", "CONSULT jpn + chn ->"),
    ("Donald Trump spoke by telephone with Tsai Ing-wen on Friday.", "spoke",
     "CONSULT usa-donald-trump + twn-tsai-ing-wen ->"),
    ("The Japanese foreign minister, Yoko Kamikawa, met Wang Yi in Beijing on Friday.", "met",
     "CONSULT jpn-yoko-kamikawa + chn-wang-yi ->"),
    ("Wang Yi was met in Tokyo by Yoko Kamikawa on Friday.", "met",
     "CONSULT jpn-yoko-kamikawa + chn-wang-yi ->"),
    # a visit goes to the state whose place it is
    ("Nancy Pelosi visited Taiwan on 2 August 2022.", "visited",
     "CONSULT usa-nancy-pelosi -> twn"),
    ("Nancy Pelosi arrived in Taipei on Tuesday.", "arrived", "CONSULT usa-nancy-pelosi -> twn"),
    # into whose zone, near whose island
    ("Thirty Chinese military aircraft entered Taiwan's air defence identification zone on Monday.",
     "entered", "MOBILIZE chn-pla -> twn"),
    ("Chinese warships patrolled east of Taiwan on Friday.", "patrolled",
     "MOBILIZE chn-plan -> twn"),
    ("China fired ballistic missiles into waters around Taiwan on Thursday.", "fired",
     "MOBILIZE chn -> twn"),
    ("The China Coast Guard conducted a patrol east of Taiwan on Friday.", "patrol",
     "MOBILIZE chn-ccg -> twn"),
    ("The destroyer USS Higgins transited the Taiwan Strait on Tuesday.", "transited",
     "MOBILIZE usa-navy ->"),
    # who watches undergoes, who is watched acts
    ("Taiwan detected 37 Chinese military aircraft on Thursday.", "detected", "MOBILIZE chn-pla -> twn"),
    ("The Chinese military followed a Japanese destroyer on Friday.", "followed",
     "MOBILIZE jpn-msdf -> chn-pla"),
    ("Japan's defence ministry said on Friday that Chinese bombers flew between Okinawa and Miyako.",
     "flew", "MOBILIZE chn-pla -> jpn"),
    # force
    ("A Chinese ship fired water cannon at a Philippine boat on Monday.", "fired",
     "ASSAULT chn -> phl"),
    ("The PLA shelled Kinmen in August 1958.", "shelled", "ASSAULT chn-pla -> twn"),
    # arms, aid, ties
    ("Washington approved an arms sale to Taiwan in June.", "approved", "COOPERATE usa -> twn"),
    ("Taiwan bought howitzers from the United States in June.", "bought",
     "COOPERATE twn -> usa"),
    ("U.S. forces trained Taiwan's army in October.", "trained", "AID usa-mil -> twn-army"),
    ("Panama cut ties with Taiwan on 13 June 2017.", "cut", "SANCTION pan -> twn"),
    ("Honduras established relations with China on Sunday.", "established",
     "SUPPORT hnd -> chn"),
    # one side drills, two sides cooperate
    ("Taiwan held a drill off Hualien on Sunday.", "drill", "MOBILIZE twn ->"),
    ("Japan and the United States held a drill off Okinawa on Sunday.", "drill",
     "COOPERATE jpn + usa ->"),
    ("South Korea's navy and the U.S. Navy trained together on Friday.", "trained",
     "COOPERATE kor-navy + usa-navy ->"),
    # milestones
    ("Lai Ching-te took office on 20 May 2024.", "took", "OTHER twn-lai-ching-te ->"),
    ("The Nationalist government fled to Taiwan in 1949.", "fled", "RETREAT twn-roc ->"),
]  # fmt: skip
FROM_THE_STORY = [
    ("Japan opened a camp on Ishigaki in March 2023. A second camp was opened on Amami in 2024.",
     "opened", 1, "MOBILIZE jpn ->"),
    ("Nancy Pelosi visited Taiwan on Tuesday. Beijing condemned the visit on Wednesday.",
     "condemned", 0, "ACCUSE chn -> usa-nancy-pelosi"),
    ("Two Chinese ships entered Japanese waters on Friday. Tokyo lodged a protest on Saturday.",
     "lodged", 0, "ACCUSE jpn -> chn"),
    ("A camp was opened on Ishigaki in March 2023.", "opened", 0, "MOBILIZE jpn ->"),
    ("Chinese bombers flew near Okinawa on Friday. Japan scrambled fighters that day.",
     "scrambled", 0, "MOBILIZE jpn -> chn-pla"),
    ("Japan opened a missile base on Ishigaki in March. Residents protested outside the gate.",
     "protested", 0, "PROTEST jpn-residents -> jpn"),
]  # fmt: skip


def roles(mention: Mention) -> str:
    who = " + ".join(actor.id for actor in mention.actors) or "nobody told"
    whom = " + ".join(actor.id for actor in mention.recipients)
    return f"{mention.type} {who} -> {whom}".strip()


@pytest.mark.parametrize(
    ("text", "trigger", "expected"), FROM_THE_CLAUSE, ids=[case[0] for case in FROM_THE_CLAUSE]
)
def test_the_clause_tells_who_and_to_whom(
    text: str, trigger: str, expected: str, extract: Extract
) -> None:
    assert roles(told_by(extract(text), trigger)) == expected


@pytest.mark.parametrize(
    ("text", "trigger", "nth", "expected"), FROM_THE_STORY, ids=[case[0] for case in FROM_THE_STORY]
)
def test_the_story_tells_what_the_clause_leaves_unsaid(
    text: str, trigger: str, nth: int, expected: str, extract: Extract
) -> None:
    told = [mention for mention in extract(text) if mention.trigger == trigger]
    assert [roles(mention) for mention in told][nth : nth + 1] == [expected]
    assert told[nth].why["implied"]


NO_EVENT = [
    ("Analysts condemned the Chinese drill on Friday.", "condemned"),
    ("Reporters of Kyodo met an editor of the Asahi Shimbun on Friday.", "met"),
    ("Shares rallied on Friday.", "rallied"),
]


@pytest.mark.parametrize(("text", "trigger"), NO_EVENT, ids=[text for text, _ in NO_EVENT])
def test_who_is_no_official_party_makes_no_event(text: str, trigger: str, extract: Extract) -> None:
    assert trigger not in [mention.trigger for mention in extract(text)]
