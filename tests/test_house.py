"""Which room may import which: read from the source of every module, not from what happens to run."""

from __future__ import annotations

import ast
import fnmatch
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CLOCK = {"now", "today", "utcnow", "time", "monotonic", "perf_counter", "localtime", "gmtime"}
CLOCK_OWNERS = {"datetime", "date", "dt", "time"}


@dataclass(frozen=True)
class Module:
    """One source file: its dotted name, what it imports, and the dotted calls it makes."""

    name: str
    imports: frozenset[str]
    calls: frozenset[str]


@cache
def modules() -> tuple[Module, ...]:
    return tuple(
        _module(path)
        for package in ("events", "dashboard")
        for path in sorted((ROOT / package).rglob("*.py"))
    )


def _module(path: Path) -> Module:
    parts = path.relative_to(ROOT).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if is_package else parts)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    room = name if is_package else name.rpartition(".")[0]
    return Module(
        name,
        frozenset(_imports(tree, room)),
        frozenset(ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)),
    )


def _imports(tree: ast.AST, room: str) -> Iterator[str]:
    """Dotted names that a module imports, wherever in the file; a relative one is written out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = room.split(".")[: len(room.split(".")) - node.level + 1] if node.level else []
            origin = ".".join([*above, *([node.module] if node.module else [])])
            yield origin
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def of(room: str) -> list[Module]:
    found = [one for one in modules() if one.name == room or one.name.startswith(f"{room}.")]
    assert found, room
    return found


def reaches(module: Module, package: str) -> bool:
    return any(one == package or one.startswith(f"{package}.") for one in module.imports)


# room, what it must not import, why
NEVER = [
    ("events", ["dashboard", "streamlit", "plotly"], "the library draws nothing"),
    (
        "events.extraction",
        ["events.store", "events.merging", "events.sources", "events.cli", "events.evaluation",
         "events.filters", "sqlalchemy", "sqlite3"],
        "an article in, mentions out: no store",
    ),
    (
        "events.extraction",
        ["httpx", "requests", "urllib", "http", "socket", "ssl", "asyncio"],
        "no network",
    ),
    ("events.extraction", ["time", "random", "secrets", "uuid"], "the same mentions every time"),
    ("events.gazetteer", ["events.extraction", "events.store", "events.cli"], "a table of data"),
    ("events.tables", ["events"], "reads any table"),
    ("events.record", ["events"], "the vocabulary stands on nothing of ours"),
    ("events.store", ["events.extraction", "events.sources", "events.cli"], "keeps, reads nothing"),
    ("events.merging", ["events.extraction", "events.store", "sqlalchemy"], "a pure function"),
    ("events.sources", ["events.extraction", "events.store", "events.cli"], "articles only"),
    ("events.evaluation", ["events.store", "events.cli"], "compares mentions"),
    (
        "dashboard",
        ["sqlalchemy", "sqlite3", "spacy", "dateparser", "ahocorasick", "events.extraction",
         "events.sources", "events.merging"],
        "the page asks the library: no text is parsed and no SQL written",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("room", "package"),
    [(room, package) for room, packages, _ in NEVER for package in packages],
)
def test_a_room_never_imports(room: str, package: str) -> None:
    assert [one.name for one in of(room) if reaches(one, package)] == []


@pytest.mark.parametrize("room", ["events.article", "events.filters"])
def test_the_vocabulary_imports_at_most_the_record(room: str) -> None:
    [module] = of(room)
    ours = {one for one in module.imports if one.split(".")[0] in {"events", "dashboard"}}
    assert {one for one in ours if not fnmatch.fnmatch(one, "events.record*")} == set()


@pytest.mark.parametrize("package", ["sqlalchemy", "sqlite3"])
def test_only_the_store_speaks_sql(package: str) -> None:
    outside = [one.name for one in modules() if reaches(one, package)]
    assert [name for name in outside if not name.startswith("events.store")] == []


def test_extraction_never_asks_the_clock() -> None:
    asked = [
        (module.name, call)
        for module in of("events.extraction")
        for call in module.calls
        if call.split(".")[-1] in CLOCK and CLOCK_OWNERS & set(call.split(".")[:-1])
    ]
    assert asked == []


def test_no_room_reaches_into_the_private_names_of_another() -> None:
    reached = [
        (module.name, one)
        for module in modules()
        for one in module.imports
        if one.split(".")[0] in {"events", "dashboard"}
        and any(part.startswith("_") and not part.startswith("__") for part in one.split("."))
    ]
    assert reached == []


def test_relative_and_late_imports_are_seen() -> None:
    source = (
        "def late():\n    from . import store\n    import plotly.express\nfrom ..record import X\n"
    )
    assert set(_imports(ast.parse(source), "events.cli")) == {
        "events.cli",
        "events.cli.store",
        "plotly.express",
        "events.record",
        "events.record.X",
    }
