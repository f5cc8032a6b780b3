"""The page before there is anything to show, by Streamlit's own test runner."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import state

_PAGE = Path(state.__file__).with_name("app.py")


def page_on(store: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("STRAITLINE_STORE", str(store))
    return AppTest.from_file(str(_PAGE), default_timeout=30).run()


def test_an_empty_store_offers_the_sample_corpus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_on(tmp_path / "empty.sqlite", monkeypatch)
    assert not page.exception
    assert "straitline demo" in [block.value for block in page.code]


def test_what_is_no_store_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "notes.sqlite"
    file.write_text("These are notes and no store. " * 40)
    page = page_on(file, monkeypatch)
    assert not page.exception
    assert len(page.error) == 1
    assert "\n" not in page.error[0].value
