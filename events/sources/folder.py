"""Folders: every file in them that holds articles, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from events.sources.errors import SourceError


def article_files(folder: Path, suffixes: Collection[str]) -> list[Path]:
    """Files with one of the suffixes, in subfolders too, by path; no README and no hidden ones.

    SourceError where a folder holds none or can't be looked into.
    """
    denied: list[OSError] = []
    found: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=denied.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in names if _holds_articles(name, suffixes)]
    if denied:
        raise SourceError(str(denied[0].filename), f"can't be read: {denied[0].strerror}")
    if not found:
        raise SourceError(str(folder), f"no articles in this folder ({', '.join(suffixes)})")
    return sorted(found)


def _holds_articles(name: str, suffixes: Collection[str]) -> bool:
    path = Path(name)
    return (
        path.suffix.lower() in suffixes
        and not name.startswith(".")
        and path.stem.lower() != "readme"
    )
