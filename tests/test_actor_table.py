"""The tables of actors, bodies and demonyms as they are shipped: what a reader may rely on."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
from typing import Final

import pytest

from events.data_files import data_path
from events.gazetteer import ActorEntry, actors, body_phrases, demonyms

TABLE: Final = actors()
BY_NAME: Final = {
    name: entry.id
    for entry in TABLE.values()
    for name in (entry.name, *entry.aliases, *entry.metonyms)
}
ACTORS_OF_THE_STRAIT: Final = """
    chn chn-pla chn-plan chn-plaaf chn-plarf chn-etc chn-stc chn-wtc chn-ntc chn-ctc chn-ccg chn-mm
    chn-mnd chn-mfa chn-tao chn-mofcom chn-npc chn-spc chn-msa chn-ccp
    twn twn-mnd twn-mil twn-navy twn-airforce twn-army twn-cga twn-mac twn-mofa twn-president twn-ly
    twn-dpp twn-kmt twn-tpp twn-roc
    jpn jpn-sdf jpn-gsdf jpn-msdf jpn-asdf jpn-joint-staff jpn-mod jpn-mofa jpn-jcg jpn-pm jpn-diet
    jpn-ldp jpn-okinawa-pref jpn-fisheries
    usa usa-mil usa-dod usa-state usa-white-house usa-president usa-congress usa-house usa-senate
    usa-indopacom usa-navy usa-7f usa-usmc usa-3mef usa-usaf usa-army usa-uscg usa-usfj usa-ait
    phl-coast-guard phl-mil aus-navy can-navy gbr-navy deu-navy fra-navy
    un eu nato g7 quad aukus
    chn-xi-jinping twn-lai-ching-te twn-tsai-ing-wen twn-ma-ying-jeou jpn-sanae-takaichi
    jpn-fumio-kishida usa-joe-biden usa-donald-trump usa-nancy-pelosi
    media-kyodo media-ft media-scmp media-politico media-cna org-csis org-tsmc org-chunghwa-telecom
    jpn-residents jpn-fishers twn-citizens twn-protesters
