"""Where the tables that an analyst may edit lie: beside the package in a wheel, in `data/` in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent
_ROOTS: Final = (_PACKAGE / "data", _PACKAGE.parent / "data")


def data_path(*parts: str) -> Path:
    """Path of a data file or folder, for example `data_path("gazetteer", "places.csv")`."""
    for root in _ROOTS:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"data file {'/'.join(parts)} is missing from the installation")
