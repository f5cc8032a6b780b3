"""The language model: which one is loaded, and sentences that end with their paragraph."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from events.extraction import language
from events.extraction.extractor import Extractor
from events.extraction.language import MODEL_SETTING, LanguageModelError, load_model

fresh = load_model.__wrapped__
"""Loads a model anew, beside the one that is kept for all tests."""


@pytest.fixture(scope="module")
def saved_model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Another installed model: the default one's copy, under a path of its own."""
    folder = tmp_path_factory.mktemp("models") / "another"
    spacy.load(language.DEFAULT_MODEL).to_disk(folder)
    return str(folder)


def blank_model(folder: Path, **meta: str) -> str:
    nlp = spacy.blank("en")
    nlp.meta.update(meta)
    nlp.to_disk(folder)
    return str(folder)


def test_the_default_is_the_official_small_english_model() -> None:
    meta = load_model().meta
    assert (meta["lang"], meta["version"], meta["author"]) == ("en", "3.8.0", "Explosion")
    assert meta["name"].startswith("core_web_sm")


def test_a_model_is_loaded_once() -> None:
    assert load_model() is load_model()


def test_the_setting_names_another_model(saved_model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MODEL_SETTING, saved_model)
    assert str(fresh().path) == saved_model


def test_a_name_goes_before_the_setting(saved_model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MODEL_SETTING, "a-model-that-nobody-has")
    assert str(fresh(saved_model).path) == saved_model


def test_a_missing_model_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MODEL_SETTING, "a-model-that-nobody-has")
    with pytest.raises(LanguageModelError) as told:
        fresh()
    assert "a-model-that-nobody-has" in str(told.value)
    assert MODEL_SETTING in str(told.value)
    assert "\n" not in str(told.value)


def test_an_extractor_with_a_missing_model_tells_the_same() -> None:
    with pytest.raises(LanguageModelError, match="a-model-that-nobody-has"):
        Extractor("a-model-that-nobody-has")


def test_a_model_without_a_parser_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LanguageModelError, match="no tagger and parser"):
        fresh(blank_model(tmp_path / "blank"))


@pytest.mark.parametrize(
    "meta",
    [
        {"name": "core_web_sm", "version": "3.7.0", "author": "Explosion"},
        {"name": "core_web_sm", "version": "3.8.0", "author": "Somebody"},
        {"name": "core_web_lg", "version": "3.8.0", "author": "Explosion"},
    ],
    ids=lambda meta: " ".join(meta.values()),
)
def test_a_default_that_is_not_the_model_it_says_is_refused(
    meta: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = blank_model(tmp_path / "model", **meta)
    monkeypatch.setattr(language, "DEFAULT_MODEL", path)
    with pytest.raises(LanguageModelError, match="is not spaCy's en_core_web_sm"):
        fresh(path)


SENTENCES = [
    ("Ships left. Jets followed.", ["Ships left.", "Jets followed."]),
    # a heading without a full stop is a sentence of its own
    (
        "Ships leave the strait\n\nTwo ships left on Monday.",
        ["Ships leave the strait", "Two ships left on Monday."],
    ),
    (
        "Two ships left on Monday\n\n\n\nThe ministry said so.",
        ["Two ships left on Monday", "The ministry said so."],
    ),
    # one line break does not end a paragraph
    ("Two ships left\non Monday.", ["Two ships left\non Monday."]),
    ("", []),
    ("\n\n", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_no_sentence_runs_over_the_end_of_its_paragraph(text: str, expected: list[str]) -> None:
    sentences = [sentence.text.strip() for sentence in load_model()(text).sents]
    assert [sentence for sentence in sentences if sentence] == expected
