"""The event table: each row codes its own example; a wrong table is refused by file, row, column."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from events.data_files import data_path
from events.extraction import lexicon as lexicon_room
from events.extraction.actors import find_actors
from events.extraction.coding import Candidate, Coder
from events.extraction.dates import find_time_expressions
from events.extraction.exercises import find_exercises
from events.extraction.language import load_model
from events.extraction.lexicon import Frame, lexicon
from events.extraction.names import NameMatcher
from events.extraction.places import find_places
from events.gazetteer import actors, places
from events.record import EventType, Status
from events.tables import GazetteerError

FRAMES = sorted(lexicon().frames(), key=lambda frame: frame.row)
_NAMES = NameMatcher(actors(), places())


def candidates(text: str) -> list[Candidate]:
    doc = load_model()(text)
    names = _NAMES.find(text)
    return list(
        Coder(
            doc,
            find_actors(doc, names),
            find_places(doc, names),
            find_time_expressions(doc, None),
            find_exercises(doc),
        ).candidates()
    )


@pytest.mark.parametrize("frame", FRAMES, ids=[f"{one.row}: {one.example}" for one in FRAMES])
def test_a_row_codes_its_example(frame: Frame) -> None:
    found = [one for one in candidates(frame.example) if one.frame.row == frame.row]
    assert [one.type for one in found] == [frame.type]


def test_every_row_of_the_table_is_loaded() -> None:
    with data_path("lexicon", "events.csv").open(encoding="utf-8", newline="") as handle:
        assert len(list(csv.DictReader(handle))) == len(FRAMES)


def test_every_type_has_its_words() -> None:
    assert {frame.type for frame in FRAMES} == set(EventType)


@pytest.mark.parametrize(
    ("text", "trigger", "type_"),
    [
        # the same verb, told apart by what stands around it
        ("Nancy Pelosi stopped in Hawaii last week.", "stopped", "CONSULT"),
        ("China stopped imports of Japanese seafood.", "stopped", "SANCTION"),
        ("The China Coast Guard stopped a Taiwanese boat.", "stopped", "COERCE"),
        ("Washington called on Beijing to stop.", "called", "REQUEST"),
        ("China called off talks with Japan.", "called", "REJECT"),
        ("Joe Biden called Fumio Kishida.", "called", "CONSULT"),
        ("Tokyo signed an agreement with Manila.", "signed", "AGREE"),
        ("Donald Trump signed a law on visits to Taiwan.", "signed", "SUPPORT"),
        ("China fired missiles into waters around Taiwan.", "fired", "MOBILIZE"),
        ("A Chinese ship fired water cannon at a Philippine boat.", "fired", "ASSAULT"),
        ("A Chinese jet released flares at a Taiwanese fighter.", "released", "COERCE"),
        ("Japan released the captain of the trawler.", "released", "RETREAT"),
        ("Chinese ships left the waters.", "left", "RETREAT"),
        ("Japanese protesters protested outside the camp.", "protested", "PROTEST"),
        ("Tokyo protested to Beijing.", "protested", "ACCUSE"),
        ("Honduras broke with Taiwan.", "broke", "SANCTION"),
        ("Japan broke ground for a radar station.", "broke", "MOBILIZE"),
        ("Japan and the United States held a drill.", "drill", "COOPERATE"),
        ("Japan held a drill.", "drill", "MOBILIZE"),
    ],
)
def test_the_frame_tells_the_type(text: str, trigger: str, type_: str) -> None:
    assert {one.type for one in candidates(text) if one.trigger.text == trigger} == {type_}


@pytest.mark.parametrize(
    "text",
    [
        "The company signed up new customers.",
        "Shares of chip makers fell on Friday.",
        "He left the room and called a taxi.",
        "The ferry's crew cooked dinner.",
        "Prices rose by five per cent in June.",
        "The typhoon brought rain to Okinawa.",
    ],
)
def test_words_outside_their_frame_code_nothing(text: str) -> None:
    assert [one.trigger.text for one in candidates(text)] == []


# A small lexicon in a folder of its own, and one fault at a time.

TABLES = {
    "events": "lemma,pos,object,prep,subject,agent,recipient,type,mode,example\n"
    "meet,verb,,,,subject,object,CONSULT,meet,A met B.\n"
    "send,verb,@vessel,,,subject,zone,MOBILIZE,deploy,A sent a ship.\n",
    "classes": "class,lemmas\nvessel,ship|boat\n",
    "light_verbs": "lemma,example\nhold,A held talks.\n",
    "occurrence_verbs": "lemma,example\nbegin,Talks began.\n",
    "reporting_verbs": "lemma,kind,example\nsay,report,A said so.\n",
    "status_cues": "cue,kind,status,example\nwill,aux,planned,A will go.\n",
    "units": "unit,nouns\nvessels,ship|boat\n",
}
Load = Callable[..., lexicon_room.Lexicon]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Loads the small lexicon with some of its tables replaced."""

    def at(*parts: str) -> Path:
        return tmp_path.joinpath(*parts)

    def run(**replaced: str) -> lexicon_room.Lexicon:
        at("lexicon").mkdir()
        at("gazetteer").mkdir()
        for name, rows in (TABLES | replaced).items():
            at("lexicon", f"{name}.csv").write_text(rows, encoding="utf-8")
        monkeypatch.setattr(lexicon_room, "data_path", at)
        return lexicon_room.lexicon.__wrapped__()

    return run


