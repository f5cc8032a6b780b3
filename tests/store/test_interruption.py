"""A run that is killed leaves whole articles, and the next one goes on from there."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from events.article import Article
from events.filters import EventFilter
from events.record import Mention
from events.store import Store
from tests.factories import TEXT, article, belonging_to, day, mention, place

ARTICLES = 30
MENTIONS = 12
ROOT = Path(__file__).resolve().parents[2]

INGEST = """
import sys
from pathlib import Path
from tests.store.test_interruption import library
from tests.factories import belonging_to
from events.store import Store
with Store.open(Path(sys.argv[1]), belonging_to) as store:
    for of, told in library():
        store.add(of, told)
        print(of.id, flush=True)
"""


def library() -> list[tuple[Article, list[Mention]]]:
    """Articles that tell each of some of the same happenings, and of some of their own."""
    made = []
    for number in range(ARTICLES):
        of = article(f"a{number}", f"{TEXT} Report {number}.")
        told = [
            mention(of, f"a{number}-{n}", date=day(f"2021-10-{1 + (number + n) % 28:02}"))
            for n in range(MENTIONS - 1)
        ]
        made.append((of, [*told, mention(of, f"a{number}-own", place=place(f"place-{number}"))]))
    return made


def contents(store: Store) -> Any:
    return store.events(EventFilter(statuses=())), list(store.rows())


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_run_leaves_whole_articles_and_goes_on(tmp_path: Path, seed: int) -> None:
    moment = random.Random(seed)
    path = tmp_path / "killed.sqlite"
    run = subprocess.Popen(
        [sys.executable, "-c", INGEST, str(path)], stdout=subprocess.PIPE, cwd=ROOT, text=True
    )
    assert run.stdout is not None
    reported = [run.stdout.readline().strip() for _ in range(moment.randint(1, ARTICLES - 10))]
    time.sleep(moment.uniform(0, 0.03))
    run.send_signal(signal.SIGKILL)
    reported += run.stdout.read().split()
    run.stdout.close()
    assert run.wait() == -signal.SIGKILL

    with Store.open(path, belonging_to) as store:
        assert store.broken_at() is None
        held = [of for of, _ in library() if store.holds(of)]
        assert {of.id for of in held} >= set(reported)
        assert len(reported) <= store.article_count == len(held) == store.revision < ARTICLES
        whole = sum(len(event.mentions) for event in store.events(EventFilter(statuses=())))
        assert whole == MENTIONS * len(held)
        added = [store.add(of, told) for of, told in library()]
        assert added.count(True) == ARTICLES - len(held)
        after = contents(store)
        assert store.broken_at() is None
    with Store.open(tmp_path / "undisturbed.sqlite", belonging_to) as undisturbed:
        for of, told in library():
            undisturbed.add(of, told)
        assert contents(undisturbed) == after
