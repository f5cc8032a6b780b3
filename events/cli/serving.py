"""`straitline serve` and `straitline demo`: the page, served on this machine alone."""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from types import FrameType
from typing import Annotated, Final

import platformdirs
import typer

from events.cli import extracting
from events.cli.terminal import CommandError, StoreOption, fail, messages, results, store_setting
from events.data_files import data_path

PAGE: Final = "dashboard"
"""The package that is run as a program of its own; the library imports nothing of it."""
LOOPBACK: Final = "127.0.0.1"
USUAL_PORT: Final = 8501
"""Streamlit's own; kept where it is free, so that links of yesterday still open."""
_SECONDS_TO_START: Final = 60.0
_SECONDS_TO_END: Final = 5.0

PortOption = Annotated[
    int | None,
    typer.Option(min=1, max=65535, help=f"Port (default: {USUAL_PORT}, or a free one)."),
]
AddressOption = Annotated[
    str, typer.Option(help="Address to listen at; any other lets other machines in.")
]
BrowserOption = Annotated[
    bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")
]


def demo(
    store: StoreOption = None,
    port: PortOption = None,
    browser: BrowserOption = True,
) -> None:
    """Extract the sample corpus into a store of its own and open the page.

    Examples:

        straitline demo

        straitline demo --no-browser --port 8600
    """
    from events.store import Store

    path = store or str(platformdirs.user_data_path("straitline", appauthor=False) / "demo.sqlite")
    with Store.open(path) as opened:
        tally = extracting.run([data_path("articles")], opened)
        events = opened.event_count
    if tally.interrupted:
        messages().print(f"interrupted: {extracting.GOES_ON}")
        raise typer.Exit(tally.exit_code)
    for failure in tally.failed:
        fail(failure)
    results().print(
        f"sample corpus: {tally.read} articles, {tally.added} of them new;"
        f" the store {path} holds {events} events",
        soft_wrap=True,
    )
    _serve(path, LOOPBACK, port, browser)


def serve(
    store: StoreOption = None,
    port: PortOption = None,
    address: AddressOption = LOOPBACK,
    browser: BrowserOption = True,
) -> None:
    """Open the page on the events of the store. Ctrl-C ends it.

    Examples:

        straitline serve

        straitline serve --store strait.sqlite --port 8600 --no-browser
    """
    from events.store import Store

    Store.open(store).close()  # a store that can't be opened is told here, not on the page
    _serve(store, address, port, browser)


def _serve(store: str | None, address: str, port: int | None, browser: bool) -> None:
    port = port or _free_port(address)
    if importlib.util.find_spec(PAGE) is None:
        raise CommandError(f"the page is not installed: the package `{PAGE}` is missing")
    command = [sys.executable, "-P", "-m", PAGE, f"--server.address={address}"]
    command.append(f"--server.port={port}")
    signal.signal(signal.SIGTERM, _interrupt)
    page = subprocess.Popen(
        command, env={**os.environ, **store_setting(store)}, stdout=subprocess.DEVNULL
    )
    try:
        url = f"http://{LOOPBACK if address == '0.0.0.0' else address}:{port}"
        _wait_until_ready(page, url)
        results().print(f"{url}  (Ctrl-C ends it)", soft_wrap=True)
        if browser:
            webbrowser.open(url)
        code = page.wait()
    except KeyboardInterrupt:
        code = 0
    finally:
        _end(page)
    raise typer.Exit(code)


def _free_port(address: str) -> int:
    """The usual port where it is free, else one that the system gives."""
    for wanted in (USUAL_PORT, 0):
        with socket.socket() as probe:
            try:
                probe.bind((address, wanted))
            except OSError:
                continue
            port: int = probe.getsockname()[1]
            return port
    raise typer.BadParameter(f"{address} is no address of this machine", param_hint="--address")


def _wait_until_ready(page: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline:
        if page.poll() is not None:
            raise CommandError(f"the page ended at once (code {page.returncode})")
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise CommandError(f"the page did not start within {_SECONDS_TO_START:.0f} s")


def _end(page: subprocess.Popen[bytes]) -> None:
    if page.poll() is None:
        page.terminate()
        try:
            page.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            page.kill()
            page.wait()


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
