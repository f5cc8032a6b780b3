"""Where commands print: results on stdout, progress and faults on stderr."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from events.record import Actor, EventDate

if TYPE_CHECKING:
    from events.store import Store

# A pipe has no width; tables are then as wide as they need, up to this.
_WIDTH_OF_A_PIPE: Final = 220


class CommandError(Exception):
    """Why a command can't do what it was asked, in one line."""


StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="FILE",
        help="The store's file (default: STRAITLINE_STORE, else one in your user data folder).",
        show_default=False,
    ),
]


def results() -> Console:
    """Console on stdout. Texts of articles are printed as they are: no markup, no emoji codes."""
    return _console(to_stderr=False)


def messages() -> Console:
    """Console on stderr."""
    return _console(to_stderr=True)


def _console(to_stderr: bool) -> Console:
    console = Console(stderr=to_stderr, markup=False, emoji=False, highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _WIDTH_OF_A_PIPE
    return console


def progress(console: Console) -> Progress:
    """A progress bar that leaves nothing behind, and that only a terminal shows."""
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def fail(message: str) -> int:
    """Print one line on stderr per fault; the exit code of bad usage or input."""
    for line in message.splitlines() or ["failed"]:
        typer.echo(f"straitline: {line.strip()}", err=True)
    return 2


def open_for_reading(store: str | None) -> Store:
    """Open a store that exists; a command that only reads makes none."""
    from events.store import Store
    from events.store.opening import location

    path = location(store)
    if not path.exists():
        raise CommandError(f"there is no store at {path} yet; `straitline extract` makes one")
    return Store.open(store)


def store_setting(store: str | Path | None) -> dict[str, str]:
    """Environment that hands a store on to the page."""
    return {"STRAITLINE_STORE": str(Path(store).expanduser().absolute())} if store else {}


def when(date: EventDate | None) -> str:
    """A date for a table: EDTF, and a mark where it is only the day of publication."""
    if date is None:
        return "undated"
    return f"{date.edtf} (published)" if date.basis == "publication" else date.edtf


def names(actors: Iterable[Actor]) -> str:
    """Names of actors, parted by commas."""
    return ", ".join(actor.name for actor in actors)
