"""Sentence to places: id, relation, bounds of the uncertainty in km; "" where none is told."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from spacy.tokens import Doc

from events.data_files import data_path
from events.extraction import geometry
from events.extraction.language import load_model
from events.extraction.names import NameMatch, NameMatcher
from events.extraction.places import PlaceMention, find_places, stands_as_place
from events.gazetteer import actors, places
from events.record import Relation

_EARTH = Geod(ellps="WGS84")


_MATCHER = NameMatcher(actors(), places())


def _read(text: str) -> tuple[Doc, list[NameMatch]]:
    return load_model()(text), _MATCHER.find(text)


def _places_in(text: str) -> list[PlaceMention]:
    return find_places(*_read(text))


IN_AND_AT = [
    ("Japan opened a radar station on Yonaguni in March 2016.", "yonaguni in 5-10"),
    ("The talks were held in Washington on Friday.", "washington in 10-40"),
    ("Troops of the brigade train at Camp Schwab.", "camp-schwab at 1-5"),
    ("Thousands marched in Taipei against the bill.", "taipei in 5-20"),
    ("A summit of the two leaders took place in Singapore.", "singapore in 10-40"),
    ("He spoke to soldiers at Kadena Air Base.", "kadena-air-base at 2-6"),
    ("The missile unit is stationed on Miyako Island.", "miyako-island in 10-20"),
    ("The regiment was set up at Camp Hansen in Kin Town.", "camp-hansen at 1-6"),
    ("The marines trained on the island of Iriomote.", "iriomote in 10-16"),
    ("The frigate anchored in the port of Keelung.", "port-of-keelung in 1-5"),
    ("The drill was held at the Hualien air base.", "hualien-air-base at 2-6"),
    ("Soldiers fired rockets in southern Taiwan.", "taiwan in 100-210"),
    ("A quake shook buildings on the northern tip of Taiwan.", "taiwan in 100-210"),
    ("Police searched an office in Kaohsiung.", "kaohsiung in 20-40"),
    ("The ships exercised in the Philippine Sea.", "philippine-sea in 1000-2000"),
]
NEAR_AND_OFF = [
    ("Chinese ships patrolled near the Senkaku Islands.", "island-group-2574n-12347e near 120-200"),
    ("Four vessels were seen off Kinmen on Sunday.", "kinmen off 30-80"),
    ("A cable was cut off the coast of Matsu Islands.", "matsu-islands off 60-130"),
    ("Forty-five aircraft operated around Taiwan.", "taiwan near 210-400"),
    ("The drone flew close to Yonaguni.", "yonaguni near 30-80"),
    ("The ships were tracked in waters near Hateruma.", "hateruma near 30-80"),
    ("The tanker sank off Hengchun.", "hengchun off 30-80"),
    ("The submarine surfaced in the vicinity of Okinotorishima.", "okinotorishima near 30-80"),
    ("Jets flew past Okinawa.", "okinawa-island near 80-150"),
    ("The fleet gathered off southwestern Taiwan.", "taiwan off 100-250"),
    ("Aircraft flew off Taiwan's east coast.", "taiwan off 100-250"),
    ("Warships steamed along the median line of the Taiwan Strait.",
     "taiwan-strait-median-line near 300-500"),
]  # fmt: skip
DISTANCES = [
    ("The ship was 110 kilometres east of Taiwan.", "taiwan offset 100-220"),
    ("The carrier sailed 50 km south of Yonaguni.", "yonaguni offset 15-40"),
    ("The ships were 80 km south-southwest of Miyako Island.", "miyako-island offset 30-60"),
    ("The plane was about 60 nautical miles southeast of Naha.", "naha offset 40-80"),
    ("The boat was stopped 30 miles to the west of Penghu.", "penghu offset 30-60"),
    ("Boats came within 12 nautical miles of Kinmen.", "kinmen near 22-50"),
    ("A buoy drifted 5 km off Dongyin.", "dongyin near 5-15"),
    ("A ship anchored 24 nautical miles from Lanyu.", "lanyu near 44-70"),
    ("A drone was lost 100 kilometers (62 miles) north of Ishigaki.",
     "ishigaki-island offset 40-80"),
    ("A carrier sailed 1,020 km east of Guam.", "guam offset 300-600"),
]  # fmt: skip
DIRECTIONS = [
    ("Warships drilled east of Luzon.", "luzon offset 200-300"),
    ("The fleet drilled northeast of Yonaguni.", "yonaguni offset 20-60"),
    ("Jets flew to the south of Okinawa.", "okinawa-island offset 40-80"),
    ("A storm formed west of Guam.", "guam offset 30-60"),
    ("The cutter was southeast of Tanegashima.", "tanegashima offset 30-60"),
    ("The drone circled north of Penghu.", "penghu offset 40-80"),
    ("The buoy was found west of Hateruma.", "hateruma offset 20-50"),
    ("The plane turned back southwest of Pratas.", "pratas-island offset 20-50"),
    ("The boats fished south of Lanyu.", "lanyu offset 20-50"),
    ("Aircraft flew to the north, south and east of Penghu.", "penghu near 60-120"),
]
THROUGH_ACROSS = [
    ("A U.S. destroyer sailed through the Taiwan Strait.", "taiwan-strait through 150-250"),
    ("Bombers flew through the Miyako Strait.", "miyako-strait through 80-180"),
    ("Thirty aircraft crossed the median line of the Taiwan Strait.",
     "taiwan-strait-median-line across 200-400"),
    ("The frigate transited the Taiwan Strait on Monday.", "taiwan-strait through 150-250"),
    ("The median line was crossed by 30 aircraft near Taiwan.",
     "taiwan-strait-median-line across 200-400; taiwan near 210-400"),
    ("The squadron passed through the Bashi Channel.", "bashi-channel through 50-100"),
    ("A destroyer navigated the Osumi Strait.", "osumi-strait through 15-40"),
    ("The Taiwan Strait transit was the first that year.", "taiwan-strait through 150-250"),
    ("Ships sailed via the Tsushima Strait.", "tsushima-strait through 40-100"),
    ("Helicopters flew across the Taiwan Strait.", "taiwan-strait across 150-250"),
    ("Ships crossed the Luzon Strait.", "luzon-strait across 100-250"),
]  # fmt: skip
TOWARD_FROM = [
    ("The carrier headed toward Guam.", "guam toward 150-300"),
    ("The Nationalist government fled to Taiwan in 1949.", "taiwan in 150-250"),
    ("Fighters took off from Naha.", "naha from 5-10"),
    ("China fired 27 rockets from Fujian.", "fujian from 200-300"),
    ("He flew from Taipei to Tokyo.", "taipei from 5-20; tokyo in 20-40"),
    ("Rockets were deployed to Camp Kengun.", "camp-kengun in 0.5-3"),
    ("Residents were evacuated to Kyushu.", "kyushu in 100-250"),
    ("The ships left Okinawa on Sunday.", "okinawa-island from 40-80"),
    ("Marines were transferred to Guam.", "guam in 15-40"),
    ("The frigate was bound for Yokosuka.", "yokosuka toward 150-300"),
    ("Warships sailed into the Western Pacific.", "western-pacific in 2000-3000"),
    ("The envoy returned to Beijing.", "beijing in 20-50"),
]
BETWEEN = [
    ("The carrier sailed between Okinawa and Miyako Island.", "miyako-strait between 80-200"),
    ("A drone flew between Yonaguni and Taiwan.", "yonaguni-channel between 30-80"),
    ("Ships patrolled in the waters between Taiwan and the Philippines.",
     "bashi-channel between 50-120"),
    ("The flotilla passed between Yakushima and Kuchinoshima.", "tokara-strait between 20-80"),
    ("Boats sailed between Kumejima and Aguni Island.", "kume-island between 5-40"),
    ("The frigate passed between the islands of Yonaguni and Iriomote.",
     "yonaguni between 30-80"),
    ("Planes flew between Batanes and the Babuyan Islands.", "balintang-channel between 30-80"),
    ("Ships sailed between Ishigaki and Miyako Island.", "ishigaki-miyako-gap between 30-80"),
    ("Talks between Beijing and Taipei broke down.", ""),
    ("Ties between Japan and China worsened.", ""),
]  # fmt: skip
ZONES = [
    ("Aircraft flew into Taiwan's air defense identification zone.", "taiwan-adiz in 400-700"),
    ("Aircraft flew into the air defense identification zone of Taiwan.", "taiwan-adiz in 400-700"),
    ("Taiwan said jets had flown into the air defence identification zone of the island.",
     "taiwan-adiz in 400-700"),
    ("Taiwan's defence ministry said that Chinese aircraft had entered its ADIZ.",
     "taiwan-adiz in 400-700"),
    ("Chinese jets entered Taiwan's ADIZ on Monday.", "taiwan-adiz in 400-700"),
    ("Five missiles fell in Japan's exclusive economic zone.", "japan-eez in 1500-3000"),
    ("Five missiles fell in its EEZ, Japan said.", "japan-eez in 1500-3000"),
    ("China declared the East China Sea ADIZ in 2013; bombers later flew into the ADIZ.",
     "east-china-sea-adiz in 400-700; east-china-sea-adiz in 400-700"),
    ("The jets entered Japan's ADIZ.", "japan-adiz in 500-1500"),
    ("The plane left the Taiwan ADIZ.", "taiwan-adiz from 400-700"),
]  # fmt: skip
DEICTIC = [
    ("A ship sailed through the Miyako Strait. Another crossed the strait on Friday.",
     "miyako-strait through 80-200; miyako-strait across 80-200"),
    ("Soldiers landed on Yonaguni. Jets flew around the island.",
     "yonaguni in 4-10; yonaguni near 30-80"),
    ("Taiwan answered. Aircraft flew around the island on Sunday.", "taiwan near 210-400"),
    ("Troops would move to the Nansei Islands. Rockets would be sent to the island chain.",
     "nansei-islands in 400-700; nansei-islands in 400-700"),
    ("Ships were seen off Kinmen and off Yonaguni. Jets flew around the island.",
     "kinmen off 30-80; yonaguni off 30-80"),
    ("Aircraft crossed the strait on Friday.", ""),
    ("Ships sailed around the island.", ""),
    ("They sailed the Taiwan Strait and the Miyako Strait. Then one left the strait.",
     "taiwan-strait in 150-250; miyako-strait in 80-200"),
    ("Marines guarded Camp Schwab. Boats circled off the base.",
     "camp-schwab in 1-5; camp-schwab off 30-80"),
    ("Penghu hosted the drill. Ships fired from the islands.",
     "penghu in 30-60; penghu from 30-60"),
]  # fmt: skip
VERBS_AND_NOUNS = [
    ("Nancy Pelosi visited Taiwan in August.", "taiwan in 150-250"),
    ("The army shelled Kinmen in 1958.", "kinmen in 10-20"),
    ("The shelling of Kinmen began in August.", "kinmen in 10-20"),
    ("Generals planned a blockade of Taiwan.", "taiwan in 150-250"),
    ("Troops seized the Yijiangshan Islands.", "yijiangshan in 1-5"),
    ("Warships encircled Taiwan.", "taiwan near 210-400"),
    ("Japan opened Camp Ishigaki in March.", "camp-ishigaki in 0.5-3"),
    ("Lai's Hawaii stopover lasted two days.", "hawaii in 200-400"),
    ("The Tokyo summit ended on Friday.", "tokyo in 20-40"),
    ("Kinmen came under fire.", "kinmen in 10-20"),
    ("The Kinmen drills lasted two days.", "kinmen in 10-20"),
    ("Fishing boats entered Kinmen waters.", "kinmen-waters in 10-30"),
    ("Ships patrolled in Japan's territorial waters.", "japan in 1500-3000"),
]
WHOLE_SENTENCES = [
    ("They rallied near the gate of MCAS Futenma in Ginowan.", "mcas-futenma near 30-80"),
    ("A drone was sighted over the Kinmen islet of Shiyu.", "shiyu in 1-5"),
    ("Ships sailed around the Diaoyu Islands, northeast of Taiwan.",
     "island-group-2574n-12347e near 120-250"),
    ("Ships sailed in the Philippine Sea, east of Taiwan.",
     "philippine-sea in 1000-2000; taiwan offset 150-300"),
    ("Marines landed on the Japanese islands of Ishigaki and Miyako.",
     "ishigaki-island in 10-30; miyako-island in 10-30"),
    ("Taipei, Oct. 5 (CNA) The ministry counted 30 aircraft around Taiwan.",
     "taiwan near 210-400"),
    ("Aircraft flew over the Bashi Channel and into the western Pacific southeast of Taiwan.",
     "bashi-channel in 50-120; western-pacific in 2000-3000; taiwan offset 150-300"),
    ("Japan's westernmost island of Yonaguni hosts a garrison.", "yonaguni in 4-10"),
    ("The bombers flew around Taiwan counterclockwise.", "taiwan near 210-400"),
    ("Ships left waters off the Senkaku Islands, called Diaoyu in China.",
     "island-group-2574n-12347e off 110-200"),
    ("The drill was held in the southern areas of the Taiwan Strait.",
     "taiwan-strait in 100-250"),
    ("The Nationalists left China for Taiwan and stayed there.",
     "china from 2000-3500; taiwan toward 300-600"),
    ("The U.S. forces have been training Taiwan's military in the country.", "taiwan in 150-250"),
    ("Ships from China's Eastern Theater Command operated east of the Bashi Channel.",
     "bashi-channel offset 50-150"),
    ("Missiles fell east of Hualien and south of Kaohsiung.",
     "hualien offset 80-150; kaohsiung offset 20-60"),
    ("China launched missiles into waters about 130 kilometres northwest of Yonaguni Island.",
     "yonaguni offset 40-80"),
    ("The ambassador in Tokyo was summoned over the ships near the Senkakus.",
     "island-group-2574n-12347e near 120-250"),
    ("Japan opened a camp on Yonaguni, which lies 110 kilometres from Taiwan.",
     "yonaguni in 4-10"),
    ("Under the plan, Marines would deploy troops to and set up bases on the Nansei island chain.",
     "nansei-islands in 500-700"),
]  # fmt: skip
NAMES = [
    ("Bases were set up on the Nansei island chain.", "nansei-islands in 400-700"),
    ("Bases were set up on the Ryukyu Islands.", "nansei-islands in 400-700"),
    ("Ships patrolled off the Diaoyu Islands.", "island-group-2574n-12347e off 110-200"),
    ("Troops landed on Quemoy.", "kinmen in 10-20"),
    ("Planes flew over the Pescadores.", "penghu in 30-60"),
    ("Ships gathered in the Formosa Strait.", "taiwan-strait in 150-250"),
    ("Marines trained in northern Luzon.", "luzon in 100-250"),
    ("Troops trained at Clark Air Base in the Philippines.", "clark-air-base at 2-6"),
    ("Ships passed near Kinmen and Matsu.", "kinmen near 30-80; matsu-islands near 60-150"),
    ("Troops trained in Taiwan and at Donggang.", "taiwan in 150-250; donggang-pingtung at 1-6"),
    ("The commander visited Naha, Okinawa.", "naha in 5-10"),
    ("Ships sailed near Japan's Yonaguni island.", "yonaguni near 30-80"),
]
ACTORS_NOT_PLACES = [
    "Beijing protested to Tokyo over the remark.",
    "China's Justice Mission exercise ended.",
    "A U.S. drill ended on Friday.",
    "Japan's visit was brief.",
    "Taiwan's defence ministry counted the aircraft.",
    "Washington approved the sale of missiles to Taipei.",
    "Officials in Beijing denied it.",
    "Sanctions on China were lifted.",
    "U.S. aggression toward Taiwan grew.",
    "Honduras cut ties with Taiwan.",
    "Nauru switched recognition from Taipei to Beijing.",
    "A call from Beijing came late.",
    "Japan sent a letter to Beijing.",
    "Washington sent a message to Taipei on Friday.",
    "Tokyo delivered a protest to Beijing.",
    "The United States shipped weapons to Taiwan.",
    "Lawmakers in Washington backed the bill.",
    "Relations between Tokyo and Beijing soured.",
    "The Pentagon declined to comment.",
    "Taiwan said that it would answer.",
    "The United States and Japan reaffirmed their alliance.",
    "The US-Japan alliance held.",
    "A Taiwan-based company won.",
    "Confidence in Washington fell.",
    "China claims the Senkaku Islands.",
    "Peace and stability across the Taiwan Strait were discussed.",
    "The two sides of the Taiwan Strait spoke.",
    "A quarrel over Taiwan broke out.",
    "The archipelago stretches from Kyushu to Taiwan.",
    "TAIPEI (sample) - The ministry gave no figure.",
    "The Chinese coast guard gave no figure.",
    "Lai, Taiwan's president, gave no figure.",
    "Yonaguni lies 110 kilometres east of Taiwan.",
]
NO_NAMES_AT_ALL = [
    "The Washington Post reported the sale.",
    "A spokesperson told The Hill that it was so.",
    "Tokyo Electron raised its forecast.",
    "Taiwan Semiconductor raised its forecast.",
    "The Okinawa Times reported the vote.",
    "China Airlines cancelled the route.",
    "The Treaty of San Francisco was signed in 1951.",
    "The carrier Shandong was repainted.",
    "The Fujian was commissioned.",
    "The USS Guam was scrapped.",
    "Helen Clark gave a speech.",
    "Worshippers carried the statue of Matsu.",
    "Paris Hilton gave a party.",
    "Georgia Tech won the prize.",
    "The Taiwan Relations Act was passed in 1979.",
    "Let us go, they said, and took off.",
    "The median line of the graph was red.",
]

FOUND = [
    *IN_AND_AT, *NEAR_AND_OFF, *DISTANCES, *DIRECTIONS, *THROUGH_ACROSS, *TOWARD_FROM, *BETWEEN,
    *ZONES, *DEICTIC, *VERBS_AND_NOUNS, *WHOLE_SENTENCES, *NAMES,
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_places_of_a_sentence(text: str, expected: str) -> None:
    wanted = [item.split() for item in expected.split(";") if item.strip()]
    found = _places_in(text)
    assert [[item.place.id, item.place.relation.value] for item in found] == [
        item[:2] for item in wanted
    ]
    for mention, (_, _, bounds) in zip(found, wanted, strict=True):
        low, high = map(float, bounds.split("-"))
        assert low <= mention.place.uncertainty_m / 1000 <= high, mention
        assert mention.text == text[mention.start : mention.end]
        assert mention.phrase_start <= mention.start


@pytest.mark.parametrize("text", [*ACTORS_NOT_PLACES, *NO_NAMES_AT_ALL])
def test_nothing_is_a_place(text: str) -> None:
    assert [(item.text, item.reason) for item in _places_in(text)] == []


@pytest.mark.parametrize(
    ("text", "latitude", "longitude", "within_km"),
    [
        ("The carrier sailed 50 km south of Yonaguni.", 24.01, 122.98, 6),
        ("The ship was 110 kilometres east of Taiwan.", 23.75, 122.6, 90),
        ("Warships drilled east of Luzon.", 16.5, 123.4, 60),
        ("A drone flew between Yonaguni and Taiwan.", 24.5, 122.4, 20),
        ("The plane was 60 nautical miles southeast of Naha.", 25.5, 128.47, 10),
        ("The fleet gathered off southwestern Taiwan.", 22.9, 120.1, 60),
    ],
)
def test_computed_points(text: str, latitude: float, longitude: float, within_km: float) -> None:
    [mention] = _places_in(text)
    place = mention.place
    metres = _EARTH.inv(longitude, latitude, place.longitude, place.latitude)[2]
    assert metres / 1000 <= within_km
    assert metres <= place.uncertainty_m


@pytest.mark.parametrize(
    ("text", "name", "is_place"),
    [
        ("The talks were held in Beijing.", "Beijing", True),
        ("Beijing condemned the visit.", "Beijing", False),
        ("Pelosi visited Taiwan.", "Taiwan", True),
        ("Pelosi praised Taiwan.", "Taiwan", False),
        ("Taiwan's president spoke.", "Taiwan", False),
        ("Ships lay off Taiwan's coast.", "Taiwan", True),
        ("Arms were sold to Taiwan.", "Taiwan", False),
        ("Troops were sent to Taiwan.", "Taiwan", True),
        ("An envoy was sent to Beijing.", "Beijing", True),
        ("A note was sent to Beijing.", "Beijing", False),
        ("The minister flew to Washington.", "Washington", True),
    ],
)
def test_a_state_or_capital_acts_or_locates(text: str, name: str, is_place: bool) -> None:
    doc, matches = _read(text)
    [match] = [match for match in matches if match.text == name]
    decided, reason = stands_as_place(doc, match)
    assert decided is is_place
    assert name in reason


_ANY_PLACE = st.sampled_from(sorted(places()))


@pytest.mark.parametrize(
    "text",
    [
        "An ADIZ.",
        "Flights into the ADIZ: a table of Taiwan and Japan.",
        "Missiles and the EEZ of whom?",
        "The zone, the strait, the island, there.",
        "Taiwan ADIZ, Japan EEZ, Taipei FIR",
    ],
)
def test_a_sentence_without_a_verb_is_read_to_its_end(text: str) -> None:
    for mention in _places_in(text):
        assert mention.place.uncertainty_m > 0


@given(_ANY_PLACE, st.floats(0, 359.9), st.floats(1, 2000))
def test_a_distance_is_kept_and_its_vagueness_grows_with_it(
    key: str, bearing: float, kilometres: float
) -> None:
    place = places()[key]
    area = geometry.at_distance(place, bearing, kilometres)
    ends = (place.longitude, place.latitude, area.longitude, area.latitude)
    reach = place.extent_km / 2 + kilometres
    if reach < 15_000:
        assert _EARTH.inv(*ends)[2] == pytest.approx(reach * 1000, rel=1e-6)
    nearer = geometry.at_distance(place, bearing, kilometres / 2)
    assert area.uncertainty_m > nearer.uncertainty_m >= place.extent_km * 500


@given(_ANY_PLACE, _ANY_PLACE)
def test_between_two_places_is_the_same_either_way_round(one: str, other: str) -> None:
    first, second = places()[one], places()[other]
    there, back = geometry.between(first, second), geometry.between(second, first)
    assert there.uncertainty_m == pytest.approx(back.uncertainty_m)
    ends = (there.longitude, there.latitude, back.longitude, back.latitude)
    if geometry.distance_m(first, second) < 10_000_000:
        assert _EARTH.inv(*ends)[2] < 1000


@given(
    st.text(
        st.characters(exclude_categories=["Cs"]) | st.sampled_from("Taiwnof estr0123 km.,'\n"),
        max_size=80,
    )
)
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_without_error(text: str) -> None:
    doc = load_model()(f"Ships lay east of {text} Taiwan and {text} off Kinmen.")
    for mention in find_places(doc, _MATCHER.find(doc.text)):
        assert doc.text[mention.start : mention.end] == mention.text
        assert mention.place.uncertainty_m > 0


_LOCATING = {
    "verb", "noun", "motion", "transfer", "carried", "event", "feature", "gap", "scene",
}  # fmt: skip


def _rows(name: str) -> list[dict[str, str]]:
    with data_path("gazetteer", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    "row", _rows("place_cues.csv"), ids=lambda row: f"{row['role']}: {row['word']}"
)
def test_every_cue_holds_in_its_example(row: dict[str, str]) -> None:
    found = _places_in(row["example"])
    assert bool(found) is (row["role"] in _LOCATING)
    if row["role"] in {"verb", "noun", "event"}:
        assert row["relation"] in [mention.place.relation.value for mention in found]


@pytest.mark.parametrize("row", _rows("relations.csv"), ids=lambda row: row["phrase"])
def test_every_relation_holds_in_its_example(row: dict[str, str]) -> None:
    found = _places_in(row["example"])
    assert found
    if row["relation"] in set(Relation):
        assert found[0].place.relation == row["relation"]
