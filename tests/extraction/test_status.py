"""Sentence and the word that signals the event -> its status; or no happening at all."""

from __future__ import annotations

import pytest

from tests.extraction.conftest import Explain, Extract, told_by

OCCURRED = [
    ("Japan deployed a missile unit to Ishigaki on Thursday.", "deployed"),
    ("China has fired two missiles into waters off Taiwan.", "fired"),
    ("Two Chinese jets had crossed the median line on Friday, the ministry said.", "crossed"),
    ("Tokyo said that it had lodged a protest with Beijing on Friday.", "lodged"),
    ("Taiwan held a drill off Hualien on Sunday.", "drill"),
    ("Japan did deploy the missile unit to Ishigaki in March.", "deploy"),
    ("U.S. forces managed to evacuate the islands in February 1955.", "evacuate"),
    ("Chinese ships continued to patrol near the Senkaku Islands on Sunday.", "patrol"),
    ("Two Chinese ships were seen entering waters near Kinmen on Sunday.", "seen"),
    ("Washington approved an arms sale to Taiwan in June.", "approved"),
    ("A Chinese boat was seized by the Taiwanese coast guard on Sunday.", "seized"),
    ("The U.S. Navy kept on sending ships to the region in June.", "sending"),
    ("For the first time, Chinese ships entered waters near Kinmen on Sunday.", "entered"),
]
ONGOING = [
    ("Chinese ships are patrolling near Kinmen.", "patrolling"),
    ("China is holding drills around Taiwan.", "drills"),
    ("The PLA has been exercising off Fujian since Sunday.", "exercising"),
    ("Since Friday Chinese warships have patrolled east of Taiwan.", "patrolled"),
    ("Japan is building a base on Mageshima.", "building"),
    ("China is suspending imports of Japanese seafood.", "suspending"),
    ("Chinese ships have been patrolling near the Senkaku Islands for a week.", "patrolling"),
    ("Washington and Manila are conducting an exercise in Luzon this week.", "exercise"),
    ("China has banned Japanese seafood imports since August 2023.", "banned"),
]
PLANNED = [
    ("Japan will deploy a missile unit to Ishigaki next year.", "deploy"),
    ("Japan's ministers said they'll deploy a missile unit to Yonaguni next year.", "deploy"),
    ("Japan plans to deploy missiles on Yonaguni.", "deploy"),
    ("A Chinese carrier is scheduled to transit the Taiwan Strait on Friday.", "transit"),
    ("Japan is going to build a base on Mageshima.", "build"),
    ("Japan is to open a camp on Ishigaki in August.", "open"),
    ("A Chinese delegation is to visit Taiwan in August.", "visit"),
    ("The Chinese drill is scheduled to begin on Friday.", "drill"),
    ("President Xi Jinping is expected to visit Washington in September.", "visit"),
    ("A Japanese camp is due to open on Ishigaki in August.", "open"),
    ("Tokyo aims to deploy the unit by 2030.", "deploy"),
    ("Japan intends to deploy missiles on Yonaguni.", "deploy"),
    ("Japan decided to deploy a missile unit to Yonaguni next year.", "deploy"),
    ("Japan proposed to raise defence spending next year.", "raise"),
    ("Taiwan is preparing to hold drills in August.", "drills"),
    ("The United States and Japan are likely to meet in August.", "meet"),
    ("The United States and Japan would likely meet in August.", "meet"),
    ("Japan said it would deploy a missile unit to Yonaguni in August.", "deploy"),
    ("Taiwan arranged to hold drills next week.", "drills"),
    ("Japan is set to deploy the missile unit to Ishigaki next month.", "deploy"),
    ("China announced that it will hold drills around Taiwan next week.", "drills"),
    ("Donald Trump said he would speak with Lai Ching-te next week.", "speak"),
    ("China will impose sanctions on 20 U.S. firms next week.", "impose"),
]
HYPOTHETICAL = [
    ("China could blockade Taiwan in 2027.", "blockade"),
    ("China might attack Taiwan in 2027.", "attack"),
    ("China may send more ships into the strait next year.", "send"),
    ("China would blockade Taiwan.", "blockade"),
    ("China is unlikely to attack Taiwan this year.", "attack"),
    ("In the war game, Chinese troops attack Taiwan.", "attack"),
    ("In the simulation, China invades Taiwan.", "invades"),
    ("Tokyo is considering deploying missiles on Yonaguni.", "deploying"),
    ("Tokyo is weighing deploying missiles on Yonaguni.", "deploying"),
    ("Under the draft plan, U.S. Marines would deploy to the Nansei Islands.", "deploy"),
    ("China would probably attack Taiwan in 2027.", "attack"),
    ("In the event of war, Japan would provide fuel to the United States.", "provide"),
    ("Washington warned of a possible invasion of Taiwan by China in 2027.", "invasion"),
    ("China may have sent ships into the strait on Friday.", "sent"),
    (
        "Admiral Philip Davidson said in March 2021 that China could invade Taiwan by 2027.",
        "invade",
    ),
]
DENIED = [
    ("Taipei denied that Washington had blocked a stop in New York by President Lai.", "blocked"),
    ("Tokyo denied that its destroyer had entered Chinese waters on Friday.", "entered"),
    ("China's defence ministry said its jets did not cross the median line on Sunday.", "cross"),
    ("Beijing said that no Chinese ships entered the waters near Kinmen on Sunday.", "entered"),
    ("A Chinese freighter allegedly cut the cable off Penghu on Sunday.", "cut"),
    ("Tokyo said the Chinese aircraft never entered its airspace on Friday.", "entered"),
    ("Taipei disputed that Chinese helicopters had crossed the median line on Friday.", "crossed"),
    ("China did not send ships on Friday, Taiwan's defence ministry said.", "send"),
    ("China denied on Friday that its ship had rammed a Philippine boat on Monday.", "rammed"),
]
CASES = [
    (text, trigger, status)
    for status, cases in (
        ("occurred", OCCURRED),
        ("ongoing", ONGOING),
        ("planned", PLANNED),
        ("hypothetical", HYPOTHETICAL),
        ("denied", DENIED),
    )
    for text, trigger in cases
]


