"""A real Chromium on the real demo. Where there is no Chromium, one is installed: never a skip."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright

from events import article
from events.store import Store
from tests.browser.straitline_page import StraitlinePage

_CHROMIUM_SETTING = "STRAITLINE_CHROMIUM"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS = [
    "--no-sandbox",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
_PATIENCE_MS = 20_000
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_SECONDS_TO_START = 240.0


def _found(playwright: Playwright) -> str | None:
    """Path of a Chromium: the one that is set, one of the system, else Playwright's own."""
    named = os.environ.get(_CHROMIUM_SETTING)
    if named:
        return named
    of_the_system = next(filter(None, map(shutil.which, _NAMES)), None)
    own = playwright.chromium.executable_path
    return of_the_system or (own if Path(own).exists() else None)


def _install() -> None:
    """Install Chromium by Playwright; where that fails, as a package of a Debian-like system."""
    own = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"], check=False
    )
    if own.returncode == 0:
        return
    subprocess.run(["apt-get", "update", "-q"], check=False)
    subprocess.run(["apt-get", "install", "-q", "-y", "chromium"], check=True)


expect.set_options(timeout=_PATIENCE_MS)  # a cold machine draws its first page slowly


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    path = _found(playwright)
    if path is None:
        _install()
        path = _found(playwright)
    assert path, f"no Chromium was found or could be installed; name one in {_CHROMIUM_SETTING}"
    browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
    yield browser
    browser.close()


@dataclass(frozen=True)
class Demo:
    """The demo as it is served: its address, and the store it shows."""

    address: str
    store: Path


@contextmanager
def served(command: str, store: Path) -> Iterator[str]:
    """The address of the page that `straitline demo` or `straitline serve` serves; then its end."""
    port = _free_port()
    flags = [command, "--no-browser", "--port", str(port), "--store", str(store)]
    packages = str(Path(article.__file__).resolve().parents[1])
    log = store.with_suffix(".log")
    with log.open("wb") as written:
        page = subprocess.Popen(
            [sys.executable, "-c", "from events.cli import main; main()", *flags],
            cwd=store.parent,
            env={**os.environ, "PYTHONPATH": packages},
            stdout=written,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_served(page, address, log)
            yield address
        finally:
            page.terminate()
            page.wait(30)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    store = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    with served("demo", store) as address:
        yield Demo(address, store)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_served(served: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline and served.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the demo did not start: {log.read_text(errors='replace')[-2000:]}")


@pytest.fixture(scope="session")
def store(demo: Demo) -> Iterator[Store]:
    with Store.open(demo.store) as opened:
        yield opened


class Visitor:
    """Opens pages, each in a fresh browser context, and remembers every request they make."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self.address = address
        self._contexts: list[BrowserContext] = []
        self.hosts: set[str] = set()
        self.faults: list[str] = []

    def open(self, query: str = "", **settings: Any) -> StraitlinePage:
        """The page at a query string or a whole address, drawn."""
        context = self._browser.new_context(
            **{"viewport": {"width": 1440, "height": 900}, **settings}
        )
        self._contexts.append(context)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=self.address)
        page = context.new_page()
        page.set_default_timeout(_PATIENCE_MS)
        page.on("request", lambda request: self._remember(request.url))
        page.on("websocket", lambda socket: self._remember(socket.url))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.goto(query if query.startswith("http") else f"{self.address}/{query}")
        return StraitlinePage(page)

    def _remember(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob"):
            self.hosts.add(parts.hostname or url)

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def visitor(chromium: Browser, demo: Demo) -> Iterator[Visitor]:
    with visiting(chromium, demo.address) as visitor:
        yield visitor


@contextmanager
def visiting(chromium: Browser, address: str) -> Iterator[Visitor]:
    """Whatever a visit does: no request has left the machine, and no script has failed."""
    visitor = Visitor(chromium, address)
    try:
        yield visitor
    finally:
        visitor.close()
    assert visitor.hosts <= _LOOPBACK
    assert visitor.faults == []
