"""The gazetteer's tables: what they hold, and that every fault names its file, row and column."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pyproj import Geod

from events import gazetteer
from events.data_files import data_path
from events.gazetteer import GazetteerError, load_actors, load_places, place_kinds
from events.record import Actor

_PLACE = {
    "id": "here", "name": "Here", "alt_names": "", "name_zh_hant": "", "name_zh_hans": "",
    "name_ja": "", "kind": "island", "admin_iso3": "JPN", "claimed_by": "", "lat": "24.5",
    "lon": "123.0", "extent_km": "6", "within": "", "coord_source": "compiled by author",
    "check": "land:ok", "risky_aliases": "",
}  # fmt: skip
_ACTOR = {
    "id": "aaa", "name": "Aland", "aliases": "", "metonyms": "", "name_zh_hant": "",
    "name_zh_hans": "", "name_ja": "", "country": "AAA", "sector": "GOV", "kind": "state",
    "body": "", "parent": "", "valid_from": "", "valid_to": "", "state_affiliated": "",
    "wikidata_id": "", "source": "test",
}  # fmt: skip
_BODIES = frozenset({"navy", "army"})


def _write(file: Path, rows: list[dict[str, str]]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"lat": "91"}, "lat"),
        ({"lat": "north"}, "lat"),
        ({"lon": "181"}, "lon"),
        ({"extent_km": ""}, "extent_km"),
        ({"extent_km": "0"}, "extent_km"),
        ({"kind": "planet"}, "kind"),
        ({"name": ""}, "name"),
        ({"id": "Here!"}, "id"),
        ({"admin_iso3": "Japan"}, "admin_iso3"),
        ({"claimed_by": "CHN|tw"}, "claimed_by"),
        ({"within": "nowhere"}, "within"),
        ({"within": "here"}, "within"),
        ({"within": "there"}, "within"),
        ({"check": "water:ok"}, "check"),
        ({"coord_source": ""}, "coord_source"),
        ({"risky_aliases": "Elsewhere"}, "risky_aliases"),
    ],
)
def test_a_faulty_place_names_file_row_and_column(
    change: dict[str, str], column: str, tmp_path: Path
) -> None:
    there = {**_PLACE, "id": "there", "within": "" if "id" in change else "here"}
    file = _write(tmp_path / "places.csv", [{**_PLACE, **change}, there])
    with pytest.raises(GazetteerError, match=rf"places\.csv, row [23], column {column}:"):
        load_places(file, place_kinds())


def test_a_repeated_id_is_refused(tmp_path: Path) -> None:
    file = _write(tmp_path / "places.csv", [_PLACE, _PLACE])
    with pytest.raises(GazetteerError, match="row 3, column id: “here” stands in row 2 already"):
        load_places(file, place_kinds())


def test_a_missing_column_is_refused(tmp_path: Path) -> None:
    row = {column: value for column, value in _PLACE.items() if column != "lat"}
    with pytest.raises(GazetteerError, match="row 1, column lat: is missing"):
        load_places(_write(tmp_path / "places.csv", [row]), place_kinds())


def test_a_row_with_too_many_cells_is_refused(tmp_path: Path) -> None:
    file = _write(tmp_path / "places.csv", [_PLACE])
    file.write_text(file.read_text(encoding="utf-8") + "a,b\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match="row 3, column id: has more or fewer cells"):
        load_places(file, place_kinds())


def test_containers_are_nearest_first(tmp_path: Path) -> None:
    rows = [
        {**_PLACE, "id": "camp", "within": "island"},
        {**_PLACE, "id": "island", "within": "group|prefecture"},
        {**_PLACE, "id": "group", "within": "state"},
        {**_PLACE, "id": "prefecture", "within": "state"},
        {**_PLACE, "id": "state"},
    ]
    loaded = load_places(_write(tmp_path / "places.csv", rows), place_kinds())
    assert loaded["camp"].containers == ("island", "group", "prefecture", "state")
    assert loaded["state"].containers == ()


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"sector": "NAVY"}, "sector"),
        ({"kind": "planet"}, "kind"),
        ({"country": "China"}, "country"),
        ({"body": "choir"}, "body"),
        ({"parent": "nobody"}, "parent"),
        ({"parent": "bbb"}, "parent"),
        ({"valid_from": "May 2024"}, "valid_from"),
        ({"valid_from": "2024-05-20", "valid_to": "2016-05-20"}, "valid_to"),
        ({"state_affiliated": "perhaps"}, "state_affiliated"),
        ({"aliases": "Bland"}, "aliases"),
        ({"metonyms": "Bland"}, "metonyms"),
    ],
)
def test_a_faulty_actor_names_file_row_and_column(
    change: dict[str, str], column: str, tmp_path: Path
) -> None:
    other = {**_ACTOR, "id": "bbb", "name": "Bland", "country": "BBB", "parent": "aaa"}
    file = _write(tmp_path / "actors.csv", [other, {**_ACTOR, **change}])
    with pytest.raises(GazetteerError, match=rf"actors\.csv, row [23], column {column}:"):
        load_actors(file, _BODIES)


def test_a_country_has_a_body_once(tmp_path: Path) -> None:
    navy = {**_ACTOR, "id": "aaa-navy", "name": "Navy of Aland", "body": "navy", "kind": "service"}
    again = {**navy, "id": "aaa-fleet", "name": "Fleet of Aland"}
    file = _write(tmp_path / "actors.csv", [_ACTOR, navy, again])
    with pytest.raises(GazetteerError, match="row 4, column body: aaa-navy is the navy of AAA"):
        load_actors(file, _BODIES)


def test_the_hierarchy_of_actors() -> None:
    table = gazetteer.actors()
    assert "chn-pla" in table.descendants("chn")
    assert "chn" in table.descendants("chn")
    assert "twn" not in table.descendants("chn")
    assert table.ancestors("chn-pla")[-1] == "chn"
    assert table.ancestors("chn") == ()
    state = table.state("JPN")
    assert state is not None
    assert state.id == "jpn"
    ministry = table.by_body("TWN", "defence-ministry")
    assert ministry is not None
    assert ministry.id == "twn-mnd"
    assert table.record("usa") == Actor(
        id="usa", name="United States", country="USA", sector=table["usa"].sector
    )
    with pytest.raises(KeyError):
        table.descendants("nobody")


@pytest.mark.parametrize(
    ("key", "container"),
    [
        ("camp-yonaguni", "yonaguni"),
        ("camp-yonaguni", "okinawa-prefecture"),
        ("camp-yonaguni", "nansei-islands"),
        ("camp-yonaguni", "japan"),
        ("kadena-air-base", "okinawa-island"),
        ("mageshima-base", "nansei-islands"),
        ("taiwan-strait-median-line", "taiwan-strait"),
        ("magong", "penghu"),
        ("dongyin", "matsu-islands"),
        ("majuro", "marshall-islands"),
        ("basco", "batanes"),
    ],
)
def test_a_place_is_found_by_what_holds_it(key: str, container: str) -> None:
    assert container in gazetteer.places()[key].containers


def test_a_place_lies_in_its_country() -> None:
    earth = Geod(ellps="WGS84")
    table = gazetteer.places()
    for place in table.values():
        for container in place.containers:
            state = table[container]
            if state.kind != "country" or place.admin != state.admin:
                continue
            ends = (place.longitude, place.latitude, state.longitude, state.latitude)
            kilometres = earth.inv(*ends)[2] / 1000
            overseas = max(3200, state.extent_km * 1.05) if state.admin == "CHN" else None
            offshore = max(1800, state.extent_km * 1.05)
            assert kilometres <= (overseas or offshore), (place.id, container)


@pytest.mark.parametrize(
    ("key", "least_km"),
    [
        ("japan", 1500), ("china", 2000), ("united-states", 2000), ("taiwan", 190),
        ("philippines", 800), ("nansei-islands", 500), ("okinawa-prefecture", 400),
        ("taiwan-adiz", 400), ("east-china-sea", 500), ("western-pacific", 2000),
        ("first-island-chain", 1000), ("taiwan-strait", 150), ("japan-eez", 1500),
    ],
)  # fmt: skip
def test_wide_places_keep_their_extent(key: str, least_km: float) -> None:
    assert gazetteer.places()[key].extent_km >= least_km


def test_no_extent_is_less_than_the_doubt_about_a_point_compiled_by_hand() -> None:
    with data_path("gazetteer", "places.csv").open(encoding="utf-8", newline="") as file:
        by_hand = [row for row in csv.DictReader(file) if row["confidence"] == "medium"]
    assert by_hand
    assert all(float(row["extent_km"]) >= 2 for row in by_hand)


def test_contested_places_tell_who_administers_and_who_claims() -> None:
    senkaku = gazetteer.places()["island-group-2574n-12347e"]
    assert senkaku.admin == "JPN"
    assert set(senkaku.claimed_by) == {"CHN", "TWN"}
    assert {"Senkaku", "Diaoyu", "Diaoyutai"} <= {*senkaku.aliases}
    assert set(senkaku.names) == {"zh-Hant", "zh-Hans", "ja"}


def test_bodies_and_demonyms() -> None:
    phrases = gazetteer.body_phrases()
    assert phrases["coast guard"] == "coast-guard"
    assert phrases["defense ministry"] == phrases["defence ministry"] == "defence-ministry"
    assert gazetteer.demonyms()["Chinese"] == "chn"