"""


def holders(office: str, day: str) -> list[str]:
    """Who held an office on a day, by the terms that the table tells."""
    asked = dt.date.fromisoformat(day)
    return [
        entry.id
        for entry in TABLE.values()
        if entry.kind == "person"
        and entry.parent == office
        and entry.valid_from
        and entry.valid_from <= asked
        and (entry.valid_to is None or asked <= entry.valid_to)
    ]


def test_the_actors_of_the_strait_are_known() -> None:
    assert [key for key in ACTORS_OF_THE_STRAIT.split() if key not in TABLE] == []
    assert len(TABLE) >= 400


def test_an_id_tells_its_country() -> None:
    """`chn-pla` is CHN; ids of outlets, companies and bodies of several states tell none."""
    astray = [
        entry.id
        for entry in TABLE.values()
        if (state := TABLE.get(entry.id.split("-")[0]))
        and state.kind == "state"
        and entry.country != state.country
    ]
    assert astray == []


@pytest.mark.parametrize(
    ("country", "body", "expected"),
    [
        ("CHN", "government", "chn"),
        ("CHN", "military", "chn-pla"),
        ("CHN", "navy", "chn-plan"),
        ("CHN", "air-force", "chn-plaaf"),
        ("CHN", "rocket-force", "chn-plarf"),
        ("CHN", "coast-guard", "chn-ccg"),
        ("CHN", "maritime-militia", "chn-mm"),
        ("CHN", "defence-ministry", "chn-mnd"),
        ("CHN", "foreign-ministry", "chn-mfa"),
        ("CHN", "commerce-ministry", "chn-mofcom"),
        ("CHN", "parliament", "chn-npc"),
        ("CHN", "supreme-court", "chn-spc"),
        ("TWN", "military", "twn-mil"),
        ("TWN", "navy", "twn-navy"),
        ("TWN", "coast-guard", "twn-cga"),
        ("TWN", "defence-ministry", "twn-mnd"),
        ("TWN", "foreign-ministry", "twn-mofa"),
        ("TWN", "president", "twn-president"),
        ("TWN", "parliament", "twn-ly"),
        ("TWN", "residents", "twn-residents"),
        ("JPN", "military", "jpn-sdf"),
        ("JPN", "army", "jpn-gsdf"),
        ("JPN", "navy", "jpn-msdf"),
        ("JPN", "air-force", "jpn-asdf"),
        ("JPN", "coast-guard", "jpn-jcg"),
        ("JPN", "defence-ministry", "jpn-mod"),
        ("JPN", "prime-minister", "jpn-pm"),
        ("JPN", "fisheries-agency", "jpn-fisheries"),
        ("JPN", "joint-staff", "jpn-joint-staff"),
        ("USA", "military", "usa-mil"),
        ("USA", "navy", "usa-navy"),
        ("USA", "marines", "usa-usmc"),
        ("USA", "coast-guard", "usa-uscg"),
        ("USA", "defence-ministry", "usa-dod"),
        ("USA", "foreign-ministry", "usa-state"),
        ("USA", "parliament", "usa-congress"),
        ("PHL", "coast-guard", "phl-coast-guard"),
        ("PHL", "military", "phl-mil"),
        ("AUS", "navy", "aus-navy"),
        ("GBR", "navy", "gbr-navy"),
        ("CAN", "navy", "can-navy"),
        ("FRA", "navy", "fra-navy"),
        ("DEU", "navy", "deu-navy"),
        ("KOR", "military", "kor-mil"),
    ],
)
def test_a_country_has_a_body_once(country: str, body: str, expected: str) -> None:
    entry = TABLE.by_body(country, body)
    assert entry is not None
    assert entry.id == expected


@pytest.mark.parametrize("country", ["CHN", "TWN", "JPN", "USA", "PHL", "KIR", "XKX"])
def test_a_country_is_one_state(country: str) -> None:
    state = TABLE.state(country)
    assert state is not None
    assert state.id == country.lower()


def test_no_two_states_share_a_country() -> None:
    countries = [entry.country for entry in TABLE.values() if entry.kind == "state"]
    assert len(countries) == len(set(countries)) == 198


def test_a_body_that_a_country_does_not_have_is_none() -> None:
    assert TABLE.by_body("JPN", "rocket-force") is None
    assert TABLE.by_body("CHN", "fisheries-agency") is None


@pytest.mark.parametrize(
    ("child", "above"),
    [
        ("chn-etc", "chn-pla"),
        ("chn-plan", "chn"),
        ("chn-ccg", "chn"),
        ("chn-xi-jinping", "chn"),
        ("twn-lai-ching-te", "twn"),
        ("twn-kinmen-defense-command", "twn-mil"),
        ("twn-roc", "twn"),
        ("jpn-ardb", "jpn-gsdf"),
        ("jpn-gsdf", "jpn-mod"),
        ("jpn-okinawa-residents", "jpn"),
        ("usa-3mlr", "usa-usmc"),
        ("usa-7f", "usa-navy"),
        ("usa-usfj", "usa-indopacom"),
        ("usa-nancy-pelosi", "usa-congress"),
        ("usa-uscg", "usa"),
        ("un-security-council", "un"),
    ],
)
def test_a_filter_on_the_whole_finds_the_part(child: str, above: str) -> None:
    assert above in TABLE.ancestors(child)
    assert child in TABLE.descendants(above)


@pytest.mark.parametrize(
    ("apart", "from_"),
    [
        ("chn-ccg", "chn-pla"),
        ("usa-uscg", "usa-mil"),
        ("twn", "chn"),
        ("chn", "twn"),
        ("jpn-sdf", "jpn-pm"),
        ("media-xinhua", "chn"),
    ],
)
def test_what_is_no_part(apart: str, from_: str) -> None:
    assert apart not in TABLE.descendants(from_)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Beijing", "chn"),
        ("Taipei", "twn"),
        ("Tokyo", "jpn"),
        ("Washington", "usa"),
        ("Malacañang", "phl"),
        ("the Pentagon", "usa-dod"),
        ("White House", "usa-white-house"),
        ("the Kremlin", "rus"),
        ("PLA", "chn-pla"),
        ("Chinese military", "chn-pla"),
        ("Eastern Theater Command", "chn-etc"),
        ("CCG", "chn-ccg"),
        ("Taiwan Affairs Office", "chn-tao"),
        ("Mainland Affairs Council", "twn-mac"),
        ("Coast Guard Administration", "twn-cga"),
        ("Legislative Yuan", "twn-ly"),
        ("KMT", "twn-kmt"),
        ("Nationalist government", "twn-roc"),
        ("Republic of China (Taiwan)", "twn"),
        ("Self-Defense Forces", "jpn-sdf"),
        ("MSDF", "jpn-msdf"),
        ("Japanese coast guard", "jpn-jcg"),
        ("JCG", "jpn-jcg"),
        ("U.S. Marine Corps", "usa-usmc"),
        ("US Marines", "usa-usmc"),
        ("III MEF", "usa-3mef"),
        ("7th Fleet", "usa-7f"),
        ("State Department", "usa-state"),
        ("American Institute in Taiwan", "usa-ait"),
        ("President Lai", "twn-lai-ching-te"),
        ("William Lai", "twn-lai-ching-te"),
        ("Prime Minister Takaichi", "jpn-sanae-takaichi"),
        ("Secretary of State Rubio", "usa-marco-rubio"),
        ("President Xi", "chn-xi-jinping"),
        ("Kyodo", "media-kyodo"),
        ("The Hill", "media-the-hill"),
        ("Washington Post", "media-wapo"),
        ("Taiwan Semiconductor", "org-tsmc"),
        ("Tokyo Electron", "org-tokyo-electron"),
        ("the Quad", "quad"),
        ("U.N.", "un"),
        ("South Korean", "kor"),
        ("Solomon Islander", "slb"),
    ],
)
def test_a_name_means_one_actor(name: str, expected: str) -> None:
    assert BY_NAME[name] == expected


@pytest.mark.parametrize(
    "words",
    [
        "coast guard",
        "foreign ministry",
        "defence ministry",
        "military",
        "navy",
        "Foreign Office",
        "Premier Li",
        "President Lee",
        "President Bush",
        "Xi",
        "Lai",
        "Biden",
    ],
)
def test_words_that_may_mean_several_are_no_names(words: str) -> None:
    assert words not in BY_NAME


def test_persons_have_no_bare_surname_among_their_names() -> None:
    bare = {
        name
        for entry in TABLE.values()
        if entry.kind == "person"
        for name in (entry.name, *entry.aliases)
        if " " not in name
    }
    assert bare == {"Jokowi"}


def test_only_governments_speak_by_a_place() -> None:
    assert {entry.kind for entry in TABLE.values() if entry.metonyms} <= {"state", "igo"}


@pytest.mark.parametrize(
    ("office", "day", "holder"),
    [
        ("twn-president", "2011-06-01", "twn-ma-ying-jeou"),
        ("twn-president", "2022-08-03", "twn-tsai-ing-wen"),
        ("twn-president", "2025-01-01", "twn-lai-ching-te"),
        ("twn-mnd", "2014-06-01", "twn-yen-ming"),
        ("twn-mnd", "2015-06-01", "twn-kao-kuang-chi"),
        ("twn-mnd", "2021-10-04", "twn-chiu-kuo-cheng"),
        ("twn-mofa", "2020-01-01", "twn-joseph-wu"),
        ("chn-president", "2012-01-01", "chn-hu-jintao"),
        ("chn-president", "2022-08-03", "chn-xi-jinping"),
        ("chn-mnd", "2024-06-01", "chn-dong-jun"),
        ("jpn-pm", "2012-09-11", "jpn-yoshihiko-noda"),
        ("jpn-pm", "2016-03-28", "jpn-shinzo-abe"),
        ("jpn-pm", "2023-01-01", "jpn-fumio-kishida"),
        ("jpn-pm", "2025-11-07", "jpn-sanae-takaichi"),
        ("jpn-mod", "2021-12-24", "jpn-nobuo-kishi"),
        ("jpn-mod", "2025-11-23", "jpn-shinjiro-koizumi"),
        ("jpn-mofa", "2022-08-04", "jpn-yoshimasa-hayashi"),
        ("usa-president", "1979-01-01", "usa-jimmy-carter"),
        ("usa-president", "2022-08-03", "usa-joe-biden"),
        ("usa-dod", "2022-08-03", "usa-lloyd-austin"),
        ("usa-state", "2014-01-01", "usa-john-kerry"),
        ("usa-house", "2022-08-03", "usa-nancy-pelosi"),
        ("phl-president", "2018-01-01", "phl-rodrigo-duterte"),
    ],
)
def test_who_held_an_office(office: str, day: str, holder: str) -> None:
    assert holders(office, day) == [holder]


def test_an_office_is_held_by_one_person_at_a_time() -> None:
    """A handover day may be both's; anything longer is a wrong date or a wrong office."""
    terms: dict[str | None, list[ActorEntry]] = {}
    for entry in TABLE.values():
        if entry.kind == "person" and entry.valid_from:
            terms.setdefault(entry.parent, []).append(entry)
    overlaps = [
        (earlier.id, later.id)
        for held in terms.values()
        for earlier, later in itertools.combinations(sorted(held, key=_taken_up), 2)
        if (earlier.valid_to or dt.date.max) > _taken_up(later)
    ]
    assert overlaps == []


