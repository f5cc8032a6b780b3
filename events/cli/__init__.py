"""The command line: parses flags, calls the library, prints. One file per group of commands."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Final, NoReturn

import typer

from events.cli import evaluating, explaining, extracting, listing, serving
from events.cli.terminal import fail

BAD_USAGE: Final = 2
INTERRUPTED: Final = 130
DEBUG_SETTING: Final = "STRAITLINE_DEBUG"

app = typer.Typer(
    name="straitline",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""
Turn news articles into dated, placed event records with the words that prove them, and show them
on a timeline and a map of the Taiwan Strait and the Nansei islands.

First steps:

    straitline demo                        see the sample corpus in the browser

    straitline extract articles/           read your own articles into the store

    straitline serve                       see them in the browser

    straitline list --actor China --from 2022-08-01 --to 2022-08-31

Each command has its own --help. The store is a file: --store or the environment variable
STRAITLINE_STORE names it; without them it lies in your user data folder.
""",
    epilog="Exit codes: 0 done; 1 some articles failed (named at the end); 2 bad usage or input.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        try:
            typer.echo(f"straitline {version('straitline')}")
        except PackageNotFoundError:
            typer.echo("straitline (not installed)")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    pass


app.command("demo")(serving.demo)
app.command("extract")(extracting.extract)
app.command("serve")(serving.serve)
app.command("list")(listing.list_events)
app.command("show")(listing.show)
app.command("explain")(explaining.explain)
app.command("evaluate")(evaluating.evaluate)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line; errors are one line on stderr. What it prints is UTF-8 everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    try:
        code = app(args=arguments, prog_name="straitline", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        message = error.format_message()  # empty where the help was printed instead
        return fail(message) if message else BAD_USAGE
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        if os.environ.get(DEBUG_SETTING):
            raise
        return fail(_told(error))
    return code if isinstance(code, int) else 0


def _told(error: Exception) -> str:
    """One line for an error; one that Straitline did not foresee says how to see where it arose."""
    if type(error).__module__.startswith("events."):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error)
    return f"{type(error).__name__}: {error} (unforeseen; {DEBUG_SETTING}=1 shows where it arose)"
