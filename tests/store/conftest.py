from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from events.store import Store
from tests.factories import belonging_to


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store in a file of its own."""
    with Store.open(tmp_path / "store.sqlite", belonging_to) as opened:
        yield opened
