"""The command line: what it prints, what it keeps, and how it fails."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from events.cli import run
from events.data_files import data_path
from events.filters import EventFilter
from events.record import Status
from events.schema import event_schema, record_schema
from events.store import Store
from tests.factories import article, day, mention

REPORT = """4 August 2022

China fires missiles into waters around Taiwan

JANE DOE

China fired 11 ballistic missiles into waters near Taiwan on Thursday, Tokyo said.

The tea in the mountains is good this year.

No comments:
"""
COMMAND = [sys.executable, "-c", "from events.cli import main; main()"]


class Cli:
    """Runs commands in this process and keeps what they print."""

    def __init__(self, capture: pytest.CaptureFixture[str], store: Path) -> None:
        self._capture = capture
        self.store = store
        self.out = ""
        self.err = ""

    def __call__(self, *arguments: str | Path) -> int:
        code = run([str(argument) for argument in arguments])
        self.out, self.err = self._capture.readouterr()
        return code


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    store = tmp_path / "store.sqlite"
    monkeypatch.setenv("STRAITLINE_STORE", str(store))
    monkeypatch.setenv("COLUMNS", "240")
    return Cli(capsys, store)


@pytest.fixture
def filled(cli: Cli) -> Cli:
    """A store of three events: two of the PLA, one planned by Japan."""
    flights, patrol, plan = article("a1"), article("a2", title="A patrol"), article("a3")
    hostile = "=HYPERLINK(1) [bold]patrol[/bold]"
    with Store.open(cli.store) as store:
        store.add(flights, [mention(flights)])
        store.add(
            patrol.model_copy(update={"text": patrol.text + " More."}),
            [mention(patrol, title=hostile, date=day("2021-11-01"), place=None, figures=())],
        )
        store.add(
            plan.model_copy(update={"text": plan.text + " Again."}),
            [mention(plan, actors=("jpn-sdf",), status=Status.PLANNED, date=None)],
        )
    return cli


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["frobnicate"], "No such command 'frobnicate'"),
        (["list", "--colour", "red"], "No such option: --colour"),
        (["list", "--from", "soon"], "'soon' is not a day such as 2022-08-04"),
        (["list", "--from", "2022-02-01", "--to", "2022-01-01"], "--from is after --to"),
        (["list", "--dates", "sure"], "'sure' is not certain or possible"),
        (["list", "--type", "WAR"], "'WAR' is not one or more of AGREE"),
        (["list", "--status", "maybe"], "'maybe' is not any, or one or more of occurred"),
        (["list", "--actor", "Tawian"], "no actor is called 'Tawian'; did you mean twn"),
        (["show", "no-such-event"], "holds no event 'no-such-event'"),
        (["extract"], "Missing argument 'PATH...'"),
        (["extract", "a.txt", "--format", "xml"], "'xml' is not one of"),
        (["explain", "no-such-file.txt"], "no-such-file.txt: no such file or folder"),
        (["evaluate", "--gold", "no-such-file.yaml"], "no-such-file.yaml"),
        (["serve", "--port", "0"], "'--port'"),
    ],
)
def test_bad_usage_is_told_in_one_line(arguments: list[str], expected: str, filled: Cli) -> None:
    assert filled(*arguments) == 2
    assert filled.out == ""
    assert filled.err.startswith("straitline: ")
    assert filled.err.count("\n") == 1
    assert expected in filled.err


@pytest.mark.parametrize("command", ["demo", "extract", "serve", "list", "show", "explain"])
def test_help_of_each_command_has_an_example(command: str, cli: Cli) -> None:
    assert cli("--help") == 0
    assert command in cli.out
    assert cli(command, "--help") == 0
    assert f"straitline {command}" in cli.out


def test_reading_makes_no_store(cli: Cli) -> None:
    for command in (["list"], ["show", "x"]):
        assert cli(*command) == 2
        assert "there is no store at" in cli.err
    assert not cli.store.exists()


def test_a_store_that_can_not_be_used_is_told_in_one_line(cli: Cli, tmp_path: Path) -> None:
    no_store, newer = tmp_path / "text.sqlite", tmp_path / "newer.sqlite"
    no_store.write_text("This is no database, but a text of some length. " * 40)
    Store.open(newer).close()
    with sqlite3.connect(newer) as connection:
        connection.execute("UPDATE straitline SET schema_version = 999")
    connection.close()
    cases = {
        no_store: "is not a Straitline store",
        newer: "was made by a newer version of Straitline",
        Path("/dev/null/store.sqlite"): "can't be written",
    }
    report = tmp_path / "report.txt"
    report.write_text(REPORT)
    for path, expected in cases.items():
        assert cli("extract", report, "--store", path) == 2
        assert expected in cli.err
        assert cli.err.count("\n") == 1


def test_list_shows_what_the_filter_finds(filled: Cli) -> None:
    assert filled("list") == 0
    assert "3 events" in filled.out
    assert "[bold]patrol[/bold]" in filled.out
    assert filled("list", "--status", "occurred,ongoing") == 0
    assert "2 events; 1 of another status (--status any shows them)" in filled.out
    assert filled("list", "--format", "json") == 0
    with Store.open(filled.store) as store:
        everything = [event.id for event in store.events(EventFilter(statuses=()))]
    shown = json.loads(filled.out)
    assert [event["id"] for event in shown] == everything
    for event in shown:
        jsonschema.validate(event, event_schema())


@pytest.mark.parametrize(
    ("flags", "titles"),
    [
        (["--actor", "China"], 2),
        (["--actor", "chn-pla"], 2),
        (["--actor", "PLA"], 2),
        (["--actor", "Japan", "--status", "planned"], 1),
        (["--actor", "Japan"], 1),
        (["--actor", "Japan", "--status", "occurred,ongoing"], 0),
        (["--from", "2021-10-05"], 1),
        (["--to", "2021-10-31"], 1),
        (["--type", "mobilize"], 3),
        (["--type", "AID,CONSULT"], 0),
        (["--type", "AID", "--type", "MOBILIZE"], 3),
        (["--words", "patrol"], 1),
        (["--status", "any"], 3),
        (["--status", "occurred,ongoing"], 2),
    ],
)
def test_flags_filter_as_the_page_does(flags: list[str], titles: int, filled: Cli) -> None:
    assert filled("list", "--format", "json", *flags) == 0
    assert len(json.loads(filled.out)) == titles


def test_csv_has_a_row_an_event_and_no_formula(filled: Cli) -> None:
    assert filled("list", "--status", "occurred,ongoing", "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(filled.out)))
    assert [row["date"] for row in rows] == ["2021-10-04", "2021-11-01"]
    assert rows[0]["latitude"] == "22.0"
    assert rows[0]["actors"] == "chn-pla"
    assert rows[1]["title"].startswith("'=HYPERLINK")
    assert rows[1]["place_reason"] == "no place is told"


@pytest.mark.parametrize("layout", ["table", "json", "csv"])
def test_names_in_any_script_are_printed_whatever_the_locale(layout: str, cli: Cli) -> None:
    flights = article("a1")
    with Store.open(cli.store) as store:
        store.add(flights, [mention(flights, title="解放軍軍機 “56”")])
    printed = subprocess.run(
        [*COMMAND, "list", "--format", layout],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        capture_output=True,
        check=True,
    )
    assert "解放軍軍機" in printed.stdout.decode()


def test_show_prints_the_record_with_its_evidence(filled: Cli) -> None:
    assert filled("list", "--format", "json") == 0
    event = json.loads(filled.out)[0]
    assert filled("show", event["id"]) == 0
    for shown in (event["id"], "2021-10-04", "Fifty-six Chinese military aircraft", "56 aircraft"):
        assert shown in filled.out
    assert filled("show", event["id"], "--format", "json") == 0
    assert json.loads(filled.out) == event


def test_extract_keeps_an_article_and_its_events_once(cli: Cli, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT)
    assert cli("extract", report) == 0
    assert "1 read, 1 added, 0 already held, 0 failed" in cli.out
    with Store.open(cli.store) as store:
        first = store.events(EventFilter(statuses=()))
    assert [event.lead.date and event.lead.date.edtf for event in first] == ["2022-08-04"]
    assert cli("extract", report) == 0
    assert "1 read, 0 added, 1 already held, 0 failed" in cli.out
    with Store.open(cli.store) as store:
        assert store.events(EventFilter(statuses=())) == first


def test_a_bad_article_is_named_at_the_end_and_stops_nothing(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a-empty.txt").write_text("")
    (tmp_path / "b-binary.txt").write_bytes(b"\x00\x01" * 50)
    (tmp_path / "c-broken.txt").write_bytes(REPORT.encode() + b"\xe5\x8f\xb0\xff\x80")
    (tmp_path / "d-report.txt").write_text(REPORT)
    (tmp_path / "e-lines.jsonl").write_text('{"title": "no text"}\n')
    assert cli("extract", tmp_path) == 1
    assert "1 read, 1 added, 0 already held, 4 failed" in cli.out
    failed = [line for line in cli.err.splitlines() if line.startswith("failed: ")]
    assert [Path(line.split(": ")[1]).name for line in failed] == [
        "a-empty.txt",
        "b-binary.txt",
        "c-broken.txt",
        "e-lines.jsonl:1",
    ]


def test_nothing_but_bad_input_is_bad_input(cli: Cli, tmp_path: Path) -> None:
    assert cli("extract", tmp_path) == 2
    assert cli.err.startswith(f"failed: {tmp_path}: no articles in this folder (.txt, ")
    assert cli.err.count("\n") == 1


def test_without_a_date_of_publication_nothing_relative_is_dated(cli: Cli, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT.removeprefix("4 August 2022\n"))
    assert cli("extract", report) == 0
    assert "note: report-" in cli.err
    assert "no date of publication: relative dates stay unresolved" in cli.err
    with Store.open(cli.store) as store:
        events = store.events(EventFilter(statuses=()))
    assert events
    assert [event.lead.date for event in events] == [None] * len(events)


def test_a_dry_run_prints_records_and_stores_nothing(cli: Cli, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT)
    assert cli("extract", report, "--dry-run", "--format", "jsonl") == 0
    records = [json.loads(line) for line in cli.out.splitlines()]
    assert [record["date"]["edtf"] for record in records] == ["2022-08-04"]
    for record in records:
        jsonschema.validate(record, record_schema())
    assert "nothing stored" in cli.err
    assert not cli.store.exists()


def test_explain_tells_what_became_of_each_sentence(cli: Cli, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT)
    assert cli("explain", report) == 0
    assert "China fires missiles into waters around Taiwan" in cli.out
    assert "1. China fired 11 ballistic missiles" in cli.out
    assert "2. The tea in the mountains is good this year." in cli.out
    assert "2022-08-04" in cli.out
    assert "JANE DOE" not in cli.out
    assert "records: 1" in cli.out


def test_evaluate_tells_precision_recall_and_each_field(cli: Cli) -> None:
    gold = sorted(data_path("gold").glob("*.yaml"))[0]
    assert cli("evaluate", "--gold", gold, "--json") == 0
    told = json.loads(cli.out)
    assert told["articles"] == 1
    assert told["events"]["asked"] > 0
    assert {"date", "type", "status", "actors", "place", "figures"} <= set(told["fields"])
    assert cli("evaluate", "--gold", gold, "--errors") == 0
    assert "precision" in cli.out


def test_faults_of_gold_are_told_a_line_each(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("article: nowhere\nevents: []\n")
    (tmp_path / "two.yaml").write_text("article: [\n")
    assert cli("evaluate", "--gold", tmp_path) == 2
    assert [line.split(": ")[1] for line in cli.err.splitlines()] == ["one.yaml", "two.yaml"]


def test_an_interrupted_run_keeps_whole_articles_and_goes_on(tmp_path: Path) -> None:
    store = tmp_path / "store.sqlite"
    lines = [json.dumps({"id": f"a{n}", "text": f"{REPORT} {n}"}) for n in range(400)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    command = [*COMMAND, "extract", str(tmp_path / "many.jsonl"), "--store", str(store)]
    said_to = tmp_path / "stderr"
    with said_to.open("w") as stderr, subprocess.Popen(command, stderr=stderr) as process:
        deadline = time.monotonic() + 120
        while not store.exists() or article_count(store) < 3:
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
    said = said_to.read_text()
    kept = article_count(store)
    assert process.returncode == 130
    assert "the same command goes on" in said
    assert "Traceback" not in said
    assert 3 <= kept < 400
    with Store.open(store) as opened:
        for event in opened.events(EventFilter(statuses=())):
            for told in event.mentions:
                text = opened.article(told.article).text
                assert text[told.evidence.start : told.evidence.end] == told.evidence.exact


def article_count(store: Path) -> int:
    with Store.open(store) as opened:
        return opened.article_count


@pytest.fixture
def served(filled: Cli, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [*COMMAND, "serve", "--store", str(filled.store), "--no-browser"]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    process = subprocess.Popen(
        command,
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()
    process.wait()
    assert process.stdout
    process.stdout.close()


def test_serve_prints_the_address_and_ends_with_its_page(served: subprocess.Popen[str]) -> None:
    assert served.stdout
    line = served.stdout.readline()
    url = line.split()[0]
    assert url.startswith("http://127.0.0.1:")
    with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:
        assert answer.status == 200
    served.send_signal(signal.SIGTERM)
    assert served.wait(timeout=15) == 0
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"{url}/_stcore/health", timeout=5)