@pytest.mark.parametrize(("text", "trigger", "status"), CASES, ids=[case[0] for case in CASES])
def test_status_of_what_is_told(text: str, trigger: str, status: str, extract: Extract) -> None:
    mention = told_by(extract(text), trigger)
    assert mention.status.value == status, mention.why["status"]


NO_HAPPENING = [
    # ability, duty, wish, readiness
    ("The Japanese unit can fire missiles at Chinese ships.", "fire"),
    ("China is able to blockade Taiwan.", "blockade"),
    ("China is ready to attack Taiwan.", "attack"),
    ("Japan should deploy more missiles on Ishigaki.", "deploy"),
    ("Japan must deploy more missiles on Ishigaki.", "deploy"),
    ("China wants to seize the island of Kinmen.", "seize"),
    ("Taiwan failed to hold the drill on Friday.", "drill"),
    # a bare condition
    ("If China invaded Taiwan, Japan would send ships.", "invaded"),
    ("Unless China attacks Taiwan, the United States will not send ships.", "attacks"),
    ("Should China invade Taiwan, Japan would send ships.", "invade"),
    ("Tokyo was asked whether the United States would defend Taiwan.", "defend"),
    # a purpose
    ("Japan sent ships to shadow the Chinese carrier on Friday.", "shadow"),
    # a question
    ("Will China attack Taiwan this year?", "attack"),
    ("Did Japan deploy missiles to Ishigaki in March?", "deploy"),
    # a habit
    ("Chinese ships routinely patrol near the Senkaku Islands.", "patrol"),
    ("China regularly sends aircraft into Taiwan's air defence identification zone.", "sends"),
    ("Japanese jets often scramble against Chinese aircraft.", "scramble"),
    # what a speech act speaks of
    ("Tokyo urged Beijing to withdraw its ships on Friday.", "withdraw"),
    ("Beijing warned Tokyo not to deploy missiles on Yonaguni.", "deploy"),
    ("Washington called on China to cease its drills around Taiwan.", "drills"),
    ("Taiwan asked the United States to provide more missiles.", "provide"),
    ("China threatened to attack Taiwan on Friday.", "attack"),
    ("Tokyo refused to hold talks with Beijing on Friday.", "talks"),
    ("Beijing declined to meet the Japanese ambassador.", "meet"),
    # nobody says that it happened, and the reporter says that it did not
    ("China did not hold a drill around Taiwan on Sunday.", "drill"),
    ("No Chinese ships entered the waters near Kinmen on Sunday.", "entered"),
    ("China never attacked Taiwan.", "attacked"),
    ("The Chinese ship left the port on Friday without a protest by Tokyo.", "protest"),
    ("The U.S. Navy is not sending ships to the strait.", "sending"),
    ("The Chinese drill, planned for May, never took place.", "drill"),
    ("It is unclear whether China sent ships into the strait on Friday.", "sent"),
    ("China cancelled a drill planned for Friday.", "drill"),
]


@pytest.mark.parametrize(("text", "trigger"), NO_HAPPENING, ids=[text for text, _ in NO_HAPPENING])
def test_what_tells_no_happening(text: str, trigger: str, extract: Extract) -> None:
    assert trigger in text
    assert trigger not in [mention.trigger for mention in extract(text)]


def test_a_refusal_tells_its_reason(explain: Explain) -> None:
    [sentence] = explain("The Japanese unit can fire missiles at Chinese ships.").sentences
    assert sentence.mentions == ()
    assert any("can fire" in refusal for refusal in sentence.refusals)


def test_there_are_sixty_sentences_and_more() -> None:
    assert len({text for text, *_ in CASES} | {text for text, _ in NO_HAPPENING}) >= 60