HEAD = TABLES["events"].splitlines()[0] + "\n"
FAULTS = [
    ("events", HEAD + "meet,verb,@ships,,,subject,object,CONSULT,meet,A met B.\n",
     ("events.csv", "row 2", "column object", "@ships")),
    ("events", HEAD + "go,verb,,,@fleet,subject,object,CONSULT,meet,A went.\n",
     ("events.csv", "row 2", "column subject", "@fleet")),
    ("events", HEAD + "meet,verb,,,,subject,object,TALK,meet,A met B.\n",
     ("events.csv", "row 2", "column type", "TALK")),
    ("events", HEAD + "meet,adverb,,,,subject,object,CONSULT,meet,A met B.\n",
     ("events.csv", "row 2", "column pos", "adverb")),
    ("events", HEAD + "meet,verb,,,,subject,object,,meet,A met B.\n",
     ("events.csv", "row 2", "column type", "empty")),
    ("events", HEAD + "meet,verb,,,,subject,object,CONSULT,meet,\n",
     ("events.csv", "row 2", "column example", "empty")),
    ("events", TABLES["events"] + "confer,verb,,,,subject,with,CONSULT,meet,A met B.\n",
     ("events.csv", "row 4", "column example", "row 2")),
    ("events", HEAD.replace(",mode", "") + "meet,verb,,,,subject,object,CONSULT,A met B.\n",
     ("events.csv", "row 1", "column mode", "missing")),
    ("events", HEAD + "meet,verb\n", ("events.csv", "row 2", "cells")),
    ("classes", "class,lemmas\nvessel,ship\nvessel,boat\n",
     ("classes.csv", "row 3", "column class", "vessel")),
    ("classes", "class\nvessel\n", ("classes.csv", "row 1", "column lemmas", "missing")),
    ("light_verbs", "lemma,example\nhold,A.\nhold,B.\n",
     ("light_verbs.csv", "row 3", "column lemma", "hold")),
    ("reporting_verbs", "lemma,kind,example\nsay,,A said so.\n",
     ("reporting_verbs.csv", "row 2", "column kind", "empty")),
    ("status_cues", "cue,kind,status,example\nwill,aux,sure,A will go.\n",
     ("status_cues.csv", "row 2", "column status", "sure")),
    ("status_cues", "cue,kind,status,example\nwill,verb,planned,A will go.\n",
     ("status_cues.csv", "row 2", "column kind", "verb")),
    ("units", "unit,nouns\n,ship\n", ("units.csv", "row 2", "column unit", "empty")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "rows", "told"), FAULTS, ids=[" ".join(told) for _, _, told in FAULTS]
)
def test_a_wrong_table_is_refused_by_file_row_and_column(
    table: str, rows: str, told: tuple[str, ...], load: Load
) -> None:
    with pytest.raises(GazetteerError) as refused:
        load(**{table: rows})
    for words in told:
        assert words in str(refused.value)


def test_a_right_table_is_read(load: Load) -> None:
    read = load(
        status_cues="cue,kind,status,example\nwill,aux,planned,A will go.\ncan,aux,none,A can go.\n"
    )
    [send] = read.verbs["send"]
    assert send.objects == {"ship", "boat"}
    assert (send.type, send.mode, send.row) == (EventType.MOBILIZE, "deploy", 3)
    assert read.verbs["meet"][0].mode == "meet"
    assert read.cues["aux"] == {"will": Status.PLANNED, "can": None}
    assert read.units == {"ship": "vessels", "boat": "vessels"}
    assert read.of_class("vessel", "boat")


def test_the_more_conditions_the_sooner_a_row_is_tried(load: Load) -> None:
    rows = "call,verb,,,,subject,object,CONSULT,call,A called B.\n"
    finer = "call,verb,@vessel,off,,subject,with,REJECT,cancel,A called off a ship.\n"
    read = load(events=HEAD + rows + finer)
    assert [frame.type.value for frame in read.verbs["call"]] == ["REJECT", "CONSULT"]


def test_the_version_changes_with_the_tables(load: Load, tmp_path: Path) -> None:
    first = load().version
    units = tmp_path / "lexicon" / "units.csv"
    units.write_text("unit,nouns\nvessels,ship\n", encoding="utf-8")
    assert lexicon_room.lexicon.__wrapped__().version != first
    units.write_text(TABLES["units"], encoding="utf-8")
    assert lexicon_room.lexicon.__wrapped__().version == first
