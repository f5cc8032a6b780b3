"""The README tells what there is: each command and each setting, and files that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from events.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(getattr(get_command(app), "commands", {}))
SETTINGS = sorted(
    {
        name
        for folder in ("events", "dashboard")
        for path in (ROOT / folder).rglob("*.py")
        for name in re.findall(r"\"(STRAITLINE_[A-Z_]+)\"", path.read_text(encoding="utf-8"))
    }
)


def test_there_are_commands_and_settings() -> None:
    assert {"demo", "extract", "serve", "list", "show", "explain", "evaluate"} <= set(COMMANDS)
    assert {"STRAITLINE_STORE", "STRAITLINE_SPACY_MODEL"} <= set(SETTINGS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_told(command: str) -> None:
    assert f"straitline {command}" in README


@pytest.mark.parametrize("setting", SETTINGS)
def test_each_setting_is_told(setting: str) -> None:
    assert f"`{setting}`" in README


@pytest.mark.parametrize("link", re.findall(r"\]\(((?!https?:)[^)#]+)\)", README))
def test_each_link_leads_to_a_file(link: str) -> None:
    assert (ROOT / link).exists()
