"""`straitline extract`: articles in, records into the store or onto stdout."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from events.article import Article
from events.cli.terminal import StoreOption, messages, progress, results
from events.record import Mention
from events.sources import SourceError, read_all

if TYPE_CHECKING:
    from events.store import Store

GOES_ON = "the articles added so far are kept whole; the same command goes on"
NO_DATE = "no date of publication: relative dates stay unresolved"


class Output(StrEnum):
    """What goes to stdout: a summary for people, or each record as a line of JSON."""

    SUMMARY = "summary"
    JSONL = "jsonl"


@dataclass
class Tally:
    """What became of the articles of one run."""

    read: int = 0
    added: int = 0
    held: int = 0
    records: int = 0
    failed: list[str] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)
    interrupted: bool = False

    @property
    def exit_code(self) -> int:
        """0 all well, 1 some articles failed, 2 none could be read, 130 interrupted."""
        if self.interrupted:
            return 130
        if not self.failed:
            return 0
        return 1 if self.read else 2


def extract(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...",
            help="Text (.txt), Markdown (.md) or JSON Lines (.jsonl) files, or folders of them.",
            show_default=False,
        ),
    ],
    store: StoreOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Store nothing; only say what would be found.")
    ] = False,
    output: Annotated[
        Output, typer.Option("--format", help="On stdout: a summary, or one JSON object a record.")
    ] = Output.SUMMARY,
) -> None:
    """Read articles and add their event records to the store.

    An article that is held already is passed over, so an interrupted run is taken up by the same
    command. A bad article is named at the end and stops nothing.

    Examples:

        straitline extract report.txt

        straitline extract archive/ more.jsonl --store strait.sqlite

        straitline extract report.txt --dry-run --format jsonl
    """
    write = _write_record if output is Output.JSONL else None
    console = messages() if write else results()
    with nullcontext() if dry_run else _open(store) as opened:
        tally = run(paths, opened, write)
        _report(tally, console, opened)
    raise typer.Exit(tally.exit_code)


def run(
    paths: Iterable[Path], store: Store | None, write: Callable[[Mention], None] | None = None
) -> Tally:
    """Extract every article of the paths into the store; without a store only count and `write`.

    Each article is kept whole or not at all; an interruption is told in the tally, not raised.
    """
    from events.extraction.extractor import Extractor

    paths = list(paths)
    tally = Tally()
    console = messages()
    try:
        total = sum(1 for _ in _articles(paths))
        with console.status("Loading the language model"):
            extractor = Extractor()
        with progress(console) as bar:
            for found in bar.track(_articles(paths), total, description="Extracting"):
                _take(found, extractor.extract, store, tally, write)
    except KeyboardInterrupt:
        tally.interrupted = True
    return tally


def _open(store: str | None) -> Store:
    from events.store import Store

    return Store.open(store)


def _articles(paths: Iterable[Path]) -> Iterator[Article | SourceError]:
    for path in paths:
        yield from read_all(path)


def _take(
    found: Article | SourceError,
    extract_mentions: Callable[[Article], list[Mention]],
    store: Store | None,
    tally: Tally,
    write: Callable[[Mention], None] | None,
) -> None:
    if isinstance(found, SourceError):
        tally.failed.append(str(found))
        return
    tally.read += 1
    if store and store.holds(found):
        tally.held += 1
        return
    try:
        mentions = extract_mentions(found)
        if store:
            store.add(found, mentions)
    except Exception as error:  # whatever is wrong with one article, the others are still read
        tally.failed.append(f"{found.id}: {' '.join(str(error).split()) or type(error).__name__}")
        return
    tally.added += 1
    tally.records += len(mentions)
    if found.published is None:
        tally.undated.append(f"{found.id}: {NO_DATE}")
    if write:
        for mention in mentions:
            write(mention)


def _write_record(mention: Mention) -> None:
    sys.stdout.write(mention.model_dump_json() + "\n")


def _report(tally: Tally, console: Console, store: Store | None) -> None:
    if store is None:
        console.print(f"articles: {tally.read} read, {len(tally.failed)} failed; nothing stored")
        console.print(f"events: {tally.records} records")
    else:
        console.print(
            f"articles: {tally.read} read, {tally.added} added, {tally.held} already held,"
            f" {len(tally.failed)} failed"
        )
        console.print(
            f"events: {tally.records} records added; the store now holds {store.event_count} events"
        )
    faults = messages()
    for note in tally.undated:
        faults.print(f"note: {note}", soft_wrap=True)
    if tally.interrupted:
        faults.print(f"interrupted: {GOES_ON}")
    for failure in tally.failed:
        faults.print(f"failed: {failure}", soft_wrap=True)