def _taken_up(entry: ActorEntry) -> dt.date:
    return entry.valid_from or dt.date.min


def test_a_term_that_is_told_begins_somewhere() -> None:
    """An end without a beginning would read as "ever until"."""
    halves = [e.id for e in TABLE.values() if e.valid_to and not e.valid_from]
    assert halves == []


@pytest.mark.parametrize(
    ("outlet", "affiliated"),
    [
        ("media-xinhua", True),
        ("media-global-times", True),
        ("media-cctv", True),
        ("media-cna", True),
        ("media-voa", True),
        ("media-stars-and-stripes", True),
        ("media-tass", True),
        ("media-kyodo", False),
        ("media-nhk", False),
        ("media-bbc", False),
        ("media-scmp", False),
        ("media-reuters", False),
        ("media-taipei-times", False),
    ],
)
def test_state_affiliated_outlets(outlet: str, *, affiliated: bool) -> None:
    assert TABLE[outlet].state_affiliated is affiliated


def test_only_media_are_marked_as_state_affiliated() -> None:
    assert {e.kind for e in TABLE.values() if e.state_affiliated} == {"media"}


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("twn", {"zh-Hant": "台灣", "zh-Hans": "台湾", "ja": "台湾"}),
        ("chn-ccg", {"zh-Hant": "中國海警局", "zh-Hans": "中国海警局", "ja": "中国海警局"}),
        ("jpn-jcg", {"zh-Hant": "日本海上保安廳", "zh-Hans": "日本海上保安厅", "ja": "海上保安庁"}),
        ("twn-lai-ching-te", {"zh-Hant": "賴清德", "zh-Hans": "赖清德", "ja": "頼清徳"}),
    ],
)
def test_names_in_other_languages(key: str, names: dict[str, str]) -> None:
    assert TABLE[key].names == names


