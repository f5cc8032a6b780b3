"""Settings that the page is served with, as `--key=value` flags of Streamlit.

Flags and not a settings file, so that the page is the same from any folder. Nothing leaves the
machine: usage statistics are off, and no font, style or script comes from elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dashboard.theme import DARK, LIGHT, Palette


def _theme(mode: str, colours: Palette) -> dict[str, str]:
    return {
        f"theme.{mode}.primaryColor": colours.accent,
        f"theme.{mode}.backgroundColor": colours.page,
        f"theme.{mode}.secondaryBackgroundColor": colours.raised,
        f"theme.{mode}.textColor": colours.ink,
        f"theme.{mode}.borderColor": colours.rule,
        f"theme.{mode}.sidebar.backgroundColor": colours.raised,
        f"theme.{mode}.sidebar.secondaryBackgroundColor": colours.page,
    }


STREAMLIT_FLAGS: Final[Mapping[str, str]] = {
    "browser.gatherUsageStats": "false",
    "client.showErrorDetails": "type",
    "client.toolbarMode": "viewer",
    "server.fileWatcherType": "none",
    "logger.level": "warning",
    "server.headless": "true",
    "server.showEmailPrompt": "false",
    **_theme("light", LIGHT),
    **_theme("dark", DARK),
}
