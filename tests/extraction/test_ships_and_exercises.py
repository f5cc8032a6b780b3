"""Named ships and exercises: whose they are, by the tables of the gazetteer."""

from __future__ import annotations

import csv

import pytest

from events.data_files import data_path
from events.extraction.exercises import find_exercises
from events.extraction.language import load_model
from events.extraction.ships import find_ships
from events.gazetteer import actors
from tests.extraction.conftest import Extract

SHIPS = [
    # by its prefix, whatever its name
    ("The USS George Washington left Yokosuka.", "USS George Washington = usa-navy"),
    ("HMS Spey sailed through the strait.", "HMS Spey = gbr-navy"),
    ("The frigate HMCS Ottawa left with the destroyer USS Rafael Peralta.",
     "HMCS Ottawa = can-navy; USS Rafael Peralta = usa-navy"),
    ("The INS Shivalik and the ROKS Munmu trained together.",
     "INS Shivalik = ind-navy; ROKS Munmu = kor-navy"),
    ("The cutter USCGC Waesche left.", "USCGC Waesche = usa-uscg"),
    ("The JS Sazanami sailed through the strait.", "JS Sazanami = jpn-msdf"),
    # by its name beside a word for a ship
    ("The carrier Shandong sailed through the Bashi Channel.", "Shandong = chn-plan"),
    ("The carriers Liaoning and Shandong trained together.",
     "Liaoning = chn-plan; Shandong = chn-plan"),
    ("The Liaoning and Shandong carrier groups trained together.",
     "Liaoning = chn-plan; Shandong = chn-plan"),
    ("A destroyer, the Higgins, left port.", "Higgins = usa-navy"),
    ("The frigate Baden-Württemberg passed the strait.", "Baden-Württemberg = deu-navy"),
    # once told, the bare name is enough
    ("The carrier Liaoning left port. Two days later Liaoning returned.",
     "Liaoning = chn-plan; Liaoning = chn-plan"),
    ("The USS Higgins left port. Two days later Higgins returned.",
     "USS Higgins = usa-navy; Higgins = usa-navy"),
    # a name that means nothing else needs no word beside it
    ("Izumo left port.", "Izumo = jpn-msdf"),
    ("Two J-16 fighters flew near Penghu.", "J-16 = chn-pla"),
    # a province, a city, a person, a day
    ("The province of Shandong held an election.", ""),
    ("Fujian is across the strait.", ""),
    ("Senator Higgins spoke.", ""),
    ("George Washington was the first president.", ""),
    ("Independence Day was marked in Manila.", ""),
    ("Vancouver and Ottawa are cities.", ""),
    ("USS, an abbreviation, was printed.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SHIPS, ids=[text for text, _ in SHIPS])
def test_whose_ship_it_is(text: str, expected: str) -> None:
    doc = load_model()(text)
    found = [f"{doc[ship.start : ship.end].text} = {ship.actor}" for ship in find_ships(doc)]
    assert "; ".join(found) == expected


EXERCISES = [
    ("The Balikatan exercise began in Luzon.", "Balikatan = phl-mil + usa-mil"),
    ("The Keen Sword 25 exercise took place.", "Keen Sword 25 = jpn-sdf + usa-mil"),
    ("Taiwan held the Han Kuang 40 exercise.", "Han Kuang 40 = twn-mil"),
    ("China announced the Joint Sword exercise.", "Joint Sword = chn-etc"),
    ("Justice Mission 2025 was held around Taiwan.", "Justice Mission 2025 = chn-etc"),
    ("Malabar brought four navies together.",
     "Malabar = ind-navy + usa-navy + jpn-msdf + aus-navy"),
    ("Resolute Dragon 23 and Orient Shield took place in Japan.",
     "Resolute Dragon 23 = jpn-gsdf + usa-usmc; Orient Shield = jpn-gsdf + usa-army"),
    ("A keen sword hung on the wall.", ""),
    ("The joint exercise ended.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), EXERCISES, ids=[text for text, _ in EXERCISES])
def test_whose_exercise_it_is(text: str, expected: str) -> None:
    found = [
        f"{named.name.text} = {' + '.join(named.exercise.actors)}"
        for named in find_exercises(load_model()(text))
    ]
    assert "; ".join(found) == expected


def names(table: str) -> list[str]:
    with data_path("gazetteer", table).open(encoding="utf-8", newline="") as handle:
        return [row["name"] for row in csv.DictReader(handle)]


@pytest.mark.parametrize("name", names("exercises.csv"))
def test_every_exercise_of_the_table_is_found(name: str) -> None:
    [named] = find_exercises(load_model()(f"The {name} exercise began on Monday."))
    assert named.exercise.name == name
    assert set(named.exercise.actors) <= actors().keys()


@pytest.mark.parametrize("name", names("ships.csv"))
def test_every_ship_of_the_table_is_found_beside_a_word_for_a_ship(name: str) -> None:
    [ship] = find_ships(load_model()(f"The warship {name} Kiri left port on Monday."))
    assert ship.actor in actors()


# text, published, "TYPE who (date)"
EVENTS = [
    ("The Balikatan exercise began in Luzon in April.", "2024-07-15",
     "COOPERATE phl-mil + usa-mil (2024-04)"),
    ("Resolute Dragon 23 took place in Okinawa in October 2023.", "2024-07-15",
     "COOPERATE jpn-gsdf + usa-usmc (2023-10)"),
    ("Justice Mission 2025 was held around Taiwan on 29 December 2025.", "2026-01-05",
     "MOBILIZE chn-etc (2025-12-29)"),
    ("The Keen Sword 25 exercise took place in October 2024.", "2024-12-02",
     "COOPERATE jpn-sdf + usa-mil (2024-10)"),
    ("Freedom Shield will take place in March 2025.", "2024-12-02",
     "COOPERATE usa-mil + kor-mil (2025-03)"),
    ("Taiwan held the Han Kuang 40 exercise on Friday.", "2024-07-29",
     "MOBILIZE twn (2024-07-26)"),
    ("The destroyer USS Higgins transited the Taiwan Strait on Tuesday.", "2024-07-15",
     "MOBILIZE usa-navy (2024-07-09)"),
    ("The carrier Liaoning sailed between Okinawa and Miyako Island on Tuesday.",
     "2024-07-15", "MOBILIZE chn-plan (2024-07-09)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "published", "expected"), EVENTS, ids=[one[0] for one in EVENTS])
def test_the_named_ship_or_exercise_makes_its_owner_act(
    text: str, published: str, expected: str, extract: Extract
) -> None:
    [mention] = extract(text, published)
    who = " + ".join(actor.id for actor in mention.actors)
    assert mention.date
    assert f"{mention.type} {who} ({mention.date.edtf})" == expected


def test_the_number_of_an_exercise_is_no_date_and_no_count(extract: Extract) -> None:
    [mention] = extract("Justice Mission 2025 was held around Taiwan on Friday.", "2026-01-05")
    assert mention.date
    assert mention.date.edtf == "2026-01-02"
    assert mention.figures == ()
