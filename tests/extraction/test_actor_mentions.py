"""Text -> every mention of an actor in it, "words = id"; a name that only locates is none."""

from __future__ import annotations

import pytest

from events.extraction.actors import find_actors
from events.extraction.language import load_model
from events.extraction.names import NameMatcher
from events.gazetteer import ActorEntry, actors, places

_NAMES = NameMatcher(actors(), places())


def mentions(text: str) -> list[str]:
    doc = load_model()(text)
    return [
        f"{doc[found.start : found.end].text} = {found.id}"
        for found in find_actors(doc, _NAMES.find(text)).mentions
        if not found.as_place
    ]


NAMES = [
    ("Xi Jinping met Joe Biden.", ["Xi Jinping = chn-xi-jinping", "Joe Biden = usa-joe-biden"]),
    ("President Lai Ching-te spoke.", ["President Lai Ching-te = twn-lai-ching-te"]),
    ("U.S. Marines landed on the island.", ["U.S. Marines = usa-usmc"]),
    ("The Kuomintang and the Democratic Progressive Party met.",
     ["Kuomintang = twn-kmt", "Democratic Progressive Party = twn-dpp"]),
    ("The Japan Self-Defense Forces held a drill.", ["Japan Self-Defense Forces = jpn-sdf"]),
    ("The Nationalist government fled to Taiwan.", ["Nationalist government = twn-roc"]),
    ("The G7 and the European Union condemned the drill.", ["G7 = g7", "European Union = eu"]),
    ("North Korea fired a missile.", ["North Korea = prk"]),
    ("The Washington Post reported the flights.", ["The Washington Post = media-wapo"]),
    ("The Taipei Times reported the flights.", ["The Taipei Times = media-taipei-times"]),
    ("The Hill reported the flights.", ["The Hill = media-the-hill"]),
    ("Tokyo Electron sold machines.", ["Tokyo Electron = org-tokyo-electron"]),
    ("The destroyer USS Higgins left port.", ["USS Higgins = usa-navy"]),
]  # fmt: skip
CAPITALS = [
    ("Beijing protested to Tokyo.", ["Beijing = chn", "Tokyo = jpn"]),
    ("The Pentagon sent ships.", ["The Pentagon = usa-dod"]),
    ("The Kremlin sent ships.", ["The Kremlin = rus"]),
    ("The White House protested.", ["The White House = usa-white-house"]),
    # a capital that only locates, and names that only look like one
    ("The meeting took place in Beijing.", []),
    ("Nancy Pelosi landed in Taipei.", ["Nancy Pelosi = usa-nancy-pelosi"]),
    ("The Beijing Olympics opened in February.", []),
    ("The Shanghai Communique was signed in 1972.", []),
]
BODIES = [
    ("The Chinese coast guard sailed away.", ["Chinese coast guard = chn-ccg"]),
    ("The Philippine Coast Guard tracked a China Coast Guard vessel.",
     ["Philippine Coast Guard = phl-coast-guard", "China Coast Guard = chn-ccg"]),
    ("Japan's defence ministry spoke.", ["Japan's defence ministry = jpn-mod"]),
    ("The defence ministry of Japan spoke.", ["defence ministry = jpn-mod", "Japan = jpn"]),
    ("South Korean marines landed.", ["South Korean marines = kor-marines"]),
    ("The navies of Japan and Australia trained.",
     ["navies = jpn-msdf", "navies = aus-navy", "Japan = jpn", "Australia = aus"]),
    ("Russian and Chinese bombers flew together.",
     ["Russian = rus", "Chinese bombers = chn-pla", "bombers = rus-mil"]),
    ("Hong Kong police arrested an activist.", ["Hong Kong police = chn-hk-police"]),
    ("Japan's defence ministry said its navy had left.",
     ["Japan's defence ministry = jpn-mod", "its = jpn", "navy = jpn-msdf"]),
]  # fmt: skip
TOLD_BEFORE = [
    ("President Lai Ching-te spoke. Lai then left for Hawaii.",
     ["President Lai Ching-te = twn-lai-ching-te", "Lai = twn-lai-ching-te"]),
    ("Nancy Pelosi landed in Taipei. Pelosi met President Tsai Ing-wen.",
     ["Nancy Pelosi = usa-nancy-pelosi", "Pelosi = usa-nancy-pelosi",
      "President Tsai Ing-wen = twn-tsai-ing-wen"]),
    ("China sent two ships. It also sent a drone.", ["China = chn", "It = chn"]),
    ("Four Chinese coast guard ships entered the waters. They left after two hours.",
     ["Chinese coast guard = chn-ccg", "They = chn-ccg"]),
    ("Japan's defence ministry tracked the ships. The ministry published a map.",
     ["Japan's defence ministry = jpn-mod", "ministry = jpn-mod"]),
    ("Taiwan's coast guard chased a boat. The coast guard then returned.",
     ["Taiwan's coast guard = twn-cga", "coast guard = twn-cga"]),
    ("China's Eastern Theater Command held a drill. The command named two zones.",
     ["China = chn", "Eastern Theater Command = chn-etc", "command = chn-etc"]),
    ("China and the United States held talks. Both countries issued a statement.",
     ["China = chn", "United States = usa", "countries = chn", "countries = usa"]),
    ("The American destroyer left. The destroyer was followed by a Chinese frigate.",
     ["American destroyer = usa-navy", "destroyer = usa-navy",
      "Chinese frigate = chn-plan"]),
    ("Taiwan counted 30 aircraft. The island's defence ministry published the count.",
     ["Taiwan = twn", "The island = twn", "defence ministry = twn-mnd"]),
    # nobody, or more than one, was told before
    ("The ministry said so.", []),
    ("Its ships left.", []),
    ("Both countries agreed.", []),
    ("The mainland sent ships.", []),
    ("Xi Jinping and Joe Biden met. He spoke for an hour.",
     ["Xi Jinping = chn-xi-jinping", "Joe Biden = usa-joe-biden"]),
    ("Chinese and Japanese ministers met. The coast guard then returned.",
     ["Chinese = chn", "Japanese = jpn"]),
]  # fmt: skip
CASES = [*NAMES, *CAPITALS, *BODIES, *TOLD_BEFORE]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_who_is_named(text: str, expected: list[str]) -> None:
    assert mentions(text) == expected


STATES = [entry for entry in actors().values() if entry.kind == "state"]


@pytest.mark.parametrize("state", STATES, ids=[entry.id for entry in STATES])
def test_a_state_that_acts_is_its_actor(state: ActorEntry) -> None:
    assert f"{state.name} = {state.id}" in mentions(f"{state.name} held a drill on Sunday.")


def test_each_mention_tells_its_reason() -> None:
    text = "Beijing protested. The Chinese coast guard left. It returned."
    doc = load_model()(text)
    found = find_actors(doc, _NAMES.find(text)).mentions
    assert len(found) == 3
    assert all(mention.reason for mention in found)