def test_names_of_both_chinese_scripts_come_together() -> None:
    alone = [e.id for e in TABLE.values() if ("zh-Hant" in e.names) != ("zh-Hans" in e.names)]
    assert alone == []


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Chinese", "chn"),
        ("Taiwanese", "twn"),
        ("Japanese", "jpn"),
        ("American", "usa"),
        ("U.S.", "usa"),
        ("Philippine", "phl"),
        ("Filipino", "phl"),
        ("British", "gbr"),
        ("Dutch", "nld"),
        ("South Korean", "kor"),
        ("Nigerien", "ner"),
        ("Nigerian", "nga"),
        ("I-Kiribati", "kir"),
    ],
)
def test_demonyms(word: str, expected: str) -> None:
    assert demonyms()[word] == expected


@pytest.mark.parametrize("word", ["Korean", "Congolese", "Dominican", "European", "Pole", "Guam"])
def test_words_that_are_no_demonym_of_one_state(word: str) -> None:
    assert word not in demonyms()


def test_every_demonym_is_of_a_state() -> None:
    assert {TABLE[key].kind for key in demonyms().values()} == {"state"}


@pytest.mark.parametrize(
    ("phrase", "body"),
    [
        ("defense ministry", "defence-ministry"),
        ("ministry of national defense", "defence-ministry"),
        ("foreign minister", "foreign-ministry"),
        ("ambassador", "foreign-ministry"),
        ("coastguard", "coast-guard"),
        ("military aircraft", "military"),
        ("warplanes", "military"),
        ("troops", "military"),
        ("warships", "navy"),
        ("aircraft carrier", "navy"),
        ("maritime militia", "maritime-militia"),
        ("fishermen", "fishers"),
        ("lawmakers", "parliament"),
        ("vice president", "vice-president"),
        ("premier", "prime-minister"),
        ("authorities", "government"),
        ("activists", "activists"),
        ("state media", "media"),
    ],
)
def test_body_phrases(phrase: str, body: str) -> None:
    assert body_phrases()[phrase] == body


@pytest.mark.parametrize("phrase", ["ships", "vessels", "aircraft", "drones", "people", "official"])
def test_things_that_many_bodies_have_name_none(phrase: str) -> None:
    assert phrase not in body_phrases()


def test_every_class_of_body_is_some_countrys() -> None:
    held = {entry.body for entry in TABLE.values() if entry.body}
    assert set(body_phrases().values()) == held


def test_every_row_tells_its_source() -> None:
    with data_path("gazetteer", "actors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows if not row["source"]] == []
    ids = [row["wikidata_id"] for row in rows if row["wikidata_id"]]
    assert len(ids) == len(set(ids))
